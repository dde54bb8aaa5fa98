// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite(.emptyDatabase) struct ReconnectTests {
    @Test func `a connection ended by the server is lost, and made anew on the same thread`() async throws {
        let (session, admin) = (try await connect(), try await connect())
        let process = try await session.process()
        try await admin.terminate(process)
        let error = try await failure { _ = try await session.query(Statement("ping", "select 1")) }
        #expect(error.kind == .connectionLost)
        #expect(error.state == .adminShutdown || error.state == nil)
        #expect(error.isTransient)
        #expect(error.statement == "ping")
        #expect(await !session.isConnected)
        #expect(await session.serverProcess == nil)
        let thread = session.thread
        try await session.reconnect()
        #expect(await session.isConnected)
        #expect(session.thread === thread)
        #expect(try await session.process() != process)
        #expect(try await session.query(Statement("ping", "select 1::int4")).int(0, 0) == 1)
    }

    @Test func `a connection ended in the middle of a statement is lost`() async throws {
        let (session, admin) = (try await connect(), try await connect())
        let process = try await session.process()
        async let sleeping: Void = session.perform { db in _ = try db.query(Statement("sleep", "select pg_sleep(60)")) }
        try await until { try await admin.shows(process, running: "pg_sleep") }
        try await admin.terminate(process)
        do {
            try await sleeping
            Issue.record("the statement went on")
        } catch let error as PostgresError {
            #expect(error.kind == .connectionLost)
            #expect(error.state == .adminShutdown)
        }
        #expect(await !session.isConnected)
    }

    @Test func `a connection lost in a transaction gives the body's error and a session that can connect again`()
        async throws
    {
        let (session, admin) = (try await connect(), try await connect())
        let process = try await session.process()
        let error = try await failure {
            try await session.perform { db in
                try await db.transaction { db in
                    try await admin.terminate(process)
                    _ = try db.query(Statement("ping", "select 1"))
                }
            }
        }
        #expect(error.kind == .connectionLost)
        try await session.perform { db in
            try db.reconnect()
            let isOpen = db.isInTransaction
            #expect(!isOpen)
            #expect(try db.query(Statement("ping", "select 1::int4")).int(0, 0) == 1)
        }
    }

    @Test func `a connection lost in a pipeline or a copy is lost, too`() async throws {
        let (session, admin) = (try await connect(), try await connect())
        let first = try await session.process()
        try await admin.terminate(first)
        let inPipeline = try await failure {
            _ = try await session.pipeline { pipeline in
                pipeline.add(Statement("ping", "select 1"))
                pipeline.add(Statement("pong", "select 2"))
            }
        }
        #expect(inPipeline.kind == .connectionLost)
        #expect(await !session.isConnected)
        try await session.reconnect()
        try await session.run(script: "create table item (id int8)")
        let second = try await session.process()
        let inCopy = try await failure {
            try await session.perform { db in
                _ = try db.copyIn(Statement("load", "copy item from stdin")) { writer in
                    var other = try Connection.connect(try TestDatabase.current)
                    _ = try other.query(Statement("terminate", "select pg_terminate_backend($1, 5000)"), second)
                    for id in 0..<100_000 { try writer.write("\(id)\n") }
                }
            }
        }
        #expect(inCopy.kind == .connectionLost)
        #expect(await !session.isConnected)
    }

    @Test func `statement_timeout ends a statement and leaves the session usable`() async throws {
        let session = try await connect { $0.settings["statement_timeout"] = "30ms" }
        let error = try await failure { _ = try await session.query(Statement("sleep", "select pg_sleep(60)")) }
        #expect(error.kind == .server)
        #expect(error.state == .queryCanceled)
        #expect(error.isCancellation)
        #expect(try await session.query(Statement("one", "select 1::int4")).int(0, 0) == 1)
    }

    @Test func `an answer that keeps coming may take longer than the limit for silence`() async throws {
        let session = try await connect { $0.answerLimit = .milliseconds(150) }
        let count = try await session.perform { db in
            // Ten rows, a pause before each; together far longer than the limit.
            let rows = "copy (select repeat('x', 9000), pg_sleep(0.05) from generate_series(1, 10)) to stdout"
            return try db.copyOut(Statement("trickle", rows)) { _ in }
        }
        #expect(count == 10)
    }

    @Test func `a server that does not answer in time is given up`() async throws {
        let session = try await connect { $0.answerLimit = .milliseconds(50) }
        let error = try await failure { _ = try await session.query(Statement("sleep", "select pg_sleep(5)")) }
        #expect(error.kind == .connectionLost)
        #expect(error.statement == "sleep")
        #expect(error.message.contains("silent"))
        #expect(await !session.isConnected)
        try await session.reconnect()
        #expect(await session.isConnected)
    }
}
