// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogJobs
import CatalogStore
import JobEngine
import Postgres

/// One task of an edit: a range of the selected items, product models first.
struct EditTask {
    /// Items of one chunk.
    private static let itemsPerChunk = 1_000
    /// Items of one chunk after the database has refused one of them.
    private static let itemsPerPart = 50

    private let context: TaskContext
    private let setup: EditSetup
    private let selected: SelectedItems
    private var models: SelectionPages
    private var products: SelectionPages
    private var modelJudge: RecordJudge
    private var productJudge: RecordJudge

    init(context: TaskContext, setup: EditSetup, selected: SelectedItems) {
        self.context = context
        self.setup = setup
        self.selected = selected
        models = SelectionPages(execution: context.executionID, kind: .productModel)
        products = SelectionPages(execution: context.executionID, kind: .product)
        modelJudge = RecordJudge(
            definitions: setup.definitions, parameters: setup.model.parameters, header: setup.model.header)
        productJudge = RecordJudge(
            definitions: setup.definitions, parameters: setup.product.parameters, header: setup.product.header)
    }

    /// Handles all items of the task that are left.
    mutating func run(on db: isolated Session) async throws {
        while true {
            let position = context.position
            let end = min(context.rangeEnd ?? selected.total, selected.total)
            guard position < end else { return }
            let areModels = position < selected.models
            let ids =
                areModels
                ? try models.ids(
                    from: position, upTo: min(end, selected.models), limit: Self.itemsPerChunk, on: db)
                : try products.ids(
                    from: position - selected.models, upTo: end - selected.models, limit: Self.itemsPerChunk, on: db)
            try await write(Array(ids), areModels ? .productModel : .product, from: position, on: db)
        }
    }

    /// One chunk for the items; when the database refuses their data, parts of fifty, each item by itself.
    private mutating func write(
        _ ids: [Int64], _ kind: ItemKind, from first: Int64, on db: isolated Session
    ) async throws {
        do {
            _ = try await write(ids[...], kind, from: first, isEach: false, on: db)
        } catch let error as PostgresError where error.isDataError {
            var place = 0
            while place < ids.count {
                let part = ids[place..<min(place + Self.itemsPerPart, ids.count)]
                let handled = try await write(part, kind, from: first + Int64(place), isEach: true, on: db)
                // The range may have been cut.
                guard handled > 0 else { return }
                place += handled
            }
        }
    }

    /// One chunk; returns how many items it handled: none when they belong to another task by now.
    private mutating func write(
        _ ids: ArraySlice<Int64>, _ kind: ItemKind, from first: Int64, isEach: Bool, on db: isolated Session
    ) async throws -> Int {
        let (setup, origin) = (setup, ChangeOrigin(context))
        return try await context.chunk(on: db) { chunk in
            let here = ids.enumerated().filter { chunk.contains(first + Int64($0.offset)) }.map(\.element)
            guard !here.isEmpty else { return 0 }
            if setup.instructions.hasLinks {
                try LinkChunk.run(setup, kind, ids: here, origin: origin, into: &chunk, on: db)
            } else {
                var work = EditChunk(setup, kind, ids: here, isEach: isEach, origin: origin)
                if kind == .product {
                    try work.run(with: &productJudge, into: &chunk, on: db)
                } else {
                    try work.run(with: &modelJudge, into: &chunk, on: db)
                }
            }
            chunk.position = first + Int64(here.count)
            return here.count
        }
    }
}
