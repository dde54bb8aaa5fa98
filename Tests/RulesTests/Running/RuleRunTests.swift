// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

/// What a run of rules does to a small catalogue, and what it says of it.
@Suite(.ownDatabase) struct RuleRunTests {
    @Test func `rules run in their order, each seeing what those before it made, and an undo puts all back`()
        async throws
    {
        let bench = try await RuleBench()
        let before = try await bench.digest()
        try await bench.keep(
            "b", conditions: RuleBench.when("color", "IN", #"["blue"]"#), actions: RuleBench.set("watts", "7"))
        try await bench.keep(
            "a", priority: 10, conditions: RuleBench.when("color", "IN", #"["red"]"#),
            actions: RuleBench.set("color", #""blue""#))
        let report = try await bench.run()
        #expect(report.status == "completed", "\(report)")
        // The axis of deep_red stays; its variants inherit the color.
        #expect(try await bench.value("watts", of: "lamp-1") == "7")
        #expect(try await bench.value("watts", of: "lamp-2") == "7")
        #expect(try await bench.value("color", of: "chair-1") == "blue")
        #expect(try await bench.value("watts", of: "chair-1") == "")
        #expect(report.rules.count == 2 && report.rules.map { $0.prefix(1) } == ["a", "b"], "\(report.rules)")
        #expect(report.reasons.contains("deep_red rule_result_invalid"), "\(report.reasons)")
        #expect(
            report.messages.contains { $0.hasPrefix(#"deep_red, color: rule "a", action 1: "#) }, "\(report.messages)")
        #expect(try await bench.digest() != before)
        let undone = try await bench.undo(report)
        #expect(undone.status == "completed", "\(undone)")
        #expect(try await bench.digest() == before)
    }

    @Test func `the counters of the step and of each rule say what became of the items`() async throws {
        let bench = try await RuleBench()
        try await bench.keep(
            "five", priority: 2, conditions: RuleBench.when("watts", "=", "5"),
            actions: RuleBench.set("dimmable", "true"))
        try await bench.keep(
            "lit", priority: 1, conditions: RuleBench.when("categories", "IN", #"["lights"]"#),
            actions: RuleBench.set("watts", "5"))
        try await bench.keep("off", enabled: false, actions: RuleBench.set("watts", "1"))
        let report = try await bench.run()
        // When the first rule's turn comes, only lamp-1 and lamp-3 have 5; what is below deep inherits 10 as yet.
        #expect(report.rules == ["five 2/2/0/0", "lit 7/1/1/5"], "\(report.rules)")
        #expect(
            report.summary == "read 8, updated 3, invalid 5, rules_executed 1, rules_read 2, selected 9",
            "\(report.summary)")
        #expect(report.reasons.allSatisfy { $0.hasSuffix("attribute_at_other_level") }, "\(report.reasons)")
        let again = try await bench.run()
        // Now deep has 5 too, and what is below it inherits that.
        #expect(again.rules == ["five 8/1/2/5", "lit 7/0/2/5"], "\(again)")
    }

    @Test func `the rules are those of the launch`() async throws {
        let bench = try await RuleBench()
        try await bench.keep("a", actions: RuleBench.set("dimmable", "true"))
        let execution = try await bench.launch()
        try await bench.keep("a", enabled: false, actions: RuleBench.set("watts", "9"))
        try await bench.keep("later", actions: RuleBench.set("watts", "8"))
        let report = try await bench.run(execution)
        #expect(report.rules.map { $0.prefix(2) } == ["a "], "\(report)")
        #expect(try await bench.value("dimmable", of: "lamp-1") == "1")
        #expect(try await bench.value("watts", of: "lamp-1") == "5")
    }

    @Test func `a rule that is named but disabled is noted, and a code that nobody knows is refused at the launch`()
        async throws
    {
        let bench = try await RuleBench()
        try await bench.keep("off", enabled: false, actions: RuleBench.set("watts", "1"))
        let report = try await bench.run(["OFF"])
        #expect(report.status == "completed" && report.reasons == ["rule_disabled"], "\(report)")
        #expect(
            report.summary == "rules_executed 0, rules_read 1", "\(report.summary)")
        await #expect { _ = try await bench.launch(["off", "nobody"]) } throws: { error in
            guard let error = error as? PostgresError else { return false }
            return error.constraint == "unknown_rule" && error.message == #"unknown_rule: no rule "nobody""#
        }
        #expect(
            try await bench.text("select count(*)::text from job.execution where job = 'rule_engine_execute_rules'")
                == "1")
    }

    @Test func `of a rule whose result is not allowed nothing is kept, and the next one goes on`() async throws {
        let bench = try await RuleBench()
        try await bench.keep(
            "long", priority: 9, conditions: RuleBench.when("identifier", "STARTS WITH", #""lamp""#),
            actions:
                #"[{"type": "set", "field": "watts", "value": 9}, {"type": "concatenate", "from": [{"field": "name"}, {"field": "name"}, {"field": "name"}, {"field": "name"}], "to": {"field": "name"}}]"#
        )
        try await bench.keep(
            "next", conditions: RuleBench.when("watts", "=", "5"), actions: RuleBench.set("dimmable", "true"))
        let report = try await bench.run()
        #expect(
            report.reasons.filter { $0.hasPrefix("lamp") } == [
                "lamp-1 rule_result_invalid", "lamp-2 rule_result_invalid", "lamp-3 rule_result_invalid",
            ], "\(report)")
        #expect(
            report.messages.contains { $0.hasPrefix(#"lamp-1, name: rule "long", action 2: "#) }, "\(report.messages)")
        #expect(try await bench.value("watts", of: "lamp-1") == "5")
        #expect(try await bench.value("dimmable", of: "lamp-1") == "1")
        #expect(report.rules == ["long 3/0/0/3", "next 2/2/0/0"], "\(report.rules)")
        let before = try await bench.digest()
        let stopped = try await bench.run(["long"], #", "stop_on_error": true"#)
        #expect(stopped.status == "failed", "\(stopped)")
        #expect(
            stopped.errors.first?.hasPrefix(#"rule_result_invalid: lamp-1, name: rule "long", action 2: "#) == true,
            "\(stopped)")
        #expect(try await bench.digest() == before)
    }

    @Test func `an empty operand is noted once for its rule, with the number of items and some of them`() async throws {
        let bench = try await RuleBench()
        try await bench.keep(
            "sum", conditions: RuleBench.when("entity_type", "=", #""product""#),
            actions:
                #"[{"type": "calculate", "destination": {"field": "amps"}, "source": {"field": "watts"}, "operation_list": [{"operator": "add", "value": 1}]}]"#
        )
        let report = try await bench.run()
        #expect(report.reasons == ["empty_operand"], "\(report)")
        #expect(report.messages == [#"watts: rule "sum", action 1: 1 item unchanged: lamp-2"#], "\(report)")
        try await bench.load("csv_product_import", "sku;family\nlamp-9;lamps\nlamp-8;lamps\n")
        let more = try await bench.run()
        #expect(
            more.messages == [#"watts: rule "sum", action 1: 3 items unchanged, e.g. lamp-2, lamp-9, lamp-8"#],
            "\(more)")
        #expect(try await bench.value("amps", of: "lamp-1") == "6")
        // The variants inherit the watts of their root.
        #expect(try await bench.value("amps", of: "red-s") == "11")
        #expect(try await bench.text("select count(*)::text from catalog.rule_counter") == "0")
    }

    @Test(arguments: [1, 4]) func `what only one item may have goes to the first`(workers: Int) async throws {
        let bench = try await RuleBench()
        try await bench.keep(
            "same", conditions: RuleBench.when("identifier", "IN", #"["lamp-2", "lamp-3", "red-m"]"#),
            actions: RuleBench.set("ean", #""e9""#))
        let report = try await bench.run(workers: workers)
        #expect(report.rules == ["same 3/1/0/2"], "\(report)")
        #expect(report.reasons == ["lamp-3 rule_result_invalid", "red-m rule_result_invalid"], "\(report)")
        #expect(try await bench.value("ean", of: "lamp-2") == "e9")
        // One gives it up, the next one takes it.
        try await bench.keep(
            "same", conditions: RuleBench.when("identifier", "=", #""lamp-2""#),
            actions: #"[{"type": "clear", "field": "ean"}]"#)
        try await bench.keep(
            "take", conditions: RuleBench.when("identifier", "=", #""lamp-3""#), actions: RuleBench.set("ean", #""e9""#)
        )
        let moved = try await bench.run(workers: workers)
        #expect(moved.reasons.isEmpty, "\(moved)")
        #expect(try await bench.value("ean", of: "lamp-3") == "e9")
    }

    @Test func `links are added and cleared, on both ends of a two-way type, and an undo puts them back`() async throws
    {
        let bench = try await RuleBench()
        let before = try await bench.digest()
        try await bench.keep(
            "twins", conditions: RuleBench.when("family", "IN", #"["chairs"]"#),
            actions:
                #"[{"type": "add", "field": "associations", "items": {"TWIN": {"products": ["lamp-1"]}, "X_SELL": {"products": ["lamp-2"], "product_models": ["deep"], "groups": ["summer"]}}}]"#
        )
        let report = try await bench.run()
        #expect(report.status == "completed" && report.reasons.isEmpty, "\(report)")
        #expect(try await bench.text("select count(*)::text from catalog.association") == "5")
        let again = try await bench.run()
        #expect(again.rules == ["twins 1/0/1/0"], "\(again)")
        #expect(try await bench.undo(report).status == "completed")
        #expect(try await bench.digest() == before)
    }

    @Test func `a preview counts what the run does, and writes nothing`() async throws {
        let bench = try await RuleBench()
        try await bench.keep(
            "deep", priority: 1, conditions: RuleBench.when("watts", "=", "10"), actions: RuleBench.set("watts", "11"))
        try await bench.keep(
            "after", conditions: RuleBench.when("watts", ">", "10"), actions: RuleBench.set("enabled", "false"))
        let before = try await bench.digest()
        let preview = try await bench.run([], #", "dry_run": true"#)
        #expect(preview.status == "completed", "\(preview)")
        #expect(try await bench.digest() == before)
        let run = try await bench.run()
        #expect(preview.rules == run.rules, "\(preview) \(run)")
        #expect(run.summary.contains("updated 4"), "\(run.summary)")
        #expect(preview.summary.contains("would_update 4"), "\(preview.summary)")
        let list = try await bench.text(
            """
            select string_agg(convert_from(p.bytes, 'UTF8'), '' order by p.ordinal)
              from job.artifact a join job.piece p on p.artifact_id = a.id
             where a.execution_id = \(preview.execution) and a.name = 'changes.csv'
            """)
        #expect(
            list
                == "rule;item;field;before;after\ndeep;deep;watts;10;11\nafter;red-s;enabled;1;0\nafter;red-m;enabled;1;0\nafter;blue-s;enabled;1;0\n",
            "\(list)")
        #expect(try await bench.text("select count(*)::text from catalog.rule_change") == "0")
    }

    @Test func `behind an import rules see just what it created or changed`() async throws {
        let bench = try await RuleBench()
        try await bench.keep("all", actions: RuleBench.set("dimmable", "true"))
        let report = try await bench.run(
            try await bench.upload(
                "csv_product_import_with_rules",
                "sku;family;name\nlamp-1;lamps;Lamp 1\nlamp-2;lamps;New\nlamp-9;lamps;Nine\n"))
        #expect(report.status == "completed", "\(report)")
        #expect(report.rules == ["all 2/2/0/0"], "\(report)")
        #expect(
            try await bench.text(
                "select string_agg(identifier, ' ' order by id) from catalog.product where values ? 'dimmable'")
                == "lamp-2 lamp-9")
        #expect(try await bench.undo(report).status == "completed")
        #expect(try await bench.text("select count(*)::text from catalog.product where values ? 'dimmable'") == "0")
    }

    @Test func `a filter restricts a run`() async throws {
        let bench = try await RuleBench()
        try await bench.keep("all", actions: RuleBench.set("enabled", "false"))
        let report = try await bench.run(
            [], #", "filters": [{"field": "identifier", "operator": "IN", "value": ["lamp-1", "lamp-3"]}]"#)
        #expect(report.rules == ["all 2/1/1/0"], "\(report)")
        #expect(try await bench.text("select count(*)::text from catalog.product where not enabled") == "2")
    }

    @Test func `how many items each rule selects is kept with the time, disabled ones too`() async throws {
        let bench = try await RuleBench()
        try await bench.keep("everything", enabled: false, actions: RuleBench.set("enabled", "false"))
        try await bench.keep(
            "lights", conditions: RuleBench.when("categories", "IN", #"["lights"]"#),
            actions: RuleBench.set("watts", "1"))
        let before = try await bench.digest()
        let report = try await bench.run(try await bench.launch(job: "rule_impacted_product_count"))
        #expect(report.status == "completed" && report.summary == "rules_read 2", "\(report)")
        #expect(
            try await bench.text(
                "select string_agg(concat_ws(' ', code, product_count, product_model_count), ', ' order by code) from catalog.rule_impact"
            )
                == "everything 8 3, lights 4 3")
        #expect(try await bench.digest() == before)
    }

    @Test
    func `what the database refuses is a refusal of each rule that changed the item, and ends a run that is to stop`()
        async throws
    {
        let bench = try await RuleBench()
        try await bench.keep("w", priority: 2, actions: RuleBench.set("watts", "13"))
        try await bench.keep(
            "d", priority: 1, conditions: RuleBench.when("watts", "=", "13"), actions: RuleBench.set("dimmable", "true")
        )
        _ = try await bench.text(
            "alter table catalog.product add constraint lucky check (identifier <> 'lamp-2' or values ->> 'watts' is distinct from '13')"
        )
        let report = try await bench.run()
        #expect(report.status == "completed", "\(report)")
        #expect(
            report.messages.filter { $0.hasPrefix("lamp-2") }.sorted() == [
                #"lamp-2: rule "d": refused by the database (23514, lucky)"#,
                #"lamp-2: rule "w": refused by the database (23514, lucky)"#,
            ], "\(report.messages)")
        #expect(
            try await bench.text(
                """
                select string_agg(concat_ws(' ', r.code, r.invalid > 0, r.invalid = r.warnings), ', ' order by r.place)
                  from catalog.execution_rule r where r.execution_id = \(report.execution)
                """) == "w t t, d t t")
        #expect(try await bench.value("watts", of: "lamp-1") == "13")
        #expect(try await bench.value("watts", of: "lamp-2") == "")
        let stopped = try await bench.run([], #", "stop_on_error": true"#)
        #expect(stopped.status == "failed", "\(stopped)")
    }

    @Test func `a medium is given by its path, as long as it is in the store`() async throws {
        let bench = try await RuleBench()
        try await bench.load(
            "csv_attribute_import", "code;type;group\nphoto;pim_catalog_image;other\n")
        try await bench.load("csv_family_import", "code;attributes\nchairs;sku,name,color,photo\n")
        let (there, gone) = (String(repeating: "a", count: 64), String(repeating: "b", count: 64))
        _ = try await bench.text(
            "insert into catalog.media values ('\(there)', 5, job.now(), job.now() - interval '3 days')")
        let chair = RuleBench.when("identifier", "=", #""chair-1""#)
        try await bench.keep("a", priority: 1, conditions: chair, actions: RuleBench.set("photo", "\"\(there)/x.jpg\""))
        try await bench.keep("b", conditions: chair, actions: RuleBench.set("photo", "\"\(gone)/y.jpg\""))
        let report = try await bench.run()
        #expect(report.rules == ["a 1/1/0/0", "b 1/0/0/1"], "\(report)")
        #expect(report.reasons == ["chair-1 rule_result_invalid"], "\(report)")
        #expect(try await bench.value("photo", of: "chair-1") == "\(there)/x.jpg")
        // It was seen, so that no search for unused files takes it.
        #expect(
            try await bench.text(
                "select (m.seen_at > job.now() - interval '1 hour')::text from catalog.media m where m.hash = '\(there)'"
            )
                == "true")
    }
}
