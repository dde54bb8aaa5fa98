// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
package import Postgres

/// What a run of rules would visit, asked before it is launched; nothing is written.
package struct RuleOutlook: Sendable, Equatable {
    /// Rules that would run.
    package var rules: Int
    /// Product models that the rules can select, at most: some conditions are only asked of each item in memory.
    package var models: Int64
    /// Products, likewise.
    package var products: Int64

    /// Counts for rules by their codes, or for all that are enabled.
    ///
    /// Throws a `StepFailure` for a filter that a launch would be refused for.
    package static func count(codes: [String], filters: JSONB, on db: isolated Session) throws -> RuleOutlook {
        let definitions = try DefinitionsStore.load(on: db)
        let start = try DatabaseClock.now(on: db)
        let context = FilterContext(
            start: start.microsecondsSince1970, channel: definitions.channels.first?.code)
        let rules = try RuleStore.load(codes: codes.isEmpty ? nil : codes, on: db).filter(\.isEnabled)
        let program = RuleProgram(rules, definitions: definitions, context: context)
        let filter: Filter
        do throws(FilterFaults) {
            filter = try Filter(json: filters.bytes, definitions: definitions, context: context)
        } catch {
            throw RuleFailure.invalidFilter(error.sentences.joined(separator: "; "))
        }
        var outlook = RuleOutlook(rules: program.rules.count, models: 0, products: 0)
        guard !program.rules.isEmpty else { return outlook }
        let prefilter = RulePrefilter(program)
        func count(_ entity: FilterEntity) throws -> Int64 {
            let (condition, parameters) = prefilter.sql(
                and: filter, entity, definitions: definitions, start: start, firstParameter: 1)
            return try db.query(
                Statement(
                    "count for rules",
                    "select count(*) from \(entity.table) \(entity.joins) where \(condition)", prepare: false),
                parameters: parameters
            ).int64(0, 0)
        }
        outlook.models = try count(.productModels)
        outlook.products = try count(.products)
        return outlook
    }
}
