// SPDX-License-Identifier: Apache-2.0

import Edits
import Imports
import JobEngine
import Postgres
import TestKit

/// Launches imports and edits in the running test's database and runs them on workers of this process.
struct EditBench: Sendable {
    let person: Session
    let admin: Session
    private static let registry = JobRegistry(ImportJobs.all + EditJobs.all)

    /// What an edit has come to.
    struct Report: Equatable {
        var execution: Int64
        var status: String
        /// The counters that are not 0.
        var summary: String
        /// Item and reason of each warning, in the order of the items' names.
        var reasons: [String]
        var messages: [String]
        var errors: [String]
    }

    /// Makes a person to launch as.
    init() async throws {
        let name = try await TestDatabase.makePerson()
        admin = try await Session.connect(try TestDatabase.current, name: "bench admin")
        person = try await Session.connect(try TestDatabase.current.options(user: name), name: "bench person")
        try await admin.execute(Statement("", "select job.register_jobs($1)"), try Self.registry.registration())
    }

    /// Imports a text and expects that nothing of it is refused.
    func load(_ job: String, _ text: String, _ parameters: String = #"{"media": "keep_path"}"#) async throws {
        let bytes = Array(text.utf8)
        let isItems = job.contains("product")
        let execution = try await person.perform { db in
            let upload = try db.query(
                Statement("", "select tracker.start_upload($1, $2)"), "file.csv", Int64(bytes.count)
            ).int64(0, 0)
            try db.execute(Statement("", "select tracker.put_pieces($1, 0, $2)"), upload, [bytes])
            try db.execute(Statement("", "select tracker.finish_upload($1, $2)"), upload, Int64(bytes.count))
            return try db.query(
                Statement("", "select execution_id from tracker.launch($1, $2, null, $3)"), job,
                JSONB(isItems ? parameters : "{}"), upload
            ).int64(0, 0)
        }
        try await Self.work()
        let report = try await report(execution)
        guard report.status == "completed", report.reasons.isEmpty else {
            throw Failed(what: "\(job) \(report.status) \(report.messages) \(report.errors)")
        }
    }

    /// Launches an edit and waits for its end.
    func edit(
        _ job: String, _ filters: String, _ actions: String = "[]", preview: Bool = false, workers: Int = 1
    ) async throws -> Report {
        let execution = try await launch(job, filters, actions, preview: preview)
        try await Self.work(workers: workers)
        return try await report(execution)
    }

    /// Launches an edit.
    func launch(_ job: String, _ filters: String, _ actions: String = "[]", preview: Bool = false) async throws -> Int64
    {
        let parameters =
            #"{"filters": \#(filters), "actions": \#(actions)\#(preview ? #", "preview": true"# : "")}"#
        return try await person.perform { db in
            try db.query(
                Statement("", "select execution_id from tracker.launch($1, $2)"), job, JSONB(parameters)
            ).int64(0, 0)
        }
    }

    /// Changes one attribute.
    static func set(_ attribute: String, _ data: String, locale: String? = nil) -> String {
        let locale = locale.map { "\"\($0)\"" } ?? "null"
        return #"[{"normalized_values": {"\#(attribute)": [{"locale": \#(locale), "scope": null, "data": \#(data)}]}}]"#
    }

    /// Changes one field.
    static func field(_ name: String, _ value: String) -> String { #"[{"field": "\#(name)", "value": \#(value)}]"# }

    /// Selects products by identifier.
    static func products(_ identifiers: String...) -> String {
        #"[{"field": "identifier", "operator": "IN", "value": [\#(identifiers.map { "\"\($0)\"" }.joined(separator: ", "))]}]"#
    }

    /// Runs workers of this process until nothing is left to do.
    static func work(workers: Int = 1) async throws {
        var configuration = WorkerConfiguration(slots: workers)
        configuration.endsWhenIdle = true
        configuration.poll = .milliseconds(20)
        try await Worker(
            options: try TestDatabase.worker, registry: Self.registry, configuration: configuration
        ).run()
    }

    /// One text, read as superuser.
    func text(_ sql: String) async throws -> String {
        try await admin.perform { db in
            let rows = try db.query(Statement("", sql, prepare: false))
            return rows.isEmpty ? "" : try rows.optionalText(0, 0) ?? ""
        }
    }

    /// A product's value.
    func value(_ key: String, of identifier: String) async throws -> String {
        try await text(
            "select values ->> '\(key)' from catalog.product where identifier = '\(identifier)'")
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

    /// Reads the report as superuser.
    func report(_ execution: Int64) async throws -> Report {
        try await admin.perform { db in
            let rows = try db.query(Statement("", Self.reportSQL, prepare: false), execution)
            return Report(
                execution: execution, status: try rows.text(0, 0), summary: try rows.text(0, 1),
                reasons: try rows.textArray(0, 2), messages: try rows.textArray(0, 3), errors: try rows.textArray(0, 4))
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
               array(select r.reason || ': ' || r.message from job.error r where r.execution_id = e.id order by r.id)
          from job.execution e where e.id = $1
        """

    private struct Failed: Error, CustomStringConvertible {
        var what: String
        var description: String { what }
    }
}
