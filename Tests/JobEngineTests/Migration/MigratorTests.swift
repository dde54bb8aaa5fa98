// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@testable import JobEngine

@Suite(.emptyDatabase) struct MigratorTests {
    @Test func `a fresh database gets everything once; the second run finds nothing to do`() async throws {
        let first = try await Migrator.migrate(try TestDatabase.current)
        #expect(first.migrations == EmbeddedSQL.current.migrations.map(\.file.name))
        #expect(first.functions == EmbeddedSQL.current.functions.map(\.name))
        let second = try await Migrator.migrate(try TestDatabase.current)
        #expect(second.isEmpty)
    }

    @Test func `of ten at once one does the work`() async throws {
        let options = try TestDatabase.current
        let reports = try await withThrowingTaskGroup(of: Migrator.Report.self) { group in
            for _ in 0..<10 { group.addTask { try await Migrator.migrate(options, to: Self.two) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(reports.filter { $0.migrations.count == 2 }.count == 1)
        #expect(reports.filter(\.isEmpty).count == 9)
    }

    @Test func `a dry run lists and changes nothing`() async throws {
        let report = try await Migrator.migrate(try TestDatabase.current, to: Self.two, dryRun: true)
        #expect(report.migrations == ["0001_one.sql", "0002_two.sql"])
        #expect(report.functions == ["job/answer.sql"])
        let session = try await Session.connect(try TestDatabase.current)
        #expect(try await session.query(Statement("schemas", "select to_regnamespace('job') is null")).bool(0, 0))
    }

    @Test func `a changed applied migration is refused`() async throws {
        try await Migrator.migrate(try TestDatabase.current, to: Self.two)
        let changed = EmbeddedSQL(
            migrations: [Self.two.migrations[0], Self.migration(2, "two", "create table job.two (m int)")],
            functions: [])
        await #expect(throws: MigrationError.changed("0002_two.sql")) {
            try await Migrator.migrate(try TestDatabase.current, to: changed)
        }
    }

    @Test func `a migration put between applied ones is refused`() async throws {
        let gap = EmbeddedSQL(
            migrations: [Self.two.migrations[0], Self.migration(3, "three", "")], functions: [Self.answer(41)])
        try await Migrator.migrate(try TestDatabase.current, to: gap)
        let filled = EmbeddedSQL(migrations: Self.two.migrations + [gap.migrations[1]], functions: [])
        await #expect(throws: MigrationError.skipped("0002_two.sql")) {
            try await Migrator.migrate(try TestDatabase.current, to: filled)
        }
    }

    @Test func `a database newer than the program is refused, untouched`() async throws {
        try await Migrator.migrate(try TestDatabase.current, to: Self.two)
        let older = EmbeddedSQL(migrations: [Self.two.migrations[0]], functions: [Self.answer(7)])
        await #expect(throws: MigrationError.newer(database: 2, program: 1)) {
            try await Migrator.migrate(try TestDatabase.current, to: older)
        }
        #expect(try await Self.answer() == 41)
    }

    @Test func `a function file is applied again when its text changes, and only then`() async throws {
        try await Migrator.migrate(try TestDatabase.current, to: Self.two)
        let next = EmbeddedSQL(migrations: Self.two.migrations, functions: [Self.answer(42)])
        #expect(try await Migrator.migrate(try TestDatabase.current, to: next).functions == ["job/answer.sql"])
        #expect(try await Self.answer() == 42)
        #expect(try await Migrator.migrate(try TestDatabase.current, to: next).isEmpty)
    }

    @Test func `a migration that fails leaves nothing, and says which file it was`() async throws {
        let broken = EmbeddedSQL(
            migrations: [
                Self.two.migrations[0], Self.migration(2, "two", "create table job.half (n int); select 1 / 0"),
            ], functions: [])
        let error = await #expect(throws: MigrationError.self) {
            try await Migrator.migrate(try TestDatabase.current, to: broken)
        }
        #expect(error?.description.hasPrefix("migrations/0002_two.sql: division by zero") == true)
        let session = try await Session.connect(try TestDatabase.current)
        #expect(try await session.query(Statement("half", "select to_regclass('job.half') is null")).bool(0, 0))
        #expect(try await session.query(Statement("count", "select count(*) from job.migration")).int(0, 0) == 1)
    }

    @Test func `the check of a connection tells missing, older and newer apart`() async throws {
        let session = try await Session.connect(try TestDatabase.current)
        await #expect(throws: MigrationError.missing) { try await session.perform { db in try Migrator.check(on: db) } }
        try await Migrator.migrate(try TestDatabase.current)
        try await session.perform { db in try Migrator.check(on: db) }
        let newest = try #require(EmbeddedSQL.current.migrations.last?.number)
        #expect(EmbeddedSQL.newestMigration == newest, "read from the names alone")
        try await session.run(script: "insert into job.migration (number, name, checksum) values (9999, 'later', '')")
        await #expect(throws: MigrationError.newer(database: 9999, program: newest)) {
            try await session.perform { db in try Migrator.check(on: db) }
        }
        try await session.run(script: "delete from job.migration where number >= \(newest)")
        if let before = EmbeddedSQL.current.migrations.dropLast().last?.number {
            await #expect(throws: MigrationError.older(database: before, program: newest)) {
                try await session.perform { db in try Migrator.check(on: db) }
            }
        }
    }

    @Test func `the embedded files are sorted as they are applied`() {
        let files = EmbeddedSQL(files: [
            .init(name: "functions/tracker/launch.sql", text: ""), .init(name: "migrations/0010_ten.sql", text: ""),
            .init(name: "functions/catalog/a.sql", text: ""),
            .init(name: "migrations/0002_two.sql", text: "-- SPDX\n-- breaking\n"),
            .init(name: "functions/job/b.sql", text: ""), .init(name: "functions/job/_a.sql", text: ""),
        ])
        #expect(files.migrations.map(\.number) == [2, 10])
        #expect(files.migrations.map(\.isBreaking) == [true, false])
        #expect(files.functions.map(\.name) == ["job/_a.sql", "job/b.sql", "tracker/launch.sql", "catalog/a.sql"])
    }

    /// Two migrations and a function.
    private static let two = EmbeddedSQL(
        migrations: [
            migration(
                1, "one",
                """
                create schema if not exists job;
                create table job.function_file
                  (name text primary key, checksum text not null, applied_at timestamptz not null default now())
                """),
            migration(2, "two", "create table job.two (n int)"),
        ],
        functions: [answer(41)])

    private static func migration(_ number: Int, _ name: String, _ text: String) -> EmbeddedSQL.Migration {
        .init(number: number, file: .init(name: "000\(number)_\(name).sql", text: text))
    }

    private static func answer(_ value: Int) -> EmbeddedSQL.File {
        .init(
            name: "job/answer.sql",
            text: "create or replace function job.answer() returns int language sql as 'select \(value)'")
    }

    private static func answer() async throws -> Int {
        let session = try await Session.connect(try TestDatabase.current)
        return try await session.query(Statement("answer", "select job.answer()")).int(0, 0)
    }
}
