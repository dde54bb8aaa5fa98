// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
package import Postgres

/// A job that can be launched, as the database knows it.
package struct LaunchableJob: Sendable, Hashable {
    package var name: String
    package var kind: String
    package var label: String
    /// The known keys; those within an object behind a dot.
    package var keys: Set<String>

    package static func all(on db: isolated Session) throws -> [LaunchableJob] {
        let rows = try db.query(Statements.jobs)
        var result: [LaunchableJob] = []
        for row in 0..<rows.count {
            let parameters = try rows.json(row, 3)
            result.append(
                LaunchableJob(
                    name: try rows.text(row, 0), kind: try rows.text(row, 1), label: try rows.text(row, 2),
                    keys: try keys(in: parameters.bytes).union(everywhere)))
        }
        return result
    }

    /// What every job takes beside its own.
    private static let everywhere: Set = ["send_email", "users_to_notify"]

    /// Whether the job has the parameter that a dotted key reaches into.
    package func takes(_ key: String) -> Bool {
        keys.contains(key) || keys.contains(String(key.prefix { $0 != "." }))
    }

    private static func keys(in parameters: [UInt8]) throws -> Set<String> {
        Set(try JSONDecoder().decode([String: IgnoredValue].self, from: Data(parameters)).keys)
    }

    /// Any JSON value.
    private struct IgnoredValue: Decodable {
        init(from decoder: any Decoder) {}
    }
}

/// Starts jobs as the person who asks.
package enum Launching {
    /// What a launch came to.
    package struct Outcome: Sendable, Hashable {
        /// The execution that was launched, or the one that has not ended.
        package var id: UUIDBytes
        /// False: the profile lets only one run, and skips launches meanwhile.
        package var isNew: Bool

        package init(id: UUIDBytes, isNew: Bool) {
            self.id = id
            self.isNew = isNew
        }
    }

    /// Launches a job or, by its code, a profile.
    ///
    /// `upload` is a file sent before. With `profile`, `job` may be nil: the profile says it.
    package static func launch(
        _ job: String?, profile: String? = nil, parameters: JSONB, label: String? = nil, upload: Int64? = nil,
        on db: isolated Session
    ) throws -> Outcome {
        let rows = try db.query(Statements.launch, job, parameters, label, upload, profile)
        return Outcome(id: try rows.uuid(0, 0), isNew: try rows.bool(0, 1))
    }

    /// Launches the undo of an execution.
    package static func undo(_ id: UUIDBytes, preview: Bool, on db: isolated Session) throws -> Outcome {
        let rows = try db.query(Statements.undo, id, preview)
        return Outcome(id: try rows.uuid(0, 0), isNew: try rows.bool(0, 1))
    }

    /// How many live workers take a job.
    package static func workers(for job: String, on db: isolated Session) throws -> Int {
        try db.query(Statements.workers, job).int(0, 0)
    }
}
