// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

/// Finishers, thieves, chunks that die and zombies at the same steps, at once.
@Suite(.ownDatabase) struct BarrierStressTests {
    private static let items: Int64 = 240
    private static let tasks: Int64 = 2
    private static let chunk: Int64 = 4

    /// What a session went through.
    private struct Tally: Sendable {
        var steals = 0
        var trims = 0
        var refusals = 0
        var deadlocks = 0
        var timeouts = 0

        static func + (one: Tally, other: Tally) -> Tally {
            Tally(
                steals: one.steals + other.steals, trims: one.trims + other.trims,
                refusals: one.refusals + other.refusals, deadlocks: one.deadlocks + other.deadlocks,
                timeouts: one.timeouts + other.timeouts)
        }
    }

    @Test func `each item is written once and each step begins once, whoever splits, dies or comes back`() async throws
    {
        let executions = 4
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        let person = try await TestDatabase.makePerson()
        let launcher = try await Session.connect(try TestDatabase.current.options(user: person), name: person)
        try await admin.perform { db in
            try ProtocolWorker.registerJobs(on: db)
            // No key: an item written twice must show.
            try db.run(
                script: """
                    create table public.item (step bigint, item bigint, at timestamptz default clock_timestamp());
                    grant usage on schema public to chantier_worker;
                    grant select, insert on public.item to chantier_worker;
                    """)
        }
        try await launcher.perform { db in
            for _ in 0..<executions { try db.execute(Statement("launch", "select tracker.launch('stages')")) }
        }

        let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
            for number in 0..<8 {
                let worker = try await ProtocolWorker.start("worker \(number)")
                group.addTask {
                    try await worker.session.perform { db in try Self.work(worker.number, seed: number, on: db) }
                }
            }
            return try await group.reduce(Tally(), +)
        }

        #expect(tally.deadlocks == 0)
        #expect(tally.steals > 0 && tally.trims > 0 && tally.refusals > 0, "the run met what it is about: \(tally)")
        let steps = Int64(executions * 3)
        #expect(
            try await admin.value("select count(*) from job.execution where status = 'completed'") == Int64(executions))
        #expect(try await admin.value("select count(*) from public.item") == steps * Self.items)
        #expect(
            try await admin.value("select count(*) from (select distinct step, item from public.item) i")
                == steps * Self.items)
        #expect(
            try await admin.value("select sum(done)::bigint from job.step where ordinal > 1") == steps * Self.items,
            "the counters say what was written")
        #expect(try await admin.value("select count(*) from job.step where open <> 0 or phase <> 0") == 0)
        #expect(
            try await admin.value("select (select count(*) from job.ready) + (select count(*) from job.lease)") == 0)
        #expect(
            try await admin.value(
                """
                select count(*) from job.step s join job.step p using (execution_id)
                 where p.ordinal = s.ordinal - 1 and s.ordinal > 2
                   and (select min(i.at) from public.item i where i.step = s.id)
                       < (select max(i.at) from public.item i where i.step = p.id)
                """) == 0, "no step began before the last item of the one before it")
        #expect(
            try await admin.value("select count(*) from job.outcome") > Int64(executions) * (1 + 3 * Self.tasks),
            "ranges were split")
    }

    private static func work(_ worker: Int32, seed: Int, on db: isolated Session) throws -> Tally {
        var random = SeededRandom(seed: UInt64(seed))
        var tally = Tally()
        while true {
            guard let claim = try db.claim(worker, limit: 1).first ?? steal(worker, &tally, on: db) else {
                if try db.number("select count(*) from job.execution where ended_at is null") == 0 { return tally }
                usleep(1000)
                continue
            }
            if random.happens(0.04) {
                // Another takes it over; what this session still holds is a zombie's right.
                _ = try db.handBack(claim)
                #expect(try db.fence(claim) == nil)
                #expect(try db.checkpoint(claim, position: 0, done: 0) == false)
                tally.refusals += 1
                continue
            }
            try run(claim, &random, &tally, on: db)
        }
    }

    private static func steal(_ worker: Int32, _ tally: inout Tally, on db: isolated Session) throws
        -> ProtocolWorker.Claim?
    {
        do {
            guard let claim = try db.steal(worker, minimum: chunk) else { return nil }
            tally.steals += 1
            return claim
        } catch let error as PostgresError where error.state == .lockNotAvailable {
            tally.timeouts += 1
            return nil
        } catch let error as PostgresError where error.state == .deadlockDetected {
            tally.deadlocks += 1
            return nil
        }
    }

    /// Runs a task chunk by chunk to its end.
    private static func run(
        _ claim: ProtocolWorker.Claim, _ random: inout SeededRandom, _ tally: inout Tally, on db: isolated Session
    ) throws {
        var lastEnd: Int64?
        while true {
            try db.begin()
            do {
                guard let (position, end) = try db.fence(claim) else {
                    tally.refusals += 1
                    return try db.rollback()
                }
                if let lastEnd, lastEnd != end { tally.trims += 1 }
                lastEnd = end
                let next = min(position + chunk, end)
                let isFirstStep = try db.number("select ordinal from job.step where id = $1", claim.step) == 1
                if !isFirstStep {
                    try db.execute(
                        Statement(
                            "write",
                            "insert into public.item (step, item) select $1, n from generate_series($2::bigint, $3) n"),
                        claim.step, position, next - 1)
                }
                if random.happens(0.1) { usleep(3000) }
                if random.happens(0.05) {
                    try db.rollback()  // the chunk dies; it runs again from the checkpoint
                    continue
                }
                let start = try db.number(
                    "select range_start from job.task where step_id = $1 and id = $2", claim.step, claim.task)
                try db.checkpoint(claim, position: next, done: isFirstStep ? 0 : next - start)
                if next >= end, try db.finish(claim) == 0 { try pass(claim.step, on: db) }
                try db.commit()
                if next >= end { return }
            } catch let error as PostgresError where error.state == .deadlockDetected {
                try db.rollback()
                tally.deadlocks += 1
            }
        }
    }

    /// The last task of a step has ended: its next step gets its tasks.
    private static func pass(_ step: Int64, on db: isolated Session) throws {
        let next = try db.query(Statement("complete", "select c.next_step_id from job.complete_step($1) c"), step)
        guard let next = try next.optionalInt64(0, 0) else { return }
        let starts = (0..<tasks).map { $0 * items / tasks }
        let inputs: [JSONB?] = starts.map { _ in nil }
        try db.execute(
            Statement("start", "select job.start_phase($1, $2, 'items', $3, $3, $4, $5, 1::smallint)"), next, items,
            starts, starts.map { $0 + items / tasks }, inputs)
    }
}
