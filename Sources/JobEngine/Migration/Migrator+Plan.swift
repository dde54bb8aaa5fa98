// SPDX-License-Identifier: Apache-2.0

public import Postgres

extension Migrator {
    /// What separates a database from a program's files.
    struct Plan: Sendable {
        /// Not applied yet, in order.
        var migrations: [EmbeddedSQL.Migration] = []
        /// Never applied, or with another text, in order.
        var functions: [EmbeddedSQL.File] = []
        /// The number of the last applied migration; 0 for none.
        var version = 0

        /// Compares; throws where the two cannot be reconciled.
        init(_ files: EmbeddedSQL, on db: isolated Session) throws {
            let newest = files.migrations.last?.number ?? 0
            let applied = try Self.applied("migration", "number::text", on: db)
            version = applied.keys.compactMap { Int($0) }.max() ?? 0
            guard version <= newest else { throw MigrationError.newer(database: version, program: newest) }
            let checksums = try Self.checksums(files.migrations.map(\.file.text), on: db)
            for (migration, checksum) in zip(files.migrations, checksums) {
                switch applied[String(migration.number)] {
                case checksum: break
                case .some: throw MigrationError.changed(migration.file.name)
                case nil where migration.number < version: throw MigrationError.skipped(migration.file.name)
                case nil: migrations.append(migration)
                }
            }
            let known = try Self.applied("function_file", "name", on: db)
            let texts = try Self.checksums(files.functions.map(\.text), on: db)
            functions = zip(files.functions, texts).filter { known[$0.name] != $1 }.map(\.0)
        }

        /// Checksums by key; empty when the table is not there.
        private static func applied(
            _ table: String, _ key: String, on db: isolated Session
        ) throws -> [String: String] {
            let isThere = try db.query(
                Statement("has_table", "select to_regclass($1) is not null"), "job.\(table)"
            ).bool(0, 0)
            guard isThere else { return [:] }
            let rows = try db.query(Statement("applied", "select \(key), checksum from job.\(table)", prepare: false))
            var result: [String: String] = [:]
            for row in 0..<rows.count {
                let (key, checksum) = (try rows.text(row, 0), try rows.text(row, 1))
                result[key] = checksum
            }
            return result
        }

        /// Computed by the server, which has the algorithm.
        private static func checksums(_ texts: [String], on db: isolated Session) throws -> [String] {
            guard !texts.isEmpty else { return [] }
            return try db.query(
                Statement(
                    "checksums",
                    "select array_agg(encode(sha256(t), 'hex') order by n) from unnest($1::bytea[]) with ordinality as x(t, n)"
                ),
                texts.map { Array($0.utf8) }
            ).textArray(0, 0)
        }
    }

    /// Throws unless the database's schemas fit this program: too old, too new, or not there.
    ///
    /// Every program asks when it connects. One statement; readable for workers and persons.
    public static func check(on db: isolated Session) throws {
        let newest = EmbeddedSQL.newestMigration
        let version = try version(on: db)
        if version == 0 { throw MigrationError.missing }
        if version < newest { throw MigrationError.older(database: version, program: newest) }
        if version > newest { throw MigrationError.newer(database: version, program: newest) }
    }

    /// Whether the database has exactly this program's migrations and functions.
    package static func isCurrent(on db: isolated Session) throws -> Bool {
        let plan = try Plan(.current, on: db)
        return plan.migrations.isEmpty && plan.functions.isEmpty
    }

    /// The number of the last applied migration; 0 when there is none.
    private static func version(on db: isolated Session) throws -> Int {
        do {
            return try db.query(
                Statement("schema_version", "select coalesce(max(number), 0) from job.migration", prepare: false)
            ).int(0, 0)
        } catch {
            guard error.state == .undefinedTable || error.state == "3F000" else { throw error }
            return 0
        }
    }
}
