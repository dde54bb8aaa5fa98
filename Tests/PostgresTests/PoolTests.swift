// SPDX-License-Identifier: Apache-2.0

import Postgres
import Synchronization
import TestKit
import Testing

@Suite(.emptyDatabase) struct PoolTests {
    private func pool(maximum: Int, waitLimit: Duration = .seconds(30)) throws -> Pool {
        Pool(try TestDatabase.current, limits: .init(maximum: maximum, waitLimit: waitLimit))
    }

    /// A unit of work that holds its session until it is told to let go.
    private final class Hold: Sendable {
        let started: AsyncStream<Void>
        private let start: AsyncStream<Void>.Continuation
        private let released: AsyncStream<Void>
        private let release: AsyncStream<Void>.Continuation

        init() {
            (started, start) = AsyncStream.makeStream()
            (released, release) = AsyncStream.makeStream()
        }

        func run(in pool: Pool) async throws {
            try await pool.withSession { _ in
                self.start.yield()
                for await _ in self.released { break }
            }
        }

        func waitForStart() async { for await _ in started { break } }
        func letGo() { release.yield() }
    }

    private final class Order: Sendable {
        let numbers = Mutex<[Int]>([])
    }

    @Test func `a session is used again`() async throws {
        let pool = try pool(maximum: 4)
        let first = try await pool.withSession { db in try db.process() }
        let second = try await pool.withSession { db in try db.process() }
        #expect(first == second)
        #expect(pool.counts.idle == 1)
        #expect(pool.counts.busy == 0)
    }

    @Test func `no more sessions than allowed, and all work gets done`() async throws {
        let pool = try pool(maximum: 3)
        let processes = try await withThrowingTaskGroup(of: Int32.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await pool.withSession { db in
                        _ = try db.query(Statement("pause", "select pg_sleep(0.002)"))
                        return try db.process()
                    }
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect((1...3).contains(processes.count))
        #expect(pool.counts.waiting == 0)
        #expect(pool.counts.busy == 0)
    }

    @Test func `those who wait are served in order`() async throws {
        let pool = try pool(maximum: 1)
        let hold = Hold()
        let holder = Task { try await hold.run(in: pool) }
        await hold.waitForStart()
        let order = Order()
        try await withThrowingTaskGroup { group in
            for number in 0..<5 {
                group.addTask { try await pool.withSession { _ in order.numbers.withLock { $0.append(number) } } }
                try await until { pool.counts.waiting == number + 1 }
            }
            hold.letGo()
            try await group.waitForAll()
        }
        try await holder.value
        #expect(order.numbers.withLock { $0 } == [0, 1, 2, 3, 4])
    }

    @Test func `one who waits can be cancelled, and the others go on`() async throws {
        let pool = try pool(maximum: 1)
        let hold = Hold()
        let holder = Task { try await hold.run(in: pool) }
        await hold.waitForStart()
        let cancelled = Task { try await pool.withSession { _ in Issue.record("it ran") } }
        try await until { pool.counts.waiting == 1 }
        let patient = Task { try await pool.withSession { db in db.isConnected } }
        try await until { pool.counts.waiting == 2 }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        #expect(pool.counts.waiting == 1)
        hold.letGo()
        #expect(try await patient.value)
        try await holder.value
    }

    @Test func `one who waits too long is told why`() async throws {
        let pool = try pool(maximum: 1, waitLimit: .milliseconds(20))
        let hold = Hold()
        let holder = Task { try await hold.run(in: pool) }
        await hold.waitForStart()
        let error = try await failure { try await pool.withSession { _ in } }
        #expect(error.message.contains("all 1 of pool"))
        #expect(pool.counts.waiting == 0)
        hold.letGo()
        try await holder.value
        try await pool.withSession { _ in }
    }

    @Test func `a session that broke while idle is not lent`() async throws {
        let pool = try pool(maximum: 1)
        let process = try await pool.withSession { db in try db.process() }
        let admin = try await connect()
        try await admin.terminate(process)
        try await until { try await !admin.isThere(process) }
        let next = try await pool.withSession { db in
            _ = try db.query(Statement("one", "select 1"))
            return try db.process()
        }
        #expect(next != process)
    }

    @Test func `a session that breaks in use is dropped`() async throws {
        let pool = try pool(maximum: 1)
        let admin = try await connect()
        let error = try await failure {
            try await pool.withSession { db in
                try await admin.terminate(try db.process())
                _ = try db.query(Statement("one", "select 1"))
            }
        }
        #expect(error.kind == .connectionLost)
        #expect(pool.counts.idle == 0)
        #expect(try await pool.withSession { db in db.isConnected })
    }

    @Test func `a transaction of the pool is committed or rolled back`() async throws {
        let pool = try pool(maximum: 2)
        try await pool.withTransaction { db in try db.run(script: "create table item (id int8)") }
        let error = try await failure {
            try await pool.withTransaction { db in try db.run(script: "insert into item values (1); select 1 / 0") }
        }
        #expect(error.state == "22012")
        #expect(
            try await pool.withSession { db in try db.query(Statement("n", "select count(*) from item")).int64(0, 0) }
                == 0)
    }

    @Test func `a server that cannot be reached is an error for each who asks, not a place taken for ever`()
        async throws
    {
        let pool = Pool(try ConnectionOptions(conninfo: "host=/no/such/folder"), limits: .init(maximum: 1))
        for _ in 0..<3 {
            #expect(try await failure { try await pool.withSession { _ in } }.kind == .connectionFailed)
        }
        #expect(pool.counts.busy == 0)
    }

    @Test func `a closed pool refuses`() async throws {
        let pool = try pool(maximum: 1)
        try await pool.withSession { _ in }
        pool.close()
        #expect(try await failure { try await pool.withSession { _ in } }.message.contains("closed"))
        #expect(pool.counts.idle == 0)
    }
}
