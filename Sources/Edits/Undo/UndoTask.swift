// SPDX-License-Identifier: Apache-2.0

import CatalogJobs
import CatalogStore
import JobEngine
import Postgres

/// One task of an undo: a range of a stage, or what waits.
struct UndoTask {
    /// Pages of later stages are numbered by the stage and place that they come from.
    private static let stageSpan: Int64 = 1_000_000_000_000

    private struct Checkpoint: Codable {
        /// Whether any item got further in this round.
        var hasProgress = false
        /// Whether what is left is refused now.
        var isLast = false
    }

    let context: TaskContext
    let stage: UndoStage
    private let store: UndoStore

    init(context: TaskContext, stage: UndoStage) {
        self.context = context
        self.stage = stage
        store = UndoStore(origin: ChangeOrigin(context))
    }

    // MARK: A range

    /// Handles all items of the task that are left.
    func runRange(on db: isolated Session) async throws {
        while let page = try store.page(
            stage: stage.rawValue, from: context.position, to: context.rangeEnd, on: db)
        {
            try await handle(page, on: db)
        }
    }

    /// One chunk; when the database refuses its data, halves of it, to find the item at fault.
    private func handle(_ page: UndoStore.Page, on db: isolated Session) async throws {
        let (store, stage) = (store, stage)
        do {
            try await context.chunk(on: db) { chunk, db in
                let end = chunk.rangeEnd.map { max(0, min($0 - page.first, Int64(page.ids.count))) }
                let ids = end.map { Array(page.ids.prefix(Int($0))) } ?? page.ids
                guard !ids.isEmpty else { return }
                let part = UndoStore.Page(first: page.first, kind: page.kind, ids: ids)
                try Self.write(part, stage: stage, store: store, into: &chunk, on: db)
                chunk.position = page.first + Int64(ids.count)
            }
        } catch let error as PostgresError where error.isDataError {
            guard page.ids.count > 1 else {
                try await context.chunk(on: db) { chunk, _ in
                    UndoReport.refuse(page.ids[0], page.kind, error, into: &chunk)
                    chunk.position = page.first + 1
                }
                return
            }
            for part in page.halves { try await handle(part, on: db) }
        }
    }

    private static func write(
        _ page: UndoStore.Page, stage: UndoStage, store: UndoStore, into chunk: inout Chunk, on db: isolated Session
    ) throws {
        if stage == .links {
            UndoReport.note(try store.relink(page.kind, page.ids, on: db), into: &chunk)
            return
        }
        let outcome =
            stage.isNew
            ? try store.delete(page.kind, page.ids, on: db)
            : try store.restore(page.kind, page.ids, isLast: false, on: db)
        let place = Int64(stage.rawValue) * stageSpan + page.first
        try store.put(page.kind, outcome.waiting, stage: UndoStage.waiting.rawValue, first: place, on: db)
        try store.put(page.kind, outcome.links, stage: UndoStage.links.rawValue, first: place, on: db)
        UndoReport.add(outcome, page.kind, into: &chunk)
    }

    // MARK: What waits

    /// Goes over the items that wait until none gets further; then those of the last stage are refused.
    func runWaiting(on db: isolated Session) async throws {
        let pages = UndoStage.waiting.rawValue
        while true {
            let state = try context.checkpoint(as: Checkpoint.self) ?? Checkpoint()
            if let page = try store.page(stage: pages, from: context.position, to: nil, on: db) {
                try await settle(page, state, on: db)
                continue
            }
            let isEmpty = try store.page(stage: pages, from: 0, to: nil, on: db) == nil
            guard !isEmpty, state.hasProgress || (stage == .stillWaiting && !state.isLast) else { return }
            try await context.chunk(on: db) { chunk, _ in
                chunk.position = 0
                chunk.checkpoint = try JSONB(encoding: Checkpoint(isLast: !state.hasProgress))
            }
        }
    }

    /// One page: what got further leaves it.
    private func settle(_ page: UndoStore.Page, _ state: Checkpoint, on db: isolated Session) async throws {
        let end = page.first + Int64(page.ids.count)
        try await settle(page.ids, of: page, state, on: db)
        try await context.chunk(on: db) { chunk, _ in chunk.position = end }
    }

    private func settle(
        _ ids: [Int64], of page: UndoStore.Page, _ state: Checkpoint, on db: isolated Session
    ) async throws {
        let store = store
        do {
            try await context.chunk(on: db) { chunk, db in
                let outcome = try store.restore(page.kind, ids, isLast: state.isLast, on: db)
                let waiting = Set(outcome.waiting)
                let handled = ids.filter { !waiting.contains($0) }
                guard !handled.isEmpty else { return }
                try store.settle(
                    stage: UndoStage.waiting.rawValue, first: page.first, handled: handled, on: db)
                try store.put(page.kind, outcome.links, stage: UndoStage.links.rawValue, first: nil, on: db)
                UndoReport.add(outcome, page.kind, into: &chunk)
                chunk.checkpoint = try JSONB(encoding: Checkpoint(hasProgress: true, isLast: state.isLast))
            }
        } catch let error as PostgresError where error.isDataError {
            guard ids.count > 1 else {
                try await context.chunk(on: db) { chunk, db in
                    try store.settle(stage: UndoStage.waiting.rawValue, first: page.first, handled: ids, on: db)
                    UndoReport.refuse(ids[0], page.kind, error, into: &chunk)
                }
                return
            }
            for part in [ids.prefix(ids.count / 2), ids.suffix(from: ids.count / 2)] {
                try await settle(Array(part), of: page, state, on: db)
            }
        }
    }
}

extension UndoStore.Page {
    /// Its items in two parts.
    fileprivate var halves: [UndoStore.Page] {
        let middle = ids.count / 2
        return [
            UndoStore.Page(first: first, kind: kind, ids: Array(ids[..<middle])),
            UndoStore.Page(first: first + Int64(middle), kind: kind, ids: Array(ids[middle...])),
        ]
    }
}
