// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit

extension Workshop {
    /// Asks for a stop, a pause, a resume or a retry as the person; returns the answer.
    func ask(_ act: String, _ execution: Int64) async throws -> String {
        let session = try await Session.connect(try TestDatabase.current.options(user: person), name: "person")
        let answer = try await session.query(
            Statement(
                act, "select tracker.\(act)(e.public_id) from tracker.my_execution e where e.execution_id = $1",
                prepare: false), execution
        ).text(0, 0)
        await session.close()
        return answer
    }

    /// Does something while workers work that end when nothing is left to do.
    func whileWorking(workers: Int = 1, _ body: @Sendable () async throws -> Void) async throws {
        let all = try (1...workers).map { try makeWorker("worker \($0)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in all { group.addTask { try await worker.run() } }
            do {
                try await body()
            } catch {
                for worker in all { worker.drain() }
                throw error
            }
            try await group.waitForAll()
        }
    }

    /// All that people see of an execution's end, but for times: figures, warnings, files.
    func outcome(of execution: Int64) async throws -> [String] {
        try await admin.perform { db in
            let rows = try db.query(
                Statement(
                    "outcome",
                    """
                    select concat_ws(' ', status, colour, warnings, errors, problems, step) from job.execution where id = $1
                    union all
                    (select concat_ws(' ', name, status, open, total, done, read, created, updated, unchanged, skipped, invalid, written,
                                      warnings, errors, more, facts, has_failed, has_stopped)
                       from job.step where execution_id = $1 order by ordinal)
                    union all
                    (select concat_ws(' ', 'warning', w.row, w.reason, w.message) from job.warning w where w.execution_id = $1
                      order by w.step_id, w.row)
                    union all
                    (select concat_ws(' ', 'refused', i.row, encode(i.bytes, 'escape')) from job.invalid_item i where i.execution_id = $1
                      order by i.row)
                    union all
                    (select concat_ws(' ', a.kind, a.name, a.size, a.records, a.is_complete) from job.artifact a where a.execution_id = $1)
                    union all
                    (select concat_ws(' ', 'ended', count(*)) from job.outcome o where o.execution_id = $1 and o.state <> 'completed')
                    """, prepare: false), execution)
            return try (0..<rows.count).map { try rows.optionalText($0, 0) ?? "" }
        }
    }
}
