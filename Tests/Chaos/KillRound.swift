// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit

/// One round: three workers, one killed at a random instant and one frozen past its lease at another.
struct KillRound: Sendable {
    /// What a round found.
    struct Finding: Sendable {
        let number: Int
        let seed: UInt64
        /// When the worker was killed, after the execution began.
        let killedAfter: Duration
        /// Tasks that it had.
        let heldByKilled: Int
        /// How long it took until the last of them ran again, in seconds by the database's clock; nil: it had none.
        let rerunAfter: Double?
        /// When the other one was frozen, after the execution began.
        let frozenAfter: Duration
        /// Tasks that it had.
        let heldByFrozen: Int
        /// Changes that were committed under a lease that had ended.
        let lateCommits: Int
        let differences: [String]

        /// One line of the table.
        var line: String {
            func milliseconds(_ duration: Duration) -> String { "\(Int(duration / .milliseconds(1)))" }
            let rerun = rerunAfter.map { "\(Int($0 * 1000))" } ?? "-"
            let cells = [
                "\(number)", "\(seed)", milliseconds(killedAfter), "\(heldByKilled)", rerun, milliseconds(frozenAfter),
                "\(heldByFrozen)", "\(lateCommits)", differences.isEmpty ? "identical" : "DIFFERS",
            ]
            return zip(cells, Self.widths).map { cell, width in
                String(repeating: " ", count: max(0, width - cell.count)) + cell
            }.joined(separator: "  ")
        }

        /// The head of the table.
        static let head = """
             round                  seed  killed at ms  tasks  rerun in ms  frozen at ms  tasks  late commits     result
            """
        private static let widths = [6, 20, 12, 5, 11, 12, 5, 12, 9]
    }

    let scene: ChaosScene
    let number: Int

    func run() async throws -> Finding {
        let seed = ChaosSettings.seed &* 1_000_003 &+ UInt64(number)
        var random = SeededRandom(seed: seed)
        // The alone worker's time is a bit more than that of three, so a few instants lie behind the end.
        let longest = scene.duration / .milliseconds(1) * 0.8
        let kill = Duration.milliseconds(Double.random(in: 0..<longest, using: &random))
        let freeze = Duration.milliseconds(Double.random(in: 0..<longest, using: &random))
        return try await ChaosRun.with(scene.base) { run in
            let (killed, frozen) = try await run.working(3) { workers in
                try await run.untilBegun()
                async let killed = self.kill(workers[0], after: kill, in: run)
                async let frozen = self.freeze(workers[1], after: freeze, in: run)
                let found = try await (killed, frozen)
                try await run.untilEnded()
                return found
            }
            let late = try await run.number("select count(*)::float8 from public.late_commit")
            let fingerprint = try await run.fingerprint()
            return Finding(
                number: number, seed: seed, killedAfter: kill, heldByKilled: killed.tasks,
                rerunAfter: killed.rerunAfter,
                frozenAfter: freeze, heldByFrozen: frozen, lateCommits: Int(late),
                differences: fingerprint.differences(from: scene.undisturbed))
        }
    }

    // MARK: The killed one

    /// Kills a worker, and looks on until all tasks that it had are claimed again or ended.
    private func kill(
        _ worker: RunningProgram, after delay: Duration, in run: ChaosRun
    ) async throws -> (tasks: Int, rerunAfter: Double?) {
        let watch = try await Session.connect(run.options, name: "chaos kill")
        try await Task.sleep(for: delay)
        worker.send(SIGKILL)
        _ = try await worker.wait()
        let instant = try await watch.query(Self.now).double(0, 0)
        let held = try await watch.query(Self.tasksOf, worker.pid).int64Array(0, 0)
        var rerun: [Int64: Double] = [:]
        let deadline = ContinuousClock.now + .seconds(60)
        while rerun.count < held.count, ContinuousClock.now < deadline {
            let found = try await watch.perform { db in
                let rows = try db.query(Self.reclaimed, held, instant)
                return try (0..<rows.count).map { (task: try rows.int64($0, 0), at: try rows.double($0, 1)) }
            }
            for claim in found where rerun[claim.task] == nil { rerun[claim.task] = claim.at - instant }
            try await Task.sleep(for: .milliseconds(10))
        }
        await watch.close()
        guard rerun.count == held.count else {
            throw ChaosFailure("tasks of a killed worker were not claimed again within a minute (round \(number))")
        }
        return (held.count, rerun.values.max())
    }

    // MARK: The frozen one

    /// Stops a worker until its lease has been over for a while, and lets it go on; returns how many tasks it had.
    private func freeze(_ worker: RunningProgram, after delay: Duration, in run: ChaosRun) async throws -> Int {
        let watch = try await Session.connect(run.options, name: "chaos freeze")
        try await Task.sleep(for: delay)
        worker.send(SIGSTOP)
        let held = try await watch.query(Self.tasksOf, worker.pid).int64Array(0, 0)
        // Its heartbeat may have been on its way: asked until the lease has been over for a second.
        while try await !watch.query(Self.isLeaseOver, worker.pid).bool(0, 0) {
            try await Task.sleep(for: .milliseconds(50))
        }
        worker.send(SIGCONT)
        // What a woken worker may do wrongly, it does at once: give it the time.
        try await Task.sleep(for: .milliseconds(500))
        await watch.close()
        return held.count
    }

    private static let now = Statement("now", "select extract(epoch from clock_timestamp())::float8")
    private static let tasksOf = Statement(
        "tasks of a process",
        """
        select coalesce(array_agg(l.task_id), '{}')
          from job.lease l join job.worker w on w.id = l.worker_id where w.pid = $1
        """)
    private static let reclaimed = Statement(
        "tasks claimed again",
        """
        select l.task_id, extract(epoch from l.claimed_at)::float8
          from job.lease l
         where l.task_id = any ($1) and extract(epoch from l.claimed_at) > $2 and l.worker_id is not null
        union all
        select o.task_id, extract(epoch from o.claimed_at)::float8
          from job.outcome o
         where o.task_id = any ($1) and extract(epoch from o.ended_at) > $2
        """)
    private static let isLeaseOver = Statement(
        "lease over",
        """
        select coalesce(bool_and(w.lease_until < clock_timestamp() - interval '1 s'), true)
          from job.worker w where w.pid = $1
        """)
}
