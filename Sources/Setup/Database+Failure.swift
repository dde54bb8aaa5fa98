// SPDX-License-Identifier: Apache-2.0

internal import JobEngine
internal import Postgres

extension Database {
    /// What an error of the database means to the person at the command line.
    public func failure(_ error: any Error, doing: String? = nil) -> ProgramFailure {
        switch error {
        case let failure as ProgramFailure: return failure
        case let error as MigrationError: return Self.failure(error)
        case let error as PostgresError: return failure(error, doing: doing)
        default: return ProgramFailure(doing ?? "it failed", reason: "\(error)")
        }
    }

    static func failure(_ error: MigrationError) -> ProgramFailure {
        ProgramFailure("cannot use the database", reason: error.description + ".", action: error.action + ".")
    }

    func failure(_ error: PostgresError, doing: String? = nil) -> ProgramFailure {
        let reason = error.message + (error.state.map { " (SQLSTATE \($0.rawValue))" } ?? "")
        if error.kind == .connectionLost {
            return ProgramFailure(
                doing ?? "the connection to PostgreSQL was lost", reason: reason, action: "run the command again.",
                code: .noConnection)
        }
        if error.kind == .connectionFailed {
            return ProgramFailure(
                "cannot connect to PostgreSQL \(place)", reason: reason, action: action(for: error),
                code: Self.isRefusal(error) ? .notAllowed : .noConnection)
        }
        if error.state == .insufficientPrivilege {
            return ProgramFailure(
                doing ?? "that is not allowed", reason: reason,
                action:
                    "an operator makes a person of this role: grant chantier_user to it, then select tracker.add_person(…).",
                code: .notAllowed)
        }
        return ProgramFailure(doing ?? "the database refused it", reason: reason, action: error.hint)
    }

    /// Refused for who it is, not for where it is.
    private static func isRefusal(_ error: PostgresError) -> Bool {
        error.state == .invalidPassword || error.state == .invalidAuthorization
            || error.message.contains("authentication failed")
            || error.message.contains("no password supplied") || isUnknownRole(error)
    }

    private static func isUnknownRole(_ error: PostgresError) -> Bool {
        error.message.contains("role \"") && error.message.contains("does not exist")
    }

    /// Where the connection was meant to lead, without any secret.
    private var place: String {
        let options: ConnectionOptions
        switch rule.server {
        case .embedded(let home): return "in \(home) (user \"\(rule.person)\")"
        case .libpq: return "(as libpq's variables and service files say)"
        case .given(let text, _):
            guard let read = try? ConnectionOptions(conninfo: text) else { return "" }
            options = read
        }
        let host = [options.host ?? options["service"].map { "service \($0)" }, options.port].compactMap { $0 }
        let names = [
            options.database.map { "database \"\($0)\"" }, options.user.map { "user \"\($0)\"" },
        ].compactMap { $0 }
        return (host.isEmpty ? "" : "at \(host.joined(separator: ":")) ")
            + (names.isEmpty ? "" : "(\(names.joined(separator: ", ")))")
    }

    private func action(for error: PostgresError) -> String {
        if embedded != nil {
            return Self.isUnknownRole(error)
                ? "“chantier database start” makes a role for the person in PGUSER."
                : "“chantier database status” says how it stands."
        }
        if Self.isRefusal(error) { return "add an entry to ~/.pgpass (chmod 600), or set PGSERVICE or PGUSER." }
        return "check that the server runs, and --database, CHANTIER_DATABASE_URL or the PG… variables."
    }
}
