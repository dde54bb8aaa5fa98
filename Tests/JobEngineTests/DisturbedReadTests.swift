// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import Synchronization
import TestKit
import Testing

/// A task's code also reads between its chunks; what goes wrong there for a passing reason must not end it.
@Suite(.ownDatabase) struct DisturbedReadTests {
    /// Counts to 60 in chunks of ten; before each chunk it does something outside of any transaction.
    private func job(between: @escaping @Sendable (Int64, isolated Session) throws -> Void) -> Job {
        Job(
            name: "disturbed", kind: .import, label: "Disturbed",
            steps: [
                Step(name: "count", label: "Count") { task, db in
                    while task.position < 60 {
                        try between(task.position, db)
                        try await task.chunk(on: db) { chunk in
                            let first = chunk.position
                            try db.execute(
                                Statement(
                                    "see",
                                    "insert into public.seen (execution, step, item) select $1, 'count', generate_series($2::bigint, $2 + 9)"
                                ), task.executionID, first)
                            chunk.position = first + 10
                            chunk.counters.read += 10
                            chunk.counters.done += 10
                        }
                    }
                }
            ])
    }

    @Test func `a connection lost between two chunks is made again, and the task goes on at its checkpoint`()
        async throws
    {
        let ended = Mutex<Set<Int64>>([])
        let workshop = try await Workshop.open([
            job { position, db in
                // Once before each second chunk: the server ends the session that reads.
                guard position % 20 == 0, ended.withLock({ $0.insert(position).inserted }) else { return }
                try db.execute(Statement("end", "select pg_terminate_backend(pg_backend_pid())", prepare: false))
            }
        ])
        let execution = try await workshop.launch("disturbed")
        try await workshop.work()
        #expect(try await workshop.status(execution) == "completed")
        #expect(try await workshop.items(of: execution) == .each(60))
        #expect(ended.withLock { $0 } == [0, 20, 40])
        #expect(try await workshop.number("select read from job.step where execution_id = $1", execution) == 60)
        await workshop.close()
    }

    @Test func `what fails again and again without a chunk in between ends the step with its error`() async throws {
        let tries = Mutex(0)
        let workshop = try await Workshop.open([
            job { position, db in
                guard position == 30 else { return }
                tries.withLock { $0 += 1 }
                try db.run(script: "do $$ begin raise exception 'no room' using errcode = '53400'; end $$")
            }
        ])
        let execution = try await workshop.launch("disturbed")
        try await workshop.work { $0.lease = .seconds(60) }
        #expect(try await workshop.status(execution) == "failed")
        // The first failure is followed by progress as far as the task knows: a chunk was committed since it began.
        #expect(tries.withLock { $0 } == RetryDecision.limit + 1)
        #expect(try await workshop.items(of: execution) == .each(30))
        #expect(try await workshop.text("select sqlstate from job.error where execution_id = $1", execution) == "53400")
        await workshop.close()
    }
}
