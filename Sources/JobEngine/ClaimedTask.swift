// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// A task that this worker holds the lease of, as the claim returned it.
package struct ClaimedTask: Sendable, Equatable {
    /// The task.
    package let id: Int64
    /// The fence of this claim: every write names it.
    package let token: Int64
    package let executionID: Int64
    package let stepID: Int64
    package let jobID: Int16
    package let priority: Int16
    /// The virtual time it was ready with; for the claim mark.
    package let tag: Int64
    /// Whether it has run before, so that a checkpoint may exist.
    package let isResumed: Bool
    /// The worker number under which it was claimed: another registration is another lease.
    package let worker: Int32

    package init(
        id: Int64, token: Int64, executionID: Int64, stepID: Int64, jobID: Int16, priority: Int16, tag: Int64,
        isResumed: Bool, worker: Int32
    ) {
        self.id = id
        self.token = token
        self.executionID = executionID
        self.stepID = stepID
        self.jobID = jobID
        self.priority = priority
        self.tag = tag
        self.isResumed = isResumed
        self.worker = worker
    }

    /// Reads a row of `Statements.claim` or `Statements.steal`.
    init(_ rows: borrowing Rows, row: Int, worker: Int32) throws(PostgresError) {
        self.init(
            id: try rows.int64(row, 0), token: try rows.int64(row, 1), executionID: try rows.int64(row, 2),
            stepID: try rows.int64(row, 3), jobID: try rows.int16(row, 4), priority: try rows.int16(row, 5),
            tag: try rows.int64(row, 6), isResumed: try rows.bool(row, 7), worker: worker)
    }
}
