// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres

/// The migrated database that tests get copies of: 0.1 s, where migrating takes a second.
///
/// Its name carries a hash of all SQL files, so that a server that outlives the run makes it once for each version of them.
enum TestTemplate {
    static func name(on server: ConnectionOptions) async throws -> String { try await maker.name(on: server) }

    private static let maker = Maker()

    /// Makes the template once; who asks meanwhile waits for the same answer.
    private actor Maker {
        private var made: Task<String, any Error>?

        func name(on server: ConnectionOptions) async throws -> String {
            let task = made ?? Task { try await TestTemplate.make(on: server) }
            made = task
            return try await task.value
        }
    }

    private static func make(on server: ConnectionOptions) async throws -> String {
        let session = try await Session.connect(server, name: "test template")
        let text = (EmbeddedSQL.current.migrations.map(\.file) + EmbeddedSQL.current.functions)
            .map { "\($0.name)\n\($0.text)" }.joined()
        let hash = try await session.query(
            Statement("hash", "select left(encode(sha256($1), 'hex'), 16)"), Array(text.utf8)
        ).text(0, 0)
        let name = "chantier_template_\(hash)"
        // Other runs may be at it on the same server.
        try await session.execute(Statement("lock_template", "select pg_advisory_lock(hashtext($1))"), name)
        let isThere = try await !session.query(
            Statement("has_database", "select from pg_database where datname = $1"), name
        ).isEmpty
        if !isThere {
            let unfinished = name + "_unfinished"
            try await session.run(script: "drop database if exists \(unfinished) with (force)")
            try await session.run(script: "create database \(unfinished)")
            try await Migrator.migrate(server.with(database: unfinished))
            try await session.run(script: "alter database \(unfinished) rename to \(name)")
        }
        await session.close()
        return name
    }
}
