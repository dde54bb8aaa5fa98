// SPDX-License-Identifier: Apache-2.0

public import JobEngine
public import Postgres

/// The database of a program: chosen by the connection rule; on the embedded server made, started and migrated on demand.
public struct Database: Sendable {
    /// As whom to connect.
    public enum Login: Sendable, Hashable {
        /// The person that the rule names.
        case person
        /// The workers' role on the embedded server; elsewhere as the connection text or libpq says.
        case worker
        /// Who owns the schemas: on the embedded server its administrator, elsewhere as the connection text or libpq says.
        case administrator
    }

    /// How the server was chosen.
    public let rule: ConnectionRule
    /// The jobs that a migration makes known.
    let registry: JobRegistry?
    /// Receives a sentence for people when something takes a moment or deserves a warning.
    let announce: @Sendable (String) -> Void

    /// Describes the database; nothing is connected or started yet.
    public init(
        rule: ConnectionRule, registry: JobRegistry? = nil, announce: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.rule = rule
        self.registry = registry
        self.announce = announce
    }

    /// The embedded server, where that is what the rule chose.
    public var embedded: EmbeddedServer? {
        if case .embedded(let home) = rule.server { EmbeddedServer(home: home) } else { nil }
    }

    /// How to connect.
    ///
    /// On the embedded server it must have been started once.
    public func options(_ login: Login, applicationName: String) throws -> ConnectionOptions {
        switch rule.server {
        case .given(let text, let source):
            let options = try given(text, applicationName)
            if source == .option, options.hasPassword {
                announce(
                    Language.current(
                        "warning: a password on the command line can be seen by other users (ps); use ~/.pgpass or a service file.",
                        "attention : un mot de passe sur la ligne de commande est visible des autres utilisateurs (ps) ; préférer ~/.pgpass ou un fichier de service."
                    )
                )
            }
            return options
        case .libpq:
            return ConnectionOptions(applicationName: applicationName)
        case .embedded(let home):
            let server = EmbeddedServer(home: home)
            let user =
                switch login {
                case .person: rule.person
                case .worker: ConnectionRule.workerRole
                case .administrator: server.administrator ?? rule.systemUser
                }
            return try server.options(user: user, applicationName: applicationName)
        }
    }

    /// Connects and makes sure that the schemas fit this program.
    ///
    /// The embedded server is made, started and migrated when it has to be. Any other database is left as it is: a schema that
    /// is too old or too new, or none, is an error that says what to do.
    public func connect(
        _ login: Login, applicationName: String, settings: [String: String] = [:]
    ) async throws -> Session {
        do {
            return try await connectOnce(login, applicationName, settings)
        } catch let error as MigrationError {
            guard embedded != nil, error.isMendedByMigrating else { throw Self.failure(error) }
        } catch let failure as ProgramFailure where failure.code == .noConnection {
            guard embedded != nil else { throw failure }
        } catch let error as PostgresError {
            guard embedded != nil, error.kind == .connectionFailed else { throw self.failure(error) }
        }
        try await prepare()
        do {
            return try await connectOnce(login, applicationName, settings)
        } catch let error as PostgresError {
            throw failure(error)
        } catch let error as MigrationError {
            throw Self.failure(error)
        }
    }

    private func connectOnce(
        _ login: Login, _ applicationName: String, _ settings: [String: String]
    ) async throws -> Session {
        var options = try options(login, applicationName: applicationName)
        options.settings = settings
        let session: Session
        if let early = try await EarlyConnection.take(options) {
            session = early
        } else {
            session = try await Session.connect(options, name: applicationName)
        }
        try await session.perform { db in try Migrator.check(on: db) }
        return session
    }

    private func given(_ text: String, _ applicationName: String) throws -> ConnectionOptions {
        do {
            return try ConnectionOptions(conninfo: text, applicationName: applicationName)
        } catch {
            throw ProgramFailure(
                Language.current("cannot connect to PostgreSQL", "connexion impossible à PostgreSQL"),
                reason: error.message, action: error.hint, code: .usage)
        }
    }
}

extension MigrationError {
    var isMendedByMigrating: Bool {
        switch self {
        case .missing, .older, .functionsDiffer: true
        case .newer, .changed, .skipped, .failed: false
        }
    }
}
