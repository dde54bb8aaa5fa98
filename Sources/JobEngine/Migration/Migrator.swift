// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// Brings a database's schemas to the version of this program, and tells whether they are there.
///
/// Numbered migrations are applied once, each in a transaction of its own, and never change; function files are applied again
/// whenever their text changes. All under one advisory lock: of ten migrators one does the work, and the others find it done.
public enum Migrator {
    /// What a run did, or would do.
    public struct Report: Sendable, Hashable {
        /// Names of the migrations applied.
        public var migrations: [String] = []
        /// Names of the function files applied.
        public var functions: [String] = []
        /// Whether nothing was applied, only listed.
        public var isDryRun = false

        /// Whether the database was up to date.
        public var isEmpty: Bool { migrations.isEmpty && functions.isEmpty }
    }

    /// The advisory lock of migrators: "Ctrm".
    private static let lockKey = 0x4374_726d

    /// Brings the database up to date and makes the jobs of `registry` known in it.
    ///
    /// Connects as a superuser, or as a role with CREATEROLE that owns the database. Refuses, without changing anything, a
    /// database that is newer than this program and one whose applied migrations differ from this program's.
    @discardableResult
    public static func migrate(
        _ options: ConnectionOptions, registry: JobRegistry? = nil, dryRun: Bool = false
    ) async throws -> Report {
        try await migrate(options, to: .current, registry: registry, dryRun: dryRun)
    }

    @discardableResult
    package static func migrate(
        _ options: ConnectionOptions, to files: EmbeddedSQL, registry: JobRegistry? = nil, dryRun: Bool = false
    ) async throws -> Report {
        let session = try await Session.connect(options, name: "migrator")
        let registration = try registry?.registration()
        let report = try await session.perform { db in
            // A lock of the session, not of a transaction: it is held over several of them.
            try db.execute(Statement("lock_migrator", "select pg_advisory_lock($1)"), lockKey)
            let plan = try Plan(files, on: db)
            if dryRun {
                return Report(
                    migrations: plan.migrations.map(\.file.name), functions: plan.functions.map(\.name), isDryRun: true)
            }
            for migration in plan.migrations { try apply(migration, on: db) }
            // A migration may drop functions, whose files must then be applied again.
            let functions = plan.migrations.isEmpty ? plan.functions : try Plan(files, on: db).functions
            if !functions.isEmpty { try apply(functions, on: db) }
            // Months pass also for a database that nothing else changes.
            if files.functions.contains(where: { $0.name == "job/_make_partitions.sql" }) {
                try db.execute(Statement("make_partitions", "select job._make_partitions()"))
            }
            // Rights on the database itself are in no dump and no template.
            if files.functions.contains(where: { $0.name == "job/_make_preview.sql" }) {
                try db.run(script: ownerRights)
            }
            if let registration { try register(registration, on: db) }
            return Report(migrations: plan.migrations.map(\.file.name), functions: functions.map(\.name))
        }
        await session.close()
        return report
    }

    private static func apply(_ migration: EmbeddedSQL.Migration, on db: isolated Session) throws {
        do {
            try db.atomically { db in
                try db.run(script: bookkeeping)
                // The number first: whoever installs at the same time, past the lock, waits here and then fails.
                try db.execute(
                    Statement(
                        "insert_migration",
                        """
                        insert into job.migration (number, name, checksum, is_breaking)
                        values ($1, $2, encode(sha256($3), 'hex'), $4)
                        """, prepare: false),
                    Int32(migration.number), migration.file.name, Array(migration.file.text.utf8), migration.isBreaking)
                try db.run(script: migration.file.text)
                try db.run(script: "reset role")
            }
        } catch let error as PostgresError {
            throw MigrationError.failed("migrations/\(migration.file.name)", error)
        }
    }

    /// All in one transaction: callers see the old functions or the new ones.
    private static func apply(_ functions: [EmbeddedSQL.File], on db: isolated Session) throws {
        try db.atomically { db in
            // Functions may call those of later files: their bodies are checked when they run, and by the tests.
            try db.run(script: "set local check_function_bodies = off")
            for file in functions {
                do {
                    try db.run(script: file.text)
                    try db.run(script: "reset role")
                } catch let error as PostgresError {
                    throw MigrationError.failed("functions/\(file.name)", error)
                }
                try db.execute(
                    Statement(
                        "upsert_function_file",
                        """
                        insert into job.function_file (name, checksum) values ($1, encode(sha256($2), 'hex'))
                        on conflict (name) do update set checksum = excluded.checksum, applied_at = clock_timestamp()
                        """),
                    file.name, Array(file.text.utf8))
            }
        }
    }

    private static func register(_ registration: JSONB, on db: isolated Session) throws {
        try db.execute(Statement("register_jobs", "select job.register_jobs($1)"), registration)
    }

    /// The owner of the schemas makes those of previews.
    private static let ownerRights = """
        do $$ begin
          if not has_database_privilege('chantier_owner', current_database(), 'create') then
            execute format('grant create on database %I to chantier_owner', current_database());
          end if;
        end $$
        """

    /// What must stand before the first migration can be noted; the migration itself completes it.
    private static let bookkeeping = """
        create schema if not exists job;
        create table if not exists job.migration (
          number      int         not null,
          name        text        not null,
          checksum    text        not null,
          is_breaking boolean     not null default false,
          applied_at  timestamptz not null default clock_timestamp(),
          constraint migration_pkey primary key (number)
        )
        """
}
