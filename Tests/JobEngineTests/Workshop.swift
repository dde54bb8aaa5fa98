// SPDX-License-Identifier: Apache-2.0

import Glibc
import JobEngine
import Logging
import Postgres
import TestKit

/// A database with a person in it, a table that counts items, and workers at hand.
struct Workshop {
    let person: String
    let admin: Session
    let registry: JobRegistry

    /// The table `public.seen` has no key at all: an item written twice shows.
    static func open(_ jobs: [Job]) async throws -> Workshop {
        let person = try await TestDatabase.makePerson()
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        try await admin.run(
            script: """
                create table public.seen (execution bigint, step text, item bigint, worker text);
                grant usage on schema public to chantier_worker;
                grant select, insert on public.seen to chantier_worker;
                """)
        let registry = JobRegistry(jobs)
        try await admin.execute(Statement("register", "select job.register_jobs($1)"), try registry.registration())
        return Workshop(person: person, admin: admin, registry: registry)
    }

    /// Launches a job as the person; returns the execution's internal number.
    func launch(_ job: String, parameters: String = "{}", priority: Int16 = 1) async throws -> Int64 {
        let session = try await Session.connect(try TestDatabase.current.options(user: person), name: "person")
        let id = try await session.query(
            Statement("launch", "select l.execution_id from tracker.launch($1, $2, p_priority => $3) l"), job,
            JSONB(parameters), priority
        ).int64(0, 0)
        await session.close()
        return id
    }

    /// A worker with leases short enough for a test.
    func makeWorker(
        _ name: String = "worker", slots: Int = 2, registry: JobRegistry? = nil, endsWhenIdle: Bool = true,
        options: ConnectionOptions? = nil, _ change: (inout WorkerConfiguration) -> Void = { _ in }
    ) throws -> Worker {
        var configuration = WorkerConfiguration(slots: slots)
        configuration.name = name
        configuration.endsWhenIdle = endsWhenIdle
        configuration.poll = .milliseconds(50)
        configuration.lease = .seconds(10)
        configuration.heartbeat = .seconds(1)
        change(&configuration)
        return try Worker(
            options: try options ?? TestDatabase.worker, registry: registry ?? self.registry,
            configuration: configuration, logger: Self.logger)
    }

    /// Silent, unless a developer asks by a variable.
    private static let logger: Logger = {
        guard getenv("CHANTIER_TEST_LOG") != nil else { return Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
        var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .debug
        return logger
    }()

    /// Runs so many workers until nothing is left to do.
    func work(workers: Int = 1, slots: Int = 2, _ change: (inout WorkerConfiguration) -> Void = { _ in }) async throws {
        let all = try (1...workers).map { try makeWorker("worker \($0)", slots: slots, change) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in all { group.addTask { try await worker.run() } }
            try await group.waitForAll()
        }
    }

    /// One value of one row, as text.
    func text(_ sql: String, _ parameters: (any PostgresEncodable)?...) async throws -> String? {
        try await value(sql, parameters) { try $0.optionalText(0, 0) }
    }

    /// One number of one row.
    func number(_ sql: String, _ parameters: (any PostgresEncodable)?...) async throws -> Int64 {
        try await value(sql, parameters) { try $0.optionalInt64(0, 0) ?? -1 }
    }

    private func value<T: Sendable>(
        _ sql: String, _ parameters: [(any PostgresEncodable)?], _ read: @Sendable (borrowing Rows) throws -> T
    ) async throws -> T {
        try await admin.perform { db in
            try read(db.query(Statement("look", sql, prepare: false), parameters: parameters))
        }
    }

    /// Waits until a query returns true; the test fails when it does not within two minutes, as it may beside all others.
    func wait(until sql: String, _ parameters: (any PostgresEncodable)?...) async throws {
        let limit = ContinuousClock.now + .seconds(120)
        while true {
            let isTrue = try await value(sql, parameters) { try $0.count > 0 && $0.optionalBool(0, 0) == true }
            if isTrue { return }
            guard ContinuousClock.now < limit else { throw Timeout(what: sql) }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    struct Timeout: Error { var what: String }

    /// How often each item of a step was written: `(items, rows, highest count of one item)`.
    func items(of execution: Int64, step: String = "count") async throws -> ItemCount {
        try await admin.perform { db in
            let rows = try db.query(
                Statement(
                    "items",
                    """
                    select count(*), coalesce(sum(n), 0)::bigint, coalesce(max(n), 0)
                      from (select count(*) as n from public.seen where execution = $1 and step = $2 group by item) c
                    """), execution, step)
            return ItemCount(
                items: try rows.int64(0, 0), rows: try rows.int64(0, 1), most: try rows.int64(0, 2))
        }
    }

    struct ItemCount: Equatable {
        var items: Int64
        var rows: Int64
        var most: Int64

        static func each(_ items: Int64) -> ItemCount { ItemCount(items: items, rows: items, most: 1) }
    }

    func status(_ execution: Int64) async throws -> String? {
        try await text("select status from job.execution where id = $1", execution)
    }

    func close() async { await admin.close() }
}
