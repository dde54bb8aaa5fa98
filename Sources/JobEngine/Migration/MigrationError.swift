// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// Why a database's schema cannot be used or brought up to date.
public enum MigrationError: Error, Sendable, Hashable {
    /// The database has no schema of ours.
    case missing
    /// The database is at an older version than this program.
    case older(database: Int, program: Int)
    /// The database is at a newer version than this program.
    case newer(database: Int, program: Int)
    /// Functions of the database have another text than this program's.
    case functionsDiffer([String])
    /// An applied migration was changed afterwards.
    case changed(String)
    /// Migrations between applied ones are missing in the database.
    case skipped(String)
    /// A file failed; nothing of it remains.
    case failed(String, PostgresError)
}

extension MigrationError: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .missing: "the database has no schema of Chantier yet"
        case .older(let database, let program):
            "the database's schema is at version \(database), older than this program's \(program)"
        case .newer(let database, let program):
            "the database's schema is at version \(database), newer than this program's \(program)"
        case .functionsDiffer(let names):
            "functions of the database are not this program's: \(names.prefix(5).joined(separator: ", "))\(names.count > 5 ? " …" : "")"
        case .changed(let name): "migration \(name) was changed after it had been applied"
        case .skipped(let name): "migration \(name) was never applied, though a later one was"
        case .failed(let name, let error): "\(name): \(error)"
        }
    }

    /// What to do about it.
    public var action: String {
        switch self {
        case .missing, .older, .functionsDiffer: "“chantier database migrate” brings it up to date"
        case .newer: "run a newer version of this program"
        case .changed(let name):
            "put the released text of sql/migrations/\(name) back, and write the change as a new migration"
        case .skipped(let name): "give sql/migrations/\(name) the next free number"
        case .failed: "nothing of this file was applied; mend the cause, then run “chantier database migrate” again"
        }
    }
}
