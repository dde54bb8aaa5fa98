// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

/// A session on the running test's database.
func connect(_ change: (inout ConnectionOptions) -> Void = { _ in }) async throws -> Session {
    var options = try TestDatabase.current
    change(&options)
    return try await Session.connect(options)
}

/// Asks again until the server's state is as wanted; the test's time limit ends a wait for ever.
func until(_ condition: () async throws -> Bool) async throws {
    while try await !condition() { try await Task.sleep(for: .milliseconds(2)) }
}

extension Session {
    /// The server's process.
    func process() throws -> Int32 { try #require(serverProcess) }

    /// Whether a process waits in the way that `pg_stat_activity` calls so, or runs a statement of this text.
    func shows(_ process: Int32, running text: String) throws -> Bool {
        let statement = Statement(
            "activity", "select state = 'active' and query like $2 from pg_stat_activity where pid = $1")
        let rows = try query(statement, process, "%\(text)%")
        return rows.isEmpty ? false : try rows.bool(0, 0)
    }

    func isThere(_ process: Int32) throws -> Bool {
        try !query(Statement("there", "select from pg_stat_activity where pid = $1"), process).isEmpty
    }

    func terminate(_ process: Int32) throws {
        _ = try query(Statement("terminate", "select pg_terminate_backend($1, 5000)"), process)
    }
}

/// Runs what is to fail and returns its error; a success fails the test.
func failure(
    _ location: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async throws -> PostgresError {
    let error = await #expect(throws: PostgresError.self, sourceLocation: location) { try await body() }
    return try #require(error, sourceLocation: location)
}
