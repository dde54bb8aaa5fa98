// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

/// What workers do beside their slots.
@Suite(.ownDatabase) struct ChoreTests {
    /// Fails whenever it is asked, in the middle of a transaction.
    private struct Failing: ChoreWork {
        mutating func run(on db: isolated Session) throws -> Bool {
            try db.begin()
            try db.run(script: "insert into public.seen values (1, 'failing', 0, null); select 1 / 0")
            return true
        }
    }

    /// Always has more to do.
    private struct Endless: ChoreWork {
        mutating func run(on db: isolated Session) throws -> Bool {
            try db.run(script: "insert into public.seen values (2, 'endless', 0, null)")
            return true
        }
    }

    /// Looks, and finds nothing.
    private struct Idle: ChoreWork {
        mutating func run(on db: isolated Session) throws -> Bool {
            try db.run(script: "insert into public.seen values (3, 'idle', 0, null)")
            return false
        }
    }

    @Test func `neither a chore that always fails nor one that never ends keeps the others waiting`() async throws {
        let shop = try await Workshop.open([CountingJob.job()])
        let registry = JobRegistry(
            [CountingJob.job()],
            chores: [
                Chore(name: "failing", interval: .milliseconds(5)) { Failing() },
                Chore(name: "endless", interval: .milliseconds(5)) { Endless() },
                Chore(name: "idle", interval: .milliseconds(5)) { Idle() },
            ])
        let worker = try shop.makeWorker(registry: registry, endsWhenIdle: false)
        async let work: Void = worker.run()
        var idle: Int64 = 0
        for _ in 0..<500 where idle < 3 {
            try await Task.sleep(for: .milliseconds(20))
            idle = try await shop.number("select count(*) from public.seen where step = 'idle'")
        }
        #expect(idle >= 3)
        #expect(try await shop.number("select count(*) from public.seen where step = 'endless'") >= 3)
        #expect(
            try await shop.number("select count(*) from public.seen where step = 'failing'") == 0,
            "what failed is rolled back")
        worker.drain()
        try await work
        await shop.close()
    }

    @Test func `a worker that leaves since nothing is left does what its chores still have to do`() async throws {
        struct Three: ChoreWork {
            var left = 3

            mutating func run(on db: isolated Session) throws -> Bool {
                guard left > 0 else { return false }
                left -= 1
                try db.run(script: "insert into public.seen values (4, 'three', 0, null)")
                return true
            }
        }
        let shop = try await Workshop.open([CountingJob.job()])
        let registry = JobRegistry(
            [CountingJob.job()],
            chores: [
                Chore(name: "failing", interval: .seconds(100)) { Failing() },
                Chore(name: "three", interval: .seconds(100)) { Three() },
            ])
        try await shop.makeWorker(registry: registry).run()
        #expect(try await shop.number("select count(*) from public.seen where step = 'three'") == 3)
        await shop.close()
    }
}
