// SPDX-License-Identifier: Apache-2.0

import CatalogJobs
import Imports
import JobEngine
import Postgres
import TestKit

/// What the report of one import says.
struct RunReport: Sendable {
    struct Step: Sendable {
        var name: String
        var status: String
        var counters: Counters
        var facts: String?
    }

    struct Finding: Sendable, Equatable {
        var reason: String
        var isNote: Bool
        var row: Int64?
        var line: Int64?
        var identifier: String?
        var field: String?
        var value: String?
        var message: String
    }

    var executionID: Int64
    var status: String
    var colour: String
    var steps: [Step]
    var warnings: [Finding]
    /// Reason and message of what ended it badly.
    var errors: [(reason: String, message: String)]
    /// The file of refused records, header first; empty when there is none.
    var invalidItems: String

    func step(_ name: String) -> Step? { steps.first { $0.name == name } }
    /// What the step counted, without what it did not.
    func summary(_ name: String = "import") -> String {
        guard let counters = step(name)?.counters else { return "" }
        let standard = [
            ("read", counters.read), ("created", counters.created), ("updated", counters.updated),
            ("unchanged", counters.unchanged), ("skipped", counters.skipped), ("invalid", counters.invalid),
        ]
        let more = counters.more.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return (standard + more).filter { $0.1 != 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }

    /// Reasons with the rows they are about, in the order of the file.
    var reasons: [String] { warnings.map { "\($0.row.map(String.init) ?? "-") \($0.reason)" } }
}

/// Launches imports as a person does, and works them off in this process.
struct ImportRun: Sendable {
    let person: String
    private static let registry = JobRegistry(ImportJobs.all + CleaningJobs.all)

    /// Makes the person whose imports these are.
    init() async throws {
        person = try await TestDatabase.makePerson()
        let session = try await Session.connect(try TestDatabase.current, name: "register")
        try await session.perform { db in
            _ = try db.query(
                Statement("register", "select job.register_jobs($1)"), try Self.registry.registration())
        }
        await session.close()
    }

    /// Uploads a text under a name, launches the job with it, and runs it to its end.
    func run(
        _ job: String, _ text: String, name: String = "file.csv", parameters: String = "{}", slots: Int = 1
    ) async throws -> RunReport {
        try await run(job, bytes: Array(text.utf8), name: name, parameters: parameters, slots: slots)
    }

    /// The same with bytes; nil: no upload.
    func run(
        _ job: String, bytes: [UInt8]?, name: String = "file.csv", parameters: String = "{}", slots: Int = 1
    ) async throws -> RunReport {
        let execution = try await launch(job, bytes: bytes, name: name, parameters: parameters)
        try await Self.work(slots: slots)
        return try await report(execution)
    }

    /// Launches without working.
    func launch(
        _ job: String, bytes: [UInt8]?, name: String = "file.csv", parameters: String = "{}"
    ) async throws -> Int64 {
        let session = try await Session.connect(try TestDatabase.current.options(user: person), name: "launch")
        let execution = try await session.perform { db in
            var upload: Int64?
            if let bytes {
                let id = try db.query(
                    Statement("start", "select tracker.start_upload($1, $2)"), name, Int64(bytes.count)
                ).int64(0, 0)
                var first: Int32 = 0
                var start = 0
                while start < bytes.count {
                    let end = min(start + 262_144, bytes.count)
                    _ = try db.query(
                        Statement("put", "select tracker.put_pieces($1, $2, $3)"), id, first,
                        [Array(bytes[start..<end])])
                    first += 1
                    start = end
                }
                _ = try db.query(
                    Statement("finish", "select tracker.finish_upload($1, $2)"), id, Int64(bytes.count))
                upload = id
            }
            return try db.query(
                Statement("launch", "select execution_id from tracker.launch($1, $2, p_upload => $3)"), job,
                JSONB(parameters), upload
            ).int64(0, 0)
        }
        await session.close()
        return execution
    }

    /// One value, read as the person.
    @discardableResult
    func asPerson(_ sql: String) async throws -> String {
        let session = try await Session.connect(try TestDatabase.current.options(user: person), name: "person")
        let found = try await session.perform { db in
            let rows = try db.query(Statement("value", sql, prepare: false))
            return rows.isEmpty ? "" : try rows.optionalText(0, 0) ?? ""
        }
        await session.close()
        return found
    }

    /// Runs a worker of this process until nothing is left to do.
    static func work(slots: Int = 1) async throws {
        var configuration = WorkerConfiguration(slots: slots)
        configuration.endsWhenIdle = true
        configuration.poll = .milliseconds(20)
        let worker = try Worker(
            options: try TestDatabase.worker, registry: Self.registry, configuration: configuration)
        try await worker.run()
    }

    /// Reads the report as superuser.
    func report(_ execution: Int64) async throws -> RunReport {
        let session = try await Session.connect(try TestDatabase.current, name: "report")
        let report = try await session.perform { db in
            let head = try db.query(
                Statement("head", "select status, colour from job.execution where id = $1"), execution)
            var report = RunReport(
                executionID: execution, status: try head.text(0, 0), colour: try head.text(0, 1), steps: [],
                warnings: [], errors: [], invalidItems: "")
            let steps = try db.query(Statement("steps", Self.stepSQL), execution)
            for row in 0..<steps.count {
                var counters = Counters()
                counters.done = try steps.optionalInt64(row, 2) ?? 0
                counters.read = try steps.optionalInt64(row, 3) ?? 0
                counters.created = try steps.optionalInt64(row, 4) ?? 0
                counters.updated = try steps.optionalInt64(row, 5) ?? 0
                counters.unchanged = try steps.optionalInt64(row, 6) ?? 0
                counters.skipped = try steps.optionalInt64(row, 7) ?? 0
                counters.invalid = try steps.optionalInt64(row, 8) ?? 0
                if let more = try steps.optionalJSON(row, 9) { counters.more = try more.decoded() }
                report.steps.append(
                    RunReport.Step(
                        name: try steps.text(row, 0), status: try steps.text(row, 1), counters: counters,
                        facts: try steps.optionalText(row, 10)))
            }
            let warnings = try db.query(Statement("warnings", Self.warningSQL), execution)
            for row in 0..<warnings.count {
                report.warnings.append(
                    RunReport.Finding(
                        reason: try warnings.text(row, 0), isNote: try warnings.bool(row, 1),
                        row: try warnings.optionalInt64(row, 2), line: try warnings.optionalInt64(row, 3),
                        identifier: try warnings.optionalText(row, 4), field: try warnings.optionalText(row, 5),
                        value: try warnings.optionalText(row, 6), message: try warnings.text(row, 7)))
            }
            let errors = try db.query(
                Statement("errors", "select reason, message from job.error where execution_id = $1 order by id"),
                execution)
            for row in 0..<errors.count {
                report.errors.append((try errors.text(row, 0), try errors.text(row, 1)))
            }
            let refused = try db.query(Statement("refused", Self.refusedSQL), execution)
            for row in 0..<refused.count {
                report.invalidItems += String(decoding: try refused.byteArray(row, 0), as: UTF8.self)
            }
            return report
        }
        await session.close()
        return report
    }

    private static let stepSQL = """
        select name, status, done, read, created, updated, unchanged, skipped, invalid, more, facts::text
          from job.step where execution_id = $1 order by ordinal
        """
    private static let warningSQL = """
        select reason, is_note, row, line, identifier, field, value, message
          from job.warning where execution_id = $1 order by step_id, row nulls first, id
        """
    private static let refusedSQL = """
        (select a.header from job.artifact a where a.execution_id = $1 and a.kind = 'invalid_items')
        union all
        (select i.bytes from job.invalid_item i where i.execution_id = $1 order by i.row)
        """
}

/// One value of the running test's database, as text.
func value(_ sql: String) async throws -> String {
    let session = try await Session.connect(try TestDatabase.current, name: "value")
    let found = try await session.perform { db in
        let rows = try db.query(Statement("value", sql, prepare: false))
        return rows.isEmpty ? "" : try rows.optionalText(0, 0) ?? ""
    }
    await session.close()
    return found
}
