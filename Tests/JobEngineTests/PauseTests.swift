// SPDX-License-Identifier: Apache-2.0

import Glibc
import JobEngine
import Postgres
import Synchronization
import TestKit
import Testing

@Suite(.ownDatabase) struct PauseTests {
    static let parameters = #"{"items": 600, "tasks": 6, "chunk": 10, "note": "x"}"#
    /// More than a busy machine works through between three pauses.
    private static let many = #"{"items": 1200, "tasks": 6, "chunk": 10, "note": "x"}"#

    @Test func `a paused and resumed execution leaves what an undisturbed one leaves`() async throws {
        let shop = try await Workshop.open([CountingJob.job(pace: .milliseconds(2), warns: true)])
        let calm = try await shop.launch("counting", parameters: Self.many)
        try await shop.work(workers: 2)
        let id = try await shop.launch("counting", parameters: Self.many)
        for part in 1...3 {
            try await shop.whileWorking(workers: 2) {
                try await shop.wait(
                    until: "select count(*) >= $2 from public.seen where execution = $1", id, Int64(part) * 130)
                // "paused" when it was asked between two claims.
                #expect(try await ["requested", "paused"].contains(shop.ask("pause", id)))
                try await shop.wait(until: "select status = 'paused' from job.execution where id = $1", id)
            }
            // The workers ended, since nothing was left that they may do; what is paused stays.
            let before = try await shop.items(of: id)
            try await shop.work()
            #expect(try await shop.items(of: id) == before)
            #expect(before.rows < 1200)
            #expect(try await shop.text("select colour from job.execution where id = $1", id) == "blue")
            #expect(try await shop.ask("resume", id) == "requested")
        }
        try await shop.work(workers: 3)
        #expect(try await shop.items(of: id) == .each(1200))
        #expect(try await shop.outcome(of: id) == shop.outcome(of: calm))
        #expect(try await shop.number("select count(*) from job.held") == 0)
        #expect(try await shop.number("select count(*) from job.request") == 0)
        await shop.close()
    }

    @Test func `while its worker is killed, an execution pauses; it goes on from the last chunk`() async throws {
        let isInside = Mutex(false)
        let isReleased = Mutex(false)
        let shop = try await Workshop.open([
            CountingJob.job(hook: { _, first, _ in
                // Stays inside an open chunk, as a frozen process does.
                guard first == 30, !isReleased.withLock({ $0 }) else { return }
                isInside.withLock { $0 = true }
                while !isReleased.withLock({ $0 }) { _ = poll(nil, 0, 2) }
            })
        ])
        let id = try await shop.launch("counting", parameters: #"{"items": 100, "tasks": 1}"#)
        // The dead send no heartbeat: one that came would find the lease gone and give the task back unharmed.
        let dying = try shop.makeWorker("dies", slots: 1, endsWhenIdle: false) {
            ($0.lease, $0.heartbeat) = (.seconds(400), .seconds(100))
        }
        async let ended: Void = dying.run()
        while !isInside.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(2)) }
        #expect(try await shop.ask("pause", id) == "requested")
        // As if it were dead: another worker ends its session and hands its task on.
        _ = try await shop.number(
            "with d as (update job.worker set lease_until = '-infinity' returning 1) select count(*) from d")
        try await shop.work()
        #expect(try await shop.status(id) == "paused")
        let crashes = try await shop.number("select crash_count from job.lease")
        #expect(crashes == 1)
        #expect(try await shop.items(of: id) == .each(30))
        isReleased.withLock { $0 = true }
        dying.drain()
        try await ended
        #expect(try await shop.ask("resume", id) == "requested")
        try await shop.work(workers: 2)
        #expect(try await shop.status(id) == "completed")
        #expect(try await shop.items(of: id) == .each(100))
        await shop.close()
    }

    @Test func `a paused execution can be stopped, and then retried`() async throws {
        let shop = try await Workshop.open([CountingJob.job(pace: .milliseconds(2), warns: true)])
        let calm = try await shop.launch("counting", parameters: Self.parameters)
        try await shop.work(workers: 2)
        let id = try await shop.launch("counting", parameters: Self.parameters)
        try await shop.whileWorking {
            try await shop.wait(until: "select count(*) >= 100 from public.seen where execution = $1", id)
            #expect(try await ["requested", "paused"].contains(shop.ask("pause", id)))
            try await shop.wait(until: "select status = 'paused' from job.execution where id = $1", id)
        }
        #expect(try await shop.ask("stop", id) == "stopped")
        #expect(try await shop.number("select count(*) from job.lease") == 0)
        #expect(try await shop.ask("retry", id) == "requested")
        try await shop.work(workers: 3)
        #expect(try await shop.items(of: id) == .each(600))
        #expect(try await shop.outcome(of: id) == shop.outcome(of: calm))
        await shop.close()
    }

    @Test func `one that nobody has begun pauses at once, and short tasks pause too`() async throws {
        let noop = Job(
            name: "noop", kind: .rule, label: "No-op",
            steps: [Step(name: "one", label: "One") { _, _ in }, Step(name: "two", label: "Two") { _, _ in }],
            isShort: true)
        let shop = try await Workshop.open([noop])
        let id = try await shop.launch("noop")
        #expect(try await shop.ask("pause", id) == "paused")
        try await shop.work()
        #expect(try await shop.status(id) == "paused")
        #expect(try await shop.ask("resume", id) == "requested")
        #expect(try await shop.status(id) == "queued")
        try await shop.work()
        #expect(try await shop.status(id) == "completed")
        await shop.close()
    }

    @Test func `pauses and resumes at any moment lose no task`() async throws {
        let shop = try await Workshop.open([CountingJob.job(mayBeSplit: true)])
        let id = try await shop.launch("counting", parameters: #"{"items": 3000, "tasks": 5, "chunk": 5}"#)
        let workers = try (1...3).map { try shop.makeWorker("worker \($0)", endsWhenIdle: false) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in workers { group.addTask { try await worker.run() } }
            var asked = 0
            while try await shop.status(id) != "completed", asked < 400 {
                _ = try await shop.ask(asked.isMultiple(of: 2) ? "pause" : "resume", id)
                asked += 1
            }
            _ = try await shop.ask("resume", id)
            try await shop.wait(until: "select status = 'completed' from job.execution where id = $1", id)
            for worker in workers { worker.drain() }
            try await group.waitForAll()
        }
        #expect(try await shop.items(of: id) == .each(3_000))
        #expect(
            try await shop.text("select concat_ws(' ', done, created, status) from job.step where name = 'count'")
                == "3000 3000 completed")
        await shop.close()
    }
}
