// SPDX-License-Identifier: Apache-2.0

import Postgres
import Synchronization
public import Testing

/// Gives each test a fresh database, and drops it afterwards with whoever is still connected.
public struct DatabasePerTest: SuiteTrait, TestTrait, TestScoping {
    let isMigrated: Bool

    /// Also for the tests inside a suite.
    public var isRecursive: Bool { true }

    /// Makes the database, runs the test, drops the database.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        // A suite needs none of its own; a trait given twice makes only one.
        guard testCase != nil, TestDatabase.bound == nil else { return try await function() }
        await ParallelLimit.databases.enter()
        let outcome: Result<Void, any Error>
        do {
            try await runWithDatabase(function)
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        await ParallelLimit.databases.leave()
        try outcome.get()
    }

    private func runWithDatabase(_ function: @Sendable @concurrent () async throws -> Void) async throws {
        let server = try TestServer.options()
        let template = isMigrated ? try await TestTemplate.name(on: server) : nil
        let name = "test_" + String(UInt64.random(in: .min ... .max), radix: 36)
        let admin = try await Session.connect(server, name: "test admin")
        try await admin.run(
            script:
                "create database \(quoteIdentifier(name))\(template.map { " template \(quoteIdentifier($0))" } ?? "")")
        // Rights on the database itself are no part of a template.
        if isMigrated {
            try await admin.run(script: "grant create on database \(quoteIdentifier(name)) to chantier_owner")
        }
        let persons = TestDatabase.Persons()
        let outcome: Result<Void, any Error>
        do {
            try await TestDatabase.$bound.withValue(server.with(database: name)) {
                try await TestDatabase.$persons.withValue(persons) { try await function() }
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await admin.run(script: "drop database \(quoteIdentifier(name)) with (force)")
        for person in persons.names.withLock({ $0 }) {
            try await admin.run(script: "drop role if exists \(quoteIdentifier(person))")
        }
        await admin.close()
        try outcome.get()
    }
}

extension Trait where Self == DatabasePerTest {
    /// A fresh database with all schemas, as a migration leaves it, for each test.
    public static var ownDatabase: Self { DatabasePerTest(isMigrated: true) }

    /// A fresh database without anything in it, for each test.
    public static var emptyDatabase: Self { DatabasePerTest(isMigrated: false) }
}
