// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// Every rule of structure files: the record that breaks it, its warning, and the records around it written.
@Suite(.ownDatabase) struct StructureRuleTests {
    struct Area: Sendable, CustomTestStringConvertible {
        let entity: String
        let columns: [String]
        let neighbour: @Sendable (Int) -> [String: String]
        let rules: [Rule]
        /// Counts the sound records that were written.
        let count: String
        var testDescription: String { entity }
    }

    @Test(arguments: SmallStructureRules.areas + LargeStructureRules.areas + PeopleRules.areas)
    func `each record that breaks a rule has its warning, and all others are written`(area: Area) async throws {
        let run = try await ImportRun()
        try await RuleShop.loadStructure(run)
        let file = RuleFile(columns: area.columns, rules: area.rules, neighbour: area.neighbour)
        let report = try await run.run("csv_\(area.entity)_import", file.text)
        #expect(report.status == "completed", "\(report.errors)")
        file.check(report)
        #expect(
            report.summary()
                == "read \(2 * area.rules.count + 1), created \(file.neighbours), invalid \(area.rules.count)")
        #expect(try await value(area.count) == "\(file.neighbours)")
    }

    @Test func `a thousand attribute groups are enough`() async throws {
        let run = try await ImportRun()
        _ = try await value(
            """
            insert into catalog.attribute_group (code, code_key)
            select 'g' || n, 'g' || n from generate_series(1, 999) n returning '1'
            """)
        let report = try await run.run("csv_attribute_group_import", "code;sort_order\nlast;1\nover;2\ng7;3\n")
        #expect(report.reasons == ["2 too_many_attribute_groups"])
        #expect(report.summary() == "read 3, created 1, updated 1, invalid 1")
        #expect(report.warnings.first?.message == "row 2 (line 3), over, code: there are 1000 groups already")
        #expect(
            try await value("select count(*)::text from catalog.attribute_group where code in ('last', 'over')") == "1")
    }
}
