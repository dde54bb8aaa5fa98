// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit

@testable import Tracking

/// A job that no worker takes, and executions of it.
enum Fixture {
    static let job = "report_test"

    static func registerJob() async throws {
        let registry = JobRegistry([
            Job(
                name: job, kind: .import, label: "Import a test",
                parameters: [Parameter("delimiter", default: #"";""#)],
                steps: [
                    Step(name: "scan", label: "Check the file", unit: "bytes", run: { _, _ in }),
                    Step(name: "import", label: "Import", unit: "rows", run: { _, _ in }),
                ])
        ])
        try await Migrator.migrate(try TestDatabase.current, registry: registry)
    }

    static func launch(as person: String, file: String? = nil) async throws -> UUIDBytes {
        let session = try await Session.connect(try TestDatabase.current.options(user: person, applicationName: "test"))
        return try await session.perform { db in
            let upload = try file.map { try Upload.send($0, on: db) }
            return try Launching.launch(job, parameters: JSONB("{}"), upload: upload?.handle, on: db).id
        }
    }

    static func report(_ id: UUIDBytes, as person: String) async throws -> Report? {
        let session = try await Session.connect(try TestDatabase.current.options(user: person))
        return try await session.perform { db in try Report.read(id, on: db) }
    }
}
