// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

extension ChaosTests {
    /// What calculations leave, whatever was killed: each one's status and counters, the projects' states and numbers, who was told of what.
    fileprivate struct ProjectsOutcome: Equatable, Sendable {
        var executions: String
        var projects: String
        var notices: String
    }

    @Test
    func
        `calculations beside imports, stopped, retried and killed, end as undisturbed ones do, and everybody is told once`()
        async throws
    {
        let scene = try ChaosScene.current
        try await ChaosRun.with(scene.base) { run in
            try await run.working(1) { _ in try await run.untilEnded() }
            let files = try await run.prepareProjects()

            let began = ContinuousClock.now
            let calm = try await run.calculate(files) { _ in
                try await run.working(1) { _ in try await run.untilSettled() }
            }
            let took = (ContinuousClock.now - began) / .milliseconds(2)
            let calmFirst = calm[0]
            #expect(calmFirst.executions.split(separator: "\n").count == 3)
            #expect(calm.allSatisfy { !$0.executions.contains("failed") && !$0.executions.contains("stopped") })
            #expect(calm[1].projects != calmFirst.projects)
            for event in ["project_created 3", "project_due 4", "project_finished 4"] {
                #expect(calm[1].notices.contains(event), "\(calm[1].notices)")
            }

            var identical = 0
            var stops = 0
            for round in 1...ChaosSettings.laterRounds {
                var random = SeededRandom(seed: ChaosSettings.seed &* 49_979_687 &+ UInt64(round))
                let kills = (0..<4).map { _ in Double.random(in: 0..<took / 2 + 100, using: &random) }
                let victims = (0..<4).map { _ in Int.random(in: 0..<4, using: &random) }
                let stop = Double.random(in: 0..<took / 2, using: &random)
                let disturbed = try await run.calculate(files) { phase in
                    let first = phase * 2
                    let isStopped = Task { try await run.stopAndRetry(after: phase == 1 ? stop : nil) }
                    // Two a phase: a task that has lost its worker three times is set aside, as it should be.
                    try await run.dying(
                        workers: 4, after: Array(kills[first..<first + 2]), victims: Array(victims[first..<first + 2]),
                        atWork: true
                    ) {
                        if try await isStopped.value { stops += 1 }
                        try await run.untilSettled()
                    }
                }
                identical += disturbed == calm ? 1 : 0
                #expect(disturbed[0] == calm[0], "round \(round), the first calculations")
                #expect(disturbed[1] == calm[1], "round \(round), two recalculations at once")
            }
            let crashes = try await run.number("select coalesce(sum(o.crash_count), 0)::float8 from job.outcome o")
            print(
                """
                chaos: \(identical) of \(ChaosSettings.laterRounds) rounds of calculations identical, \(Int(crashes)) tasks lost a \
                worker, \(stops) calculations stopped and retried
                """)
            if ChaosSettings.isLong { #expect(crashes > 0 && stops > 0, "the kills and stops met them at work") }
        }
    }
}

/// Files of products that fill what the projects ask for, one half and the other.
private struct FillingFiles: ~Copyable {
    /// Goes with them.
    let folder: Folder
    let halves: [String]
    let channels: [String]
    let locales: [String]
}

extension ChaosRun {
    /// Has every family require a whole number, gives people rights, and writes files that fill it.
    fileprivate func prepareProjects() async throws -> FillingFiles {
        let number = try await wholeNumber()
        try await admin.run(
            script: """
                update catalog.family f
                   set requirements = f.requirements || (
                         select jsonb_object_agg(c.code, to_jsonb(
                                  case when c.place = 2 then array[i.code]
                                       else array(select jsonb_array_elements_text(coalesce(f.requirements -> c.code, '[]'))) end
                                  || array(select n.code from (values ('\(number)')) as n(code) where n.code = any (f.attributes))))
                           from (select c.code, row_number() over (order by c.code) as place from catalog.channel c) as c
                          cross join (select a.code from catalog.attribute a where a.type = 'pim_catalog_identifier' limit 1) as i);
                insert into catalog.user_group (name, name_key) values ('Chaos one', 'chaos one'), ('Chaos two', 'chaos two') on conflict do nothing;
                insert into catalog.category_access (category, code_key, edit_items)
                select c.code, c.code_key, '{Chaos two}' from (select *, row_number() over (order by code) as place from catalog.category) as c where c.place % 3 = 0;
                insert into catalog.attribute_group_access (attribute_group, code_key, edit_attributes)
                select a."group", lower(a."group"), '{Chaos one,Chaos two}' from catalog.attribute a where a.code = '\(number)';
                insert into tracker.person_group values ('chaos_ann', 'Chaos one'), ('chaos_bob', 'Chaos two'), ('chaos_cy', 'Chaos one'), ('chaos_cy', 'Chaos two');
                create table public.chaos_product as select p.id, p.values, p.record_mark from catalog.product p;
                """)
        let identifier = try await text(
            "select a.code from catalog.attribute a where a.type = 'pim_catalog_identifier' limit 1")
        let folder = try Folder()
        var halves: [String] = []
        for half in 0...1 {
            let lines = try await text(
                """
                select string_agg(format('"%s";4', p.identifier), E'\\n' order by p.id)
                  from catalog.product p
                  join catalog.family f on f.code = p.family and '\(number)' = any (f.attributes)
                 where p.parent_id is null and p.identifier is not null and p.id % 2 = \(half)
                """)
            halves.append("\(folder.path)/\(half).csv")
            try folder.write("\(half).csv", "\(identifier);\(number)\n\(lines)\n")
        }
        let places = try await text(
            "select string_agg(c.code || ' ' || c.locales[1], ' ' order by c.code) from (select * from catalog.channel c order by c.code limit 2) as c"
        ).split(separator: " ").map(String.init)
        return FillingFiles(
            folder: folder, halves: halves, channels: [places[0], places[2]], locales: [places[1], places[3]])
    }

    /// One story from the same beginning, phase by phase, and what each phase has left.
    ///
    /// Two projects are calculated for the first time beside an import, and again, one of them twice, beside another; `work` does it.
    fileprivate func calculate(
        _ files: borrowing FillingFiles, _ work: (Int) async throws -> Void
    ) async throws -> [ChaosTests.ProjectsOutcome] {
        try await admin.run(
            script: """
                select tracker.delete_project(p.code) from tracker.project p;
                delete from tracker.notification n where n.project is not null;
                update catalog.product p set values = b.values, record_mark = b.record_mark from public.chaos_product b where b.id = p.id and p.values <> b.values;
                """)
        let due = try await text("select ((now() at time zone 'UTC')::date + 3)::text")
        let simple = #"[{"field": "parent", "operator": "EMPTY"}]"#
        for (place, filters) in ["[]", simple].enumerated() {
            try await chantier([
                "project", "create", "--label", "chaos \(place)", "--channel", files.channels[place], "--locale",
                files.locales[place], "--filter", filters, "--due", due, "--json",
            ])
        }
        try await chantier(["launch", "csv_product_import", "--file", files.halves[0], "--json"])
        try await work(0)
        // Whoever starts late reminds early of what is due.
        var outcomes = [try await projectsOutcome(3, ignoring: "project_due")]
        for code in ["chaos-0", "chaos-0", "chaos-1"] {
            try await chantier(["project", "recalculate", code, "--json"])
        }
        try await chantier(["launch", "csv_product_import", "--file", files.halves[1], "--json"])
        try await work(1)
        // Who starts looks for due dates at once: several do, and one of them dies.
        try await dying(workers: 3, after: [60], victims: [0]) { try await untilReminded() }
        outcomes.append(try await projectsOutcome(4))
        try await compareWithNewOnes()
        return outcomes
    }

    /// Projects of the same description, made now and calculated in one go, have the same states and numbers.
    private func compareWithNewOnes() async throws {
        let kept = try await states()
        try await admin.run(
            script: """
                delete from tracker.project_product x;
                delete from tracker.project_group g;
                update tracker.project_contributor c set products_to_do = 0, products_in_progress = 0, products_done = 0;
                """)
        for code in ["chaos-0", "chaos-1"] { try await chantier(["project", "recalculate", code, "--json"]) }
        try await working(1) { _ in try await untilSettled() }
        let full = try await states()
        #expect(kept == full, "what changes have left is what a calculation from nothing comes to")
    }

    /// Stops the newest calculation but one after a while, and retries it once it has stopped; whether it came to that.
    fileprivate func stopAndRetry(after wait: Double?) async throws -> Bool {
        guard let wait else { return false }
        try await Task.sleep(for: .milliseconds(wait))
        let session = try await Session.connect(options, name: "chaos stop")
        let calculation = try await session.perform { db in
            let newest = try db.query(
                Statement(
                    "calculation",
                    "select e.public_id::text from job.execution e where e.job = 'project_calculation' order by e.id desc offset 1 limit 1",
                    prepare: false)
            ).text(0, 0)
            _ = try db.query(Statement("stop", "select tracker.stop($1::text::uuid)", prepare: false), newest)
            return newest
        }
        var status = ""
        let deadline = ContinuousClock.now + .seconds(60)
        while status.isEmpty, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(10))
            status = try await session.perform { db in
                let rows = try db.query(
                    Statement(
                        "stopped",
                        "select e.status from job.execution e where e.public_id = $1::text::uuid and e.ended_at is not null",
                        prepare: false), calculation)
                return rows.isEmpty ? "" : try rows.text(0, 0)
            }
        }
        if status == "stopped" {
            _ = try await session.query(
                Statement("retry", "select tracker.retry($1::text::uuid)", prepare: false), calculation)
        }
        await session.close()
        return status == "stopped"
    }

    /// Waits until every execution has ended and all changes are counted.
    fileprivate func untilSettled() async throws {
        try await untilIdle()
        try await until("changes are not counted") {
            try await number(
                """
                select (exists (select from tracker.project_change)
                        or exists (select from tracker.project p where p.structure_version is distinct from (select v.version from catalog.structure_version v)))::int::float8
                """) == 0
        }
    }

    /// Waits until all who have open work know the due date.
    private func untilReminded() async throws {
        try await until("nobody was told of the due date") {
            try await number(
                """
                select count(*)::float8
                  from tracker.project p
                 where p.products_to_do + p.products_in_progress > 0
                   and not exists (select from tracker.project_notice n where n.project_id = p.id and n.event = 'due_3')
                """) == 0
        }
    }

    private func until(_ what: String, _ isSo: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw ChaosFailure("\(what) after a minute")
    }

    private func projectsOutcome(_ count: Int, ignoring notice: String = "") async throws -> ChaosTests.ProjectsOutcome
    {
        ChaosTests.ProjectsOutcome(
            executions: try await text(
                """
                select string_agg(x.line, E'\\n' order by x.line)
                  from (select concat_ws(' ', e.job, e.status, d.parameters ->> 'project_code',
                                 (select string_agg(concat_ws(' ', s.name, s.read, s.updated, s.unchanged, s.skipped, s.invalid, s.more), ' / ' order by s.ordinal)
                                    from job.step s where s.execution_id = e.id),
                                 (select string_agg(w.message, ', ' order by w.message) from job.warning w where w.execution_id = e.id)) as line
                          from job.execution e join job.execution_detail d on d.execution_id = e.id
                         order by e.id desc limit $1::int) as x
                """, Int64(count)),
            projects: try await states(),
            notices: try await text(
                """
                select coalesce(string_agg(concat_ws(' ', x.person, x.project, x.job, x.count), E'\\n' order by x.project, x.job, x.person), '')
                       || E'\\n' || coalesce((select string_agg(y.job || ' ' || y.people, E'\\n' order by y.job)
                            from (select n.job, count(distinct n.person) as people from tracker.notification n where n.project is not null and n.job <> $1 group by n.job) as y), '')
                  from (select n.person, n.project, n.job, count(*) from tracker.notification n where n.project is not null and n.job <> $1
                         group by n.person, n.project, n.job) as x
                """, notice))
    }

    /// All that is kept of the projects.
    private func states() async throws -> String {
        try await text(
            """
            select string_agg(concat_ws(' ', p.code, p.products, p.products_to_do, p.products_in_progress, p.products_done,
                     (select md5(string_agg((to_jsonb(x) - 'project_id')::text, ',' order by x.product_id)) from tracker.project_product x where x.project_id = p.id),
                     (select string_agg(concat_ws('/', g.attribute_group, g.editors, g.products_to_do, g.products_in_progress, g.products_done), ' ' order by g.place, g.editors)
                        from tracker.project_group g where g.project_id = p.id and g.products_to_do + g.products_in_progress + g.products_done > 0),
                     (select string_agg(concat_ws('/', c.person, c.edits, c.products_to_do, c.products_in_progress, c.products_done), ' ' order by c.person)
                        from tracker.project_contributor c where c.project_id = p.id)), E'\\n' order by p.code)
              from tracker.project p
            """)
    }
}
