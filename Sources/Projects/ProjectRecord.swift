// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Postgres

/// A project as calculations see it.
struct ProjectRecord: Sendable {
    var id: Int32
    var code: String
    var channel: String
    var locale: String
    var filters: JSONB
    /// The attribute groups; the place of one is its bit.
    var groups: [String]
    /// Bits of a state; 0: never prepared.
    var width: Int
    var structureVersion: Int64?
    var fingerprints: Fingerprints
    /// Whether a calculation has ended: only then there are numbers that changes count up and down.
    var isCalculated: Bool

    /// Whether states of the one can stand beside those of the other.
    func hasForm(of other: ProjectRecord) -> Bool { id == other.id && width == other.width && groups == other.groups }

    /// Words of a state.
    var words: Int { width / 64 }

    /// What its states follow from.
    struct Fingerprints: Codable, Equatable, Sendable {
        /// What each family requires.
        var families: [String: String] = [:]
        /// What the filters come to.
        var filters = ""
        /// Rights to categories.
        var categories = ""
        /// The form in which states and numbers are kept; what was kept in another one is counted anew.
        var form = 2
    }

    /// The project of this code that an execution was launched for; nil: there is none any more.
    ///
    /// One that was made later under the same code is another.
    static func find(_ code: String, of execution: Int64, on db: isolated Session) throws -> ProjectRecord? {
        let rows = try db.query(ProjectStatements.find, code, execution)
        return rows.isEmpty ? nil : try ProjectRecord(rows)
    }

    /// The project, its row locked: whoever writes states and numbers holds it until the commit; nil: it is gone.
    static func lock(_ id: Int32, on db: isolated Session) throws -> ProjectRecord? {
        let rows = try db.query(ProjectStatements.lock, id)
        return rows.isEmpty ? nil : try ProjectRecord(rows)
    }

    private init(_ rows: borrowing Rows) throws {
        id = try rows.int32(0, 0)
        code = try rows.text(0, 1)
        channel = try rows.text(0, 2)
        locale = try rows.text(0, 3)
        filters = try rows.json(0, 4)
        groups = try rows.textArray(0, 5)
        width = try rows.int(0, 6)
        structureVersion = try rows.optionalInt64(0, 7)
        // What an older program kept is as good as nothing.
        fingerprints = (try? rows.json(0, 8).decoded(as: Fingerprints.self)) ?? Fingerprints()
        isCalculated = try rows.bool(0, 9)
    }

    /// Takes the catalogue's attribute groups in, new ones behind; true when states must become longer.
    mutating func adopt(groups known: [String]) -> Bool {
        let present = Set(groups)
        groups += known.filter { !present.contains($0) }
        guard groups.count > width else { return false }
        // Some to spare, so that a new group does not make all states longer.
        width = (groups.count + 8 + 63) / 64 * 64
        return true
    }

    /// Keeps what preparing has changed.
    func save(on db: isolated Session) throws {
        try db.execute(
            ProjectStatements.save, id, groups, Int32(width), structureVersion, try JSONB(encoding: fingerprints))
    }
}

/// Who may look at a project's products while others do.
///
/// A chunk of a calculation holds it shared from before it reads its products until its commit; the refresh holds it alone. So a change
/// that a chunk did not see yet is never taken off the list before that chunk's states are written.
enum ProjectReading {
    static func share(_ id: Int32, on db: isolated Session) throws {
        try db.execute(ProjectStatements.shareReading, id)
    }
    static func own(_ id: Int32, on db: isolated Session) throws { try db.execute(ProjectStatements.ownReading, id) }
}
