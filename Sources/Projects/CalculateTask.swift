// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// One task of a calculation: prepare the project, measure a range of products, or count.
///
/// Ranges of ids are measured side by side. A chunk writes the states that differ, and the numbers with them, so they agree wherever a
/// calculation is stopped; what it comes to at the end is counted anew from the states, with everybody's rights.
struct CalculateTask {
    /// Products measured in one chunk.
    private static let productsPerChunk: Int64 = 5_000

    let context: TaskContext
    let code: String

    private func project(on db: isolated Session) throws -> ProjectRecord {
        guard let project = try ProjectRecord.find(code, of: context.executionID, on: db) else {
            throw ProjectFailure.gone(code)
        }
        return project
    }

    /// Gives the project's attribute groups their bits, and refuses what cannot be calculated.
    func prepare(on db: isolated Session) async throws {
        let id = try project(on: db).id
        try await context.chunk(on: db) { chunk in
            // Where states become longer nobody may be writing any.
            try ProjectReading.own(id, on: db)
            guard var project = try ProjectRecord.lock(id, on: db) else { throw ProjectFailure.gone(code) }
            let (definitions, version) = try DefinitionsStore.loadWithVersion(on: db)
            try ProjectPreparation.run(&project, definitions, version, on: db)
            chunk.finish()
        }
    }

    /// Measures the products of the task's range.
    func measure(on db: isolated Session) async throws {
        let id = try project(on: db).id
        var state = Measuring(start: try DatabaseClock.now(on: db).microsecondsSince1970)
        while !context.isFinished {
            state = try await context.chunk(on: db) { chunk in
                var next = state
                try ProjectReading.share(id, on: db)
                // What structure and project are now: what changes later is refreshed later.
                let version = try StructureStore.version(on: db)
                let record = try project(on: db)
                if next.version != version || next.measure?.project.hasForm(of: record) != true {
                    next.measure = try ProjectMeasure(record, definitions: next.cache.current(on: db), on: db)
                    next.version = version
                }
                try find(&chunk, id, &next, on: db)
                return next
            }
        }
    }

    /// What a task keeps from chunk to chunk.
    private struct Measuring {
        let start: Int64
        var cache = DefinitionsCache()
        var measure: ProjectMeasure?
        /// The structure that it is compiled against.
        var version: Int64?
    }

    private func find(
        _ chunk: inout Chunk, _ id: Int32, _ state: inout Measuring, on db: isolated Session
    ) throws {
        let (first, end) = (chunk.position, chunk.rangeEnd ?? .max)
        let found = try state.measure?.measure(
            from: first, before: end, limit: Self.productsPerChunk, start: state.start, on: db)
        guard let found else { return }
        let isLast = found.read < Self.productsPerChunk
        let next = isLast ? end : found.last + 1
        guard let project = try ProjectRecord.lock(id, on: db) else { throw ProjectFailure.gone(code) }
        try ProjectNumbers.put(found, first: first, end: next, of: project, on: db)
        chunk.position = next
        chunk.counters.read = found.read
        chunk.counters.done = found.read
        chunk.counters.skipped = found.withoutFamily + found.nothingRequired
        let more = [
            "linked": Int64(found.ids.count), "without_family": found.withoutFamily,
            "nothing_required": found.nothingRequired,
        ]
        chunk.counters.more = more.filter { $0.value > 0 }
        if isLast { chunk.finish() }
    }

    /// Counts, and tells people.
    func count(on db: isolated Session) async throws {
        let id = try project(on: db).id
        let step = context.stepID
        try await context.chunk(on: db) { chunk in
            guard let project = try ProjectRecord.lock(id, on: db) else { throw ProjectFailure.gone(code) }
            let contributors = try ProjectNumbers.count(project, completes: true, on: db)
            if !project.isCalculated { _ = try db.query(ProjectStatements.tell, id) }
            let passed = try db.query(ProjectStatements.passedOver, step)
            Self.note(&chunk, "no_family", try passed.int64(0, 0), "without a family")
            Self.note(&chunk, "no_required_attributes", try passed.int64(0, 1), "without a required attribute")
            if contributors > 0 { chunk.counters.more["contributors"] = contributors }
            chunk.finish()
        }
    }

    private static func note(_ chunk: inout Chunk, _ reason: String, _ count: Int64, _ what: String) {
        guard count > 0 else { return }
        let products = count == 1 ? "1 product" : "\(count) products"
        chunk.warn(
            Warning(reason: reason, message: "\(products) \(what): not part of the project's work", isNote: true))
    }
}
