// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import Postgres
import TestKit
import Testing

@testable import Edits

/// What is selected, counted before the launch, previewed and refused.
@Suite(.ownDatabase) struct SelectionTests {
    private func shop() async throws -> EditBench {
        let bench = try await EditBench()
        try await Shop.load(bench)
        return bench
    }

    @Test func `what is counted before the launch is what the edit reads, as anybody sees it`() async throws {
        let bench = try await shop()
        let filters = [
            "[]", EditBench.products("deep", "red-s", "lamp-1"),
            #"[{"field": "self_and_ancestor.id", "operator": "IN", "value": ["product_model_deep"]}]"#,
            #"[{"field": "entity_type", "operator": "=", "value": "product_model"}]"#,
            #"[{"field": "watts", "operator": ">", "value": 9}]"#,
        ]
        let edits = [
            ("edit_common_attributes", EditBench.set("watts", "1")),
            ("update_product_value", EditBench.field("enabled", "true")),
            ("add_to_category", EditBench.field("categories", #"["master"]"#)),
        ]
        for filter in filters {
            for (job, actions) in edits {
                let outlook = try await bench.person.perform { db in
                    try EditOutlook.count(job, filters: JSONB(filter), actions: actions, on: db)
                }
                let report = try await bench.edit(job, filter, actions, preview: true)
                #expect(report.status == "completed", "\(report)")
                let read = report.summary.split(separator: ",").first.map(String.init) ?? "read 0"
                #expect(read == "read \(outlook?.total ?? -1)", "\(filter) \(job) \(report)")
            }
        }
    }

    @Test func `what a deletion comes to is counted with all below its models, or said to be unknown yet`() async throws
    {
        let bench = try await shop()
        func count(_ filter: String) async throws -> EditOutlook? {
            try await bench.person.perform { db in try EditOutlook.countDeletion(JSONB(filter), on: db) }
        }
        #expect(try await count(EditBench.products("deep", "lamp-1")) == EditOutlook(models: 3, products: 4))
        #expect(try await count(EditBench.products("nobody")) == EditOutlook())
        let sinceLast = #"[{"field": "updated", "operator": "SINCE LAST JOB", "value": "erp"}]"#
        #expect(try await count(sinceLast) == nil)
        await #expect(throws: (any Error).self) { try await count("null") }
    }

    @Test func `each item is visited once, also when the edit makes it match no more, or others match`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "edit_common_attributes", #"[{"field": "watts", "operator": "=", "value": 5}]"#,
            EditBench.set("watts", "6"),
            workers: 2)
        #expect(report.summary == "read 2, updated 2", "\(report)")
    }

    @Test func `a preview counts what the run counts, lists the changes and writes nothing`() async throws {
        let bench = try await shop()
        let before = try await bench.digest()
        let filter = #"[{"field": "family", "operator": "IN", "value": ["lamps"]}]"#
        let preview = try await bench.edit(
            "edit_common_attributes", filter, EditBench.set("watts", "7"), preview: true, workers: 2)
        #expect(preview.status == "completed", "\(preview)")
        #expect(try await bench.digest() == before)
        #expect(
            try await bench.text("select count(*)::text from catalog.history where execution_id = \(preview.execution)")
                == "0")
        let changes = try await bench.text(
            """
            select convert_from(string_agg(p.bytes, '' order by p.ordinal), 'UTF8')
              from job.artifact a join job.piece p on p.artifact_id = a.id
             where a.execution_id = \(preview.execution) and a.name = 'changes.csv'
            """)
        let lines = changes.split(separator: "\n").map(String.init).sorted()
        #expect(lines.contains("lamp-1;watts;5;7"), "\(lines)")
        #expect(lines.contains("deep;watts;10;7"), "\(lines)")
        let run = try await bench.edit("edit_common_attributes", filter, EditBench.set("watts", "7"))
        #expect(preview.summary.replacing("would_update ", with: "") != "")
        #expect(preview.summary == "read 13, skipped 7, not_applicable 7, would_update 6", "\(preview)")
        #expect(run.summary == "read 13, updated 6, skipped 7, not_applicable 7", "\(run)")
        #expect(lines.count == 7)
    }

    @Test(arguments: [
        ("edit_common_attributes", "null", "[]", "selection_invalid: nothing is selected"),
        (
            "edit_common_attributes", "[]", #"[{"normalized_values": {"nope": []}}]"#,
            #"actions_invalid: action 1 (nope): no attribute "nope""#
        ),
        (
            "add_to_group", #"[{"field": "nope", "operator": "IN", "value": []}]"#,
            #"[{"field": "groups", "value": ["summer"]}]"#, "filter_invalid: condition 1: unknown field \"nope\""
        ),
        (
            "convert_to_simple_products", "[]", #"[{"field": "parent"}]"#,
            "actions_invalid: actions must be an empty list"
        ),
        ("change_parent_product", "[]", #"[{"field": "parent", "value": "x"}]"#, #"no product model "x""#),
    ])
    func `a launch that says nothing that can be done is refused`(
        job: String, filters: String, actions: String, why: String
    ) async throws {
        let bench = try await shop()
        do {
            _ = try await bench.launch(job, filters, actions)
            Issue.record("launched")
        } catch let error as PostgresError {
            #expect(error.message.contains(why), "\(error.message)")
        }
    }

    @Test(arguments: [
        ("watts", #""x""#, #"actions_invalid: watts: not a number"#),
        ("watts", "-1", "actions_invalid: watts: must be 0 or more"),
        ("color", #""green""#, #"actions_invalid: color: no option "green""#),
        ("weight", #"{"amount": 1, "unit": "METER"}"#, #"actions_invalid: weight: no unit "METER" in Weight"#),
        ("weight", "3", "actions_invalid: action 1 (weight): data must be an amount with its unit"),
        ("price", #"[{"amount": 1, "currency": "GBP"}]"#, #"actions_invalid: price: currency "GBP" is not active"#),
        ("sold_on", #""2026-02-30""#, "actions_invalid: sold_on: not a day"),
        ("name", #""x""#, #"actions_invalid: write "name-<locale>""#),
        ("sku", #""x""#, "actions_invalid: action 1 (sku): an identifier belongs to one product; import it"),
        ("picture", #""a.jpg""#, "actions_invalid: action 1 (picture): data must be null"),
        ("features", #"["a", "A"]"#, #"actions_invalid: features: "A" twice"#),
    ])
    func `a value that no item can have ends the edit before any item is visited`(
        attribute: String, data: String, why: String
    ) async throws {
        let bench = try await shop()
        let report = try await bench.edit("edit_common_attributes", "[]", EditBench.set(attribute, data))
        #expect(report.status == "failed")
        #expect(report.errors.first?.hasPrefix(why) == true, "\(report.errors)")
        #expect(report.summary == "")
    }
}
