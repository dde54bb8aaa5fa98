// SPDX-License-Identifier: Apache-2.0

public import Postgres
public import Testing

/// The database of the running test.
public enum TestDatabase {
    /// How to reach it as superuser; nil outside a test with a database of its own.
    @TaskLocal public static var bound: ConnectionOptions?

    /// How to reach the running test's database.
    public static var current: ConnectionOptions {
        get throws {
            guard let bound else {
                throw PostgresError(
                    kind: .usage, message: "this test has no database",
                    hint: "Write @Suite(.ownDatabase) or @Test(.ownDatabase).")
            }
            return bound
        }
    }
}

/// Gives each test a fresh database, and drops it afterwards with whoever is still connected.
public struct DatabasePerTest: SuiteTrait, TestTrait, TestScoping {
    /// Also for the tests inside a suite.
    public var isRecursive: Bool { true }

    /// Makes the database, runs the test, drops the database.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        // A suite needs none of its own; a trait given twice makes only one.
        guard testCase != nil, TestDatabase.bound == nil else { return try await function() }
        let server = try TestServer.options()
        let name = "test_" + String(UInt64.random(in: .min ... .max), radix: 36)
        let admin = try await Session.connect(server, name: "test admin")
        try await admin.run(script: "create database \(quoteIdentifier(name))")
        let outcome: Result<Void, any Error>
        do {
            try await TestDatabase.$bound.withValue(server.with(database: name)) { try await function() }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await admin.run(script: "drop database \(quoteIdentifier(name)) with (force)")
        try outcome.get()
    }
}

extension Trait where Self == DatabasePerTest {
    /// A fresh, empty database for each test.
    public static var ownDatabase: Self { DatabasePerTest() }
}
