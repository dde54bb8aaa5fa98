// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import JobEngine
import Logging
import Postgres
import Synchronization
import TestKit
import Testing

@testable import Tracking

/// One truth for programs, JSON and SQL: at rest on a hundred executions, and while a worker counts.
@Suite(.ownDatabase) struct SameNumbersTests {
    /// What is compared, as JSON and SQL give it.
    private struct Numbers: Decodable, Equatable {
        struct Step: Decodable, Equatable {
            struct Counters: Decodable, Equatable {
                var read: Int64
                var created: Int64
                var updated: Int64
                var unchanged: Int64
                var skipped: Int64
                var invalid: Int64
                var written: Int64
            }

            var no: Int
            var name: String
            var status: String
            var done: Int64
            var total: Int64?
            var warnings: Int64
            var errors: Int64
            var counters: Counters
        }

        var id: String
        var status: String
        var colour: String
        var warnings: Int64
        var errors: Int64
        var step: Int
        var duration_s: Double?
        var queue_s: Double?
        var steps: [Step]
    }

    /// From the tables alone, as a superuser: warnings and errors are counted, colours follow from the rule.
    private static let truth = """
        select jsonb_build_object(
          'id', e.public_id, 'status', e.status,
          'colour', case when e.status = 'failed' then 'red' when e.status = 'stopped' then 'grey'
                         when e.ended_at is null then 'blue' when w.n > 0 then 'yellow' else 'green' end,
          'warnings', w.n, 'errors', r.n, 'step', e.step,
          'duration_s', round(extract(epoch from e.ended_at - e.started_at), 3),
          'queue_s', round(extract(epoch from e.started_at - e.created_at), 3),
          'steps', (
            select jsonb_agg(jsonb_build_object(
                     'no', s.ordinal, 'name', s.name, 'status', s.status, 'done', coalesce(s.done, 0) + coalesce(l.done, 0),
                     'total', s.total, 'warnings', (select count(*) from job.warning x where x.step_id = s.id),
                     'errors', (select count(*) from job.error x where x.step_id = s.id),
                     'counters', jsonb_build_object(
                       'read', coalesce(s.read, 0) + coalesce(l.read, 0), 'created', coalesce(s.created, 0) + coalesce(l.created, 0),
                       'updated', coalesce(s.updated, 0) + coalesce(l.updated, 0),
                       'unchanged', coalesce(s.unchanged, 0) + coalesce(l.unchanged, 0),
                       'skipped', coalesce(s.skipped, 0) + coalesce(l.skipped, 0),
                       'invalid', coalesce(s.invalid, 0) + coalesce(l.invalid, 0),
                       'written', coalesce(s.written, 0) + coalesce(l.written, 0))) order by s.ordinal)
              from job.step s
              left join job.lease l on l.step_id = s.id
             where s.execution_id = e.id))
          from job.execution e
         cross join lateral (select count(*) as n from job.warning x where x.execution_id = e.id) as w
         cross join lateral (select count(*) as n from job.error x where x.execution_id = e.id) as r
         where e.owner = $1
         -- Some of each status, so that none is left out by chance.
         order by row_number() over (partition by e.status order by random()) > 5, random()
         limit 100
        """

    @Test func `a hundred random executions have the same numbers in tracker's JSON as in the tables`() async throws {
        let person = try await TestDatabase.makePerson()
        try await SQLReportingTests.fill(executions: 1_000, person: person)
        let superuser = try await Session.connect(try TestDatabase.current)
        let rows = try await superuser.query(
            Statement("truth", "select array_agg(t::text) from (\(Self.truth)) as x(t)"), person)
        let truth = try rows.textArray(0, 0).map { try JSONDecoder().decode(Numbers.self, from: Data($0.utf8)) }
        #expect(truth.count == 100)
        #expect(Set(truth.map(\.colour)).isSuperset(of: ["green", "yellow", "red"]))
        let session = try await Session.connect(try TestDatabase.current.options(user: person))
        for numbers in truth {
            let id = try #require(UUIDBytes(numbers.id))
            let report = try #require(try await session.perform { db in try Report.read(id, on: db) })
            let told = try JSONDecoder().decode(Numbers.self, from: Data(report.json.rendered.utf8))
            #expect(told == numbers)
        }
        await session.close()
        await superuser.close()
    }

    @Test func `the dashboard's sums are those of the list, of the views and of the tables`() async throws {
        let person = try await TestDatabase.makePerson()
        try await SQLReportingTests.fill(executions: 6_000, person: person)
        let session = try await Session.connect(try TestDatabase.current.options(user: person))
        let dashboard = try await session.perform { db in try Dashboard.read(on: db) }
        let counts = try await session.query(
            Statement(
                "counts",
                """
                select count(*) filter (where m.colour = 'green'), count(*) filter (where m.colour = 'yellow'),
                       count(*) filter (where m.colour = 'red'), count(*) filter (where m.colour = 'grey'),
                       count(*) filter (where m.status = 'running'), count(*) filter (where m.status = 'queued'),
                       (array_agg(m.duration_s order by m.duration_s) filter (where m.duration_s is not null and m.colour <> 'grey'))
                  from tracker.my_execution m where m.created_at > now() - interval '7 days'
                """))
        let week = dashboard.week
        #expect(week.green == (try counts.int64(0, 0)))
        #expect(week.yellow == (try counts.int64(0, 1)))
        #expect(week.red == (try counts.int64(0, 2)))
        #expect(week.stopped == (try counts.int64(0, 3)))
        #expect(dashboard.running == (try counts.int64(0, 4)))
        #expect(dashboard.queued == (try counts.int64(0, 5)))
        #expect(dashboard.running > 0 && dashboard.queued > 0 && week.green > 0 && week.red > 0)
        let all = week.green + week.yellow + week.red + week.stopped + dashboard.running + dashboard.queued
        #expect(week.perDay.reduce(0, +) == all)
        let list = try #require(
            try await session.perform { db in try ExecutionList.read(ExecutionFilter(limit: 1_000), on: db) })
        #expect(list.shown.green == Int(week.green))
        #expect(list.shown.red == Int(week.red))
        #expect(list.shown.total == Int(all))
        #expect(
            dashboard.lastOperations.map(\.summary.id)
                == Array(list.executions.sorted { $0.number > $1.number }.prefix(10).map(\.id)))
        // By hand from the tables: the middle of the durations.
        let superuser = try await Session.connect(try TestDatabase.current)
        let median = try await superuser.query(
            Statement(
                "median",
                """
                select percentile_cont(0.5) within group (order by extract(epoch from e.ended_at - e.started_at)::float8)
                  from job.execution e
                 where e.owner = $1 and e.created_at > now() - interval '7 days' and e.status in ('completed', 'failed')
                """), person
        ).double(0, 0)
        #expect(week.medianSeconds == median)
        await superuser.close()
        await session.close()
    }

    @Test func `while a worker counts, list, steps and tables agree at every instant`() async throws {
        let person = try await TestDatabase.makePerson()
        let registry = JobRegistry([Self.job])
        try await Migrator.migrate(try TestDatabase.current, registry: registry)
        let session = try await Session.connect(try TestDatabase.current.options(user: person))
        let id = try await session.perform { db in
            try Launching.launch("same_numbers", parameters: JSONB("{}"), upload: nil, on: db).id
        }
        var configuration = WorkerConfiguration(slots: 2)
        configuration.endsWhenIdle = true
        let worker = try Worker(
            options: try TestDatabase.worker, registry: registry, configuration: configuration,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let isOver = Flag()
        var looks = 0
        var seen: Set<Int64> = []
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await worker.run()
                isOver.raise()
            }
            while !isOver.isRaised || looks < 100 {
                // One statement is one snapshot.
                let rows = try await session.query(Self.comparison, id)
                #expect(try rows.int64(0, 0) == rows.int64(0, 1), "done in the list and in the steps")
                #expect(try rows.int64(0, 0) == rows.int64(0, 2), "done in the list and in the tables")
                #expect(try rows.int64(0, 3) == rows.int64(0, 4), "warnings in the list and in the steps")
                #expect(try rows.int64(0, 3) == rows.int64(0, 5), "warnings counted and written")
                #expect(try rows.int64(0, 6) <= (rows.bool(0, 7) ? 100 : 99), "never full before the end")
                let report = try #require(try await session.perform { db in try Report.read(id, on: db) })
                #expect(report.summary.warnings == report.steps.map(\.warnings).reduce(0, +))
                #expect(report.summary.hasEnded || report.steps.contains { $0.status != "completed" })
                seen.insert(try rows.int64(0, 0))
                looks += 1
            }
            try await group.waitForAll()
        }
        #expect(seen.count > 3, "the looks fell into the run")
        let last = try #require(try await session.perform { db in try Report.read(id, on: db) })
        #expect(last.summary.warnings == 150)
        #expect(last.steps.map(\.counters.read) == [3_000])
        await session.close()
    }

    private final class Flag: Sendable {
        private let state = Mutex(false)

        var isRaised: Bool { state.withLock { $0 } }
        func raise() { state.withLock { $0 = true } }
    }

    private static let comparison = Statement(
        "comparison",
        """
        select m.done, s.done, t.done, m.warnings, s.warnings, w.n, coalesce(m.percent, 0)::bigint, m.ended_at is not null
          from tracker.my_execution m
         cross join lateral (
           select sum(s.done)::bigint as done, sum(s.warnings)::bigint as warnings
             from tracker.my_step s where s.execution_id = m.execution_id) as s
         cross join lateral (
           select (coalesce(sum(x.done), 0) + coalesce((select sum(l.done) from job.lease l where l.execution_id = m.execution_id), 0))::bigint as done
             from job.step x where x.execution_id = m.execution_id) as t
         cross join lateral (select count(*) as n from job.warning w where w.execution_id = m.execution_id) as w
         where m.public_id = $1
        """)

    /// 3,000 numbers in four tasks; every twentieth is refused.
    private static let job = Job(
        name: "same_numbers", kind: .import, label: "Same numbers",
        steps: [
            Step(
                name: "count", label: "Count", unit: "numbers",
                plan: { context, _ in context.phase == 0 ? .ranges(of: 0..<3_000, count: 4) : .none },
                run: { context, db in
                    while let end = context.rangeEnd, context.position < end {
                        try await context.chunk(on: db) { chunk in
                            let start = context.position
                            let next = min(end, start + 25)
                            var counters = Counters()
                            for item in start..<next {
                                guard item % 20 == 0 else {
                                    counters.created += 1
                                    continue
                                }
                                counters.invalid += 1
                                chunk.warn(Warning(reason: "twentieth", message: "row \(item): a twentieth", row: item))
                            }
                            counters.read = next - start
                            counters.done = counters.read
                            chunk.counters = counters
                            chunk.position = next
                        }
                    }
                })
        ])
}
