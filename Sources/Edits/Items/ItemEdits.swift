// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogJobs
import CatalogStore
package import JobEngine
import Postgres

/// The mass edits of products and product models: one step, which first selects, then writes.
enum ItemEdits {
    /// Fewer items than twice this make one task.
    private static let itemsPerTask: Int64 = 2_500

    /// All of them, with what people read in lists.
    static let all: [Job] = EditOperation.allCases.map { operation in
        Job(
            name: operation.rawValue, kind: .massEdit, label: label(operation), parameters: EditParameters.all,
            steps: [step(operation)]
        ).withPreview()
    }

    private static func label(_ operation: EditOperation) -> String {
        switch operation {
        case .editCommonAttributes: "Edit attribute values"
        case .addAttributeValue: "Add attribute values"
        case .updateProductValue: "Set a field"
        case .addProductValue: "Add to a field"
        case .removeProductValue: "Remove from a field"
        case .addToGroup: "Add to groups"
        case .addToCategory: "Add to categories"
        case .moveToCategory: "Move to categories"
        case .removeFromCategory: "Remove from categories"
        case .addAssociation: "Associate"
        case .addToExistingProductModel: "Add to a product model"
        case .changeParentProduct: "Change the parent"
        case .convertToSimpleProducts: "Convert to simple products"
        }
    }

    private static func step(_ operation: EditOperation) -> Step {
        Step(
            name: EditParameters.step, label: "Perform", unit: "items", mayBeSplit: true,
            plan: { context, db in
                if context.phase == 0 { return StepPlan(tasks: [TaskPlan()]) }
                guard context.phase == 1 else {
                    try SelectionPages.forget(context.executionID, on: db)
                    return .none
                }
                let total = try SelectedItems.found(byStep: EditParameters.step, context, on: db).total
                let setup = try EditSetup(operation, parameters: context.parameters, on: db)
                // A task without an end is never cut: its items are handled in order.
                guard !setup.isOrdered, total > 0 else {
                    return StepPlan(tasks: [TaskPlan()], total: total)
                }
                return .ranges(of: 0..<total, count: EditParameters.maximumTasks, minimum: itemsPerTask)
            },
            run: { context, db in
                let setup = try EditSetup(operation, parameters: context.parameters, on: db)
                if context.phase == 0 {
                    try await SelectTask(context: context, reach: setup.reach).run(on: db)
                } else {
                    let selected = try SelectedItems.found(byStep: EditParameters.step, context, on: db)
                    var task = EditTask(context: context, setup: setup, selected: selected)
                    try await task.run(on: db)
                }
            })
    }
}

/// What launches of edits may set.
package enum EditParameters {
    /// The name of the one step of an edit.
    package static let step = "perform"

    /// The parameters of edits: what is selected, and what is done.
    package static let all =
        [
            Parameter("filters", default: "null", filter: ""), Parameter("actions", default: "[]"),
        ] + accepted

    /// What other programs give too; it has no effect.
    static let accepted = [
        Parameter("realTimeVersioning", default: "true"), Parameter("is_user_authenticated", default: "false"),
    ]
    /// More tasks than this share no better.
    static let maximumTasks = 64
}
