// SPDX-License-Identifier: Apache-2.0

import CatalogJobs
import Edits
import Imports
import JobEngine
import Postgres
import TestKit
import Testing

/// Launches imports, cleaning jobs, deletions and undos as one person, and works them off in this process.
struct UndoBench: Sendable {
    /// What an execution came to.
    struct Outcome: Sendable {
        var id: Int64
        var uuid: String
        var status: String
        var colour: String
        /// Counters of all steps, without zeros: `read 3, updated 2`.
        var summary: String
        /// Identifier, reason and field of each warning, by identifier.
        var warnings: [String]
        /// Reason and message of what ended it badly.
        var errors: [String]
    }

    let person: String
    static let registry = JobRegistry(ImportJobs.all + CleaningJobs.all + EditJobs.all)

    /// Makes the person whose executions these are; with a small catalogue structure unless told otherwise.
    init(withShop: Bool = true) async throws {
        person = try await TestDatabase.makePerson()
        let registration = try Self.registry.registration()
        try await Self.admin { db in
            _ = try db.query(Statement("register", "select job.register_jobs($1)"), registration)
        }
        guard withShop else { return }
        for (job, text) in UndoShop.files {
            let outcome = try await run(job, text)
            try #require(outcome.colour == "green", "\(job): \(outcome.errors) \(outcome.warnings)")
        }
    }

    // MARK: Running

    /// Imports a text and waits for the end.
    @discardableResult
    func run(_ job: String, _ text: String, slots: Int = 1) async throws -> Outcome {
        let id = try await launch(job, text: text)
        try await Self.work(slots: slots)
        return try await outcome(id)
    }

    /// Launches a job without a file and waits for the end.
    @discardableResult
    func run(_ job: String, parameters: String, slots: Int = 1) async throws -> Outcome {
        let id = try await launch(job, parameters: parameters)
        try await Self.work(slots: slots)
        return try await outcome(id)
    }

    /// Undoes an execution and waits for the end.
    @discardableResult
    func undo(_ execution: Outcome, preview: Bool = false, slots: Int = 1) async throws -> Outcome {
        let id = try await launchUndo(execution, preview: preview)
        try await Self.work(slots: slots)
        return try await outcome(id)
    }

    /// Launches an undo; nothing runs yet.
    func launchUndo(_ execution: Outcome, preview: Bool = false) async throws -> Int64 {
        try await asPerson { db in
            try db.query(
                Statement("undo", "select execution_id from tracker.undo($1::text::uuid, $2)"), execution.uuid, preview
            ).int64(0, 0)
        }
    }

    /// Launches a job; nothing runs yet.
    func launch(_ job: String, text: String? = nil, parameters: String = "{}") async throws -> Int64 {
        try await asPerson { db in
            var upload: Int64?
            if let text {
                let bytes = Array(text.utf8)
                let id = try db.query(
                    Statement("start", "select tracker.start_upload('file.csv', $1)"), Int64(bytes.count)
                ).int64(0, 0)
                let pieces = stride(from: 0, to: bytes.count, by: 262_144).map {
                    Array(bytes[$0..<min($0 + 262_144, bytes.count)])
                }
                _ = try db.query(Statement("put", "select tracker.put_pieces($1, 0, $2)"), id, pieces)
                _ = try db.query(Statement("finish", "select tracker.finish_upload($1, $2)"), id, Int64(bytes.count))
                upload = id
            }
            return try db.query(
                Statement("launch", "select execution_id from tracker.launch($1, $2, p_upload => $3)"), job,
                JSONB(parameters), upload
            ).int64(0, 0)
        }
    }

    /// Runs a worker of this process until nothing is left to do.
    static func work(slots: Int = 1) async throws {
        let worker = try makeWorker(slots: slots)
        try await worker.run()
    }

    /// A worker that ends when nothing is left to do.
    static func makeWorker(slots: Int = 1) throws -> Worker {
        var configuration = WorkerConfiguration(slots: slots)
        configuration.endsWhenIdle = true
        configuration.poll = .milliseconds(20)
        return try Worker(options: try TestDatabase.worker, registry: registry, configuration: configuration)
    }

    /// Works until an execution has ended, by workers that leave as soon as a chunk was committed; returns how many those were.
    func workInterrupted(_ execution: Int64) async throws -> Int {
        for number in 1...200 {
            let worker = try Self.makeWorker()
            try await interrupting {
                try await worker.run()
            } onceChanged: {
                try await progress(execution)
            } by: {
                worker.drain()
            }
            let status = try await Self.text("select status from job.execution where id = \(execution)")
            if status == "completed" || status == "failed" { return number }
        }
        Issue.record("execution \(execution) does not end")
        return 0
    }

    /// A text that another one follows whenever a chunk is committed.
    func progress(_ execution: Int64) async throws -> String {
        try await Self.text(
            """
            select coalesce(sum(l.position), 0) || ' ' || (select count(*) from job.outcome o where o.execution_id = \(execution))
              from job.lease l where l.execution_id = \(execution)
            """)
    }

    // MARK: Reading

    /// What an execution came to.
    func outcome(_ id: Int64) async throws -> Outcome {
        try await Self.admin { db in
            let head = try db.query(
                Statement("head", "select public_id::text, status, colour from job.execution where id = $1"), id)
            let counters = try db.query(Statement("counters", Self.counters), id)
            func texts(_ rows: consuming Rows) throws -> [String] { try (0..<rows.count).map { try rows.text($0, 0) } }
            return Outcome(
                id: id, uuid: try head.text(0, 0), status: try head.text(0, 1), colour: try head.text(0, 2),
                summary: try counters.optionalText(0, 0) ?? "",
                warnings: try texts(
                    db.query(
                        Statement(
                            "warnings",
                            """
                            select concat_ws(' ', identifier, reason, field) from job.warning
                             where execution_id = $1 order by identifier collate "C", reason, field collate "C"
                            """), id)),
                errors: try texts(
                    db.query(
                        Statement("errors", "select reason || ': ' || message from job.error where execution_id = $1"),
                        id)
                ))
        }
    }

    private static let counters = """
        select string_agg(c.name || ' ' || c.count, ', ' order by c.place, c.name)
          from (select x.name, x.place, sum(x.count) as count
                  from job.step s
                 cross join lateral (
                       select * from (values ('read', 1, s.read), ('created', 2, s.created), ('updated', 3, s.updated),
                                             ('unchanged', 4, s.unchanged), ('skipped', 5, s.skipped), ('invalid', 6, s.invalid))
                                     v (name, place, count)
                       union all
                       select m.key, 7, m.value::bigint from jsonb_each_text(s.more) m) x
                 where s.execution_id = $1
                 group by x.name, x.place) c
         where c.count <> 0
        """

    /// The whole catalogue, item by item and link by link, but for when it was written.
    static func catalogue() async throws -> [String] {
        try await texts(
            """
            select o.line from (
              select (to_jsonb(p) - '{updated_at,record_mark}'::text[])::text as line from catalog.product p
              union all
              select (to_jsonb(m) - 'updated_at')::text from catalog.product_model m
              union all
              select a::text from catalog.association a
              union all
              select v::text from catalog.unique_value v) o
             order by o.line collate "C"
            """)
    }

    /// The texts that a query gives, one a row; as superuser.
    static func texts(_ sql: String) async throws -> [String] {
        try await admin { db in
            let rows = try db.query(Statement("texts", sql, prepare: false))
            return try (0..<rows.count).map { try rows.optionalText($0, 0) ?? "null" }
        }
    }

    /// The one text that a query gives.
    static func text(_ sql: String) async throws -> String { try await texts(sql).first ?? "nothing" }

    /// Does something as superuser.
    static func admin<R: Sendable>(_ body: @Sendable @escaping (isolated Session) throws -> R) async throws -> R {
        let session = try await Session.connect(try TestDatabase.current, name: "admin")
        let result = try await session.perform { db in try body(db) }
        await session.close()
        return result
    }

    /// Does something as the person.
    func asPerson<R: Sendable>(_ body: @Sendable @escaping (isolated Session) throws -> R) async throws -> R {
        let session = try await Session.connect(try TestDatabase.current.options(user: person), name: "person")
        let result = try await session.perform { db in try body(db) }
        await session.close()
        return result
    }
}

/// A small catalogue structure.
enum UndoShop {
    static let files: [(String, String)] = [
        ("csv_currency_import", "code;activated\nEUR;1\n"),
        ("csv_locale_import", "code\nen_US\n"),
        ("csv_category_import", "code;parent\nmaster;\nlights;master\noutlet;master\n"),
        ("csv_attribute_group_import", "code;sort_order\nother;0\n"),
        ("csv_group_type_import", "code\nset\n"),
        ("csv_channel_import", "code;tree;locales;currencies\nweb;master;en_US;EUR\n"),
        ("csv_association_type_import", "code;is_two_way;is_quantified\nX_SELL;0;0\nTWIN;1;0\nPACK;0;1\n"),
        (
            "csv_attribute_import",
            """
            code;type;group;localizable;scopable;unique;decimals_allowed;negative_allowed
            sku;pim_catalog_identifier;other;0;0;1;;
            name;pim_catalog_text;other;0;0;0;;
            note;pim_catalog_text;other;0;0;0;;
            color;pim_catalog_simpleselect;other;0;0;0;;
            size;pim_catalog_simpleselect;other;0;0;0;;
            ean;pim_catalog_text;other;0;0;1;;

            """
        ),
        (
            "csv_attribute_option_import",
            "attribute;code\ncolor;red\ncolor;blue\ncolor;green\nsize;s\nsize;m\n"
        ),
        (
            "csv_family_import",
            "code;attributes;attribute_as_label\nlamps;sku,name,note,color,size,ean;sku\nchairs;sku,name;sku\n"
        ),
        (
            "csv_family_variant_import",
            """
            code;family;variant-axes_1;variant-axes_2;variant-attributes_1;variant-attributes_2
            lamps_color;lamps;color;;color,sku,ean;
            lamps_both;lamps;color;size;color;size,sku,ean

            """
        ),
        ("csv_group_import", "code;type\nsummer;set\n"),
    ]
}
