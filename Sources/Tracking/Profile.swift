// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// A saved job with its parameters.
package struct Profile: Sendable, Hashable {
    /// What it is launched by.
    package var code: String
    package var job: String
    /// Nil: no such job is registered any more.
    package var kind: String?
    package var label: String
    /// What differs from the job's defaults.
    package var parameters: JSONValue
    /// What a launch does while an execution of it has not ended: `skip`, `queue` or `allow`.
    package var overlap: String
    package var owner: String
    /// Whether the reader may change and delete it.
    package var mayChange: Bool
    package var createdAt: PostgresTimestamp
    package var updatedAt: PostgresTimestamp
    package var updatedBy: String

    /// The values of `overlap`.
    package static let overlaps = ["skip", "queue", "allow"]

    private init(_ rows: borrowing Rows, _ row: Int) throws {
        code = try rows.text(row, 0)
        job = try rows.text(row, 1)
        kind = try rows.optionalText(row, 2)
        label = try rows.text(row, 3)
        parameters = try JSONValue(parsing: rows.json(row, 4).bytes)
        overlap = try rows.text(row, 5)
        owner = try rows.text(row, 6)
        mayChange = try rows.bool(row, 7)
        createdAt = try rows.timestamp(row, 8)
        updatedAt = try rows.timestamp(row, 9)
        updatedBy = try rows.text(row, 10)
    }

    /// All of them, or those of one job, by code.
    package static func list(job: String? = nil, on db: isolated Session) throws -> [Profile] {
        let rows = try db.query(Statements.profiles, job, String?.none)
        var result: [Profile] = []
        for row in 0..<rows.count { result.append(try Profile(rows, row)) }
        return result
    }

    /// The one with this code, whatever its case.
    package static func find(_ code: String, on db: isolated Session) throws -> Profile? {
        let rows = try db.query(Statements.profiles, String?.none, code)
        return rows.count == 0 ? nil : try Profile(rows, 0)
    }

    /// Saves a new one; nil stands for the job's label and for the overlap `queue`.
    package static func create(
        _ code: String, job: String, label: String?, parameters: JSONB, overlap: String?, on db: isolated Session
    ) throws {
        _ = try db.query(Statements.createProfile, code, job, label, parameters, overlap ?? "queue")
    }

    /// Changes one: what is nil stays, parameters are laid over, those removed have the job's default again.
    ///
    /// Answers whether anything differs.
    package static func change(
        _ code: String, label: String?, parameters: JSONB, removed: [String], overlap: String?,
        on db: isolated Session
    ) throws -> Bool {
        try db.query(Statements.changeProfile, code, label, parameters, removed, overlap).text(0, 0) == "updated"
    }

    /// Deletes one; its executions stay.
    package static func delete(_ code: String, on db: isolated Session) throws {
        _ = try db.query(Statements.deleteProfile, code)
    }
}

extension Statements {
    fileprivate static let profiles = Statement(
        "profiles",
        """
        select p.code, p.job, p.kind, p.label, p.parameters, p.overlap, p.owner, p.may_change, p.created_at, p.updated_at, p.updated_by
          from tracker.profile p
         where ($1::text is null or p.job = $1) and ($2::text is null or lower(p.code) = lower($2))
         order by p.code
        """)
    fileprivate static let createProfile = Statement(
        "create profile", "select tracker.create_profile($1, $2, $3, $4, $5)")
    fileprivate static let changeProfile = Statement(
        "change profile", "select tracker.change_profile($1, $2, $3, $4, $5)")
    fileprivate static let deleteProfile = Statement("delete profile", "select tracker.delete_profile($1)")
}
