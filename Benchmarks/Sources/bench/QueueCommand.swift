// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import JobEngine
import Postgres

/// The queue: launches, drains, latency and WAL of tasks that do nothing, beside pgbench's barest claim and completion.
struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Drain, launch and latency of tasks that do nothing, against a bare queue.")

    @OptionGroup var server: BenchServer
    @Option(help: "Tasks that are drained.") var tasks = 200_000
    @Option(help: "Executions of one task that are launched and drained.") var executions = 20_000
    @Option(help: "Launches on an idle queue.") var samples = 300
    @Option(help: "Slots of the worker process.") var slots = 4
    @Option(help: "The folder of the limit's SQL.") var limitFolder = "Benchmarks/limit"
    @Flag(help: "Leave the limit out, and so the ratio.") var withoutLimit = false

    func run() async throws {
        let administrator = try await Administrator(server.administrator())
        Report.title("Queue: tasks that do nothing")
        Report.note(try await administrator.describeServer())
        // A worker makes its jobs known, and so this one can be launched.
        _ = try worker("--until-idle").wait()

        var limit: Double?
        if !withoutLimit { limit = try await measureLimit(administrator) }
        try await measureLaunch(administrator, connections: 1, count: executions / 4)
        try await measureLaunch(administrator, connections: 8, count: executions)
        try await drainExecutions(administrator)
        let drained = try await drainTasks(administrator)
        try await measureLatency(administrator)
        if let limit { Report.ratio("drain / bare queue", drained, of: limit, atLeast: 0.4) }
        await administrator.session.close()
    }

    // MARK: The limit

    private func measureLimit(_ administrator: Administrator) async throws -> Double {
        let limit = QueueLimit(
            administrator: administrator, url: try server.url(), folder: limitFolder, tasks: max(tasks, 400_000))
        Report.title("Limit: pgbench -M prepared, claim 100 and complete 100 in two transactions, split tables")
        let results = try await limit.measure(clients: [1, 2, 4, 8])
        for result in results {
            Report.figure(
                "\(result.clients) client\(result.clients == 1 ? "" : "s")",
                Report.decimal(result.tasksPerSecond, 0) + " tasks/s", result.cost)
        }
        return results.map(\.tasksPerSecond).max() ?? 0
    }

    // MARK: Launch

    private func measureLaunch(_ administrator: Administrator, connections: Int, count: Int) async throws {
        let options = try server.administrator()
        var sessions: [Session] = []
        for number in 1...connections {
            sessions.append(try await Session.connect(options, name: "launcher \(number)"))
        }
        let share = count / connections
        let before = try await administrator.meter()
        let began = monotonicSeconds()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for session in sessions {
                group.addTask(executorPreference: session.thread) {
                    try await session.perform { db in
                        for _ in 0..<share { try db.execute(Self.launch, NoOpJob.name) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let seconds = monotonicSeconds() - began
        let after = try await administrator.meter()
        for session in sessions { await session.close() }
        if connections == 1 { Report.title("Launch: tracker.launch, one execution a transaction") }
        Report.figure(
            "\(connections) connection\(connections == 1 ? "" : "s")",
            Report.decimal(Report.rate(share * connections, in: seconds), 0) + " launches/s",
            after.remark(since: before, items: share * connections, "launch"))
    }

    private static let launch = Statement("bench launch", "select id from tracker.launch($1)")

    // MARK: Drain

    /// Drains what was launched: each execution has one task, so each ends with its report and its notification.
    private func drainExecutions(_ administrator: Administrator) async throws {
        Report.title("Drain of whole executions of one task: report, counters, notification")
        let drain = try await drain(administrator, expecting: executions / 4 + executions, "execution")
        Report.figure("one worker process", Report.decimal(drain.rate, 0) + " executions/s", drain.remark)
    }

    /// Drains the tasks of executions of a thousand each.
    private func drainTasks(_ administrator: Administrator) async throws -> Double {
        let each = 1_000
        let count = max(1, tasks / each)
        for _ in 0..<count { try await administrator.run(Self.launchMany(each)) }
        Report.title("Drain of tasks, \(count) executions of \(Report.thousands(each)) tasks")
        let drain = try await drain(administrator, expecting: count * each, "task")
        Report.figure("one worker process", Report.decimal(drain.rate, 0) + " tasks/s", drain.remark)
        Report.note("counted: claim, lease, begin, completion, outcome; the launch apart, see above")
        return drain.rate
    }

    private struct Drain {
        let rate: Double
        let remark: String
    }

    private func drain(_ administrator: Administrator, expecting count: Int, _ noun: String) async throws -> Drain {
        try await administrator.runEach([
            "vacuum (analyze) job.ready", "vacuum (analyze) job.task", "vacuum (analyze) job.step",
            "vacuum (analyze) job.execution", "vacuum (analyze) job.lease", "analyze job.execution_detail",
            "checkpoint",
        ])
        let before = try await administrator.text("select job.now()::text")
        let start = try await administrator.meter()
        let outcome = try worker("--until-idle").wait()
        let end = try await administrator.meter()
        guard outcome.code == 0 else { throw BenchFailure("the worker ended with code \(outcome.code)") }
        // From the first claim to the last completion, as committed: the process's start is no part of it.
        let done = try await administrator.number(
            "select count(*) from job.outcome o where o.ended_at > $1::text::timestamptz", before)
        guard done == count else { throw BenchFailure("\(done) tasks were completed, \(count) were ready") }
        let seconds = try await administrator.real(
            """
            select extract(epoch from max(o.ended_at) - min(o.claimed_at))::float8
              from job.outcome o where o.ended_at > $1::text::timestamptz
            """, before)
        return Drain(
            rate: Report.rate(count, in: seconds),
            remark: "\(end.remark(since: start, items: count, noun)), "
                + "\(Report.decimal(outcome.processorSeconds / Double(count) * 1e6)) µs of the worker's")
    }

    /// Launches an execution and gives its only step so many tasks, in one transaction: short jobs cannot be planned.
    private static func launchMany(_ count: Int) -> String {
        """
        do $$
        declare
          v_number bigint;
          v_execution job.execution;
          v_step job.step;
        begin
          select l.execution_id into v_number from tracker.launch('\(NoOpJob.name)') l;
          select e.* into v_execution from job.execution e where e.id = v_number;
          select s.* into v_step from job.step s where s.execution_id = v_execution.id;
          perform job._put_tasks(
            v_step, v_execution, array(select n::bigint from generate_series(1, \(count - 1)) n),
            array_fill(0::bigint, array[\(count - 1)]), array_fill(null::bigint, array[\(count - 1)]),
            array_fill(null::jsonb, array[\(count - 1)]), 1::smallint);
          update job.step s set open = \(count) where s.id = v_step.id;
        end $$
        """
    }

    // MARK: Latency

    /// Launches one execution at a time while the worker waits, and asks when its task began.
    private func measureLatency(_ administrator: Administrator) async throws {
        let options = try server.administrator()
        let program = try worker("--says-when-it-begins")
        let launcher = try await Session.connect(options, name: "launcher")
        let known = try await waitForIdleWorker(administrator)
        var latencies: [Double] = []
        for number in 0..<(samples + Self.warmUp) {
            // Spread, so that no period of the worker falls in step with the launches.
            usleep(UInt32(20_000 + (number * 7_919) % 13_000))
            let began = monotonicSeconds()
            try await launcher.perform { db in _ = try db.execute(Self.launch, NoOpJob.name) }
            guard let line = program.readLine(), let started = Double(line) else {
                throw BenchFailure("the worker ended in the middle")
            }
            if number >= Self.warmUp { latencies.append((started - began) * 1000) }
        }
        program.send(SIGKILL)
        _ = try program.wait()
        await launcher.close()
        try await administrator.run("delete from job.worker w where w.id = \(known)")
        latencies.sort()
        Report.title("Launch to start on an idle queue, one worker process, milliseconds")
        Report.figure(
            "p50 / p95 / p99",
            [0.5, 0.95, 0.99].map { Report.decimal(percentile(latencies, $0), 2) }.joined(separator: " / "),
            "\(samples) launches, from before the call to the first line of the task")
    }

    private static let warmUp = 20

    private func waitForIdleWorker(_ administrator: Administrator) async throws -> Int {
        for _ in 0..<500 {
            let found = try await administrator.number(
                "select coalesce(max(w.id), 0)::bigint from job.worker w where w.is_idle and w.lease_until > job.now()")
            if found > 0 { return found }
            usleep(20_000)
        }
        throw BenchFailure("no worker came up idle within ten seconds")
    }

    private func worker(_ flags: String...) throws -> Program {
        try Program([Self.ownPath(), "queue-worker", try server.url(), "--slots", "\(slots)"] + flags)
    }

    /// This program: the worker under measure is another process of it.
    private static func ownPath() -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
