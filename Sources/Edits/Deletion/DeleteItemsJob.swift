// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogJobs
import CatalogStore
import JobEngine
import Postgres

/// The job `delete_products_and_product_models`: deletes what is selected, models with all that stands below them.
///
/// First products, then sub-models, then root models, so that nothing ever stands below what is gone. Each item is kept whole in the
/// history, and what linked to it keeps the links that it had: an undo makes all of it again.
enum DeleteItemsJob {
    static let job = Job(
        name: stepName, kind: .massEdit, label: "Delete products and product models",
        parameters: [Parameter("filters", default: "null", filter: "")] + EditParameters.accepted,
        steps: [step]
    ).withPreview()

    private static let stepName = "delete_products_and_product_models"
    /// Fewer items than twice this make one task.
    private static let itemsPerTask: Int64 = 2_000
    /// Items of one chunk; each may have links and values in other tables.
    private static let itemsPerChunk = 1_000

    /// Phase 0 finds the items, 1 deletes products, 2 sub-models, 3 root models.
    private static let step = Step(
        name: stepName, label: "Delete products and product models", unit: "items", mayBeSplit: true,
        plan: { context, db in
            if context.phase == 0 { return StepPlan(tasks: [TaskPlan()]) }
            let selected = try SelectedItems.found(byStep: stepName, context, on: db)
            guard let phase = Phase(rawValue: context.phase) else {
                try SelectionPages.forget(context.executionID, on: db)
                return .none
            }
            let count = phase == .products ? selected.products : selected.models
            // A phase without items has one task, so that the next one follows.
            guard count > 0 else { return StepPlan(tasks: [TaskPlan(rangeEnd: 0)]) }
            var plan = StepPlan.ranges(of: 0..<count, count: EditParameters.maximumTasks, minimum: itemsPerTask)
            plan.total = selected.total
            return plan
        },
        run: { context, db in
            guard let phase = Phase(rawValue: context.phase) else {
                return try await SelectTask(context: context, reach: .descendants).run(on: db)
            }
            try await delete(phase, context, on: db)
        })

    private enum Phase: Int {
        case products = 1
        case subModels = 2
        case rootModels = 3

        var kind: LinkOwner.Kind { self == .products ? .product : .productModel }
        /// How deep its models stand.
        var level: Int32 { self == .subModels ? 1 : 0 }
    }

    private static func delete(_ phase: Phase, _ context: TaskContext, on db: isolated Session) async throws {
        var pages = SelectionPages(execution: context.executionID, kind: phase.kind)
        let origin = ChangeOrigin(context)
        while let end = context.rangeEnd, context.position < end {
            let first = context.position
            let ids = Array(try pages.ids(from: first, upTo: end, limit: itemsPerChunk, on: db))
            try await context.chunk(on: db) { chunk, db in
                let here = chunk.rangeEnd.map { Array(ids.prefix(Int(max(0, $0 - first)))) } ?? ids
                guard !here.isEmpty else { return }
                let outcome = try DeletionStore.delete(phase.kind, here, level: phase.level, origin: origin, on: db)
                report(outcome, phase.kind, into: &chunk)
                chunk.position = first + Int64(here.count)
            }
        }
    }

    private static func report(
        _ outcome: DeletionStore.Outcome, _ kind: LinkOwner.Kind, into chunk: inout Chunk
    ) {
        var counters = Counters()
        counters.skipped = outcome.skipped
        counters.invalid = outcome.invalid
        if outcome.deleted > 0 { counters.more["deleted_\(kind.rawValue)s"] = outcome.deleted }
        counters.read = outcome.deleted + outcome.skipped + outcome.invalid
        counters.done = counters.read
        chunk.counters += counters
        for note in outcome.warnings {
            let message =
                note.reason == "in_use" ? "is in use by \(quoted(note.holder ?? ""))" : "was deleted meanwhile"
            chunk.warn(
                Warning(reason: note.reason, message: message, isNote: note.note ?? false, identifier: note.name))
        }
    }
}
