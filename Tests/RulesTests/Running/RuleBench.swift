// SPDX-License-Identifier: Apache-2.0

import Edits
import Imports
import JobEngine
import Postgres
import Rules
import TestKit

/// Keeps rules, launches imports and runs of rules in the running test's database, and works them off in this process.
struct RuleBench: Sendable {
    let person: Session
    let admin: Session
    static let registry = JobRegistry(
        ImportJobs.all + ImportJobs.withRules(RuleJobs.stepBehindImport, parameters: RuleJobs.parametersBehindImport)
            + EditJobs.all + RuleJobs.all)

    /// What an execution has come to.
    struct Report: Equatable {
        var execution: Int64
        var uuid: String
        var status: String
        /// The counters that are not 0.
        var summary: String
        /// Item and reason of each warning, in the order of the items' names.
        var reasons: [String]
        var messages: [String]
        var errors: [String]
        /// `code selected/updated/unchanged/invalid` of each rule, in their order.
        var rules: [String]
    }

    /// Makes a person to launch as, and loads a small catalogue.
    init() async throws {
        let name = try await TestDatabase.makePerson()
        admin = try await Session.connect(try TestDatabase.current, name: "bench admin")
        person = try await Session.connect(try TestDatabase.current.options(user: name), name: "bench person")
        try await admin.execute(Statement("", "select job.register_jobs($1)"), try Self.registry.registration())
        for (job, text) in RunShop.files { try await load("csv_\(job)_import", text) }
    }

    // MARK: Rules

    /// Keeps a rule; one that is known is replaced.
    func keep(
        _ code: String, priority: Int = 0, enabled: Bool = true, conditions: String = "[]", actions: String
    ) async throws {
        _ = try await admin.perform { db in
            try db.execute(
                Statement("", Self.keepSQL), code, priority, enabled,
                JSONB(#"{"conditions": \#(conditions), "actions": \#(actions)}"#))
        }
    }

    private static let keepSQL = """
        insert into catalog.rule (code, code_key, labels, enabled, priority, definition, created_at, updated_at)
        values ($1, lower($1), '{}', $3, $2, $4, job.now(), job.now())
        on conflict (code_key) do update
           set enabled = excluded.enabled, priority = excluded.priority, definition = excluded.definition
        """

    /// One condition.
    static func when(_ field: String, _ comparison: String, _ value: String) -> String {
        #"[{"field": "\#(field)", "operator": "\#(comparison)", "value": \#(value)}]"#
    }

    /// An action that sets a field.
    static func set(_ field: String, _ value: String) -> String {
        #"[{"type": "set", "field": "\#(field)", "value": \#(value)}]"#
    }

    // MARK: Running

    /// Imports a text and expects that nothing of it is refused.
    func load(_ job: String, _ text: String) async throws {
        let report = try await run(try await upload(job, text))
        guard report.status == "completed", report.reasons.isEmpty else {
            throw Failed(what: "\(job) \(report.status) \(report.messages) \(report.errors)")
        }
    }

    /// Launches an import of a text.
    func upload(_ job: String, _ text: String) async throws -> Int64 {
        let bytes = Array(text.utf8)
        return try await person.perform { db in
            let upload = try db.query(
                Statement("", "select tracker.start_upload($1, $2)"), "file.csv", Int64(bytes.count)
            ).int64(0, 0)
            try db.execute(Statement("", "select tracker.put_pieces($1, 0, $2)"), upload, [bytes])
            try db.execute(Statement("", "select tracker.finish_upload($1, $2)"), upload, Int64(bytes.count))
            return try db.query(
                Statement("", "select execution_id from tracker.launch($1, '{}', null, $2)"), job, upload
            ).int64(0, 0)
        }
    }

    /// Launches rules: those named, or all.
    func launch(_ codes: [String] = [], _ more: String = "", job: String = "rule_engine_execute_rules") async throws
        -> Int64
    {
        let list = codes.map { "\"\($0)\"" }.joined(separator: ", ")
        return try await person.perform { db in
            try db.query(
                Statement("", "select execution_id from tracker.launch($1, $2)"), job,
                JSONB(#"{"rule_codes": [\#(list)]\#(more)}"#)
            ).int64(0, 0)
        }
    }

    /// Runs rules to the end.
    func run(_ codes: [String] = [], _ more: String = "", workers: Int = 1) async throws -> Report {
        try await run(try await launch(codes, more), workers: workers)
    }

    /// Works off what was launched.
    func run(_ execution: Int64, workers: Int = 1) async throws -> Report {
        try await Self.work(workers: workers)
        return try await report(execution)
    }

    /// Undoes an execution.
    func undo(_ report: Report) async throws -> Report {
        let execution = try await person.perform { db in
            try db.query(Statement("", "select execution_id from tracker.undo($1::text::uuid)"), report.uuid).int64(
                0, 0)
        }
        return try await run(execution)
    }

    /// Runs workers of this process until nothing is left to do.
    static func work(workers: Int = 1) async throws {
        var configuration = WorkerConfiguration(slots: workers)
        configuration.endsWhenIdle = true
        configuration.poll = .milliseconds(20)
        try await Worker(
            options: try TestDatabase.worker, registry: registry, configuration: configuration
        ).run()
    }

    // MARK: Reading

    /// One text, read as superuser.
    func text(_ sql: String) async throws -> String {
        try await admin.perform { db in
            let rows = try db.query(Statement("", sql, prepare: false))
            return rows.isEmpty ? "" : try rows.optionalText(0, 0) ?? ""
        }
    }

    /// A product's value.
    func value(_ key: String, of identifier: String) async throws -> String {
        try await text("select values ->> '\(key)' from catalog.product where identifier = '\(identifier)'")
    }

    /// The whole catalogue as one sum.
    func digest() async throws -> String {
        try await text(
            """
            select md5(coalesce((select string_agg(concat_ws('|', p.identifier, p.family, p.parent, p.enabled, p.categories, p.groups, p.values,
                                                 p.axis_key), E'\\n' order by p.id) from catalog.product p), '')
                       || coalesce((select string_agg(concat_ws('|', m.code, m.parent, m.categories, m.values, m.axis_key), E'\\n' order by m.id)
                                      from catalog.product_model m), '')
                       || coalesce((select string_agg(v::text, E'\\n' order by v::text) from catalog.unique_value v), '')
                       || coalesce((select string_agg(a::text, E'\\n' order by a::text) from catalog.association a), ''))
            """)
    }

    /// Reads the report: the execution as superuser, the rules as the person.
    func report(_ execution: Int64) async throws -> Report {
        let rules = try await person.perform { db in
            let rows = try db.query(
                Statement(
                    "",
                    """
                    select concat(r.code, ' ', r.selected, '/', r.updated, '/', r.unchanged, '/', r.invalid)
                      from tracker.my_rule r where r.execution_id = $1 order by r.no
                    """), execution)
            return try (0..<rows.count).map { try rows.text($0, 0) }
        }
        return try await admin.perform { db in
            let rows = try db.query(Statement("", Self.reportSQL, prepare: false), execution)
            return Report(
                execution: execution, uuid: try rows.text(0, 5), status: try rows.text(0, 0),
                summary: try rows.text(0, 1), reasons: try rows.textArray(0, 2), messages: try rows.textArray(0, 3),
                errors: try rows.textArray(0, 4), rules: rules)
        }
    }

    private static let reportSQL = """
        select e.status,
               (select concat_ws(', ', 'read ' || nullif(sum(s.read), 0), 'updated ' || nullif(sum(s.updated), 0),
                                 'unchanged ' || nullif(sum(s.unchanged), 0), 'skipped ' || nullif(sum(s.skipped), 0),
                                 'invalid ' || nullif(sum(s.invalid), 0),
                                 (select string_agg(m.key || ' ' || (m.value #>> '{}'), ', ' order by m.key)
                                    from job.step t cross join lateral jsonb_each(t.more) m where t.execution_id = e.id))
                  from job.step s where s.execution_id = e.id),
               array(select concat_ws(' ', w.identifier, w.reason) from job.warning w where w.execution_id = e.id
                      order by w.identifier, w.reason),
               array(select w.message from job.warning w where w.execution_id = e.id order by w.identifier, w.reason),
               array(select r.reason || ': ' || r.message from job.error r where r.execution_id = e.id order by r.id),
               e.public_id::text
          from job.execution e where e.id = $1
        """

    private struct Failed: Error, CustomStringConvertible {
        var what: String
        var description: String { what }
    }
}

/// A small catalogue: two families, variants of two levels, categories, groups, links and a unique attribute.
enum RunShop {
    static let files: [(String, String)] = [
        ("currency", "code;activated\nEUR;1\n"), ("locale", "code\nen_US\n"),
        ("category", "code;parent\nmaster;\nlights;master\noutlet;master\n"),
        ("attribute_group", "code;sort_order\nother;0\n"), ("group_type", "code\nset\n"),
        ("channel", "code;tree;locales;currencies\nweb;master;en_US;EUR\n"),
        ("association_type", "code;is_two_way;is_quantified\nX_SELL;0;0\nTWIN;1;0\n"),
        (
            "attribute",
            """
            code;type;group;localizable;scopable;unique;decimals_allowed;negative_allowed;max_characters
            sku;pim_catalog_identifier;other;0;0;1;;;
            name;pim_catalog_text;other;0;0;0;;;20
            ean;pim_catalog_text;other;0;0;1;;;
            color;pim_catalog_simpleselect;other;0;0;0;;;
            size;pim_catalog_simpleselect;other;0;0;0;;;
            features;pim_catalog_multiselect;other;0;0;0;;;
            watts;pim_catalog_number;other;0;0;0;1;0;
            amps;pim_catalog_number;other;0;0;0;0;0;
            dimmable;pim_catalog_boolean;other;0;0;0;;;

            """
        ),
        (
            "attribute_option",
            "attribute;code\ncolor;red\ncolor;blue\nsize;s\nsize;m\nfeatures;a\nfeatures;b\nfeatures;c\n"
        ),
        (
            "family",
            """
            code;attributes;attribute_as_label
            lamps;sku,name,ean,color,size,features,watts,amps,dimmable;sku
            chairs;sku,name,color;sku

            """
        ),
        (
            "family_variant",
            """
            code;family;variant-axes_1;variant-axes_2;variant-attributes_1;variant-attributes_2
            lamps_deep;lamps;color;size;color,features;size,sku,ean,amps

            """
        ),
        ("group", "code;type\nsummer;set\nwinter;set\n"),
        (
            "product_model",
            """
            code;family_variant;parent;categories;name;color;features;watts
            deep;lamps_deep;;lights;Deep;;;10
            deep_red;;deep;;;red;a;
            deep_blue;;deep;;;blue;;

            """
        ),
        (
            "product",
            """
            sku;family;parent;categories;groups;enabled;name;ean;color;size;features;watts;amps
            lamp-1;lamps;;lights;summer;1;Lamp 1;e1;red;s;a;5;1
            lamp-2;lamps;;;;1;Lamp 2;;blue;m;b,c;;
            lamp-3;lamps;;outlet;;0;Lamp 3;;;;;5;2
            chair-1;chairs;;;;1;Chair;;red;;;;
            loose;;;;;1;;;;;;;
            red-s;;deep_red;;;1;;;;s;;;3
            red-m;;deep_red;;;1;;;;m;;;
            blue-s;;deep_blue;;;1;;;;s;;;

            """
        ),
    ]
}
