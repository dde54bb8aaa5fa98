// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

@Suite(.ownDatabase) struct WorkerTests {
    @Test(arguments: [1, 2, 4])
    func `each item is written once, whatever the number of workers`(workers: Int) async throws {
        let shop = try await Workshop.open([CountingJob.job()])
        let id = try await shop.launch("counting", parameters: #"{"items": 500, "tasks": 7}"#)
        try await shop.work(workers: workers)
        #expect(try await shop.items(of: id) == .each(500))
        #expect(try await shop.status(id) == "completed")
        #expect(
            try await shop.number(
                "select count(*) from job.step where execution_id = $1 and status = 'completed' and open = 0", id) == 3)
        #expect(try await shop.number("select count(*) from job.lease") == 0)
        #expect(try await shop.number("select count(*) from job.outcome where execution_id = $1", id) == 9)
        await shop.close()
    }

    @Test func `the tasks' counters are summed when their step ends, and facts and total are kept`() async throws {
        let shop = try await Workshop.open([CountingJob.job()])
        let id = try await shop.launch("counting", parameters: #"{"items": 101, "tasks": 3}"#)
        try await shop.work()
        #expect(
            try await shop.text(
                """
                select concat_ws(' ', total, done, read, created, updated, invalid, warnings, errors, unit, more)
                  from job.step where execution_id = $1 and name = 'count'
                """, id) == #"101 101 101 101 0 0 0 0 numbers {"even": 51}"#)
        #expect(
            try await shop.text("select facts ->> 'seen' from job.step where execution_id = $1 and name = 'begin'", id)
                == "true")
        await shop.close()
    }

    @Test func `the person is notified when an execution ends`() async throws {
        let shop = try await Workshop.open([CountingJob.job()])
        let id = try await shop.launch("counting")
        try await shop.work()
        #expect(
            try await shop.text("select person || ' ' || colour from tracker.notification where execution_id = $1", id)
                == "\(shop.person) green")
        await shop.close()
    }

    @Test func `a step without tasks is passed over, and a step may have phases`() async throws {
        let phases = Step(
            name: "count", label: "Count",
            plan: { context, _ in
                guard context.phase < 3 else { return .none }
                let start = Int64(context.phase) * 10
                return StepPlan(
                    tasks: [
                        TaskPlan(part: start, rangeStart: start, rangeEnd: start + 5),
                        TaskPlan(part: start + 5, rangeStart: start + 5, rangeEnd: start + 10),
                    ], total: 30)
            },
            run: { context, db in
                #expect(context.phase == Int(context.rangeStart / 10))
                try await CountingJob.count(context, on: db)
            })
        let empty = Step(
            name: "empty", label: "Empty", plan: { _, _ in .none },
            run: { _, _ in Issue.record("an empty step has no task") })
        let begin = Step(name: "begin", label: "Begin") { _, _ in }
        let end = Step(name: "end", label: "End") { _, _ in }
        let shop = try await Workshop.open([
            Job(
                name: "phases", kind: .import, label: "Phases", parameters: CountingJob.parameters,
                steps: [begin, empty, phases, end]),
            Job(
                name: "planned_first", kind: .import, label: "First", parameters: CountingJob.parameters,
                steps: [phases, end]),
        ])
        for job in ["phases", "planned_first"] {
            let id = try await shop.launch(job)
            try await shop.work(slots: 3)
            #expect(try await shop.status(id) == "completed")
            #expect(try await shop.items(of: id) == .each(30))
        }
        await shop.close()
    }

    @Test func `short tasks are completed in groups`() async throws {
        let bare = Step(name: "noop", label: "No-op", isBare: true) { _, _ in }
        let reading = Step(name: "one", label: "One") { context, _ in
            let parameters = try context.parameters(as: CountingJob.Parameters.self)
            #expect(parameters.items == 7)
        }
        let shop = try await Workshop.open([
            Job(name: "noop", kind: .rule, label: "No-op", steps: [bare], isShort: true),
            Job(
                name: "short", kind: .rule, label: "Short", parameters: CountingJob.parameters,
                steps: [reading, Step(name: "two", label: "Two") { _, _ in }], isShort: true),
            Job(
                name: "many", kind: .rule, label: "Many", parameters: CountingJob.parameters,
                steps: [
                    Step(
                        name: "noop", label: "No-op", isBare: true, plan: CountingJob.planRanges,
                        run: { _, _ in })
                ], isShort: true),
        ])
        let many = try await shop.launch("many", parameters: #"{"items": 500, "tasks": 500}"#)
        for _ in 0..<30 { _ = try await shop.launch("noop") }
        for _ in 0..<30 { _ = try await shop.launch("short", parameters: #"{"items": 7}"#) }
        try await shop.work()
        #expect(
            try await shop.number("select count(*) from job.execution where status = 'completed' and colour = 'green'")
                == 61)
        #expect(try await shop.number("select count(*) from job.outcome where state = 'completed'") == 90 + 501)
        #expect(try await shop.number("select count(*) from job.outcome where execution_id = $1", many) == 501)
        #expect(try await shop.number("select count(*) from job.lease") == 0)
        await shop.close()
    }

    @Test func `an idle worker takes a launch by its hint, without waiting for the poll`() async throws {
        let shop = try await Workshop.open([CountingJob.job()])
        let worker = try shop.makeWorker(endsWhenIdle: false) { $0.poll = .seconds(3_600) }
        async let running: Void = worker.run()
        try await shop.wait(until: "select is_idle from job.worker")
        let id = try await shop.launch("counting")
        try await shop.wait(until: "select status = 'completed' from job.execution where id = $1", id)
        worker.drain()
        try await running
        #expect(
            try await shop.number("select count(*) from job.worker") == 0, "a worker that leaves takes its row along")
        await shop.close()
    }
}
