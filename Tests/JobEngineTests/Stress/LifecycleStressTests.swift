// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

/// Everything that can happen to a task, at random and at once: stops, failures, hand-backs, deaths, rescues, splits.
@Suite(.ownDatabase) struct LifecycleStressTests {
    private static let launches = 16

    @Test func `whatever people and workers do, every execution ends and nothing of it is left in the queue`()
        async throws
    {
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        try await admin.perform { db in try ProtocolWorker.registerJobs(on: db) }
        let errors = try await withThrowingTaskGroup(of: [String].self) { group in
            for number in 0..<2 {
                let name = try await TestDatabase.makePerson()
                let person = try await Session.connect(try TestDatabase.current.options(user: name), name: name)
                group.addTask {
                    try await person.perform { db in try Self.launchAndStop(seed: number, on: db) }
                }
            }
            for number in 0..<5 {
                let worker = try await Session.connect(try TestDatabase.worker, name: "worker \(number)")
                group.addTask {
                    try await worker.perform { db in
                        var run = Run(seed: 100 + number)
                        try run.work(until: 2 * Self.launches, on: db)
                        return run.errors
                    }
                }
            }
            return try await group.reduce(into: [String]()) { $0 += $1 }
        }

        #expect(errors == [], "no deadlock, no violated rule")
        for (table, condition) in [
            ("job.execution", "ended_at is null"), ("job.step", "open <> 0"), ("job.ready", "true"),
            ("job.lease", "true"), ("job.held", "true"), ("job.request", "true"), ("job.progress_notice", "true"),
            ("job.task t", "(select count(*) from job.outcome o where o.task_id = t.id) <> 1"),
            (
                "job.execution e",
                """
                e.status = 'completed' and exists (
                  select from job.step s where s.execution_id = e.id and s.status <> 'completed')
                """
            ),
            (
                "job.execution e",
                """
                e.status = 'failed' and e.errors = 0
                """
            ),
        ] {
            #expect(
                try await admin.value("select count(*) from \(table) where \(condition)") == 0, "\(table): \(condition)"
            )
        }
        let states = try await admin.value("select count(distinct status) from job.execution")
        #expect(states == 3, "some were completed, some failed, some were stopped")
    }

    /// Launches; one in three times asks one of its executions to stop, whatever it is at.
    private static func launchAndStop(seed: Int, on db: isolated Session) throws -> [String] {
        var random = SeededRandom(seed: UInt64(seed))
        var ids: [UUIDBytes] = []
        var errors: [String] = []
        for _ in 0..<launches {
            ids.append(try db.query(Statement("launch", "select l.id from tracker.launch('stages') l")).uuid(0, 0))
            usleep(UInt32.random(in: 0..<40_000, using: &random))
            guard random.happens(0.33), let id = ids.randomElement(using: &random) else { continue }
            do {
                try db.execute(Statement("stop", "select tracker.stop($1)"), id)
            } catch {
                errors.append("stop: \(error.description)")
            }
        }
        return errors
    }

    /// A worker without care, on one session.
    private struct Run {
        var random: SeededRandom
        var errors: [String] = []
        var number: Int32 = 0
        var rescuedAt: ContinuousClock.Instant?

        init(seed: Int) { random = SeededRandom(seed: UInt64(seed)) }

        mutating func register(on db: isolated Session) throws {
            number = try db.query(
                Statement(
                    "register",
                    """
                    select job.register_worker('worker', 'host', 1, '1', 1,
                      '{"stages": {"begin": 1, "one": 1, "two": 1, "three": 1}}', '10 min')
                    """)
            ).int32(0, 0)
        }

        /// As another worker; on a busy machine a connection may take several attempts.
        private mutating func comeBack(on db: isolated Session) throws {
            for _ in 0..<10 {
                if (try? db.reconnect()) != nil { break }
                usleep(100_000)
            }
            try register(on: db)
        }

        mutating func work(until launched: Int, on db: isolated Session) throws {
            try register(on: db)
            let ended = "select count(*) from job.execution where ended_at is not null"
            while true {
                do {
                    if rescuedAt.map({ .now - $0 > .milliseconds(200) }) ?? true {
                        try db.execute(Statement("rescue", "select job.rescue($1)"), number)
                        rescuedAt = .now
                    }
                    guard let claim = try db.claim(number, limit: 1).first ?? db.steal(number, minimum: 4) else {
                        if try db.number(ended) == launched { return }
                        usleep(3000)
                        continue
                    }
                    try run(claim, on: db)
                } catch let error as PostgresError where error.state != .lockNotAvailable {
                    errors.append(error.description)
                    if db.isInTransaction { try db.rollback() }
                    if !db.isConnected { try comeBack(on: db) }
                } catch is PostgresError {
                    continue  // the victim's chunk took long
                }
            }
        }

        private mutating func run(_ claim: ProtocolWorker.Claim, on db: isolated Session) throws {
            try db.execute(Statement("begin task", "select job.begin_task($1, $2)"), claim.task, claim.token)
            while true {
                switch Double.random(in: 0..<1, using: &random) {
                case ..<0.01:
                    db.close()  // it dies with the task
                    return try comeBack(on: db)
                case ..<0.03:
                    _ = try db.handBack(claim)
                    return
                case ..<0.04:
                    let held = Statement("hold", "select job.hold($1, $2, 'unknown_step', 'for a moment')")
                    try db.execute(held, claim.task, claim.token)
                    try db.execute(Statement("unhold", "select job.unhold($1)"), number)
                    return
                case ..<0.06:
                    try db.execute(
                        Statement("record", "select job.record_error($1, $2, '40001', 'a conflict')"), claim.task,
                        claim.token)
                default: break
                }
                if try chunk(claim, on: db) { return }
            }
        }

        /// One chunk of five items; true when the task has ended or is lost.
        private mutating func chunk(_ claim: ProtocolWorker.Claim, on db: isolated Session) throws -> Bool {
            try db.begin()
            if random.happens(0.01) {
                let fail = Statement("fail", "select job.fail_task($1, $2, 'x', 'x', null, null, null, null)")
                if try db.query(fail, claim.task, claim.token).optionalInt(0, 0) == 0 { try pass(claim.step, on: db) }
                try db.commit()
                return true
            }
            let fence = try db.query(
                Statement(
                    "fence",
                    """
                    select l.position, coalesce(f.range_end, 3), f.request
                      from job.fence($1, $2) f join job.lease l on l.task_id = $1
                    """), claim.task, claim.token)
            guard fence.count == 1 else {
                try db.rollback()
                return true
            }
            let end = try fence.int64(0, 1)
            let isStopped = !fence.isNull(0, 2)
            let next = min(try fence.int64(0, 0) + 5, end)
            if !isStopped { try db.checkpoint(claim, position: next, done: next) }
            let isOver = isStopped || next >= end
            if isOver {
                let finish = Statement("finish as", "select job.finish_task($1, $2, $3)")
                let open = try db.query(finish, claim.task, claim.token, isStopped ? "stopped" : "completed")
                if try open.optionalInt(0, 0) == 0 { try pass(claim.step, on: db) }
            }
            try db.commit()
            return isOver
        }

        /// Goes on when a step has ended: with up to five tasks, with none, or with a plan that fails.
        private mutating func pass(_ step: Int64, on db: isolated Session) throws {
            let complete = Statement("complete", "select c.next_step_id from job.complete_step($1) c")
            var next = try db.query(complete, step).optionalInt64(0, 0)
            while let planned = next {
                let count = Int64.random(in: 0...5, using: &random)
                if random.happens(0.1) {
                    try db.execute(
                        Statement("fail step", "select job.fail_step($1, 'x', 'x', null, null, null, null)"), planned)
                } else if count > 0 {
                    let starts = (0..<count).map { $0 * 40 }
                    let inputs: [JSONB?] = starts.map { _ in nil }
                    try db.execute(
                        Statement("start", "select job.start_phase($1, $2, null, $3, $3, $4, $5, 1::smallint)"),
                        planned, count * 40, starts, starts.map { $0 + 40 }, inputs)
                    return
                }
                next = try db.query(complete, planned).optionalInt64(0, 0)
            }
        }
    }
}
