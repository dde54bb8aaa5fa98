// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@Suite(.ownDatabase) struct UndoPropertyTests {
    private static let lines = """
        select identifier || ' ' || concat_ws(' ', 'ean=' || (values ->> 'ean'), 'name=' || (values ->> 'name'), 'note=' || (values ->> 'note'))
          from catalog.product order by (identifier || ' ' || concat_ws(' ', 'ean=' || (values ->> 'ean'), 'name=' || (values ->> 'name'),
                                                                        'note=' || (values ->> 'note'))) collate "C"
        """

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `any sequence of imports, edits, deletions and undos comes out as in a simple model, with the same counters`(
        _ seed: UInt64
    ) async throws {
        let bench = try await UndoBench()
        var (random, model, ean) = (SeededRandom(seed: seed), UndoModel(), 0)
        var done: [(number: Int, outcome: UndoBench.Outcome)] = []
        for step in 1...18 {
            let skus = (1...12).map { "P\($0)" }.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
            let what = Int.random(in: 0..<10, using: &random)
            if what < 4 || done.isEmpty {
                guard !skus.isEmpty else { continue }
                let fields = ["name", "note", "ean"].filter { _ in Bool.random(using: &random) }
                let records = skus.map { sku in
                    let values = fields.map { field -> (String, String) in
                        if field == "ean" {
                            ean += 1
                            return (field, Bool.random(using: &random) ? "\(ean)" : "")
                        }
                        return (field, ["", "a", "b", "c"].randomElement(using: &random) ?? "")
                    }
                    return (sku: sku, fields: Dictionary(uniqueKeysWithValues: values))
                }
                let header = (["sku", "family"] + fields).joined(separator: ";")
                let rows = records.map { record in
                    ([record.sku, "lamps"] + fields.map { record.fields[$0] ?? "" }).joined(separator: ";")
                }
                let outcome = try await bench.run(
                    "csv_product_import", ([header] + rows).joined(separator: "\n") + "\n", slots: 2)
                try #require(outcome.colour == "green", "\(seed).\(step): \(outcome)")
                done.append((model.importing(records), outcome))
            } else if what == 4 {
                let outcome = try await bench.run(
                    "delete_products_and_product_models", parameters: "{\(Self.selection(skus))}", slots: 2)
                let (number, counts) = model.deleting(skus)
                #expect(outcome.summary == counts.summary, "\(seed).\(step)")
                done.append((number, outcome))
            } else if what < 7 {
                let field = Bool.random(using: &random) ? "name" : "note"
                let value = ["", "a", "b", "c"].randomElement(using: &random) ?? ""
                let outcome = try await bench.run(
                    "edit_common_attributes", parameters: Self.edit(skus, field, value), slots: 2)
                let (number, counts) = model.editing(skus, field, value)
                #expect(outcome.summary == counts.summary, "\(seed).\(step): \(outcome.warnings)")
                done.append((number, outcome))
            } else {
                let target = done[Int.random(in: max(0, done.count - 5)..<done.count, using: &random)]
                guard try await Self.hasHistory(target.outcome.id) else { continue }
                let outcome = try await bench.undo(target.outcome, slots: 2)
                try #require(outcome.status == "completed", "\(seed).\(step): \(outcome)")
                let (number, counts) = model.undoing(target.number)
                #expect(outcome.summary == counts.summary, "\(seed).\(step): \(outcome.warnings)")
                done.append((number, outcome))
            }
            #expect(try await UndoBench.texts(Self.lines) == model.lines, "\(seed).\(step)")
        }
        #expect(
            try await UndoBench.text(
                """
                select count(*)::text from catalog.unique_value v
                 where not exists (select from catalog.product p where p.id = v.product_id and p.values ->> v.attribute = v.value_key)
                """) == "0")
    }

    private static func selection(_ skus: [String]) -> String {
        let list = skus.map { "\"\($0)\"" }.joined(separator: ",")
        return #""filters":[{"field":"identifier","operator":"IN","value":[\#(list)]}]"#
    }

    /// The parameters that set a field; an empty value clears.
    private static func edit(_ skus: [String], _ field: String, _ value: String) -> String {
        let data = value.isEmpty ? "null" : "\"\(value)\""
        return """
            {\(selection(skus)), "actions": [{"normalized_values": {"\(field)": [{"locale": null, "scope": null, "data": \(data)}]}}]}
            """
    }

    /// An execution that changed nothing cannot be undone.
    private static func hasHistory(_ execution: Int64) async throws -> Bool {
        try await UndoBench.text("select exists (select from catalog.history where execution_id = \(execution))::text")
            == "true"
    }
}
