// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

@testable import Catalog
@testable import CatalogStore

/// A launch checks filters in the database, a worker in the program: the two must say the same.
@Suite(.ownDatabase) struct FilterFaultTests {
    private static let seed = getenv("CHANTIER_TEST_SEED").flatMap { UInt64(String(cString: $0)) } ?? 20_260_716
    private static let faults = Statement("faults", "select catalog.filter_faults($1, $2, $3)")

    /// What only the database knows: product models and profiles.
    private static func isCommon(_ sentence: String) -> Bool {
        !sentence.contains("unknown product model") && !sentence.contains("unknown profile")
    }

    @Test func `the database and the program find the same faults and say them in the same words`() async throws {
        try await Session.connect(try TestDatabase.current, name: "faults").perform { db in
            try db.run(script: FilterWorld.structure)
            let definitions = try DefinitionsStore.load(on: db)
            let fields = RandomCondition.fields(definitions)
            var dice = SeededRandom(seed: Self.seed)
            var (refused, accepted) = (0, 0)
            for _ in 0..<2_000 {
                let json = BrokenCondition.filter(&dice, fields)
                let (channel, locales): (String?, [String]) = dice.chance(50) ? ("web", ["fr_FR"]) : (nil, [])
                let context = FilterContext(start: FilterWorld.start, channel: channel, locales: locales)
                var sentences: [String] = []
                do throws(FilterFaults) {
                    _ = try Filter(json: Array(json.utf8), definitions: definitions, context: context)
                    accepted += 1
                } catch {
                    sentences = error.sentences
                    refused += 1
                }
                let found = try db.query(Self.faults, JSONB(json), channel, locales).textArray(0, 0)
                #expect(found.filter(Self.isCommon) == sentences, "seed \(Self.seed): \(json)")
            }
            #expect(refused > 500)
            #expect(accepted > 50)
        }
    }

    @Test func `what only the database knows is refused there`() async throws {
        try await Session.connect(try TestDatabase.current, name: "faults").perform { db in
            let json = """
                [{"field": "parent", "operator": "IN", "value": ["nobody"]}, {"field": "updated", "operator": "SINCE LAST JOB", "value": "erp"}]
                """
            let found = try db.query(Self.faults, JSONB(json), nil as String?, [String]()).textArray(0, 0)
            #expect(
                found == [
                    "condition 1 (parent IN): unknown product model \"nobody\"",
                    "condition 2 (updated SINCE LAST JOB): unknown profile \"erp\"",
                ])
        }
    }

    @Test func `the database knows the units of the program`() async throws {
        try await Session.connect(try TestDatabase.current, name: "units").perform { db in
            let rows = try db.query(
                Statement(
                    "units",
                    "select u.key, array(select jsonb_array_elements_text(u.value)) from jsonb_each(catalog._measurement_units()) u"
                ))
            var known: [String: Set<String>] = [:]
            for row in 0..<rows.count { known[try rows.text(row, 0)] = Set(try rows.textArray(row, 1)) }
            let expected = MeasurementFamily.all.map { (folded($0.code), Set($0.units.map(folded))) }
            #expect(known == Dictionary(uniqueKeysWithValues: expected))
        }
    }
}
