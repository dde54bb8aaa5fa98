// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite(.emptyDatabase) struct CancellationTests {
    private static let sleep = Statement("sleep", "select pg_sleep(60)")
    private static let one = Statement("one", "select 1::int4")

    @Test func `cancelling the task cancels the statement, and the next one runs`() async throws {
        let (session, watcher) = (try await connect(), try await connect())
        let process = try await session.process()
        let work = Task { try await session.perform { db in _ = try db.query(Self.sleep) } }
        try await until { try await watcher.shows(process, running: "pg_sleep") }
        work.cancel()
        let error = try await failure { try await work.value }
        #expect(error.state == .queryCanceled)
        #expect(error.statement == "sleep")
        #expect(error.isCancellation)
        #expect(try await session.process() == process)
        #expect(try await session.perform { db in try db.query(Self.one).int(0, 0) } == 1)
    }

    @Test func `cancelling rolls the open transaction back and refuses to go on`() async throws {
        let (session, watcher) = (try await connect(), try await connect())
        try await session.run(script: "create table item (id int8)")
        let process = try await session.process()
        let work = Task {
            try await session.perform { db in
                try db.begin()
                try db.run(script: "insert into item values (1)")
                #expect(throws: PostgresError.self) { try db.execute(Self.sleep) }
                // A body that swallows the error gets no further.
                do throws(PostgresError) {
                    _ = try db.query(Self.one)
                    Issue.record("a cancelled unit went on")
                } catch {
                    #expect(error.kind == .cancelled)
                    #expect(error.statement == "one")
                }
                try db.commit()
            }
        }
        try await until { try await watcher.shows(process, running: "pg_sleep") }
        work.cancel()
        let error = try await failure { try await work.value }
        #expect(error.kind == .cancelled)
        #expect(error.statement == "commit")
        #expect(await !session.isInTransaction)
        #expect(try await session.query(Statement("count", "select count(*) from item")).int64(0, 0) == 0)
    }

    @Test func `a unit that is cancelled before it begins runs nothing`() async throws {
        let session = try await connect()
        let work = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await session.perform { _ -> Void in
                Issue.record("the unit ran")
            }
        }
        await #expect(throws: CancellationError.self) { try await work.value }
    }

    @Test func `a unit that is cancelled while it waits for its turn gives its place up`() async throws {
        let session = try await connect()
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let first = Task {
            try await session.perform { _ in
                start.yield()
                for await _ in released { break }
            }
        }
        for await _ in started { break }
        let second = Task {
            try await session.perform { _ -> Void in
                Issue.record("the unit ran")
            }
        }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        release.yield()
        try await first.value
        #expect(try await session.perform { db in try db.query(Self.one).int(0, 0) } == 1)
    }

    @Test func `a cancel that comes late never hits what comes next`() async throws {
        let session = try await connect()
        for round in 0..<150 {
            let work = Task {
                try await session.perform { db in
                    for _ in 0..<3 { _ = try db.query(Self.one) }
                }
            }
            // Every time at another point of the unit: before, within, after.
            for _ in 0..<(round % 15) * 20 { await Task.yield() }
            work.cancel()
            _ = await work.result
            #expect(try await session.perform { db in try db.query(Self.one).int(0, 0) } == 1)
        }
    }

    @Test func `a canceller ends a plain connection's statement from another thread`() async throws {
        let watcher = try await connect()
        let options = try TestDatabase.current
        let (processes, sender) = AsyncStream.makeStream(of: (Int32, Canceller).self)
        let (results, outcome) = AsyncStream.makeStream(of: Result<Int, PostgresError>.self)
        _ = try NativeThread(name: "plain") {
            do throws(PostgresError) {
                var connection = try Connection.connect(options)
                if let process = connection.serverProcess, let canceller = connection.makeCanceller() {
                    sender.yield((process, canceller))
                }
                do throws(PostgresError) {
                    _ = try connection.query(Self.sleep)
                } catch {
                    outcome.yield(.failure(error))
                }
                outcome.yield(.success(try connection.query(Self.one).int(0, 0)))
            } catch {
                outcome.yield(.failure(error))
            }
        }
        var sent = processes.makeAsyncIterator()
        let (process, canceller) = try #require(await sent.next())
        try await until { try await watcher.shows(process, running: "pg_sleep") }
        canceller.cancel()
        var received = results.makeAsyncIterator()
        let first = try #require(await received.next())
        let second = try #require(await received.next())
        #expect(throws: PostgresError.self) { try first.get() }
        #expect(try second.get() == 1)
    }

    @Test func `cancelling ends a copy and a pipeline`() async throws {
        let (session, watcher) = (try await connect(), try await connect())
        let process = try await session.process()
        let pipeline = Task {
            try await session.perform { db in
                _ = try db.pipeline { pipeline in
                    pipeline.add(Self.one)
                    pipeline.add(Self.sleep)
                }
            }
        }
        try await until { try await watcher.shows(process, running: "pg_sleep") }
        pipeline.cancel()
        #expect(try await failure { try await pipeline.value }.pipelineIndex == 1)
        let copy = Task {
            try await session.perform { db in
                _ = try db.copyOut(Statement("dump", "copy (select pg_sleep(60)) to stdout")) { _ in }
            }
        }
        try await until { try await watcher.shows(process, running: "copy") }
        copy.cancel()
        #expect(try await failure { try await copy.value }.state == .queryCanceled)
        #expect(try await session.query(Self.one).int(0, 0) == 1)
    }
}
