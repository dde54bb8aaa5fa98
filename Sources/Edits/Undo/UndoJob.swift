// SPDX-License-Identifier: Apache-2.0

import CatalogJobs
import CatalogStore
import JobEngine
import Postgres

/// The job `undo`: puts back what one execution changed or deleted, and deletes what it created.
///
/// What others changed since is left alone. It keeps before-images itself, so it can be undone in its turn.
enum UndoJob {
    static let job = Job(
        name: "undo", kind: .massEdit, label: "Undo",
        parameters: [Parameter("actions", default: "[]")] + EditParameters.accepted,
        steps: [step]
    ).withPreview()

    /// First the items are found; then the stages of `UndoStage` follow, each when the one before has ended.
    private static let step = Step(
        name: EditParameters.step, label: "Undo", unit: "items", mayBeSplit: true,
        plan: { context, db in
            if context.phase == 0 { return StepPlan(tasks: [TaskPlan()]) }
            guard let number = try UndoStore.nextStage(context.executionID, on: db),
                let stage = UndoStage(rawValue: number)
            else {
                try UndoStore.forget(context.executionID, on: db)
                return .none
            }
            return StepPlan(tasks: try tasks(of: stage, context, on: db))
        },
        run: { context, db in
            if context.phase == 0 {
                try await find(context, on: db)
            } else if let stage = try context.input(as: UndoStage.Input.self)?.stage {
                let task = UndoTask(context: context, stage: stage)
                if stage.isOrdered { try await task.runWaiting(on: db) } else { try await task.runRange(on: db) }
            }
        })

    private static func tasks(
        of stage: UndoStage, _ context: PlanContext, on db: isolated Session
    ) throws -> [TaskPlan] {
        let input = try JSONB(encoding: UndoStage.Input(stage: stage))
        // No end: no idle worker cuts it.
        if stage.isOrdered { return [TaskPlan(input: input)] }
        let pages = try UndoStore.pages(context.executionID, stage: stage.rawValue, on: db)
        let each = (pages.count + EditParameters.maximumTasks - 1) / EditParameters.maximumTasks
        return stride(from: 0, to: pages.count, by: max(1, each)).map { place in
            let next = place + each
            let end = next < pages.count ? pages[next].first : pages.last.map { $0.first + $0.count }
            return TaskPlan(part: pages[place].first, rangeStart: pages[place].first, rangeEnd: end, input: input)
        }
    }

    private struct Parameters: Decodable {
        struct Action: Decodable {
            var execution: String
        }

        var actions: [Action]
    }

    private static func find(_ context: TaskContext, on db: isolated Session) async throws {
        // The launch has looked at them.
        guard let action = try? context.parameters(as: Parameters.self).actions, action.count == 1,
            let target = UUIDBytes(action[0].execution)
        else {
            throw StepFailure(
                reason: "invalid_actions", message: "actions must name one execution: [{\"execution\": \"<uuid>\"}]",
                hint: "Use: chantier undo EXECUTION")
        }
        let store = UndoStore(origin: ChangeOrigin(context))
        try await context.chunk(on: db) { chunk, db in
            chunk.setTotal(try store.plan(target: target, on: db))
            chunk.finish()
        }
    }
}

/// The stages of an undo: what stands above first, what was created last, links when all items are there.
enum UndoStage: Int16, Codable {
    case rootModels = 1
    case subModels = 2
    case products = 3
    case newProducts = 4
    case waiting = 5
    case newSubModels = 6
    case newRootModels = 7
    case stillWaiting = 8
    case links = 9

    /// What a task is told.
    struct Input: Codable {
        var stage: UndoStage
    }

    /// Whether its items are handled by one task, again and again until none gets further.
    var isOrdered: Bool { self == .waiting || self == .stillWaiting }
    /// Whether its items were created by the execution that is undone.
    var isNew: Bool { self == .newProducts || self == .newSubModels || self == .newRootModels }
}
