// SPDX-License-Identifier: Apache-2.0

import Edits
import Imports
import JobEngine
import Postgres
import Projects
import TestKit

/// Imports files, makes projects and reads their numbers, in the running test's database.
struct ProjectBench: Sendable {
    let owner: String
    let person: Session
    let admin: Session
    private static let registry = JobRegistry(
        ImportJobs.all + EditJobs.all + ProjectJobs.all, chores: ProjectJobs.chores)

    /// Numbers as `owner 1/2/3`, `group g 1/2/3`, `mary 1/2/3`: to do, in progress, done.
    typealias Numbers = [String: String]

    struct Report: Equatable {
        var status: String
        /// The counters that are not 0.
        var summary: String
        var messages: [String]
        var errors: [String]
    }

    /// Makes the person who owns the projects.
    init() async throws {
        owner = try await TestDatabase.makePerson("owner")
        admin = try await Session.connect(try TestDatabase.current, name: "bench admin")
        person = try await Session.connect(try TestDatabase.current.options(user: owner), name: "bench person")
        try await admin.execute(Statement("", "select job.register_jobs($1)"), try Self.registry.registration())
    }

    // MARK: Jobs

    /// Imports a text and expects that nothing of it is refused.
    func load(_ entity: String, _ text: String, parameters: String = "{}") async throws {
        let execution = try await launchImport(entity, text, parameters: parameters)
        try await Self.work()
        let report = try await report(execution)
        guard report.status == "completed", report.messages.isEmpty else {
            throw Failed(what: "\(entity) \(report.status) \(report.messages) \(report.errors)")
        }
    }

    /// Launches an import of a text; nothing runs yet.
    func launchImport(_ entity: String, _ text: String, parameters: String = "{}") async throws -> Int64 {
        let bytes = Array(text.utf8)
        return try await person.perform { db in
            let upload = try db.query(
                Statement("", "select tracker.start_upload($1, $2)"), "file.csv", Int64(bytes.count)
            ).int64(0, 0)
            try db.execute(Statement("", "select tracker.put_pieces($1, 0, $2)"), upload, [bytes])
            try db.execute(Statement("", "select tracker.finish_upload($1, $2)"), upload, Int64(bytes.count))
            return try db.query(
                Statement("", "select execution_id from tracker.launch($1, $2, null, $3)"), "csv_\(entity)_import",
                JSONB(parameters), upload
            ).int64(0, 0)
        }
    }

    /// Launches a job without a file; nothing runs yet.
    func launch(_ job: String, _ parameters: String) async throws -> Int64 {
        try await person.perform { db in
            try db.query(
                Statement("", "select execution_id from tracker.launch($1, $2)"), job, JSONB(parameters)
            ).int64(0, 0)
        }
    }

    /// Makes a project; nothing runs yet.
    func create(
        _ label: String = "p", channel: String = "web", locale: String = "en_US", filters: String = "[]",
        due: Int? = nil
    ) async throws -> Int64 {
        try await person.perform { db in
            try db.query(
                Statement(
                    "",
                    """
                    select execution_id from tracker.create_project($1, $2, $3, $4, (now() at time zone 'UTC')::date + $5::int)
                    """), label, channel, locale, JSONB(filters), due.map { Int32($0) }
            ).int64(0, 0)
        }
    }

    /// Launches a calculation; nothing runs yet.
    func recalculate(_ code: String = "p") async throws -> Int64 {
        try await launch("project_calculation", #"{"project_code": "\#(code)"}"#)
    }

    /// A worker that ends when nothing is left; without chores it leaves what changes uncounted.
    static func worker(slots: Int = 1, hasChores: Bool = true) throws -> Worker {
        var configuration = WorkerConfiguration(slots: slots)
        configuration.endsWhenIdle = true
        configuration.poll = .milliseconds(20)
        return try Worker(
            options: try TestDatabase.worker, registry: hasChores ? registry : JobRegistry(registry.jobs),
            configuration: configuration)
    }

    /// Runs a worker of this process until nothing is left to do, refreshing included.
    static func work(slots: Int = 1, hasChores: Bool = true) async throws {
        try await worker(slots: slots, hasChores: hasChores).run()
    }

    // MARK: Reading

    /// One text, read as superuser.
    func text(_ sql: String) async throws -> String {
        try await admin.perform { db in
            let rows = try db.query(Statement("", sql, prepare: false))
            return rows.isEmpty ? "" : try rows.optionalText(0, 0) ?? ""
        }
    }

    /// Runs statements as superuser.
    func run(_ script: String) async throws { try await admin.perform { db in try db.run(script: script) } }

    /// The numbers as they are kept.
    func numbers(_ code: String = "p") async throws -> Numbers {
        try await read(
            """
            select 'owner', concat_ws('/', products_to_do, products_in_progress, products_done) from tracker.project where code = $1
            union all
            select 'group ' || g.attribute_group, concat_ws('/', sum(g.products_to_do), sum(g.products_in_progress), sum(g.products_done))
              from tracker.project_group g join tracker.project p on p.id = g.project_id
             where p.code = $1
             group by g.attribute_group having sum(g.products_to_do + g.products_in_progress + g.products_done) > 0
            union all
            select c.person || ' ' || g.attribute_group, concat_ws('/', sum(g.products_to_do), sum(g.products_in_progress), sum(g.products_done))
              from tracker.project_group g
              join tracker.project p on p.id = g.project_id
              join tracker.project_contributor c on c.project_id = p.id
             where p.code = $1 and get_bit(c.edits, g.place) = 1 and (g.editors is null or g.editors && c.user_groups)
             group by c.person, g.attribute_group having sum(g.products_to_do + g.products_in_progress + g.products_done) > 0
            union all
            select c.person, concat_ws('/', c.products_to_do, c.products_in_progress, c.products_done)
              from tracker.project_contributor c join tracker.project p on p.id = c.project_id
             where p.code = $1 and c.products_to_do + c.products_in_progress + c.products_done > 0
            """, code)
    }

    /// The same, evaluated product by product and attribute by attribute.
    func naive(_ code: String = "p", where condition: String = "true") async throws -> Numbers {
        try await read(NaiveProject.sql(condition), code)
    }

    private func read(_ sql: String, _ code: String) async throws -> Numbers {
        try await admin.perform { db in
            let rows = try db.query(Statement("", sql, prepare: false), code)
            var numbers: Numbers = [:]
            for row in 0..<rows.count { numbers[try rows.text(row, 0)] = try rows.text(row, 1) }
            return numbers
        }
    }

    /// What an execution has come to.
    func report(_ execution: Int64) async throws -> Report {
        try await admin.perform { db in
            let rows = try db.query(Statement("", Self.reportSQL, prepare: false), execution)
            return Report(
                status: try rows.text(0, 0), summary: try rows.text(0, 1), messages: try rows.textArray(0, 2),
                errors: try rows.textArray(0, 3))
        }
    }

    private static let reportSQL = """
        select e.status,
               (select concat_ws(', ', 'read ' || nullif(sum(s.read), 0), 'skipped ' || nullif(sum(s.skipped), 0),
                                 (select string_agg(m.key || ' ' || (m.value #>> '{}'), ', ' order by m.key)
                                    from job.step t cross join lateral jsonb_each(t.more) m where t.execution_id = e.id))
                  from job.step s where s.execution_id = e.id),
               array(select w.reason || ': ' || w.message from job.warning w where w.execution_id = e.id order by w.reason),
               array(select r.reason || ': ' || r.message from job.error r where r.execution_id = e.id order by r.id)
          from job.execution e where e.id = $1
        """

    struct Failed: Error, CustomStringConvertible {
        var what: String
        var description: String { what }
    }
}

/// A project's numbers as one would write them down, with nothing in common with the calculation but the tables of the catalogue.
enum NaiveProject {
    /// `condition` is the filter, about `i`; the code is bound to $1.
    static func sql(_ condition: String) -> String {
        """
        with project as (select * from tracker.project where code = $1),
        item as (
          select i.id, i.family, coalesce(o.values, '{}') || coalesce(m.values, '{}') || i.values as values,
                 i.categories || coalesce(m.categories, '{}') || coalesce(o.categories, '{}') as categories
            from catalog.product i
            left join catalog.product_model m on m.id = i.parent_id
            left join catalog.product_model o on o.id = m.parent_id
           where \(condition)),
        need as (
          select f.code as family, a.code, a."group",
                 array(select concat_ws('-', a.code, case when a.localizable then p.locale end, case when a.scopable then p.channel end, x.currency)
                         from unnest(case when a.type = 'pim_catalog_price_collection' then c.currencies else array[null::text] end) as x(currency)) as keys
            from project p
            join catalog.channel c on c.code = p.channel
            cross join catalog.family f
            join catalog.attribute a on a.code in (select jsonb_array_elements_text(f.requirements -> p.channel))
           where a.type <> 'pim_catalog_identifier'
             and (not a.localizable or a.available_locales = '{}' or p.locale = any (a.available_locales))),
        cell as (
          select i.id, i.categories, n."group", n.code, (select bool_and(i.values ? k) from unnest(n.keys) as k) as filled
            from item i join need n on n.family = i.family),
        member as (
          select person, user_group from tracker.person_group
           union
          select p.person, g.name from tracker.person_group p join catalog.user_group g on lower(g.name) = 'all'),
        people as (
          select w.person, array_agg(w.user_group) as groups from member w group by w.person),
        viewer as (
          select 'owner' as name, c.* from cell c
          union all select 'group ' || c."group", c.* from cell c
          union all
          select v.name, c.*
            from people w
            cross join project p
            cross join cell c
            -- All of theirs, and each attribute group by itself.
            cross join lateral (values (w.person), (w.person || ' ' || c."group")) as v(name)
           where (not exists (select from catalog.attribute_group_access a where a.attribute_group = c."group")
                  or exists (select from catalog.attribute_group_access a where a.attribute_group = c."group" and a.edit_attributes && w.groups))
             and (c.categories = '{}'
                  or exists (select from unnest(c.categories) as k(code)
                              where not exists (select from catalog.category_access a where a.category = k.code)
                                 or exists (select from catalog.category_access a where a.category = k.code and a.edit_items && w.groups)))
             and (not exists (select from catalog.locale_access a where a.locale = p.locale)
                  or exists (select from catalog.locale_access a where a.locale = p.locale and a.edit_products && w.groups))),
        product as (
          select name, id, count(*) as required, count(*) filter (where filled) as filled from viewer group by name, id)
        select name, concat_ws('/', count(*) filter (where filled = 0), count(*) filter (where filled > 0 and filled < required),
                               count(*) filter (where filled = required))
          from product group by name
        union all
        select 'owner', '0/0/0' where not exists (select from product)
        """
    }
}
