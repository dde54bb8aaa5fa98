// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogJobs
import CatalogStore
import Imports
import JobEngine
import Postgres
import TestKit
import Testing

@testable import Rules

/// Rules in and out of the database, as jobs.
@Suite(.ownDatabase) struct RuleJobsTests {
    private static let structure: [(String, String)] = [
        ("currency", "code\nEUR\n"), ("locale", "code\nen_US\nfr_FR\n"), ("category", "code;parent\nshop;\n"),
        ("attribute_group", "code\nother\n"), ("channel", "code;tree;locales;currencies\nweb;shop;en_US;EUR\n"),
        (
            "attribute",
            "code;type;group\nsku;pim_catalog_identifier;other\nname;pim_catalog_text;other\ncolor;pim_catalog_simpleselect;other\n"
        ),
        ("attribute_option", "attribute;code;label-fr_FR\ncolor;red;Rouge\n"),
        ("family", "code;attributes\nshoes;sku,name,color\n"),
    ]

    private static let file = """
        rules:
          b_rule:
            priority: -5
            conditions:
              - {field: color, operator: IN, value: [red]}
            actions:
              - {type: set, field: name, value: "x: y"}
            labels: {en_US: Second}
          bad:
            actions:
              - {type: set, field: nane, value: 1}
              - {type: put, field: name}
          a_rule:
            enabled: false
            actions:
              - type: concatenate
                from: [{field: sku}, {text: " "}, {field: COLOR, label_locale: FR_fr}]
                to: {field: name}

        """

    private func load() async throws -> RuleRun {
        let run = try await RuleRun()
        for (job, text) in Self.structure {
            #expect(try await run.run("csv_\(job)_import", text, name: "file.csv").status == "completed")
        }
        return run
    }

    @Test func `an invalid rule is a warning a fault, the others go in, and again they are unchanged`() async throws {
        let run = try await load()
        let report = try await run.run("yml_rule_import", Self.file, name: "rules.yml")
        #expect(report.status == "completed")
        #expect(report.colour == "yellow")
        #expect(report.counters == "read 3, created 2, invalid 1")
        let stored = try await run.value(
            "select string_agg(concat_ws(' ', code, priority, enabled, labels), '; ' order by priority desc, code) from catalog.rule"
        )
        #expect(stored == #"a_rule 0 f {}; b_rule -5 t {"en_US": "Second"}"#)
        let warnings = try await run.value(
            "select string_agg(concat_ws(' ', reason, row, line, identifier, value, message), E'\\n' order by line) from job.warning"
        )
        #expect(
            warnings == """
                rule_invalid 2 11 bad unknown_field row 2 (line 11), bad: rule "bad": action 1 (set): no attribute "nane"; did you mean "name"?
                rule_invalid 2 12 bad unknown_action row 2 (line 12), bad: rule "bad": action 2 (put): no action "put"; known are set, add, remove, copy, clear, concatenate, calculate
                """)
        let refused = try await run.value("select convert_from(bytes, 'UTF8') from job.invalid_item")
        #expect(refused.hasPrefix("  bad:\n    actions:\n"))
        #expect(refused.hasSuffix("{type: put, field: name}\n"))

        let again = try await run.run("yml_rule_import", Self.file, name: "rules.yml")
        #expect(again.counters == "read 3, unchanged 2, invalid 1")
        let changed = Self.file.replacing("b_rule:\n    priority: -5", with: "B_RULE:\n    priority: 7")
        #expect(
            try await run.run("yml_rule_import", changed, name: "r.yaml").counters
                == "read 3, updated 1, unchanged 1, invalid 1")
        #expect(
            try await run.value("select string_agg(code || priority, ' ') from catalog.rule where priority = 7")
                == "b_rule7")
    }

    @Test func `an export sorted by code comes in again as it is`() async throws {
        let run = try await load()
        _ = try await run.run("yml_rule_import", Self.file, name: "rules.yml")
        let export = try await run.run("yml_rule_export", nil, name: "")
        #expect(export.status == "completed")
        #expect(export.counters == "read 2, written 2")
        let text = export.output
        #expect(try RuleFile(Array(text.utf8)).entries.map(\.rule.code) == ["a_rule", "b_rule"])
        #expect(text.contains("    labels:\n      en_US: Second\n"))
        #expect(try await run.run("yml_rule_import", text, name: "rules.yml").counters == "read 2, unchanged 2")
        #expect(try await run.run("yml_rule_export", nil, name: "").output == text)
    }

    @Test(arguments: [
        ("rules: {a: [", "rules.yml", "invalid_yaml"), ("", "rules.yml", "empty_file"),
        ("rules: {}", "rules.csv", "unsupported_extension"),
    ])
    func `what is no file of rules fails, and says where`(text: String, name: String, reason: String) async throws {
        let run = try await RuleRun()
        let report = try await run.run("yml_rule_import", text, name: name)
        #expect(report.status == "failed")
        #expect(report.error == reason)
    }

    @Test func `rules are switched on and off, read in their order, and explained by their labels`() async throws {
        let run = try await load()
        _ = try await run.run("yml_rule_import", Self.file, name: "rules.yml")
        _ = try await run.run("csv_product_import", "sku;family;color\nP1;shoes;red\n", name: "p.csv")
        let session = try await Session.connect(try TestDatabase.current.options(user: run.person), name: "person")
        let explanation = try await session.perform { db -> RuleExplanation in
            #expect(try RuleStore.load(on: db).map(\.code) == ["a_rule", "b_rule"])
            #expect(try RuleStore.enable("A_RULE", true, on: db))
            #expect(try RuleStore.load(codes: ["A_rule"], on: db).map(\.isEnabled) == [true])
            let rules = try RuleStore.load(codes: ["a_rule"], on: db)
            let definitions = try DefinitionsStore.load(on: db)
            let labels = try RuleStore.labels(for: rules, definitions: definitions, on: db)
            let program = RuleProgram(
                rules, definitions: definitions, context: FilterContext(start: 0), labels: labels)
            let item = try #require(try RuleItemReader.find("p1", on: db))
            #expect(try RuleItemReader.find("nobody", on: db) == nil)
            return try RuleExplanation(
                program, item, targets: try RuleItemReader.targets(of: program, on: db),
                media: try RuleItemReader.media(of: program, on: db), labels: labels)
        }
        await session.close()
        #expect(explanation.isSelected == true)
        #expect(explanation.changes)
        #expect(explanation.actions.map(\.text) == ["concatenate name"])
        #expect(explanation.actions[0].changes == [.init(action: 0, field: "name", before: nil, after: "P1 Rouge")])
    }
}
