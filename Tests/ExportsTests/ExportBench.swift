// SPDX-License-Identifier: Apache-2.0

import Exports
import Imports
import JobEngine
import Logging
import Postgres
import TestKit

/// Launches imports and exports in the running test's database and runs them on workers of this process.
struct ExportBench: Sendable {
    let person: Session
    private let admin: Session
    static let registry = JobRegistry(ImportJobs.all + ExportJobs.all)

    /// A file of an execution.
    struct File: Equatable {
        var name: String
        var isComplete: Bool
        var size: Int64?
        var records: Int64?
        var checksum: String?
        var bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
        var lines: [String] {
            text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
    }

    /// What an execution has come to.
    struct Report: Equatable {
        var status: String
        var read: Int64
        var written: Int64
        var errors: [String]
        var files: [File]

        var text: String { files.first?.text ?? "" }
        var lines: [String] { files.first?.lines ?? [] }
    }

    /// Makes a person to launch as.
    init() async throws {
        let name = try await TestDatabase.makePerson()
        admin = try await Session.connect(try TestDatabase.current, name: "bench admin")
        person = try await Session.connect(try TestDatabase.current.options(user: name), name: "bench person")
        try await admin.execute(Statement("", "select job.register_jobs($1)"), try Self.registry.registration())
    }

    /// Imports a text or bytes and waits for its end.
    func load(_ job: String, _ bytes: some Collection<UInt8>, name: String = "file.csv", _ parameters: String = "{}")
        async throws
    {
        let bytes = Array(bytes)
        let execution = try await person.perform { db in
            let upload = try db.query(Statement("", "select tracker.start_upload($1, $2)"), name, Int64(bytes.count))
                .int64(0, 0)
            var pieces: [[UInt8]] = []
            for start in stride(from: 0, to: bytes.count, by: 262_144) {
                pieces.append(Array(bytes[start..<min(start + 262_144, bytes.count)]))
            }
            if !pieces.isEmpty {
                try db.execute(Statement("", "select tracker.put_pieces($1, 0, $2)"), upload, pieces)
            }
            try db.execute(Statement("", "select tracker.finish_upload($1, $2)"), upload, Int64(bytes.count))
            return try db.query(
                Statement("", "select execution_id from tracker.launch($1, $2, null, $3)"), job, JSONB(parameters),
                upload
            ).int64(0, 0)
        }
        try await work(workers: 2)
        let status = try await text(
            """
            select e.status || coalesce((select ': ' || string_agg(r.reason || ' ' || r.message, ', ') from job.error r
                                          where r.execution_id = e.id), '')
              from job.execution e where e.id = \(execution)
            """)
        guard status == "completed" else { throw Failed(job: job, status: status) }
    }

    struct Failed: Error {
        let job: String
        let status: String
    }

    /// Launches an export; nothing runs yet.
    func launch(_ job: String, _ parameters: String = "{}") async throws -> Int64 {
        try await person.perform { db in
            try db.query(
                Statement("", "select execution_id from tracker.launch($1, $2)"), job, JSONB(parameters)
            ).int64(0, 0)
        }
    }

    /// Exports and waits for the end.
    func export(_ job: String, _ parameters: String = "{}", workers: Int = 1) async throws -> Report {
        let execution = try await launch(job, parameters)
        try await work(workers: workers)
        return try await report(execution)
    }

    /// Runs workers of one slot each until nothing is left to do.
    func work(workers count: Int = 1) async throws {
        let options = try TestDatabase.worker
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                var configuration = WorkerConfiguration(slots: 1)
                configuration.name = "w\(number)"
                configuration.endsWhenIdle = true
                configuration.poll = .milliseconds(20)
                var logger = Logger(label: "worker")
                logger.logLevel = .critical
                let worker = try Worker(
                    options: options, registry: Self.registry, configuration: configuration, logger: logger)
                group.addTask { try await worker.run() }
            }
            try await group.waitForAll()
        }
    }

    /// What an execution has come to, its files included, as its owner sees them.
    func report(_ execution: Int64) async throws -> Report {
        let (status, errors) = try await admin.perform { db in
            let head = try db.query(Statement("", "select status from job.execution where id = $1"), execution)
            let ends = try db.query(
                Statement("", "select reason || ': ' || message from job.error where execution_id = $1 order by id"),
                execution)
            return (try head.text(0, 0), try (0..<ends.count).map { try ends.text($0, 0) })
        }
        return try await person.perform { db in
            let sums = try db.query(
                Statement(
                    "", "select read, written from tracker.my_step where execution_id = $1 and no = 1"), execution)
            let rows = try db.query(
                Statement(
                    "",
                    """
                    select a.name, a.is_complete, a.size, a.records, a.sha256,
                           (select coalesce(string_agg(p.bytes, '' order by p.part, p.ordinal), '') from job.piece p
                             where p.artifact_id = a.artifact_id)
                      from tracker.my_artifact a where a.execution_id = $1 and a.kind = 'output' order by a.artifact_id
                    """), execution)
            let files = try (0..<rows.count).map { row in
                File(
                    name: try rows.text(row, 0), isComplete: try rows.bool(row, 1),
                    size: try rows.optionalInt64(row, 2), records: try rows.optionalInt64(row, 3),
                    checksum: try rows.optionalText(row, 4), bytes: try rows.byteArray(row, 5))
            }
            return Report(
                status: status, read: try sums.optionalInt64(0, 0) ?? 0, written: try sums.optionalInt64(0, 1) ?? 0,
                errors: errors, files: files)
        }
    }

    /// The texts that a query gives, one a row; as superuser.
    func texts(_ sql: String) async throws -> [String] {
        try await admin.perform { db in
            let rows = try db.query(Statement("", sql))
            return try (0..<rows.count).map { try rows.optionalText($0, 0) ?? "null" }
        }
    }

    /// The one text that a query gives.
    func text(_ sql: String) async throws -> String { try await texts(sql).first ?? "nothing" }

    /// The one text that a query of the person gives.
    func asPerson(_ sql: String) async throws -> String {
        try await person.perform { db in
            let rows = try db.query(Statement("", sql))
            return rows.count > 0 ? try rows.text(0, 0) : "nothing"
        }
    }

    /// Runs a script as superuser.
    func script(_ sql: String) async throws { try await admin.run(script: sql) }
}
