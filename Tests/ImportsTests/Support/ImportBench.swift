// SPDX-License-Identifier: Apache-2.0

import Imports
import JobEngine
import Logging
import Postgres
import TestKit
import Testing

/// Launches imports in the running test's database and runs them on workers of this process.
struct ImportBench {
    private let person: Session
    private let admin: Session
    let registry = JobRegistry(ImportJobs.all)

    /// Makes a person to launch as.
    init() async throws {
        let name = try await TestDatabase.makePerson()
        admin = try await Session.connect(try TestDatabase.current, name: "bench admin")
        person = try await Session.connect(try TestDatabase.current.options(user: name), name: "bench person")
        try await admin.execute(Statement("", "select job.register_jobs($1)"), try registry.registration())
    }

    /// Imports a text as a file and waits for its end.
    func run(
        _ job: String, _ text: String, name: String = "file.csv", _ parameters: String = "{}", workers: Int = 1
    ) async throws -> ImportReport {
        try await run(job, bytes: Array(text.utf8), name: name, parameters, workers: workers)
    }

    /// Imports bytes as a file and waits for its end.
    func run(
        _ job: String, bytes: [UInt8], name: String = "file.csv", _ parameters: String = "{}", workers: Int = 1
    ) async throws -> ImportReport {
        if Self.previewsAll {
            return try await runBoth(job, bytes: bytes, name: name, parameters, workers: workers).real
        }
        return try await runOnce(job, bytes: bytes, name: name, parameters, workers: workers)
    }

    /// Imports once and waits for the end.
    func runOnce(
        _ job: String, bytes: [UInt8], name: String = "file.csv", _ parameters: String = "{}", workers: Int = 1
    ) async throws -> ImportReport {
        let execution = try await launch(job, bytes: bytes, name: name, parameters)
        try await work(workers: workers)
        return try await report(execution)
    }

    /// Launches an import; nothing runs yet.
    func launch(_ job: String, bytes: [UInt8], name: String, _ parameters: String) async throws -> Int64 {
        try await person.perform { db in
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
                    options: options, registry: registry, configuration: configuration, logger: logger)
                group.addTask { try await worker.run() }
            }
            try await group.waitForAll()
        }
    }

    /// What an execution has come to.
    func report(_ execution: Int64) async throws -> ImportReport {
        try await admin.perform { db in try ImportReport(execution, on: db) }
    }

    /// The one text that a query of the person gives.
    func asPerson(_ sql: String) async throws -> String {
        try await person.perform { db in
            let rows = try db.query(Statement("", sql))
            return rows.count > 0 ? try rows.text(0, 0) : "nothing"
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

    /// Runs a script as superuser.
    func script(_ sql: String) async throws { try await admin.run(script: sql) }
}
