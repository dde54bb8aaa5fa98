// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// The import of one structure file: its records in chunks, each read, judged and written in one transaction.
///
/// Writers of the structure take turns, so what a chunk has judged is still true when it commits. A file of categories
/// is gone through once for each level of its tree, parents first; every other file once.
struct StructureTask<Entity: StoredEntity> {
    private let context: TaskContext
    private let facts: ScanFacts
    private var definitions = DefinitionsCache()
    private var categories: CategoryFile?

    init(context: TaskContext, facts: ScanFacts) {
        self.context = context
        self.facts = facts
    }

    /// Positions count records through all passes: a pass has this many.
    private var span: Int64 { facts.records + 1 }

    mutating func run(on db: isolated Session) async throws {
        if Entity.self == CategoryEntry.self {
            categories = try CategoryFile(facts, execution: context.executionID, on: db)
        }
        let passes = Int64(categories?.plan.highestLevel ?? 0) + 1
        let start = context.position
        for pass in stride(from: start / span, to: passes, by: 1) {
            try await run(pass: pass, of: passes, from: pass == start / span ? max(1, start % span) : 1, on: db)
        }
        // A position behind the last pass: everything was done, only the end was not written.
        guard !context.isFinished else { return }
        try await context.chunk(on: db) { chunk, _ in chunk.finish() }
    }

    private mutating func run(
        pass: Int64, of passes: Int64, from first: Int64, on db: isolated Session
    ) async throws {
        var source = try RecordSource(facts, from: first)
        let size = chunkSize
        var next = first
        while true {
            var batch: [StructureRecord] = []
            while batch.count < size, try source.next(on: db) {
                next = source.row + 1
                if Int64(categories?.plan.levels[source.row] ?? 0) == pass {
                    batch.append(StructureRecord(source.reader, columns: facts.columns.count))
                }
            }
            let isEnd = batch.count < size
            let position = isEnd ? (pass + 1) * span : pass * span + next
            try await handle(
                batch, pass: pass, position: position, isLast: isEnd && pass + 1 == passes, on: db)
            if isEnd { return }
        }
    }

    /// How many records are written in one transaction.
    private var chunkSize: Int {
        // A group takes attributes from others: each must see what the one before has taken.
        Entity.self == AttributeGroupEntry.self && facts.columns.contains("attributes") ? 1 : 500
    }

    /// One chunk; when the database refuses its data, each record in a chunk of its own, to find the one at fault.
    private mutating func handle(
        _ batch: [StructureRecord], pass: Int64, position: Int64, isLast: Bool, on db: isolated Session
    ) async throws {
        do {
            try await write(batch, position: position, isLast: isLast, on: db)
        } catch let error as PostgresError where error.isDataError && !batch.isEmpty {
            guard batch.count == 1 else {
                for (place, record) in batch.enumerated() {
                    let isEnd = place == batch.count - 1
                    try await handle(
                        [record], pass: pass, position: isEnd ? position : pass * span + record.row + 1,
                        isLast: isLast && isEnd, on: db)
                }
                return
            }
            try await refuse(batch[0], error, position: position, isLast: isLast, on: db)
        }
    }

    private mutating func write(
        _ batch: [StructureRecord], position: Int64, isLast: Bool, on db: isolated Session
    ) async throws {
        let (execution, facts, categories, cached) = (context.executionID, facts, categories, definitions)
        definitions = try await context.chunk(on: db) { chunk, db in
            var cache = cached
            try StructureStore.lock(on: db)
            let superseded = try SupersededStore.load(
                execution: execution, from: batch.first?.row ?? 0, to: (batch.last?.row ?? 0) + 1, on: db)
            var judge = StructureJudge<Entity>(
                facts: facts, definitions: try cache.current(on: db), categories: categories)
            try judge.take(batch, superseded: superseded, on: db)
            if let variants = judge.changed as? [FamilyVariantEntry] {
                try StructureStore.moveValuesDown(variants, execution: execution, on: db)
            }
            try StructureStore.write(judge.changed, on: db)
            if !judge.changed.isEmpty { try cache.acceptOwnChanges(on: db) }
            judge.report(to: &chunk)
            chunk.position = position
            if isLast { chunk.finish() }
            return cache
        }
    }

    private func refuse(
        _ record: StructureRecord, _ error: PostgresError, position: Int64, isLast: Bool, on db: isolated Session
    ) async throws {
        let facts = facts
        let place = [error.state?.rawValue, error.constraint].compactMap(\.self).joined(separator: ", ")
        let violation = Violation(.databaseRefused, field: nil, text: "refused by the database (\(place))")
        try await context.chunk(on: db) { chunk, _ in
            var report = StructureJudge<Entity>.Report(facts: facts)
            report.refuse(record, [violation])
            report.add(to: &chunk)
            chunk.position = position
            if isLast { chunk.finish() }
        }
    }
}
