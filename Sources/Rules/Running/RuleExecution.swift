// SPDX-License-Identifier: Apache-2.0

import CatalogJobs
import CatalogStore
import JobEngine
import Postgres

/// The job `rule_engine_execute_rules`: all chosen rules in one pass over the items.
///
/// The rules are those of the launch (`catalog.execution_rule`). The first task finds the items that any rule can select; then root
/// models, sub-models and products follow, each level when the one above it is done, so that variants see what their models have
/// become; a last task says what is said once for each rule.
enum RuleExecution {
    /// Where the items come from.
    enum Reach: Sendable {
        /// The whole catalogue, as far as the rules' conditions and the parameter `filters` reach.
        case catalogue
        /// What the execution itself has created or changed so far.
        case touched
    }

    /// What one task of the step does.
    enum Stage: Sendable, CaseIterable {
        case roots, subModels, products, ending
    }

    /// Fewer items than twice this make one task.
    private static let itemsPerTask: Int64 = 2_500
    /// More tasks than this share no better.
    private static let maximumTasks = 64

    /// Which rules, and how.
    static let parameters = [
        Parameter("rule_codes", default: "[]"), Parameter("stop_on_error", default: "false"),
    ]

    static let job = Job(
        name: "rule_engine_execute_rules", kind: .rule, label: "Run rules",
        parameters: parameters + [
            Parameter("filters", default: "[]", filter: ""), Parameter("dry_run", default: "false"),
        ],
        steps: [step("execute_rules", reach: .catalogue)]
    ).withPreview(listing: RuleChanges.listing)

    static func step(_ name: String, reach: Reach) -> Step {
        Step(
            name: name, label: "Run rules", unit: "items", mayBeSplit: true,
            plan: { context, db in
                if context.phase == 0 { return StepPlan(tasks: [TaskPlan()]) }
                let selected = try RuleSelected.found(byStep: name, context, on: db)
                guard let stage = selected.stage(context.phase) else {
                    try SelectionPages.forget(context.executionID, on: db)
                    return .none
                }
                guard stage != .ending else { return StepPlan(tasks: [TaskPlan()], total: selected.total) }
                let range = selected.range(of: stage)
                // A task without an end is never cut: its items are handled in their order.
                guard !selected.isOrdered else {
                    return StepPlan(tasks: [TaskPlan(part: range.lowerBound, rangeStart: range.lowerBound)])
                }
                var plan = StepPlan.ranges(of: range, count: maximumTasks, minimum: itemsPerTask)
                plan.total = selected.total
                return plan
            },
            run: { context, db in
                let setup = try RuleSetup(context, on: db)
                guard context.phase > 0 else {
                    return try await RuleSelection(context: context, setup: setup, reach: reach).run(on: db)
                }
                let selected = try RuleSelected.found(byStep: name, context, on: db)
                switch selected.stage(context.phase) {
                case .ending?, nil: try await RuleEnding(context: context, setup: setup).run(on: db)
                case let stage?:
                    var task = try RuleTask(
                        context: context, setup: setup, stage: stage, selected: selected,
                        listsChanges: reach == .catalogue)
                    try await task.run(on: db)
                }
            })
    }
}

/// How many items a run of rules visits, which its step keeps as what it has found out.
struct RuleSelected: Codable, Equatable {
    var roots: Int64 = 0
    var subModels: Int64 = 0
    var products: Int64 = 0
    /// Whether items must be handled one after the other, so that the result does not depend on the number of workers.
    var isOrdered = false

    enum CodingKeys: String, CodingKey {
        case roots = "selected_root_product_models"
        case subModels = "selected_sub_product_models"
        case products = "selected_products"
        case isOrdered = "is_ordered"
    }

    var models: Int64 { roots + subModels }
    var total: Int64 { models + products }

    /// The items of a stage by their numbers: product models come first, roots before the others.
    func range(of stage: RuleExecution.Stage) -> Range<Int64> {
        switch stage {
        case .roots: 0..<roots
        case .subModels: roots..<models
        case .products: models..<total
        case .ending: total..<total
        }
    }

    /// What a phase of the step does; those without items are left out.
    func stage(_ phase: Int) -> RuleExecution.Stage? {
        let stages = RuleExecution.Stage.allCases.filter { $0 == .ending || !range(of: $0).isEmpty }
        return stages.indices.contains(phase - 1) ? stages[phase - 1] : nil
    }

    static func found(byStep name: String, _ context: PlanContext, on db: isolated Session) throws -> RuleSelected {
        guard let facts = try context.facts(ofStep: name, on: db) else { throw StepFailure.selectionIsGone }
        return try facts.decoded(as: RuleSelected.self)
    }

    static func found(byStep name: String, _ context: TaskContext, on db: isolated Session) throws -> RuleSelected {
        guard let facts = try context.facts(ofStep: name, on: db) else { throw StepFailure.selectionIsGone }
        return try facts.decoded(as: RuleSelected.self)
    }
}
