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
        default:
            return ProgramFailure(doing ?? Language.current("it failed", "échec"), reason: "\(error)")
        }
    }

    static func failure(_ error: MigrationError) -> ProgramFailure {
        let language = Language.current
        return ProgramFailure(
            language("cannot use the database", "impossible d'utiliser la base"),
            reason: error.description(in: language) + ".", action: error.action(in: language) + ".")
    }

    func failure(_ error: PostgresError, doing: String? = nil) -> ProgramFailure {
        let language = Language.current
        let reason = error.message + (error.state.map { " (SQLSTATE \($0.rawValue))" } ?? "")
        if error.kind == .connectionLost {
            return ProgramFailure(
                doing ?? language("the connection to PostgreSQL was lost", "la connexion à PostgreSQL est perdue"),
                reason: reason, action: language("run the command again.", "relancer la commande."),
                code: .noConnection)
        }
        if error.kind == .connectionFailed {
            return ProgramFailure(
                language("cannot connect to PostgreSQL \(place)", "connexion impossible à PostgreSQL \(place)"),
                reason: reason, action: action(for: error),
                code: Self.isRefusal(error) ? .notAllowed : .noConnection)
        }
        if error.state == .insufficientPrivilege {
            return ProgramFailure(
                doing ?? language("that is not allowed", "ce n'est pas permis"), reason: reason,
                action: language(
                    "an operator makes a person of this role: chantier user add NAME",
                    "un opérateur fait de ce rôle une personne : chantier user add NOM"),
                code: .notAllowed)
        }
        return ProgramFailure(
            doing ?? language("the database refused it", "la base l'a refusé"), reason: reason, action: error.hint)
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

    /// The database that the server does not have; nil for any other failure.
    ///
    /// While connecting, libpq tells no SQLSTATE.
    private static func missingDatabase(_ error: PostgresError) -> String? {
        guard let start = error.message.firstRange(of: "database \"")?.upperBound,
            let end = error.message[start...].firstRange(of: "\" does not exist")?.lowerBound
        else { return nil }
        return String(error.message[start..<end])
    }

    /// Where the connection was meant to lead, without any secret.
    private var place: String {
        let options: ConnectionOptions
        switch rule.server {
        case .embedded(let home):
            return Language.current(
                "in \(home) (user \"\(rule.person)\")", "dans \(home) (utilisateur « \(rule.person) »)")
        case .libpq:
            return Language.current(
                "(as libpq's variables and service files say)", "(selon les variables et fichiers de service de libpq)")
        case .given(let text, _):
            guard let read = try? ConnectionOptions(conninfo: text) else { return "" }
            options = read
        }
        let host = [options.host ?? options["service"].map { "service \($0)" }, options.port].compactMap { $0 }
        let names = [
            options.database.map { name in Language.current("database \"\(name)\"", "base « \(name) »") },
            options.user.map { name in Language.current("user \"\(name)\"", "utilisateur « \(name) »") },
        ].compactMap { $0 }
        return (host.isEmpty ? "" : Language.current("at", "à") + " \(host.joined(separator: ":")) ")
            + (names.isEmpty ? "" : "(\(names.joined(separator: ", ")))")
    }

    private func action(for error: PostgresError) -> String {
        if let name = Self.missingDatabase(error) {
            return Language.current(
                "check the name; or make it as an operator: createdb \(name), then “chantier database migrate” there.",
                "vérifier le nom ; ou la créer en opérateur : createdb \(name), puis y faire « chantier database migrate »."
            )
        }
        if embedded != nil {
            return Self.isUnknownRole(error)
                ? Language.current(
                    "check PGUSER; or add this person: chantier user add \(rule.person)",
                    "vérifier PGUSER ; ou ajouter cette personne : chantier user add \(rule.person)")
                : Language.current(
                    "“chantier database status” says how it stands.",
                    "« chantier database status » dit où il en est.")
        }
        if Self.isRefusal(error) {
            return Language.current(
                "add an entry to ~/.pgpass (chmod 600), or set PGSERVICE or PGUSER.",
                "ajouter une entrée à ~/.pgpass (chmod 600), ou définir PGSERVICE ou PGUSER.")
        }
        return Language.current(
            "check that the server runs, and --database, CHANTIER_DATABASE_URL or the PG… variables.",
            "vérifier que le serveur est en marche, et --database, CHANTIER_DATABASE_URL ou les variables PG….")
    }
}
