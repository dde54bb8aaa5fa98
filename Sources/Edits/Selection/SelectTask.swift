// SPDX-License-Identifier: Apache-2.0

package import Catalog
import CatalogJobs
import CatalogStore
package import JobEngine
package import Postgres

/// The first task of an edit: finds the items that it visits and keeps their ids, in order.
///
/// The filter is asked before anything is changed and never again. So each item is visited once whatever the edit changes, and
/// what comes to be after the launch is not visited at all.
package struct SelectTask {
    /// Products that are found in one chunk.
    private static let productsPerChunk: Int64 = 200_000

    private let context: TaskContext
    private let reach: Reach

    /// Where the task stands: the product models are found first, in one chunk.
    private struct Checkpoint: Codable {
        var selected: SelectedItems
    }

    /// Prepares to find the items of the execution's parameter `filters`.
    package init(context: TaskContext, reach: Reach) {
        self.context = context
        self.reach = reach
    }

    /// Finds all; the step's facts then say how many there are.
    package func run(on db: isolated Session) async throws {
        let definitions = try DefinitionsStore.load(on: db)
        let rows = try db.query(SelectionStatements.launch, context.executionID)
        guard !rows.isEmpty else { throw StepFailure.selectionIsGone }
        let launched = try rows.timestamp(0, 0)
        let json = try rows.optionalJSON(0, 2)
        let profiles = json.map { Filter.profiles(in: $0.bytes) } ?? []
        let selection = try Selection(
            json: json, reach: reach, definitions: definitions,
            start: try rows.timestamp(0, 1).microsecondsSince1970,
            lastStarts: try FilterStore.lastStarts(of: profiles, execution: context.executionID, on: db))
        while !context.isFinished {
            let before = try context.checkpoint(as: Checkpoint.self)
            let execution = context.executionID
            try await context.chunk(on: db) { chunk, db in
                if let before {
                    try Self.findProducts(selection, launched, before, execution, into: &chunk, on: db)
                } else {
                    try Self.findModels(selection, launched, execution, into: &chunk, on: db)
                }
            }
        }
    }

    private static func findModels(
        _ selection: Selection, _ launched: PostgresTimestamp, _ execution: Int64, into chunk: inout Chunk,
        on db: isolated Session
    ) throws {
        let condition = FilterSQL(
            selection.filter, .productModels, definitions: selection.definitions, firstParameter: 2)
        let found = try query(
            SelectionStatements.models(condition, withSubModels: selection.reach != .itself),
            [launched] + condition.parameters, on: db)
        let ids = try found.int64Array(0, 0)
        try SelectionPages.keep(ids, from: 0, .productModel, of: execution, on: db)
        chunk.position = 1
        chunk.checkpoint = try JSONB(encoding: Checkpoint(selected: SelectedItems(models: Int64(ids.count))))
    }

    /// Products in the order of their ids; the position is one more than the last id found.
    private static func findProducts(
        _ selection: Selection, _ launched: PostgresTimestamp, _ state: Checkpoint, _ execution: Int64,
        into chunk: inout Chunk, on db: isolated Session
    ) throws {
        var selected = state.selected
        let above =
            selection.reach == .itself || selected.models == 0
            ? [] : try SelectionPages.all(.productModel, of: execution, on: db)
        var parameters: [any PostgresEncodable] = [chunk.position - 1, launched, productsPerChunk]
        if !above.isEmpty { parameters.append(above) }
        let condition = FilterSQL(
            selection.filter, .products, definitions: selection.definitions, firstParameter: parameters.count + 1)
        let found = try query(
            SelectionStatements.products(condition, below: !above.isEmpty),
            parameters + condition.parameters, on: db)
        let ids = try found.int64Array(0, 0)
        try SelectionPages.keep(ids, from: selected.products, .product, of: execution, on: db)
        selected.products += Int64(ids.count)
        if let last = ids.last { chunk.position = last + 1 }
        if Int64(ids.count) < productsPerChunk {
            if selection.reach == .variants {
                // They only led to their variants.
                try SelectionPages.drop(.productModel, of: execution, on: db)
                selected.models = 0
            }
            chunk.setTotal(selected.total)
            chunk.setFacts(try JSONB(encoding: selected))
            chunk.finish()
        } else {
            chunk.checkpoint = try JSONB(encoding: Checkpoint(selected: selected))
        }
    }

    /// Asks the catalogue itself, in a preview too: the preview's own holds only what was looked up.
    private static func query(
        _ statement: Statement, _ parameters: [any PostgresEncodable], on db: isolated Session
    ) throws(PostgresError) -> Rows {
        let schema = db.schemaName
        db.schemaName = nil
        defer { db.schemaName = schema }
        return try db.query(statement, parameters: parameters)
    }
}
