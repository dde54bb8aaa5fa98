// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

@testable import Catalog
@testable import CatalogStore

/// The database and the evaluator in memory select the same, each by its own means.
@Suite(.ownDatabase) struct FilterComparisonTests {
    /// `CHANTIER_TEST_SEED` tries another sequence; a failure names its seed.
    private static let seed = getenv("CHANTIER_TEST_SEED").flatMap { UInt64(String(cString: $0)) } ?? 20_260_715
    private static let context = FilterContext(
        start: FilterWorld.start, lastStarts: ["erp": FilterWorld.start - 86_400_000_000])

    private static func connect() async throws -> Session {
        let session = try await Session.connect(try TestDatabase.current, name: "filters")
        try await session.run(script: FilterWorld.structure)
        return session
    }

    @Test(.timeLimit(.minutes(40)))
    func `every operator of every field selects in the database what it selects in memory`() async throws {
        try await Self.connect().perform { db in
            var dice = SeededRandom(seed: Self.seed)
            let definitions = try DefinitionsStore.load(on: db)
            try FilterWorld.fill(&dice, products: 240, definitions: definitions, on: db)
            let names = try FilterWorld.names(on: db)
            var conditions: [(name: String, json: String)] = []
            for (field, operators) in RandomCondition.fields(definitions) {
                for sign in operators {
                    for _ in 0..<6 {
                        let json = RandomCondition.make(field, sign, &dice, definitions, names: names)
                        conditions.append(("\(field) \(sign.rawValue)", json))
                    }
                }
            }
            let filters = try conditions.map {
                try Filter(json: Array("[\($0.json)]".utf8), definitions: definitions, context: Self.context)
            }
            let program = FilterProgram(filters, definitions: definitions)
            let rows = try FilterRows(program, definitions: definitions, on: db)
            var selecting: [String: (some: Bool, notAll: Bool)] = [:]
            for (place, condition) in conditions.enumerated() {
                for entity in FilterEntity.allCases {
                    let expected = rows.selected(place, entity, program)
                    let found = try FilterStore.page(
                        filters[place], entity, definitions: definitions, after: 0, limit: 1_000, on: db)
                    #expect(found == expected, "seed \(Self.seed), \(entity), \(condition.json)")
                    let all = rows.ids[entity]?.count ?? 0
                    let before = selecting[condition.name] ?? (false, false)
                    selecting[condition.name] = (before.some || !found.isEmpty, before.notAll || found.count < all)
                }
            }
            // Comparing nothing with nothing would hold, too.
            for (name, selects) in selecting {
                #expect(selects.some || ["created EMPTY", "updated EMPTY"].contains(name), "\(name) never selects")
                #expect(
                    selects.notAll || ["created NOT EMPTY", "updated NOT EMPTY"].contains(name), "\(name) selects all")
            }
        }
    }

    @Test func `several conditions must all be met, a page goes on behind the last id, and the count is of all`()
        async throws
    {
        try await Self.connect().perform { db in
            var dice = SeededRandom(seed: Self.seed &+ 1)
            let definitions = try DefinitionsStore.load(on: db)
            try FilterWorld.fill(&dice, products: 240, definitions: definitions, on: db)
            let json = """
                [{"field": "enabled", "operator": "=", "value": true}, {"field": "family", "operator": "IN", "value": ["lamps", "few"]},
                 {"field": "categories", "operator": "NOT IN CHILDREN", "value": ["a"]}]
                """
            let filter = try Filter(json: Array(json.utf8), definitions: definitions, context: Self.context)
            let program = FilterProgram([filter], definitions: definitions)
            let expected = try FilterRows(program, definitions: definitions, on: db).selected(0, .products, program)
            #expect(expected.count > 20)
            var (walked, last): ([Int64], Int64) = ([], 0)
            for _ in 0...expected.count {
                let page = try FilterStore.page(
                    filter, .products, definitions: definitions, after: last, limit: 7, on: db)
                guard let end = page.last else { break }
                walked += page
                last = end
            }
            #expect(walked == expected)
            #expect(try FilterStore.count(filter, .products, definitions: definitions, on: db) == expected.count)
            #expect(
                try FilterStore.count(
                    filter, .products, definitions: definitions, from: expected[3], through: expected[9], on: db) == 6)
            #expect(try FilterStore.highestID(.products, on: db) == 300)
            #expect(try FilterStore.count(.everything, .productModels, definitions: definitions, on: db) == 60)
        }
    }

    @Test func `no text of a person stands in the SQL`() throws {
        let definitions = FilterWorld.definitions
        let bad = "x'); drop table catalog.product; --"
        let json = """
            [{"field": "Name", "operator": "CONTAINS", "value": "\(bad)"}, {"field": "identifier", "operator": "IN", "value": ["\(bad)"]},
             {"field": "id", "operator": "IN", "value": ["product_model_\(bad)"]}, {"field": "parent", "operator": "IN", "value": ["\(bad)"]}]
            """
        let filter = try Filter(json: Array(json.utf8), definitions: definitions, context: Self.context)
        for entity in FilterEntity.allCases {
            let sql = FilterSQL(filter, entity, definitions: definitions, firstParameter: 4)
            #expect(!sql.condition.contains("drop"))
            #expect(sql.condition.contains("$4"))
            #expect(!sql.condition.contains("$3"))
            #expect(sql.condition.contains("$\(3 + sql.parameters.count)::"))
        }
    }

    @Test func `every letter of Unicode is found without case as the program folds it`() async throws {
        try await Session.connect(try TestDatabase.current, name: "letters").perform { db in
            let definitions = FilterWorld.definitions
            try db.run(script: FilterWorld.structure)
            // One product for each letter that has a case, the text being the letter between others.
            let letters =
                (UInt32(0x80)...0x1_FFFF).compactMap(Unicode.Scalar.init).filter {
                    $0.properties.changesWhenLowercased || $0.properties.changesWhenUppercased
                } + "AZkKiI".unicodeScalars
            try db.execute(
                Statement(
                    "letters",
                    """
                    insert into catalog.product (id, values, created_at, updated_at)
                    select l.place, jsonb_build_object('Name', 'x' || l.letter || 'y'), now(), now() from unnest($1::text[]) with ordinality l (letter, place)
                    """), letters.map { String(Character($0)) })
            #expect(letters.count > 2_700)
            // All letters that fold to the same: what a search for one of them finds. By scalar: texts that differ only in how
            // they are composed are equal to Swift, and not to a filter.
            var classes: [Unicode.Scalar: [Int64]] = [:]
            for (place, letter) in letters.enumerated() {
                let key = folded(String(Character(letter))).unicodeScalars
                if key.count == 1, let first = key.first { classes[first, default: []].append(Int64(place + 1)) }
            }
            for (key, ids) in classes {
                let json = "[{\"field\": \"Name\", \"operator\": \"=\", \"value\": \"X\(key)Y\"}]"
                let filter = try Filter(json: Array(json.utf8), definitions: definitions, context: Self.context)
                let found = try FilterStore.page(
                    filter, .products, definitions: definitions, after: 0, limit: 100, on: db)
                #expect(found == ids, "U+\(String(key.value, radix: 16))")
            }
        }
    }
}

extension FilterWorld {
    /// A structure without families, for tests without a database.
    static let definitions: Definitions = {
        var source = Definitions.Source()
        var name = AttributeEntry(code: "Name")
        name.type = "pim_catalog_text"
        source.attributes = [name]
        return Definitions(source)
    }()
}
