// SPDX-License-Identifier: Apache-2.0

import Postgres

/// Runs `work` to its end and, beside it, does `act` as soon as `mark` gives another text than at the beginning.
///
/// Work that ends before is not interrupted: then the act is given up, wherever it stands.
public func interrupting(
    _ work: @escaping @Sendable () async throws -> Void,
    onceChanged mark: @escaping @Sendable () async throws -> String,
    by act: @escaping @Sendable () async throws -> Void
) async throws {
    let before = try await mark()
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            do {
                while try await mark() == before { await Task.yield() }
                try await act()
            } catch  where Task.isCancelled {
                // The work ended first; a statement on its way says so by the server's error or by the language's.
            }
        }
        try await work()
        group.cancelAll()
        try await group.waitForAll()
    }
}

/// Ends the connections with which workers do the tasks of the running test; how many there were.
public func endWorkerConnections() async throws -> Int {
    let session = try await Session.connect(try TestDatabase.current, name: "end workers")
    let ended = try await session.perform { db in
        try db.query(
            Statement(
                "",
                """
                select count(pg_terminate_backend(a.pid))::int from pg_stat_activity a
                 where a.datname = current_database() and a.usename = 'chantier_worker' and a.application_name like '%slot%'
                """)
        ).int(0, 0)
    }
    await session.close()
    return ended
}
