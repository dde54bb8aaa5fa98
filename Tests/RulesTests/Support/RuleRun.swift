// SPDX-License-Identifier: Apache-2.0

import CatalogJobs
import Exports
import Imports
import JobEngine
import Postgres
import TestKit

@testable import Rules

/// Launches jobs as a person does, and works them off in this process.
struct RuleRun: Sendable {
    /// What the report of one execution says.
    struct Report: Sendable {
        var execution: Int64
        var status: String
        var colour: String
        /// What its first step counted.
        var counters: String
        /// The reason of what ended it badly.
        var error: String
        /// The file that it made.
        var output: String
    }

    let person: String
    private static let registry = JobRegistry(ImportJobs.all + CleaningJobs.all + ExportJobs.all + RuleJobs.all)

    /// Makes the person whose executions these are.
    init() async throws {
        person = try await TestDatabase.makePerson()
        let session = try await Session.connect(try TestDatabase.current, name: "register")
        try await session.perform { db in
            _ = try db.query(
                Statement("register", "select job.register_jobs($1)"), try Self.registry.registration())
        }
        await session.close()
    }

    /// Uploads a text under a name (nil: none), launches the job, and runs it to its end.
    func run(_ job: String, _ text: String?, name: String, parameters: String = "{}", slots: Int = 1) async throws
        -> Report
    {
        let session = try await Session.connect(try TestDatabase.current.options(user: person), name: "launch")
        let execution = try await session.perform { db in
            var upload: Int64?
            if let text {
                let bytes = Array(text.utf8)
                let id = try db.query(
                    Statement("start", "select tracker.start_upload($1, $2)"), name, Int64(bytes.count)
                ).int64(0, 0)
                if !bytes.isEmpty {
                    _ = try db.query(Statement("put", "select tracker.put_pieces($1, $2, $3)"), id, Int32(0), [bytes])
                }
                _ = try db.query(Statement("finish", "select tracker.finish_upload($1, $2)"), id, Int64(bytes.count))
                upload = id
            }
            return try db.query(
                Statement("launch", "select execution_id from tracker.launch($1, $2, p_upload => $3)"), job,
                JSONB(parameters), upload
            ).int64(0, 0)
        }
        await session.close()
        var configuration = WorkerConfiguration(slots: slots)
        configuration.endsWhenIdle = true
        configuration.poll = .milliseconds(20)
        let worker = try Worker(
            options: try TestDatabase.worker, registry: Self.registry, configuration: configuration)
        try await worker.run()
        return try await report(execution)
    }

    private func report(_ execution: Int64) async throws -> Report {
        func of(_ sql: String) async throws -> String {
            try await value(sql.replacing("$1", with: String(execution)))
        }
        return Report(
            execution: execution, status: try await of("select status from job.execution where id = $1"),
            colour: try await of("select colour from job.execution where id = $1"),
            counters: try await of(
                """
                select concat_ws(', ', 'read ' || nullif(read, 0), 'created ' || nullif(created, 0), 'updated ' || nullif(updated, 0),
                         'written ' || nullif(written, 0), 'unchanged ' || nullif(unchanged, 0), 'invalid ' || nullif(invalid, 0))
                  from job.step where execution_id = $1 and ordinal = 1
                """), error: try await of("select reason from job.error where execution_id = $1 order by id limit 1"),
            output: try await of(
                """
                select convert_from(string_agg(p.bytes, ''::bytea order by p.ordinal), 'UTF8')
                  from job.artifact a join job.piece p on p.artifact_id = a.id where a.execution_id = $1 and a.kind = 'output'
                """))
    }

    /// One value, read as superuser.
    func value(_ sql: String) async throws -> String {
        let session = try await Session.connect(try TestDatabase.current, name: "value")
        let found = try await session.perform { db in
            let rows = try db.query(Statement("value", sql, prepare: false))
            return rows.isEmpty ? "" : try rows.optionalText(0, 0) ?? ""
        }
        await session.close()
        return found
    }
}
