// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Postgres

/// The exports of products and product models: export → store.
enum ItemExport {
    static let products = job("csv_product_export", "Export products", .product, .csv)
    static let models = job("csv_product_model_export", "Export product models", .productModel, .csv)
    static let lines = job("jsonl_product_export", "Export products as JSON Lines", .product, .jsonLines)

    static let productSheets = job("xlsx_product_export", "Export products", .product, .xlsx)
    static let modelSheets = job("xlsx_product_model_export", "Export product models", .productModel, .xlsx)

    private static func job(_ name: String, _ label: String, _ kind: ItemKind, _ format: FileKind) -> Job {
        Job(
            name: name, kind: .export, label: label, parameters: ExportParameters.declared(kind, format: format),
            steps: [step(kind, format), StoreStep.step])
    }

    /// More tasks than this share no better.
    private static let maximumTasks = 64
    /// Fewer records than twice this make one task.
    private static let recordsPerTask: Int64 = 5_000

    /// The step that finds the items, then writes them in ranges side by side.
    private static func step(_ kind: ItemKind, _ format: FileKind) -> Step {
        Step(
            name: "export", label: "Export", unit: kind == .product ? "products" : "product models",
            plan: { context, db in
                // First the items are found, then written.
                if context.phase == 0 { return StepPlan(tasks: [TaskPlan()]) }
                guard context.phase == 1 else { return .none }
                let plan = try ExportPlan.load(context.executionID, kind, on: db)
                guard plan.records > 0 else { return StepPlan(tasks: [TaskPlan(part: 1, rangeStart: 1)], total: 0) }
                if format == .xlsx { return WorkbookTask.plan(plan, atMost: maximumTasks) }
                return .ranges(of: 1..<plan.records + 1, count: maximumTasks, minimum: recordsPerTask)
            },
            run: { context, db in
                let parameters = try ExportParameters(json: context.parameters.bytes)
                if context.phase == 0 {
                    try await SelectTask(context: context, kind: kind, format: format, parameters: parameters).run(
                        on: db)
                } else if format == .xlsx {
                    try await WorkbookTask(context: context, kind: kind, parameters: parameters).run(on: db)
                } else {
                    try await WriteTask(context: context, kind: kind, format: format, parameters: parameters).run(
                        on: db)
                }
            })
    }
}
