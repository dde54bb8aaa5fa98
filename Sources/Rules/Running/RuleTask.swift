// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogJobs
import CatalogStore
import JobEngine
import Postgres

/// One task of a run of rules: a range of the items of one stage.
struct RuleTask {
    /// What a preview of rules remembers.
    private struct Checkpoint: Codable {
        /// How many changes the task has kept for the list.
        var changes = 0
        /// Whether some were left out since.
        var isCut = false
    }

    private let context: TaskContext
    private let setup: RuleSetup
    private let end: Int64
    /// How many items come before those of the same kind.
    private let offset: Int64
    private let kind: ItemKind
    private let itemsPerChunk: Int
    /// Items of one chunk after the database has refused one of them.
    private let itemsPerPart: Int
    private var pages: SelectionPages
    private var evaluator: RuleEvaluator
    private let listsChanges: Bool

    init(
        context: TaskContext, setup: RuleSetup, stage: RuleExecution.Stage, selected: RuleSelected,
        listsChanges: Bool
    ) throws(ProductHeader.Faults) {
        self.context = context
        self.setup = setup
        end = selected.range(of: stage).upperBound
        let areProducts = stage == .products
        kind = areProducts ? .product : .productModel
        offset = areProducts ? selected.models : 0
        // All variants of a product model are read with it.
        itemsPerChunk = !areProducts && setup.program.needsVariants ? 50 : 1_000
        // The links of an item whose values are refused must not be written either.
        itemsPerPart = setup.program.hasLinks ? 1 : 50
        pages = SelectionPages(execution: context.executionID, kind: areProducts ? .product : .productModel)
        evaluator = try RuleEvaluator(setup.program)
        self.listsChanges = listsChanges && context.isPreview
    }

    /// Handles all items of the task that are left.
    mutating func run(on db: isolated Session) async throws {
        while true {
            let position = context.position
            let end = min(context.rangeEnd ?? self.end, self.end)
            guard position < end else { return }
            let ids = try pages.ids(from: position - offset, upTo: end - offset, limit: itemsPerChunk, on: db)
            try await write(Array(ids), from: position, on: db)
        }
    }

    /// One chunk for the items; when the database refuses their data, parts, each item by itself.
    private mutating func write(_ ids: [Int64], from first: Int64, on db: isolated Session) async throws {
        do {
            _ = try await write(ids[...], from: first, isEach: false, on: db)
        } catch let error as PostgresError where error.isDataError {
            var place = 0
            while place < ids.count {
                let part = ids[place..<min(place + itemsPerPart, ids.count)]
                let handled = try await write(part, from: first + Int64(place), isEach: true, on: db)
                // The range may have been cut.
                guard handled > 0 else { return }
                place += handled
            }
        }
    }

    /// One chunk; returns how many items it handled: none when they belong to another task by now.
    private mutating func write(
        _ ids: ArraySlice<Int64>, from first: Int64, isEach: Bool, on db: isolated Session
    ) async throws -> Int {
        let (setup, kind, context) = (setup, kind, context)
        let before = try listsChanges ? context.checkpoint(as: Checkpoint.self) ?? Checkpoint() : nil
        evaluator.keepsChanges = before.map { !$0.isCut } ?? false
        return try await context.chunk(on: db) { chunk in
            let here = ids.enumerated().filter { chunk.contains(first + Int64($0.offset)) }.map(\.element)
            guard !here.isEmpty else { return 0 }
            var work = RuleChunk(setup, kind, ids: here, first: first, isEach: isEach, origin: ChangeOrigin(context))
            if let before { work.listed.left = RuleChanges.mostInTask - before.changes }
            try work.run(with: &evaluator, task: context.taskID, into: &chunk, on: db)
            if let before {
                let kept = RuleChanges.mostInTask - work.listed.left
                chunk.checkpoint = try JSONB(
                    encoding: Checkpoint(changes: kept, isCut: before.isCut || work.listed.isCut))
            }
            chunk.position = first + Int64(here.count)
            return here.count
        }
    }
}
