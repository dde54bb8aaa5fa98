// SPDX-License-Identifier: Apache-2.0

import CatalogStore
package import JobEngine
import Postgres

extension Job {
    /// The same job with the parameter `preview`: everything runs, in a catalogue of its own, and ends with the list of changes.
    ///
    /// The list is that of the catalogue's fields, or the job's own.
    package func withPreview(listing: PreviewListing? = nil) -> Job {
        Job(
            name: name, kind: kind, label: label, parameters: parameters + [Parameter("preview", default: "false")],
            steps: steps.enumerated().map { place, step in
                step.withPreview(isFirst: place == 0, isLast: place == steps.count - 1, listing)
            }, isShort: isShort)
    }
}

extension Step {
    /// The same step, which in a preview works in the preview's catalogue.
    ///
    /// The first step makes it. The last one lists the changes when all else is done, and drops it.
    fileprivate func withPreview(isFirst: Bool, isLast: Bool, _ listing: PreviewListing?) -> Step {
        let planned: Plan = { context, db in try await plan(context, isFirst: isFirst, isLast: isLast, on: db) }
        return Step(
            name: name, label: label, unit: unit, checkpointVersion: checkpointVersion, mayBeSplit: mayBeSplit,
            splitMinimum: splitMinimum, isBare: isBare,
            plan: plan == nil && !isLast ? nil : planned,
            run: { context, db in
                guard context.isPreview else { return try await run(context, db) }
                let catalog = PreviewCatalog(execution: context.executionID)
                if isFirst {
                    try await context.chunk(on: db) { _, db in try catalog.make(on: db) }
                } else if try !catalog.exists(on: db) {
                    throw StepFailure.previewExpired
                }
                let isListing = try context.input(as: PreviewChanges.Input.self)?.listsChanges == true
                let before = catalog.enter(on: db)
                defer {
                    PreviewCatalog.leave(to: before, on: db)
                    // The server keeps the plans of functions for as long as a connection lasts: these are of no use to anybody
                    // else. The slot connects anew.
                    db.close()
                }
                if isListing {
                    try await PreviewChanges(context: context, listing: listing).run(on: db)
                } else {
                    try await run(context, db)
                }
            })
    }

    private func plan(_ context: PlanContext, isFirst: Bool, isLast: Bool, on db: isolated Session) async throws
        -> StepPlan
    {
        guard context.isPreview else { return try await ownPlan(context, on: db) }
        // Once they are listed, the catalogue is gone.
        if isLast, try PreviewChanges.areListed(execution: context.executionID, on: db) { return .none }
        let catalog = PreviewCatalog(execution: context.executionID)
        // A step with a plan of its own is asked for it before anything of it runs.
        if isFirst, context.phase == 0 { try catalog.make(on: db) }
        guard try catalog.exists(on: db) else { throw StepFailure.previewExpired }
        let before = catalog.enter(on: db)
        defer { PreviewCatalog.leave(to: before, on: db) }
        let plan = try await ownPlan(context, on: db)
        guard isLast, plan.tasks.isEmpty else { return plan }
        return StepPlan(tasks: [TaskPlan(input: try JSONB(encoding: PreviewChanges.Input(listsChanges: true)))])
    }

    /// What the step itself plans; without a plan one task.
    private func ownPlan(_ context: PlanContext, on db: isolated Session) async throws -> StepPlan {
        guard let plan else { return context.phase == 0 ? StepPlan(tasks: [TaskPlan()]) : .none }
        return try await plan(context, db)
    }
}

extension StepFailure {
    /// What a preview had found out was dropped before it went on.
    fileprivate static let previewExpired = StepFailure(
        reason: "preview_expired", message: "what the preview had found out is not kept any more",
        hint: "Launch the preview again.")
}
