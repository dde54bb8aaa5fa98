// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

@Suite(.ownDatabase) struct EndingsTests {
    @Test func `a worker that drains finishes its chunk and hands the task back`() async throws {
        let leaving = Later<Worker>()
        let once = Once()
        let job = CountingJob.job { _, first, _ in if first == 20, once.take() { leaving.current?.drain() } }
        let shop = try await Workshop.open([job])
        let id = try await shop.launch("counting", parameters: #"{"items": 100, "tasks": 1}"#)
        let worker = try shop.makeWorker(slots: 1, endsWhenIdle: false)
        leaving.set(worker)
        try await worker.run()
        #expect(
            try await shop.text(
                "select concat_ws(' ', position, done, hand_back_count, error_count, crash_count, worker_id) from job.lease"
            )
                == "30 30 1 0 0")
        #expect(try await shop.number("select count(*) from job.ready") == 1)
        #expect(try await shop.number("select count(*) from job.worker") == 0)

        try await shop.work()
        #expect(try await shop.items(of: id) == .each(100))
        #expect(try await shop.status(id) == "completed")
        #expect(
            try await shop.text("select concat_ws(' ', done, created) from job.step where name = 'count'") == "100 100")
        await shop.close()
    }

    @Test func `a stop is seen at the next chunk, and what was committed stays`() async throws {
        let shop = try await Workshop.open([CountingJob.job(pace: .milliseconds(5))])
        let id = try await shop.launch("counting", parameters: #"{"items": 5000, "tasks": 3}"#)
        let worker = try shop.makeWorker()
        async let running: Void = worker.run()
        try await shop.wait(until: "select count(*) = 2 from job.lease where done > 0")
        let person = try await Session.connect(try TestDatabase.current.options(user: shop.person), name: "person")
        try await person.execute(
            Statement("stop", "select tracker.stop(e.public_id) from job.execution e where e.id = $1"), id)
        await person.close()
        try await running
        #expect(try await shop.status(id) == "stopped")
        let items = try await shop.items(of: id)
        #expect(items.items > 0 && items.items < 5_000)
        #expect(items.most == 1)
        #expect(
            try await shop.number("select done from job.step where execution_id = $1 and name = 'count'", id)
                == items.items)
        #expect(try await shop.text("select status from job.step where name = 'end'") == "waiting")
        #expect(try await shop.number("select count(*) from job.lease") == 0)
        #expect(try await shop.number("select count(*) from job.ready") == 0)
        await shop.close()
    }

    @Test func `a failure ends its step with the reason, and the other tasks stop`() async throws {
        let job = CountingJob.job { context, first, _ in
            if context.part == 50, first == 60 {
                throw StepFailure(
                    reason: "file_unreadable", message: "cannot read \"a.csv\"", cause: "it is gone",
                    hint: "Bring it back.")
            }
        }
        let shop = try await Workshop.open([job])
        let id = try await shop.launch("counting", parameters: #"{"items": 200, "tasks": 4}"#)
        try await shop.work(slots: 1)
        #expect(try await shop.status(id) == "failed")
        #expect(
            try await shop.text(
                "select concat_ws('|', reason, message, cause, hint, worker) from job.error where execution_id = $1", id
            )
                == "file_unreadable|cannot read \"a.csv\"|it is gone|Bring it back.|worker 1")
        #expect(
            try await shop.text(
                "select string_agg(state, ' ' order by task_id) from job.outcome o join job.step s on s.id = o.step_id where name = 'count'"
            ) == "completed failed stopped stopped")
        // The chunk of the failure rolled back; the one before it stays.
        #expect(try await shop.items(of: id) == .each(60))
        #expect(try await shop.text("select colour from tracker.notification") == "red")
        await shop.close()
    }

    @Test func `an error of the database that cannot pass ends the step with its state`() async throws {
        let job = CountingJob.job { _, _, db in try db.run(script: "select * from public.no_such_table") }
        let shop = try await Workshop.open([job])
        let id = try await shop.launch("counting")
        try await shop.work()
        #expect(try await shop.status(id) == "failed")
        #expect(try await shop.text("select min(reason || ' ' || sqlstate) from job.error") == "database_error 42P01")
        #expect(try await shop.items(of: id) == .each(0))
        await shop.close()
    }

    @Test(arguments: ["failure", "sql"])
    func `a plan that fails ends the execution in the transaction that asked it, and leaves nothing`(
        way: String
    ) async throws {
        let planned = Step(
            name: "planned", label: "Planned",
            plan: { context, db in
                try context.setFacts(JSONB(#"{"half": "done"}"#), on: db)
                if way == "sql" { try db.run(script: "select 1 / 0") }
                throw StepFailure(reason: "selection_invalid", message: "nothing is selected")
            }, run: { _, _ in Issue.record("a step that could not be planned has no task") })
        let begin = Step(name: "begin", label: "Begin") { context, db in
            try await context.chunk(on: db) { chunk in
                try db.execute(CountingJob.insert, context.executionID, "begin", 0, 1)
                chunk.finish()
            }
        }
        let shop = try await Workshop.open([
            Job(name: "planned", kind: .massEdit, label: "Planned", steps: [begin, planned])
        ])
        let id = try await shop.launch("planned")
        try await shop.work()
        #expect(try await shop.status(id) == "failed")
        #expect(try await shop.items(of: id, step: "begin") == .each(1), "the step before has done its work")
        #expect(
            try await shop.text("select string_agg(status, ' ' order by ordinal) from job.step") == "completed failed")
        #expect(
            try await shop.text("select reason || coalesce(sqlstate, '') from job.error")
                == (way == "sql" ? "database_error22012" : "selection_invalid"))
        #expect(try await shop.text("select facts::text from job.step where name = 'planned'") == nil)
        await shop.close()
    }

    @Test func `a step that catches its interruption is stopped all the same`() async throws {
        let stubborn = Step(name: "stubborn", label: "Stubborn") { context, db in
            for item in Int64(0)..<1_000 {
                do {
                    try await context.chunk(on: db) { chunk in
                        try db.execute(CountingJob.insert, context.executionID, "stubborn", item, item + 1)
                        if item == 2 {
                            try db.execute(
                                Statement(
                                    "ask",
                                    "insert into job.request select $1, job.now(), 'stop', owner, owner from job.execution"
                                ),
                                context.executionID)
                        }
                    }
                } catch {}
            }
        }
        let shop = try await Workshop.open([
            Job(name: "stubborn", kind: .rule, label: "Stubborn", steps: [stubborn])
        ])
        let id = try await shop.launch("stubborn")
        try await shop.work()
        #expect(try await shop.items(of: id, step: "stubborn") == .each(3))
        #expect(try await shop.status(id) == "stopped")
        await shop.close()
    }
}
