// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

/// What a chunk writes into its lease row.
@Suite(.ownDatabase) struct LeaseUpdateTests {
    /// All of them on a server of their own; were any of the columns indexed, none would be.
    ///
    /// A transaction elsewhere on the server may keep pages from being cleared when they are full; then some updates move on.
    @Test func `under load checkpoints are HOT updates`() async throws {
        let figures = try await checkpoint(workers: 8)
        #expect(figures.updates >= 2400, "the statistics have arrived")
        #expect(figures.hot * 2 >= figures.updates)
    }

    private struct Figures {
        var updates: Int64
        var hot: Int64
    }

    /// Ten tasks a worker, thirty chunks a task.
    private func checkpoint(workers: Int) async throws -> Figures {
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        let person = try await TestDatabase.makePerson()
        let launcher = try await Session.connect(try TestDatabase.current.options(user: person), name: person)
        try await admin.perform { db in
            try ProtocolWorker.registerJobs(on: db)
            // Its snapshot would keep old versions while it looks at some other table.
            try db.run(script: "alter table job.lease set (autovacuum_enabled = off)")
        }
        try await launcher.perform { db in
            for _ in 0..<workers * 10 { try db.execute(Statement("launch", "select tracker.launch('plain')")) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<workers {
                let worker = try await ProtocolWorker.start("worker \(number)")
                group.addTask {
                    try await worker.session.perform { db in try Self.work(worker.number, on: db) }
                }
            }
            try await group.waitForAll()
        }
        return try await admin.perform { db in
            let rows = try db.query(
                Statement(
                    "statistics",
                    """
                    select s.n_tup_upd, s.n_tup_hot_upd
                      from pg_stat_user_tables s where s.relid = 'job.lease'::regclass
                    """))
            return Figures(updates: try rows.int64(0, 0), hot: try rows.int64(0, 1))
        }
    }

    /// Claims ten tasks and writes thirty chunks of each.
    private static func work(_ worker: Int32, on db: isolated Session) throws {
        let state = JSONB(#"{"cursor": "\#(String(repeating: "x", count: 80))"}"#)
        let claims = try db.claim(worker, limit: 10)
        #expect(claims.count == 10)
        for chunk in 1...30 {
            for claim in claims {
                try db.begin()
                _ = try #require(try db.fence(claim))
                #expect(try db.checkpoint(claim, position: Int64(chunk), done: Int64(chunk), state: state))
                try db.commit()
            }
        }
        try db.execute(Statement("flush", "select pg_stat_force_next_flush()"))
    }
}
