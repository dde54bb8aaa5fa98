// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Postgres

/// Goes on when the last task of a step has ended: the next phase, the next step, or the end of the execution.
///
/// It runs in the transaction that ended that task, in statements after the one that counted it off, so that it sees what every
/// other task of the step has committed. Locks follow the order lease → step → rows of the next step → execution.
struct StepBarrier {
    let record: TaskRecord
    let job: Job
    let logger: Logger
    let workerName: String

    /// A plan that ignores its phase would go on for ever.
    private static let phaseLimit = 1_000

    /// Passes the barrier.
    ///
    /// Throws only what must undo the whole transaction.
    func pass(on db: isolated Session) async throws {
        var stepID = record.stepID
        var step = job.step(ordinal: record.ordinal)
        var name = record.stepName
        var phase = step.flatMap { Self.planNumber(of: record, step: $0) }.map { $0 + 1 } ?? 0
        while true {
            // A step that ends short plans nothing: a retry goes on with the phase whose tasks are not done.
            if try db.query(Statements.endsShort, stepID).bool(0, 0) {
                logger.debug("A step ends short", metadata: .keys([.stepID: "\(stepID)"]))
            } else if let plan = step?.plan {
                let context = PlanContext(
                    executionID: record.executionID, publicID: record.publicID, owner: record.owner,
                    month: record.month,
                    parameters: record.parameters, inputArtifact: record.inputArtifact, stepID: stepID, phase: phase)
                if try await start(context, step: step, plan: plan, on: db) { return }
            } else if step == nil {
                try fail(
                    stepID,
                    StepFailure(
                        reason: "unknown_step",
                        message: "step \(name) of job \(job.name) is unknown to this worker's program",
                        hint: "Upgrade all workers to one version, then launch it again."), on: db)
            }
            let next = try db.query(Statements.completeStep, stepID)
            // No next step: the execution has ended, or the step needs no plan and was started by the database.
            guard next.count == 1, let nextID = try next.optionalInt64(0, 0) else { return }
            stepID = nextID
            name = try next.text(0, 2)
            step = job.step(ordinal: try next.int(0, 1))
            phase = 0
        }
    }

    /// Asks the plan and starts its tasks; false when there are none, or when the plan failed.
    ///
    /// What a failed plan wrote is undone; the failure is then written in the same transaction.
    private func start(
        _ context: PlanContext, step: Step?, plan: Step.Plan, on db: isolated Session
    ) async throws -> Bool {
        guard let step else { return false }
        try db.run(script: "savepoint plan")
        do {
            guard context.phase < Self.phaseLimit else {
                throw StepFailure(
                    reason: "program_error",
                    message: "the plan of step \(step.name) has no end: phase \(context.phase)",
                    hint: "A plan returns .none when nothing is left; see Step.Plan.")
            }
            let planned = try await plan(context, db)
            guard !planned.tasks.isEmpty else { return false }
            let ends: [Int64?] = planned.tasks.map(\.rangeEnd)
            let inputs: [JSONB?] = planned.tasks.map(\.input)
            _ = try db.query(
                Statements.startPhase, context.stepID, planned.total, planned.unit ?? step.unit,
                planned.tasks.map(\.part), planned.tasks.map(\.rangeStart), ends, inputs, Int16(step.checkpointVersion))
            return true
        } catch {
            if let error = error as? PostgresError, RetryDecision.isTransient(error) { throw error }
            let failure = StepFailure(describing: error)
            logger.error(
                "A step cannot be planned", metadata: .keys([.stepID: "\(context.stepID)", .error: "\(failure)"]))
            try db.run(script: "rollback to savepoint plan")
            try fail(context.stepID, failure, on: db)
            return false
        }
    }

    private func fail(_ stepID: Int64, _ failure: StepFailure, on db: isolated Session) throws {
        _ = try db.query(
            Statements.failStep, stepID, failure.reason, failure.message, failure.cause, failure.hint, failure.sqlState,
            workerName)
    }

    /// Which plan made a task: 0 for the first; nil when no plan did.
    ///
    /// A planned step that is reached begins with the tasks of plan 0 in phase 0. The first step of an execution has nobody
    /// before it who could plan: a launch gives it one task, in phase 0, whose end is what asks plan 0.
    static func planNumber(of record: TaskRecord, step: Step) -> Int? {
        guard step.plan != nil else { return nil }
        return record.ordinal == 1 ? record.phase - 1 : record.phase
    }
}

extension StepFailure {
    /// The failure that any error of a step's code stands for.
    init(describing error: any Error) {
        switch error {
        case let failure as StepFailure:
            self = failure
        case let error as PostgresError:
            let isConnection = error.kind == .connectionLost || error.kind == .connectionFailed
            self.init(
                reason: "database_error", message: error.description, cause: error.context,
                hint: error.hint
                    ?? (isConnection ? "Look into the server's log, then launch it again." : nil),
                sqlState: error.state?.rawValue)
        default:
            self.init(
                reason: "program_error", message: "the step's code failed: \(error)",
                hint: "This is a mistake in the program: report it with this message.")
        }
    }
}
