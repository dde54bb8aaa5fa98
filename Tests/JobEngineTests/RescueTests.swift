// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

/// A worker as the database sees it, which does what a test says and dies when its session closes.
struct FakeWorker {
    let session: Session
    let id: Int32

    static func register(_ shop: Workshop, lease: Duration = .seconds(30)) async throws -> FakeWorker {
        let session = try await Session.connect(try TestDatabase.worker, name: "fake")
        let abilities = try shop.registry.abilities()
        let id = try await session.perform { db in
            try db.query(
                Statement("register", "select job.register_worker('fake', 'host', 1, '1', 1, $1, $2)"), abilities, lease
            ).int32(0, 0)
        }
        return FakeWorker(session: session, id: id)
    }

    /// Claims one task and begins it; returns the task and its token.
    func begin() async throws -> (task: Int64, token: Int64) {
        let id = id
        return try await session.perform { db in
            let rows = try db.query(
                Statement("claim", "select task_id, token from job.claim($1, 1, '{0,0,0}', false)"), id)
            let claim = (task: try rows.int64(0, 0), token: try rows.int64(0, 1))
            try db.execute(Statement("begin", "select job.begin_task($1, $2)"), claim.task, claim.token)
            return claim
        }
    }
}

@Suite(.ownDatabase) struct RescueTests {
    @Test func `a worker whose lock is gone has its task handed on, counted as a crash`() async throws {
        let shop = try await Workshop.open([CountingJob.job()])
        let id = try await shop.launch("counting")
        let dead = try await FakeWorker.register(shop)
        _ = try await dead.begin()
        await dead.session.close()
        try await shop.work()
        #expect(try await shop.status(id) == "completed")
        #expect(try await shop.items(of: id) == .each(100))
        #expect(
            try await shop.text("select string_agg(detail ->> 'cause', ',') from job.event where event = 'rescued'")
                == "lock")
        #expect(try await shop.number("select sum(crash_count) from job.outcome") == 1)
        await shop.close()
    }

    @Test func `a frozen worker loses its task when its lease ends, and its chunk is refused`() async throws {
        let shop = try await Workshop.open([CountingJob.job()])
        let id = try await shop.launch("counting")
        let frozen = try await FakeWorker.register(shop, lease: .milliseconds(300))
        let claim = try await frozen.begin()
        try await shop.work()
        #expect(try await shop.status(id) == "completed")
        #expect(
            try await shop.text("select string_agg(detail ->> 'cause', ',') from job.event where event = 'rescued'")
                == "lease")
        let answers = try await frozen.session.perform { db in
            try db.query(Statement("fence", "select * from job.fence($1, $2)"), claim.task, claim.token).count
        }
        #expect(answers == 0)
        await frozen.session.close()
        await shop.close()
    }

    @Test func `a task that ended three workers is quarantined, and its step says so`() async throws {
        let shop = try await Workshop.open([CountingJob.job()])
        let id = try await shop.launch("counting")
        for death in 1...3 {
            let dead = try await FakeWorker.register(shop)
            _ = try await dead.begin()
            await dead.session.close()
            let witness = try await FakeWorker.register(shop)
            let limit = ContinuousClock.now + .seconds(10)
            while try await shop.number("select count(*) from job.event where event = 'rescued'") < death {
                try #require(ContinuousClock.now < limit)
                try await witness.session.execute(Statement("rescue", "select job.rescue($1)"), witness.id)
                try await Task.sleep(for: .milliseconds(20))
            }
            await witness.session.close()
        }
        #expect(try await shop.status(id) == "failed")
        #expect(
            try await shop.text("select reason from job.error where execution_id = $1", id) == "worker_killed_thrice")
        #expect(try await shop.number("select count(*) from job.ready") == 0)
        await shop.close()
    }

    @Test func `a worker that is declared dead writes nothing more, registers anew and goes on`() async throws {
        let first = Once()
        let declare = Once()
        let job = CountingJob.job(pace: .milliseconds(5)) { _, _, _ in _ = first.take() }
        let shop = try await Workshop.open([job])
        let id = try await shop.launch("counting", parameters: #"{"items": 1000, "tasks": 2}"#)
        let worker = try shop.makeWorker { $0.heartbeat = .milliseconds(100) }
        async let running: Void = worker.run()
        try await shop.wait(until: "select count(*) > 20 from public.seen")
        #expect(declare.take() && first.wasTaken)
        let old = try await shop.number("select id from job.worker")
        try await shop.admin.execute(Statement("declare", "update job.worker set lease_until = '-infinity'"))
        try await running
        #expect(try await shop.status(id) == "completed")
        #expect(try await shop.items(of: id) == .each(1_000))
        #expect(try await shop.number("select count(*) from job.outcome where worker_id > $1", old) > 0)
        #expect(try await shop.number("select count(*) from job.error") == 0)
        await shop.close()
    }
}
