// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

/// Calculations, and what follows changes.
@Suite(.ownDatabase) struct ProjectJobTests {
    @Test func `a calculation counts, says what is not its work, and tells contributors once`() async throws {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        let execution = try await bench.create("Spring", due: 30)
        try await ProjectBench.work(slots: 2)
        let report = try await bench.report(execution)
        #expect(report.status == "completed")
        #expect(
            report.summary
                == "read 9, skipped 2, contributors 2, linked 7, nothing_required 1, without_family 1")
        #expect(
            report.messages == [
                "no_family: 1 product without a family: not part of the project's work",
                "no_required_attributes: 1 product without a required attribute: not part of the project's work",
            ])
        #expect(report.errors.isEmpty)
        let expected = [
            // full lacks its picture; half has name and no dollars; none has nothing, and dimmable is not asked for.
            "owner": "2/4/1", "group texts": "2/3/2", "group facts": "2/1/2", "group media": "5/0/0",
            // Texts, outside what is secret alone.
            "mary": "1/2/2", "mary texts": "1/2/2",
            // Texts and pictures, everywhere.
            "tom": "2/4/1", "tom texts": "2/3/2", "tom media": "5/0/0",
        ]
        #expect(try await bench.numbers("spring") == expected)
        #expect(try await bench.naive("spring") == expected)
        let told =
            "select string_agg(person || ' ' || job || ' ' || problems, ', ' order by person) from tracker.notification where project = 'spring'"
        #expect(try await bench.text(told) == "mary project_created 3, tom project_created 6")

        _ = try await bench.recalculate("spring")
        try await ProjectBench.work()
        #expect(try await bench.numbers("spring") == expected)
        #expect(try await bench.text(told) == "mary project_created 3, tom project_created 6")
    }

    @Test func `what changes is counted: products, models, families, rights, people, deletions`() async throws {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        _ = try await bench.create()
        _ = try await bench.create("q", channel: "shop", filters: Self.lights)
        try await ProjectBench.work()
        let changes: [(String, String)] = [
            ("product", "sku;name-en_US;claim-en_US-web\nnone;None;Yes\n"),
            ("product", "sku;family;name-en_US\nnew;chairs;New\nnewer;lamps;\n"),
            ("product", "sku;name-en_US;watts\nfull;;\n"), ("product", "sku;categories\nhalf;outlet\nstool;lights\n"),
            ("product_model", "code;name-en_US;claim-en_US-web\nflat;;Shines\n"),
            ("family", "code;attributes;requirements-web\nchairs;sku,name,picture;sku,name,picture\n"),
            ("attribute", "code;type;group\nwatts;pim_catalog_number;media\n"),
            ("attribute_group_access", "attribute_group;edit_attributes\nfacts;Guests\n"),
            ("category_access", "category;edit_items\nlights;Painters\n"),
            ("locale_access", "locale;edit_products\nen_US;Writers,Guests\n"),
            ("attribute_group", "code;sort_order\nfresh;9\n"),
            ("attribute", "code;type;group;decimals_allowed;negative_allowed\ndepth;pim_catalog_number;fresh;0;0\n"),
            ("family", "code;attributes;requirements-web\nchairs;sku,name,picture,depth;sku,name,depth\n"),
            ("product", "sku;depth\nchair;4\n"),
        ]
        for (entity, text) in changes {
            try await bench.load(entity, text)
            let all = try await bench.numbers()
            let naive = try await bench.naive()
            #expect(all == naive, "\(entity): \(text)")
            let lights = "i.categories || coalesce(m.categories, '{}') && '{lights}'"
            #expect(try await bench.numbers("q") == bench.naive("q", where: lights), "\(entity): \(text)")
        }
        _ = try await bench.launch(
            "delete_products_and_product_models",
            #"{"filters": [{"field": "identifier", "operator": "IN", "value": ["full", "stool"]}]}"#)
        try await bench.run("delete from tracker.person_group where person = 'mary'")
        try await ProjectBench.work()
        let all = try await bench.numbers()
        #expect(try await all == bench.naive())
        #expect(all["mary"] == nil)
        #expect(try await bench.text("select count(*)::text from tracker.project_change") == "0")
    }

    private static let lights = #"[{"field": "categories", "operator": "IN CHILDREN", "value": ["lights"]}]"#

    @Test func `a preview changes no number`() async throws {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        _ = try await bench.create()
        try await ProjectBench.work()
        let before = try await bench.numbers()
        _ = try await bench.launchImport("product", "sku;name-en_US\nnone;None\n", parameters: #"{"preview": true}"#)
        try await ProjectBench.work()
        #expect(try await bench.numbers() == before)
    }

    @Test func `when all is done owner and contributors are told, once`() async throws {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        _ = try await bench.create("chairs", filters: #"[{"field": "family", "operator": "IN", "value": ["chairs"]}]"#)
        try await ProjectBench.work()
        #expect(try await bench.numbers("chairs")["owner"] == "1/0/1")
        for text in ["sku;name-en_US\nstool;Stool\n", "sku;name-en_US\nstool;\n", "sku;name-en_US\nstool;Stool\n"] {
            try await bench.load("product", text)
        }
        #expect(try await bench.numbers("chairs")["owner"] == "0/0/2")
        let told = try await bench.text(
            "select string_agg(replace(person, '\(bench.owner)', 'owner'), ', ' order by person) from tracker.notification where job = 'project_finished'"
        )
        #expect(Set(told.split(separator: ", ")) == ["mary", "tom", "owner"])
        #expect(told.split(separator: ", ").count == 3)
    }

    @Test func `a project ends with its locale, and its owner is told why`() async throws {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        _ = try await bench.create(locale: "fr_FR")
        try await ProjectBench.work()
        try await bench.load("channel", "code;tree;locales;currencies\nweb;master;en_US;EUR\n")
        #expect(try await bench.text("select count(*)::text from tracker.project") == "0")
        #expect(
            try await bench.text("select first_message from tracker.notification where job = 'project_removed'")
                == "the locale \"fr_FR\" left the channel \"web\"")
    }

    @Test func `a deleted project's calculation ends and says so`() async throws {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        let execution = try await bench.create()
        try await bench.person.perform { db in
            _ = try db.query(Statement("", "select tracker.delete_project('p')"))
        }
        try await ProjectBench.work()
        let report = try await bench.report(execution)
        #expect(report.status == "failed")
        #expect(report.errors == ["unknown_project: there is no project \"p\""])
    }
}
