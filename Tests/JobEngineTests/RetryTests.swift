// SPDX-License-Identifier: Apache-2.0

import Glibc
import JobEngine
import Postgres
import Synchronization
import TestKit
import Testing

@Suite(.ownDatabase) struct RetryTests {
    /// Fails at one item, once.
    private static func failing(at item: Int64, _ hasFailed: FailOnce) -> CountingJob.Hook {
        { _, first, _ in
            if (first..<first + 10).contains(item), hasFailed.take() {
                throw StepFailure(reason: "broken", message: "item \(item) broke", hint: "Try it again.")
            }
        }
    }

    @Test(arguments: [1, 3])
    func `a retry after a failure in the middle leaves what an undisturbed run leaves`(workers: Int) async throws {
        let failure = FailOnce(2)
        let shop = try await Workshop.open([
            CountingJob.job(mayBeSplit: workers > 1, warns: true, hook: Self.failing(at: 250, failure)),
            CountingJob.job("calm", warns: true),
        ])
        let calm = try await shop.launch("calm", parameters: PauseTests.parameters)
        try await shop.work(workers: 2)
        let id = try await shop.launch("counting", parameters: PauseTests.parameters)
        for _ in 1...2 {
            try await shop.work(workers: workers)
            #expect(try await shop.status(id) == "failed")
            #expect(try await shop.number("select errors from job.execution where id = $1", id) == 1)
            #expect(try await shop.items(of: id).most == 1)
            #expect(try await shop.ask("retry", id) == "requested")
            #expect(try await shop.text("select colour from job.execution where id = $1", id) == "blue")
        }
        try await shop.work(workers: workers)
        #expect(try await shop.status(id) == "completed")
        #expect(try await shop.items(of: id) == .each(600))
        #expect(try await shop.outcome(of: id) == shop.outcome(of: calm))
        #expect(try await shop.number("select count(*) from job.error where execution_id = $1", id) == 0)
        #expect(
            try await shop.number("select count(*) from job.event where execution_id = $1 and event = 'broken'", id)
                == 2)
        #expect(
            try await shop.text(
                "select string_agg(colour, ' ' order by id) from tracker.notification where execution_id = $1", id)
                == "red red yellow")
        await shop.close()
    }

    @Test func `what was completed is not repeated`() async throws {
        let runs = Mutex(0)
        let failure = FailOnce(1)
        let begin = Step(name: "begin", label: "Begin") { _, _ in runs.withLock { $0 += 1 } }
        let fails = Step(name: "fails", label: "Fails") { _, _ in
            if failure.take() { throw StepFailure(reason: "broken", message: "it broke") }
        }
        let shop = try await Workshop.open([Job(name: "two", kind: .rule, label: "Two", steps: [begin, fails])])
        let id = try await shop.launch("two")
        try await shop.work()
        #expect(try await shop.status(id) == "failed")
        #expect(try await shop.ask("retry", id) == "requested")
        try await shop.work()
        #expect(try await shop.status(id) == "completed")
        #expect(runs.withLock { $0 } == 1)
        #expect(try await shop.ask("retry", id) == "completed")
        await shop.close()
    }

    @Test(arguments: [0, 1])
    func `a plan that failed is asked again, and no task of the plans before it is repeated`(phase: Int) async throws {
        let failure = FailOnce(1)
        let phases = Step(
            name: "count", label: "Count",
            plan: { context, _ in
                if context.phase == phase, failure.take() { throw StepFailure(reason: "broken", message: "no plan") }
                guard context.phase < 3 else { return .none }
                let start = Int64(context.phase) * 10
                return StepPlan(tasks: [TaskPlan(part: start, rangeStart: start, rangeEnd: start + 10)], total: 30)
            },
            run: { context, db in
                #expect(context.phase == Int(context.rangeStart / 10))
                try await CountingJob.count(context, on: db)
            })
        let begin = Step(name: "begin", label: "Begin") { _, _ in }
        let end = Step(name: "end", label: "End") { _, _ in }
        for (name, steps) in [("second", [begin, phases, end]), ("first", [phases, end])] {
            failure.reset(1)
            let shop = try await Workshop.open([
                Job(name: name, kind: .import, label: name, parameters: CountingJob.parameters, steps: steps)
            ])
            let id = try await shop.launch(name)
            try await shop.work()
            #expect(try await shop.status(id) == "failed")
            #expect(try await shop.items(of: id).rows == Int64(phase) * 10)
            #expect(try await shop.ask("retry", id) == "requested")
            try await shop.work()
            #expect(try await shop.status(id) == "completed")
            #expect(try await shop.items(of: id) == .each(30))
            try await shop.admin.run(script: "drop table public.seen")
            await shop.close()
        }
    }

    @Test func `one stopped between two steps goes on with the next`() async throws {
        let isInside = Mutex(false)
        let isStopped = Mutex(false)
        let begin = Step(name: "begin", label: "Begin") { context, db in
            try await context.chunk(on: db) { chunk in
                chunk.counters.done = 1
                chunk.finish()
                // Past its fence: the stop stands between this step and the next.
                isInside.withLock { $0 = true }
                while !isStopped.withLock({ $0 }) { _ = poll(nil, 0, 2) }
            }
        }
        let shop = try await Workshop.open([
            Job(
                name: "counting", kind: .import, label: "Counting", parameters: CountingJob.parameters,
                steps: [begin, CountingJob.job().steps[1]])
        ])
        let id = try await shop.launch("counting")
        try await shop.whileWorking {
            while !isInside.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(2)) }
            let answer = try await shop.ask("stop", id)
            #expect(answer == "requested")
            isStopped.withLock { $0 = true }
        }
        #expect(try await shop.status(id) == "stopped")
        #expect(try await shop.items(of: id).rows == 0)
        #expect(try await shop.ask("retry", id) == "requested")
        try await shop.work()
        #expect(try await shop.status(id) == "completed")
        #expect(try await shop.items(of: id) == .each(100))
        #expect(try await shop.number("select done from job.step where execution_id = $1 and ordinal = 1", id) == 1)
        await shop.close()
    }

    @Test func `a stop in one phase plans no other, and the retry goes on with that phase`() async throws {
        let phases = Step(
            name: "phases", label: "Phases", unit: "numbers",
            plan: { context, _ in
                guard context.phase < 2 else { return .none }
                let start = Int64(context.phase) * 2000
                return .ranges(of: start..<start + 2000, count: 2)
            },
            run: { context, db in
                #expect(context.phase == Int(context.rangeStart / 2000))
                try await CountingJob.count(context, pace: .milliseconds(1), on: db)
            })
        let end = Step(name: "end", label: "End") { _, _ in }
        let shop = try await Workshop.open([
            Job(
                name: "phases", kind: .import, label: "Phases", parameters: CountingJob.parameters,
                steps: [end, phases])
        ])
        let id = try await shop.launch("phases")
        try await shop.whileWorking {
            try await shop.wait(until: "select count(*) >= 50 from public.seen where execution = $1", id)
            _ = try await shop.ask("stop", id)
        }
        try #require(try await shop.status(id) == "stopped")
        // With a second plan in its tables the retry would hang: it ends here.
        try #require(
            try await shop.number(
                "select count(*) from job.task t join job.step s on s.id = t.step_id where s.execution_id = $1 and s.ordinal = 2",
                id) == 2)
        #expect(try await shop.ask("retry", id) == "requested")
        try await shop.work(workers: 2)
        #expect(try await shop.status(id) == "completed")
        #expect(try await shop.items(of: id, step: "phases") == .each(4000))
        await shop.close()
    }

    @Test func `stops and retries at any moment end as if undisturbed`() async throws {
        let shop = try await Workshop.open([CountingJob.job(mayBeSplit: true, warns: true)])
        let calm = try await shop.launch("counting", parameters: PauseTests.parameters)
        try await shop.work(workers: 2)
        let id = try await shop.launch("counting", parameters: PauseTests.parameters)
        let workers = try (1...3).map { try shop.makeWorker("worker \($0)", endsWhenIdle: false) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in workers { group.addTask { try await worker.run() } }
            for _ in 1...20 {
                guard try await shop.ask("stop", id) != "completed" else { break }
                try await shop.wait(until: "select ended_at is not null from job.execution where id = $1", id)
                _ = try await shop.ask("retry", id)
            }
            try await shop.wait(until: "select status = 'completed' from job.execution where id = $1", id)
            for worker in workers { worker.drain() }
            try await group.waitForAll()
        }
        #expect(try await shop.items(of: id) == .each(600))
        #expect(try await shop.outcome(of: id) == shop.outcome(of: calm))
        await shop.close()
    }

    @Test func `a retry hands on what a dead worker held, though no worker is left to do it`() async throws {
        let shop = try await Workshop.open([CountingJob.job(pace: .milliseconds(2))])
        let id = try await shop.launch("counting", parameters: #"{"items": 2000, "tasks": 1}"#)
        let dying = try shop.makeWorker("dies", slots: 1, endsWhenIdle: false)
        async let ended: Void = dying.run()
        try await shop.wait(until: "select count(*) >= 50 from public.seen where execution = $1", id)
        #expect(try await shop.ask("retry", id) == "running", "a live worker's task stays with it")
        _ = try await shop.number(
            "with d as (update job.worker set lease_until = '-infinity' returning 1) select count(*) from d")
        // Its heartbeat may have noticed first, and handed the task back itself.
        let answer = try await shop.ask("retry", id)
        #expect(["requested", "running"].contains(answer))
        dying.drain()
        try await ended
        try await shop.work()
        #expect(try await shop.status(id) == "completed")
        #expect(try await shop.items(of: id) == .each(2000))
        await shop.close()
    }
}

/// Fails a number of times.
final class FailOnce: Sendable {
    private let left: Mutex<Int>
    init(_ times: Int) { left = Mutex(times) }

    func reset(_ times: Int) { left.withLock { $0 = times } }

    func take() -> Bool {
        left.withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
    }
}
