// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// The exports of products and product models: export → store; quick exports of both: quick_export → quick_export_product_model → store.
struct ItemExport: Sendable {
    /// Every such job.
    static var jobs: [Job] {
        let csv = { (kind: ItemKind) in ItemExport(kind: kind, format: .csv) }
        let xlsx = { (kind: ItemKind) in ItemExport(kind: kind, format: .xlsx) }
        return [
            csv(.product).job("csv_product_export", "Export products"),
            csv(.productModel).job("csv_product_model_export", "Export product models"),
            ItemExport(kind: .product, format: .jsonLines).job(
                "jsonl_product_export", "Export products as JSON Lines"),
            xlsx(.product).job("xlsx_product_export", "Export products"),
            xlsx(.productModel).job("xlsx_product_model_export", "Export product models"),
        ]
            + [FileKind.csv, .xlsx].flatMap { format in
                [quick(format, isOfGrid: false), quick(format, isOfGrid: true)]
            }
    }

    /// More tasks than this share no better.
    private static let maximumTasks = 64
    /// Fewer records than twice this make one task.
    private static let recordsPerTask: Int64 = 5_000
    /// Ids that are worth a task of their own when items are looked for, and how many tasks look.
    private static let idsPerTask: Int64 = 50_000
    private static let findingTasks = 16

    let kind: ItemKind
    let format: FileKind
    /// Whether it is a quick one, and then whether only the columns of a list are written.
    var isOfGrid: Bool?

    private func job(_ name: String, _ label: String) -> Job {
        Job(
            name: name, kind: .export, label: label, parameters: ExportParameters.declared(kind, format: format),
            steps: [step("export", "Export"), StoreStep.step])
    }

    private static func quick(_ format: FileKind, isOfGrid: Bool) -> Job {
        let products = ItemExport(kind: .product, format: format, isOfGrid: isOfGrid)
        let models = ItemExport(kind: .productModel, format: format, isOfGrid: isOfGrid)
        return Job(
            name: "\(format.rawValue)_product_\(isOfGrid ? "grid_context_" : "")quick_export", kind: .export,
            label: isOfGrid ? "Quick export of the columns shown" : "Quick export",
            parameters: QuickParameters.declared(isOfGrid: isOfGrid),
            steps: [
                products.step("quick_export", "Export products"),
                models.step("quick_export_product_model", "Export product models"), StoreStep.step,
            ])
    }

    /// The step that finds the items, then writes them in ranges side by side.
    private func step(_ name: String, _ label: String) -> Step {
        Step(
            name: name, label: label, unit: kind == .product ? "products" : "product models",
            plan: { context, db in
                switch context.phase {
                case 0, 2: return StepPlan(tasks: [TaskPlan()])
                case 1: return try planFinding(context, on: db)
                case 3: return try planWriting(context, on: db)
                default: return .none
                }
            },
            run: { context, db in
                let parameters = try parameters(context.parameters.bytes)
                let select = SelectTask(context: context, kind: kind, format: format, parameters: parameters)
                switch context.phase {
                case 0: try await select.begin(on: db)
                case 1: try await select.find(on: db)
                case 2: try await select.settle(on: db)
                default:
                    if format == .xlsx {
                        try await WorkbookTask(context: context, kind: kind, parameters: parameters).run(on: db)
                    } else {
                        try await WriteTask(context: context, kind: kind, format: format, parameters: parameters).run(
                            on: db)
                    }
                }
            })
    }

    private func parameters(_ json: [UInt8]) throws -> ExportParameters {
        guard let isOfGrid else { return try ExportParameters(json: json) }
        return try QuickParameters.read(json: json, kind: kind, format: format, isOfGrid: isOfGrid)
    }

    /// Ranges of ids; one where all must be one statement.
    private func planFinding(_ context: PlanContext, on db: isolated Session) throws -> StepPlan {
        let highest = try FilterStore.highestID(kind == .product ? .products : .productModels, on: db)
        guard highest > 0, try parameters(context.parameters.bytes).consistent != true else {
            return StepPlan(tasks: [TaskPlan(rangeStart: 1)])
        }
        var plan = StepPlan.ranges(of: 1..<highest + 1, count: Self.findingTasks, minimum: Self.idsPerTask)
        plan.total = nil
        return plan
    }

    private func planWriting(_ context: PlanContext, on db: isolated Session) throws -> StepPlan {
        let plan = try ExportPlan.load(context.executionID, kind, on: db)
        guard plan.files > 0 else { return .none }
        guard plan.records > 0 else { return StepPlan(tasks: [TaskPlan(part: 1, rangeStart: 1)], total: 0) }
        if format == .xlsx { return WorkbookTask.plan(plan, atMost: Self.maximumTasks) }
        return .ranges(of: 1..<plan.records + 1, count: Self.maximumTasks, minimum: Self.recordsPerTask)
    }
}
