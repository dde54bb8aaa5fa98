// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// One stage of a job: how it is cut into tasks, and what one task does.
///
/// Both functions run on the thread of the slot's session, so the statements in them are plain synchronous calls.
public struct Step: Sendable {
    /// Cuts the step into tasks, inside the transaction that ended the step (or phase) before.
    ///
    /// It is asked with phase 0 when the step is reached and with the next phase whenever all tasks of the last one have ended,
    /// until it returns `.none`; so a plan of one phase begins with `guard context.phase == 0 else { return .none }`, and one
    /// that never says `.none` fails at phase 1,000. It may run again when that transaction has to be repeated, so it must only read and write
    /// through the session. A thrown `StepFailure` ends the step, and so the execution, as failed.
    public typealias Plan = @Sendable (PlanContext, isolated Session) async throws -> StepPlan
    /// Handles one task, chunk by chunk (`TaskContext.chunk`).
    ///
    /// When it returns, the task is completed.
    public typealias Run = @Sendable (TaskContext, isolated Session) async throws -> Void

    /// The name, unique within the job.
    public let name: String
    /// What people read.
    public let label: String
    /// What `done` and `total` count: rows, bytes, products.
    ///
    /// Nil: not known before the plan.
    public let unit: String?
    /// The version of the checkpoint's format.
    ///
    /// A task with another version is left to a worker that knows it.
    public let checkpointVersion: Int
    /// Whether an idle worker may cut the range of a running task in two and take the second half.
    ///
    /// The step's code must then handle items in order of `position` and never one at or behind `Chunk.rangeEnd`.
    public let mayBeSplit: Bool
    /// The fewest items that are worth a second task; ranges with less left are not cut.
    public let splitMinimum: Int64
    /// Whether its code asks nothing of its task (no parameter, input or checkpoint) and writes no chunk.
    ///
    /// Nothing is then read for it. Only for the one step of a short job.
    public let isBare: Bool
    /// How the step is cut into tasks; nil: one task that begins at item 0 and has no end.
    public let plan: Plan?
    /// What one task does.
    public let run: Run

    /// Describes a step.
    public init(
        name: String, label: String, unit: String? = nil, checkpointVersion: Int = 1, mayBeSplit: Bool = false,
        splitMinimum: Int64 = 2_000, isBare: Bool = false, plan: Plan? = nil, run: @escaping Run
    ) {
        precondition(splitMinimum > 1, "step \(name): a range of one item cannot be split")
        self.name = name
        self.label = label
        self.unit = unit
        self.checkpointVersion = checkpointVersion
        self.mayBeSplit = mayBeSplit
        self.splitMinimum = splitMinimum
        self.isBare = isBare
        self.plan = plan
        self.run = run
    }
}
