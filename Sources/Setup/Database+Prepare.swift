// SPDX-License-Identifier: Apache-2.0

public import JobEngine
internal import Postgres

extension Database {
    /// What making a database ready has done.
    public struct Preparation: Sendable, Hashable {
        /// What became of the embedded server; nil elsewhere.
        public var server: EmbeddedServer.StartOutcome?
        /// What was migrated.
        public var migration: Migrator.Report
    }

    /// Makes the embedded server run, with all schemas and the roles of its people; elsewhere only migrates.
    ///
    /// Does nothing where nothing is to be done. Two programs at once: one does the work.
    @discardableResult
    public func prepare() async throws -> Preparation {
        var outcome: EmbeddedServer.StartOutcome?
        if let server = embedded {
            if case .missing = server.status {
                announce(
                    Language.current(
                        "making a PostgreSQL server of its own in \(server.folder) …",
                        "création d'un serveur PostgreSQL à part dans \(server.folder) …"))
            }
            outcome = try await offPool("server") { try server.start() }
        }
        let report = try await migrate(dryRun: false)
        if let outcome { try await makePeople(isNew: outcome == .made) }
        return Preparation(server: outcome, migration: report)
    }

    /// Brings the schemas up to date, or only lists what would be done.
    public func migrate(dryRun: Bool) async throws -> Migrator.Report {
        do {
            let options = try options(.administrator, applicationName: "chantier database")
            return try await Migrator.migrate(options, registry: registry, dryRun: dryRun)
        } catch let error as MigrationError {
            throw Self.failure(error)
        } catch let error as PostgresError {
            throw failure(error)
        }
    }

    /// Makes the roles of the embedded server's first people: the user of the operating system whose server it is, as its
    /// administrator, and the person that `PGUSER` names when it is made, who may launch and track like anybody.
    ///
    /// Later nobody comes by a name alone: a slip in `PGUSER` would be a person of its own, with an empty list of executions.
    private func makePeople(isNew: Bool) async throws {
        let options = try options(.administrator, applicationName: "chantier database")
        let session = try await Session.connect(options, name: "people")
        let (administrator, person) = (embedded?.administrator, rule.person)
        try await session.perform { db in
            // A making that was interrupted has left nobody.
            let isFirst = try isNew || People.list(on: db).isEmpty
            // An existing role that is not a person's, such as the workers', is left alone.
            for name in Set([administrator, isFirst ? person : nil].compactMap { $0 }) where Person.mayBeNamed(name) {
                let added = try People.add(name, .init(), on: db)
                guard name == administrator, !added.person.isSuperuser else { continue }
                try db.run(script: "alter role \(quoteIdentifier(name)) superuser")
            }
        }
        await session.close()
    }
}
