// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// Links and the requirements of families.
@Suite(.ownDatabase) struct EditLinkTests {
    private func shop() async throws -> EditBench {
        let bench = try await EditBench()
        try await Shop.load(bench)
        return bench
    }

    private static let links = """
        select string_agg(concat_ws(' ', coalesce(p.identifier, m.code), a.type, coalesce(t.identifier, n.code, a.target_group), a.quantity), '; '
                          order by coalesce(p.identifier, m.code), a.type, coalesce(t.identifier, n.code, a.target_group))
          from catalog.association a
          left join catalog.product p on a.owner_kind = 'product' and p.id = a.owner_id
          left join catalog.product_model m on a.owner_kind = 'product_model' and m.id = a.owner_id
          left join catalog.product t on a.target_kind = 'product' and t.id = a.target_id
          left join catalog.product_model n on a.target_kind = 'product_model' and n.id = a.target_id
        """

    @Test func `links come to those that are there, and a quantity gives way`() async throws {
        let bench = try await shop()
        let some = EditBench.products("lamp-1", "deep")
        let first = try await bench.edit(
            "add_association", some,
            #"[{"field": "associations", "value": {"X_SELL": {"products": ["lamp-2"], "groups": ["summer"]}}}, {"field": "quantified_associations", "value": {"PACK": {"products": [{"identifier": "chair-1", "quantity": 2}]}}}]"#
        )
        #expect(first.summary == "read 2, updated 2", "\(first)")
        let second = try await bench.edit(
            "add_association", some,
            #"[{"field": "associations", "value": {"X_SELL": {"products": ["LAMP-2"], "product_models": ["flat"]}}}, {"field": "quantified_associations", "value": {"PACK": {"products": [{"identifier": "chair-1", "quantity": 5}]}}}]"#
        )
        #expect(second.summary == "read 2, updated 2", "\(second)")
        #expect(
            try await bench.text(Self.links)
                == "deep PACK chair-1 5; deep X_SELL flat; deep X_SELL lamp-2; deep X_SELL summer; lamp-1 PACK chair-1 5; lamp-1 X_SELL flat; lamp-1 X_SELL lamp-2; lamp-1 X_SELL summer"
        )
        let third = try await bench.edit(
            "add_association", some,
            #"[{"field": "associations", "value": {"X_SELL": {"products": ["lamp-2"]}}}]"#)
        #expect(third.summary == "read 2, unchanged 2")
    }

    @Test func `a two-way link brings its inverse, and none leads back to the item itself`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "add_association", EditBench.products("lamp-1", "lamp-2"),
            #"[{"field": "associations", "value": {"TWIN": {"products": ["lamp-2"]}}}]"#)
        #expect(report.summary == "read 2, updated 1, invalid 1", "\(report)")
        #expect(report.reasons == ["lamp-2 self_association"])
        #expect(try await bench.text(Self.links) == "lamp-1 TWIN lamp-2; lamp-2 TWIN lamp-1")
    }

    @Test func `a target that is not there leaves all items as they are`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "add_association", EditBench.products("lamp-1"),
            #"[{"field": "associations", "value": {"X_SELL": {"products": ["nobody", "lamp-2"]}}}]"#)
        #expect(report.summary == "read 1, invalid 1")
        #expect(report.messages == [#"lamp-1, X_SELL-products: no product "nobody""#])
        #expect(try await bench.text("select count(*)::text from catalog.association") == "0")
    }

    @Test func `families get requirements, and attributes that they lack`() async throws {
        let bench = try await shop()
        let actions =
            #"[{"attribute_code": "watts", "channel_code": "web", "is_required": true}, {"attribute_code": "name", "channel_code": "web", "is_required": true}]"#
        let report = try await bench.edit("set_attribute_requirements", "[]", actions)
        #expect(report.summary == "read 2, updated 2", "\(report)")
        let chairs = try await bench.text(
            "select attributes::text || (requirements ->> 'web') from catalog.family where code = 'chairs'")
        #expect(chairs == #"{color,name,sku,watts}["name", "sku", "watts"]"#)
        let again = try await bench.edit("set_attribute_requirements", "[]", actions)
        #expect(again.summary == "read 2, unchanged 2", "\(again)")
        let one = try await bench.edit(
            "set_attribute_requirements", #"[{"field": "code", "operator": "NOT IN", "value": ["chairs"]}]"#,
            #"[{"attribute_code": "watts", "channel_code": "web", "is_required": false}]"#)
        #expect(one.summary == "read 1, updated 1")
        let lamps = try await bench.text("select requirements ->> 'web' from catalog.family where code = 'lamps'")
        #expect(lamps == #"["name", "sku"]"#)
    }
}
