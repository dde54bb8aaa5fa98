// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

/// Who locks several rows takes them in one order, everywhere: leases, steps by their ids, executions.
@Suite(.ownDatabase) struct LockOrderTests {
    /// An act that locks more than one row, and what it must not hold while it waits for the step with the lower id.
    enum Act: String, CaseIterable, CustomTestStringConvertible {
        case leave
        case rescue
        case retry

        var testDescription: String { rawValue }

        /// Refused at once when the act holds the row.
        func notHeld(_ tasks: Tasks) -> String {
            switch self {
            case .leave, .rescue:
                "select count(*) from (select from job.step where id = \(tasks.upper) for update nowait) as s"
            case .retry:
                "select count(*) from (select from job.execution where id = \(tasks.execution) for update nowait) as e"
            }
        }
    }

    /// Two tasks at work, the first launched one's in the later step.
    struct Tasks {
        var lower: Int64
        var upper: Int64
        /// The execution of the lower step.
        var execution: Int64
    }

    @Test(arguments: Act.allCases) func `waiting for a step holds no step behind it and no execution`(act: Act)
        async throws
    {
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        try await admin.perform { db in try ProtocolWorker.registerJobs(on: db) }
        let name = try await TestDatabase.makePerson()
        let person = try await Session.connect(try TestDatabase.current.options(user: name), name: "person")
        let worker = try await ProtocolWorker.start("worker")
        let tasks = try await prepare(worker, person)
        if act == .retry {
            // Its third crash: the task fails, and with it the step.
            try await admin.run(
                script: """
                    update job.execution set status = 'running', started_at = job.now();
                    update job.lease set crash_streak = 2, begun_at = job.now();
                    """)
        } else {
            try await person.run(script: "select tracker.pause(e.public_id) from tracker.my_execution e")
        }
        if act != .leave { try await TestDatabase.advanceClock(by: .seconds(120)) }
        let other = try await ProtocolWorker.start("other")

        try await admin.begin()
        try await admin.run(script: "select from job.step where id = \(tasks.lower) for update")
        let acting = Task {
            switch act {
            case .leave: try await worker.session.run(script: "select job.leave(\(worker.number))")
            case .rescue: try await other.session.run(script: "select job.rescue(\(other.number))")
            case .retry:
                try await person.run(
                    script:
                        "select tracker.retry(e.public_id) from tracker.my_execution e where e.execution_id = \(tasks.execution)"
                )
            }
        }
        let watch = try await Session.connect(try TestDatabase.current, name: "watch")
        let waits = """
            select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid
             where not l.granted and a.datname = current_database()
            """
        #expect(try await watch.sees(waits), "it waits for the step")
        #expect(try await watch.value(act.notHeld(tasks)) == 1)
        try await admin.rollback()
        try await acting.value
    }

    /// Launches two executions, and begins the planned step of the later one first.
    private func prepare(_ worker: ProtocolWorker, _ person: Session) async throws -> Tasks {
        try await person.run(script: "select tracker.launch('stages'); select tracker.launch('stages')")
        return try await worker.session.perform { db in
            let first = try db.claim(worker.number, limit: 2).sorted { $0.execution > $1.execution }
            try #require(first.count == 2)
            var steps: [Int64] = []
            for claim in first {
                _ = try db.finish(claim)
                let next = try db.number("select c.next_step_id from job.complete_step($1) c", claim.step)
                try db.execute(
                    Statement(
                        "start",
                        "select job.start_phase($1, 10, null, array[0], array[0], array[10], array[null]::jsonb[], 1::smallint)"
                    ),
                    next)
                steps.append(next)
            }
            let claims = try db.claim(worker.number, limit: 2).sorted { $0.task < $1.task }
            try #require(claims.count == 2 && claims[0].step > claims[1].step)
            return Tasks(lower: steps[1], upper: steps[0], execution: claims[1].execution)
        }
    }
}
