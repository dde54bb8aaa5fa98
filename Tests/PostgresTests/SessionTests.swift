// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite(.emptyDatabase) struct SessionTests {
    private struct Refusal: Error {}
    private static let insert = Statement("insert", "insert into item values ($1)")
    private static let count = Statement("count", "select count(*) from item")

    private func sessionWithTable() async throws -> Session {
        let session = try await connect()
        try await session.run(script: "create table item (id int8 primary key)")
        return session
    }

    @Test func `a unit of work mixes statements and awaiting on the session's thread`() async throws {
        let session = try await sessionWithTable()
        @Sendable func helper(_ db: isolated Session) async throws -> Int64 {
            await Task.yield()
            return try db.query(Self.count).int64(0, 0)
        }
        let count = try await session.perform { db in
            try db.execute(Self.insert, 1)
            let before = try await helper(db)
            try db.execute(Self.insert, 2)
            return (before, try await helper(db))
        }
        #expect(count == (1, 2))
    }

    @Test func `a transaction is committed when its body returns`() async throws {
        let session = try await sessionWithTable()
        let inside = try await session.transaction { db in
            try db.execute(Self.insert, 1)
            return db.isInTransaction
        }
        #expect(inside)
        let other = try await connect()
        #expect(try await other.query(Self.count).int64(0, 0) == 1)
        #expect(await !session.isInTransaction)
    }

    @Test func `a transaction is rolled back when its body throws, with the body's error`() async throws {
        let session = try await sessionWithTable()
        await #expect(throws: Refusal.self) {
            try await session.transaction { db in
                try db.execute(Self.insert, 1)
                throw Refusal()
            }
        }
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
        #expect(await !session.isInTransaction)
    }

    @Test func `a synchronous transaction does the same`() async throws {
        let session = try await sessionWithTable()
        try await session.perform { db in
            try db.atomically { db in _ = try db.execute(Self.insert, 1) }
            #expect(throws: Refusal.self) {
                try db.atomically { db in
                    try db.execute(Self.insert, 2)
                    throw Refusal()
                }
            }
            #expect(try db.query(Self.count).int64(0, 0) == 1)
        }
    }

    @Test func `committing a failed transaction is an error`() async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            try await session.perform { db in
                try db.begin()
                #expect(throws: PostgresError.self) { try db.run(script: "select 1 / 0") }
                let hasFailed = db.isInFailedTransaction
                #expect(hasFailed)
                try db.commit()
            }
        }
        #expect(error.state == .inFailedSQLTransaction)
        #expect(error.statement == "commit")
    }

    @Test func `a unit that leaves its transaction open is refused and rolled back`() async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            try await session.perform { db in
                try db.begin()
                try db.execute(Self.insert, 1)
            }
        }
        #expect(error.kind == .usage)
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
    }

    @Test func `a transaction within a transaction is refused`() async throws {
        let session = try await connect()
        let error = try await failure {
            try await session.transaction { db in try await db.transaction { _ in } }
        }
        #expect(error.kind == .usage)
        #expect(await !session.isInTransaction)
    }

    @Test func `a read-only transaction refuses to write`() async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            try await session.transaction(.readOnly) { db in _ = try db.execute(Self.insert, 1) }
        }
        #expect(error.state == .readOnlySQLTransaction)
    }

    @Test func `units of one session run one after the other, whole`() async throws {
        let session = try await sessionWithTable()
        try await withThrowingTaskGroup { group in
            for unit in 0..<20 {
                group.addTask {
                    try await session.perform { db in
                        try db.begin()
                        try db.execute(Self.insert, unit * 2)
                        await Task.yield()
                        try db.execute(Self.insert, unit * 2 + 1)
                        try db.commit()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await session.query(Self.count).int64(0, 0) == 40)
    }

    @Test func `a unit within a unit of the same session just runs`() async throws {
        let session = try await connect()
        let value = try await session.perform { db in
            try await db.perform { db in try db.query(Statement("one", "select 1::int4")).int(0, 0) }
        }
        #expect(value == 1)
    }

    @Test func `units of two sessions within each other just run, and a task left behind waits in line`() async throws {
        let (outer, inner) = (try await connect(), try await connect())
        let one = Statement("one", "select 1::int4")
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        let left = try await outer.perform { a in
            try await inner.perform { b in
                let sum = try await outer.perform { a in try a.query(one).int(0, 0) } + b.query(one).int(0, 0)
                #expect(sum == 2)
            }
            try a.run(script: "select 1")
            return Task {
                for await _ in ended { break }
                try await outer.perform { db in
                    try db.begin()
                    await Task.yield()
                    try db.rollback()
                }
            }
        }
        end.yield()
        for _ in 0..<10 {
            try await outer.perform { db in
                try db.begin()
                await Task.yield()
                try db.rollback()
            }
        }
        try await left.value
    }

    @Test func `a task that prefers the session's thread runs its units there`() async throws {
        let session = try await connect()
        let value = try await Task(executorPreference: session.thread) {
            try await session.perform { db in try db.query(Statement("two", "select 2::int4")).int(0, 0) }
        }.value
        #expect(value == 2)
    }

    @Test func `sessions that wait at the server keep no thread of the pool`() async throws {
        let holder = try await connect()
        _ = try await holder.query(Statement("lock", "select pg_advisory_lock(1)"))
        let watcher = try await connect()
        // Far more waiting sessions than the pool has threads: if one of them held a thread, nobody could let them go.
        let sessions = try await withThrowingTaskGroup(of: Session.self) { group in
            for _ in 0..<24 { group.addTask { try await connect() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await withThrowingTaskGroup { group in
            for session in sessions {
                group.addTask { _ = try await session.query(Statement("wait", "select pg_advisory_lock_shared(1)")) }
            }
            let waiting = Statement(
                "waiting",
                """
                select count(*)
                  from pg_locks l
                  join pg_database d on d.oid = l.database and d.datname = current_database()
                 where l.locktype = 'advisory' and not l.granted
                """)
            try await until { try await watcher.query(waiting).int64(0, 0) == 24 }
            _ = try await holder.query(Statement("unlock", "select pg_advisory_unlock(1)"))
            try await group.waitForAll()
        }
    }

    @Test func `dropping a session closes its connection`() async throws {
        let watcher = try await connect()
        var session: Session? = try await connect()
        let process = try #require(await session?.process())
        #expect(try await watcher.isThere(process))
        session = nil
        try await until { try await !watcher.isThere(process) }
    }

    @Test func `a closed session refuses statements until it connects again`() async throws {
        let session = try await connect()
        await session.close()
        let error = try await failure { _ = try await session.query(Statement("one", "select 1")) }
        #expect(error.kind == .connectionLost)
        #expect(error.statement == "one")
        try await session.reconnect()
        #expect(try await session.query(Statement("one", "select 1::int4")).int(0, 0) == 1)
    }

    @Test func `a script stops at its first error and undoes what it did`() async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            try await session.run(script: "insert into item values (1); select 1 / 0; insert into item values (2)")
        }
        #expect(error.state == "22012")
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
    }
}
