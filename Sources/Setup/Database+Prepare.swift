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
        if outcome != nil { try await makePeople() }
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

    /// Makes the roles of the embedded server's people: the user of the operating system as its administrator, and the person
    /// that `PGUSER` names, who may launch and track like anybody.
    private func makePeople() async throws {
        let options = try options(.administrator, applicationName: "chantier database")
        let session = try await Session.connect(options, name: "people")
        let (user, person) = (rule.systemUser, rule.person)
        try await session.perform { db in
            try PersonRole.make(user, isAdministrator: true, on: db)
            if person != user { try PersonRole.make(person, isAdministrator: false, on: db) }
        }
        await session.close()
    }
}

/// A person's role.
enum PersonRole {
    /// Makes a role that may log in, launch and track; does nothing where it stands already.
    ///
    /// An existing role that is not a person's, such as the workers', is left alone.
    static func make(_ name: String, isAdministrator: Bool, on db: isolated Session) throws {
        guard !name.hasPrefix("chantier_"), !name.hasPrefix("pg_") else { return }
        let role = quoteIdentifier(name)
        let found = try db.query(
            Statement(
                "find_role",
                """
                select r.rolsuper, pg_has_role(r.rolname, 'chantier_user', 'member'),
                       exists (select from job.owner o where o.name = r.rolname and o.clock_2 is not null)
                  from pg_roles r
                 where r.rolname = $1
                """), name)
        let isKnown = !found.isEmpty
        let isSuperuser = isKnown ? try found.bool(0, 0) : false
        let isMember = isKnown ? try found.bool(0, 1) : false
        if !isKnown {
            do {
                try db.run(script: "create role \(role) login")
            } catch {
                // Another program may have just made it: duplicate_object, or the unique index beneath.
                guard error.state == "42710" || error.state == .uniqueViolation else { throw error }
            }
        }
        if isAdministrator, !isSuperuser { try db.run(script: "alter role \(role) superuser") }
        // A superuser counts as a member of everything; the grant is what remains when it is none any more.
        if !isKnown || !isMember || isAdministrator && !isSuperuser {
            try db.run(script: "grant chantier_user to \(role)")
        }
        let isPerson = isKnown ? try found.bool(0, 2) : false
        if !isPerson { try db.execute(Statement("add_person", "select tracker.add_person($1)"), name) }
    }
}
