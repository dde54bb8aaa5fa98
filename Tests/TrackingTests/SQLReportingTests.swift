// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Postgres
import TestKit
import Testing

/// The worked queries of docs/sql-reporting.md, each run as the role that it names, on two years' shapes in small.
@Suite(.ownDatabase) struct SQLReportingTests {
    /// Fills the test's database as the benchmark does, with this person as the owner of most.
    static func fill(executions: Int, person: String) async throws {
        let superuser = try await Session.connect(try TestDatabase.current)
        let root = #filePath.components(separatedBy: "/Tests/")[0]
        let text = try String(contentsOfFile: root + "/Benchmarks/reporting/fill.sql", encoding: .utf8)
        try await superuser.run(
            script: """
                delete from job.owner where name = '\(person)';
                set fill.executions = '\(executions)';
                set fill.details = 'on';
                set fill.person = '\(person)';
                """)
        try await superuser.run(script: text)
        try await superuser.run(script: "analyze")
        await superuser.close()
    }

    /// A database filled as the benchmark fills it, and the three people of the document.
    private struct Sample {
        let person: String
        let analyst: String
        let administrator: String
        let document: SQLReportingDocument

        init(executions: Int = 3_000) async throws {
            person = try await TestDatabase.makePerson("mary")
            analyst = try await TestDatabase.makePerson("rosa")
            administrator = try await TestDatabase.makePerson("boss")
            try await SQLReportingTests.fill(executions: executions, person: person)
            let superuser = try await Session.connect(try TestDatabase.current)
            try await superuser.run(
                script: """
                    grant chantier_analyst to \(quoteIdentifier(analyst));
                    grant chantier_analyst, chantier_admin to \(quoteIdentifier(administrator));
                    """)
            let yellow = try await superuser.query(
                Statement(
                    "yellow",
                    """
                    select e.public_id::text, tracker._url(e.public_id)
                      from job.execution e where e.owner = $1 and e.warnings between 2 and 50 order by e.id desc limit 1
                    """), person)
            document = try SQLReportingDocument(
                variables: ["id": try yellow.text(0, 0), "url": try yellow.text(0, 1)])
            await superuser.close()
        }

        func session(_ role: String) async throws -> Session {
            let name = try #require(
                ["a person": person, "an analyst": analyst, "an administrator": administrator][role],
                "\(role) is nobody here")
            return try await Session.connect(try TestDatabase.current.options(user: name))
        }

        /// The rows of the last statement as JSON objects.
        func rows(of query: SQLReportingDocument.Query, as role: String? = nil) async throws -> [String] {
            let session = try await session(role ?? query.role)
            var rows: [String] = []
            for (place, text) in query.statements.enumerated() {
                guard text.hasPrefix("select") else {
                    try await session.run(script: text)
                    continue
                }
                rows = try await Self.rows(text, "query \(query.number).\(place)", on: session)
            }
            await session.close()
            return rows
        }

        /// The rows of any query, as the superuser.
        func recount(_ text: String) async throws -> [String] {
            let session = try await Session.connect(try TestDatabase.current)
            let rows = try await Self.rows(text, "recount", on: session)
            await session.close()
            return rows
        }

        private static func rows(_ text: String, _ name: String, on session: Session) async throws -> [String] {
            let found = try await session.query(
                Statement(name, "select coalesce(array_agg(to_jsonb(q)::text), '{}') from (\(text)) as q"))
            return try found.textArray(0, 0)
        }
    }

    @Test func `every query of the document runs as the role it names, and most find something`() async throws {
        let sample = try await Sample()
        #expect(sample.document.queries.map(\.number) == Array(1...25))
        var empty: [Int] = []
        for query in sample.document.queries {
            do {
                if try await sample.rows(of: query).isEmpty { empty.append(query.number) }
            } catch {
                Issue.record("query \(query.number) as \(query.role): \(error)")
            }
        }
        // No file was made and nobody has opened anything; whether a worker is silent (22) depends on the machine.
        #expect(empty.filter { $0 != 22 } == [14, 15])
    }

    @Test func `nobody else's question is answered: an analyst has no executions, a person no statistics over all`()
        async throws
    {
        let sample = try await Sample(executions: 400)
        for query in sample.document.queries {
            let other = query.role == "a person" ? "an analyst" : "a person"
            // Analysts are people too: they read the views of their own, which are empty.
            if query.role == "a person" {
                #expect(try await sample.rows(of: query, as: other) == [], "query \(query.number) as \(other)")
            } else if query.role == "an analyst" {
                let error = await #expect(throws: PostgresError.self) {
                    try await sample.rows(of: query, as: other)
                }
                #expect(error?.state?.rawValue == "42501", "query \(query.number) as \(other)")
            }
        }
    }

    /// Answers counted by hand from the tables.
    private static let recounts: [(number: Int, text: String)] = [
        (
            1,
            """
            select e.created_at, e.label, s.name as step, r.reason, r.message, r.hint,
                   'http://localhost:8080/executions/' || e.public_id as url
              from job.execution e join job.error r on r.execution_id = e.id join job.step s on s.id = r.step_id
             where e.owner = $PERSON and e.kind = 'import' and e.status in ('failed', 'abandoned', 'unknown')
               and e.created_at > now() - interval '7 days' and r.id = (select min(x.id) from job.error x where x.execution_id = e.id)
             order by e.created_at desc
            """
        ),
        (
            2,
            """
            select x.job, x.runs, x.red, round(x.red * 100.0 / nullif(x.runs - x.stopped, 0), 1) as failed_percent
              from (
                select e.job, count(*) as runs, count(*) filter (where e.status = 'failed') as red,
                       count(*) filter (where e.status = 'stopped') as stopped
                  from job.execution e
                 where e.owner = $PERSON and (e.ended_at at time zone 'UTC')::date > current_date - 30
                 group by e.job) as x
             order by failed_percent desc nulls last, x.job
            """
        ),
        (
            13,
            """
            select r.job, r.reason, r.field, sum(r.count) as times, count(distinct r.execution_id) as executions, min(r.message) as example
              from job.reason r join job.execution e on e.id = r.execution_id
             where e.owner = $PERSON and e.created_at > now() - interval '7 days'
             group by 1, 2, 3 order by times desc limit 20
            """
        ),
        (
            16,
            """
            select x.*, l.last_success_at from (
              select e.job, e.kind, count(*) as runs, count(*) filter (where e.colour = 'red') as red,
                     round((count(*) filter (where e.status = 'failed'))::numeric * 100
                           / count(*) filter (where e.status <> 'stopped'), 1) as failed_percent,
                     count(*) filter (where e.status = 'stopped') as stopped
                from job.execution e
               where e.ended_at >= date_trunc('hour', (now() - interval '30 days') at time zone 'UTC') at time zone 'UTC'
               group by e.job, e.kind having count(*) >= 5) as x
             cross join lateral (
               select max(e.ended_at) as last_success_at from job.execution e where e.job = x.job and e.status = 'completed') as l
             order by x.red::float8 / (x.runs - x.stopped) desc nulls last
            """
        ),
        (
            24,
            """
            select e.owner as person, count(*) as runs, sum(e.items) as items, count(*) filter (where e.colour = 'red') as red,
                   count(distinct e.kind) as kinds
              from job.execution e
             where e.ended_at is not null and (e.ended_at at time zone 'UTC')::date > current_date - 30
             group by 1 order by runs desc limit 20
            """
        ),
    ]

    @Test func `answers are what one counts by hand from the tables`() async throws {
        let sample = try await Sample()
        for recount in Self.recounts {
            let query = try #require(sample.document.queries.first { $0.number == recount.number })
            let answer = try await sample.rows(of: query)
            let counted = try await sample.recount(recount.text.replacing("$PERSON", with: "'\(sample.person)'"))
            #expect(!answer.isEmpty, "query \(recount.number)")
            #expect(Self.canonical(answer) == Self.canonical(counted), "query \(recount.number)")
        }
    }

    /// Rows in an order of their own: rows of equal rank may come in any.
    private static func canonical(_ rows: [String]) -> [String] { rows.sorted() }

    @Test func `a page of statistics is the person's alone, day by day, also while others run`() async throws {
        let sample = try await Sample()
        let mine = try await sample.recount(
            """
            select (e.ended_at at time zone 'UTC')::date as day, e.kind, e.job, count(*) as runs, sum(e.items) as items
              from job.execution e where e.owner = '\(sample.person)' and e.ended_at is not null group by 1, 2, 3 order by 1, 2, 3
            """)
        let session = try await sample.session("a person")
        let shown = try await session.query(
            Statement(
                "days",
                """
                select array_agg(to_jsonb(q)::text) from (
                  select d.day, d.kind, d.job, d.runs, d.items from tracker.my_stats_daily d order by 1, 2, 3) as q
                """)
        ).textArray(0, 0)
        #expect(shown == mine)
        await session.close()
    }
}
