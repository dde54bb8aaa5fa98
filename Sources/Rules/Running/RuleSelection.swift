// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogJobs
import CatalogStore
import JobEngine
import Postgres

/// The first task of a run of rules: finds the items that it visits and keeps their ids, in order.
///
/// It is asked before anything is changed and never again, so each item is visited once, and what comes to be after the launch is not
/// visited at all.
struct RuleSelection {
    /// Products that are found in one chunk.
    private static let productsPerChunk: Int64 = 200_000

    let context: TaskContext
    let setup: RuleSetup
    let reach: RuleExecution.Reach

    /// Where the task stands: the product models are found first, in one chunk.
    private struct Checkpoint: Codable {
        var selected: RuleSelected
    }

    /// Finds all; the step's facts then say how many there are.
    func run(on db: isolated Session) async throws {
        let filter = try restriction(on: db)
        while !context.isFinished {
            let before = try context.checkpoint(as: Checkpoint.self)
            try await context.chunk(on: db) { chunk in
                if let before {
                    try findProducts(filter, before.selected, into: &chunk, on: db)
                } else {
                    try findModels(filter, into: &chunk, on: db)
                }
            }
        }
    }

    /// The parameter `filters`; nothing given restricts nothing.
    private func restriction(on db: isolated Session) throws -> Filter {
        guard let json = setup.filters, json.text != "null" else { return .everything }
        let filterContext = FilterContext(
            start: setup.start, channel: setup.definitions.channels.first?.code,
            lastStarts: try FilterStore.lastStarts(
                of: Filter.profiles(in: json.bytes), execution: context.executionID, on: db))
        do throws(FilterFaults) {
            return try Filter(json: json.bytes, definitions: setup.definitions, context: filterContext)
        } catch {
            throw RuleFailure.invalidFilter(error.sentences.joined(separator: "; "))
        }
    }

    private var prefilter: RulePrefilter { RulePrefilter(setup.program) }
    private var startTime: PostgresTimestamp { PostgresTimestamp(microsecondsSince1970: setup.start) }

    private func findModels(_ filter: Filter, into chunk: inout Chunk, on db: isolated Session) throws {
        // Without a rule there is nothing to visit.
        guard !setup.program.rules.isEmpty else { return try finish(RuleSelected(), into: &chunk) }
        var selected = RuleSelected(isOrdered: setup.isOrdered)
        let (roots, subModels): ([Int64], [Int64])
        switch reach {
        case .catalogue:
            let (condition, parameters) = prefilter.sql(
                and: filter, .productModels, definitions: setup.definitions, start: startTime, firstParameter: 2)
            func find(areRoots: Bool) throws -> [Int64] {
                try Self.query(
                    RuleStatements.models(condition, areRoots: areRoots), [setup.launched] + parameters, on: db
                ).int64Array(0, 0)
            }
            (roots, subModels) = (try find(areRoots: true), try find(areRoots: false))
        case .touched:
            func find(_ kind: String) throws -> [Int64] {
                try db.query(RuleStatements.touched(kind), context.executionID, context.month, Int64(0), Int64.max)
                    .int64Array(0, 0)
            }
            (roots, subModels) = (try find("root"), try find("sub"))
        }
        selected.roots = Int64(roots.count)
        selected.subModels = Int64(subModels.count)
        try SelectionPages.keep(roots + subModels, from: 0, .productModel, of: context.executionID, on: db)
        chunk.position = 1
        chunk.checkpoint = try JSONB(encoding: Checkpoint(selected: selected))
    }

    /// Products in the order of their ids; the position is one more than the last id found.
    private func findProducts(
        _ filter: Filter, _ before: RuleSelected, into chunk: inout Chunk, on db: isolated Session
    ) throws {
        var selected = before
        let ids: [Int64]
        let last = chunk.position - 1
        switch reach {
        case .catalogue:
            let (condition, parameters) = prefilter.sql(
                and: filter, .products, definitions: setup.definitions, start: startTime, firstParameter: 4)
            let first: [any PostgresEncodable] = [last, setup.launched, Self.productsPerChunk]
            ids = try Self.query(RuleStatements.products(condition), first + parameters, on: db).int64Array(0, 0)
        case .touched:
            ids = try db.query(
                RuleStatements.touched("product"), context.executionID, context.month, last, Self.productsPerChunk
            ).int64Array(0, 0)
        }
        try SelectionPages.keep(ids, from: selected.products, .product, of: context.executionID, on: db)
        selected.products += Int64(ids.count)
        if let last = ids.last { chunk.position = last + 1 }
        if Int64(ids.count) < Self.productsPerChunk {
            try finish(selected, into: &chunk)
        } else {
            chunk.checkpoint = try JSONB(encoding: Checkpoint(selected: selected))
        }
    }

    private func finish(_ selected: RuleSelected, into chunk: inout Chunk) throws {
        chunk.setTotal(selected.total)
        chunk.setFacts(try JSONB(encoding: selected))
        chunk.finish()
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
