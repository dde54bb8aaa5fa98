// SPDX-License-Identifier: Apache-2.0

import Glibc
import JobEngine
import Postgres
import TestKit
import Testing

/// Claims under launches that commit late, claims that roll back and tasks that come back.
@Suite(.ownDatabase) struct ClaimStressTests {
    @Test func `every task runs once, whatever rolls back, comes back or commits late`() async throws {
        let launches = 400
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        try await admin.perform { db in try ProtocolWorker.registerJobs(on: db) }
        var persons: [String] = []
        for name in ["mary", "julia", "peter"] { persons.append(try await TestDatabase.makePerson(name)) }
        var workers: [ProtocolWorker] = []
        for number in 0..<6 { workers.append(try await .start("worker \(number)")) }

        let each = launches / persons.count + 1
        let expected = each * persons.count

        let finished = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for (index, person) in persons.enumerated() {
                let session = try await Session.connect(try TestDatabase.current.options(user: person), name: person)
                group.addTask {
                    try await session.perform { db in
                        try Self.launch(each, seed: index, on: db)
                        return []
                    }
                }
            }
            for (index, worker) in workers.enumerated() {
                group.addTask {
                    try await worker.session.perform { db in
                        try Self.drain(worker.number, expected: expected, seed: 100 + index, on: db)
                    }
                }
            }
            return try await group.reduce(into: [Int64]()) { $0 += $1 }
        }

        #expect(finished.count == expected)
        #expect(Set(finished).count == expected, "a task ran twice")
        #expect(try await admin.value("select count(*) from job.outcome") == Int64(expected))
        #expect(
            try await admin.value("select count(*) from job.execution where status = 'completed'") == Int64(expected))
        #expect(
            try await admin.value("select (select count(*) from job.ready) + (select count(*) from job.lease)") == 0)
    }

    /// Launches in transactions of their own; of fifty, one is rolled back and one commits late.
    private static func launch(_ count: Int, seed: Int, on db: isolated Session) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let launch = Statement("launch", "select tracker.launch('plain', p_priority => $1)")
        var left = count
        while left > 0 {
            try db.begin()
            try db.execute(launch, Int16.random(in: 0...2, using: &random))
            if random.happens(0.02) {
                try db.rollback()
                continue
            }
            if random.happens(0.02) { usleep(200_000) }
            try db.commit()
            left -= 1
        }
    }

    /// Claims from the low-water mark until all launches have ended; returns the tasks that it ended.
    private static func drain(
        _ worker: Int32, expected: Int, seed: Int, on db: isolated Session
    ) throws -> [Int64] {
        var random = SeededRandom(seed: UInt64(seed))
        var mark = ClaimMark()
        var finished: [Int64] = []
        let ended = "select count(*) from job.outcome"
        while true {
            let horizon = try db.query(
                Statement(
                    "horizon",
                    """
                    select h.next_xid::text::bigint, h.oldest_xid::text::bigint, h.clock_0, h.clock_1, h.clock_2,
                           h.first_0, h.first_1, h.first_2
                      from job.horizon($1) h
                    """), mark.marks)
            mark.take(
                ClaimMark.Reading(
                    nextTransaction: try horizon.int64(0, 0), oldestTransaction: try horizon.int64(0, 1),
                    clocks: try (2...4).map { try horizon.int64(0, $0) },
                    firstTags: try (5...7).map { try horizon.optionalInt64(0, $0) }), at: .now)
            try db.begin()
            let claims = try db.claim(
                worker, limit: [1, 10, 100].randomElement(using: &random) ?? 1, marks: mark.marks)
            if random.happens(0.05) {
                try db.rollback()
                continue
            }
            try db.commit()
            if claims.isEmpty {
                if try db.number(ended) >= Int64(expected) { return finished }
                usleep(2000)
                continue
            }
            let (back, rest) = claims.reduce(into: ([ProtocolWorker.Claim](), [ProtocolWorker.Claim]())) {
                parts, claim in
                if random.happens(0.05) { parts.0.append(claim) } else { parts.1.append(claim) }
            }
            for claim in back { #expect(try db.handBack(claim)) }
            #expect(try db.finishMany(rest) == Int64(rest.count))
            finished += rest.map(\.task)
        }
    }

    @Test func `a claim from the mark does not walk what a pinned horizon keeps`() async throws {
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        let pin = try await Session.connect(try TestDatabase.current, name: "pin")
        let worker = try await ProtocolWorker.start("worker")
        try await admin.perform { db in
            try ProtocolWorker.registerJobs(on: db)
            try db.run(
                script: """
                    alter table job.ready set (autovacuum_enabled = off);
                    select tracker.add_person(current_user);
                    select tracker.launch('plain');
                    do $$
                    declare s job.step; e job.execution;
                    begin
                      select * into s from job.step;
                      select * into e from job.execution;
                      perform job._put_tasks(s, e, array_agg(n), array_agg(n), array_agg(null::bigint),
                                             array_agg(null::jsonb), 1::smallint)
                         from generate_series(1::bigint, 12000) as n;
                      update job.step set open = 12001;
                    end $$;
                    analyze job.ready;
                    """)
        }
        // Another session's snapshot: no entry that dies from now on may be cleared away.
        try await pin.begin(.repeatableRead)
        _ = try await pin.number("select count(*) from job.ready")
        let (fresh, fromMark, fromZero) = try await worker.session.perform { db in
            _ = try db.finishMany(try db.claim(worker.number, limit: 10))
            let fresh = try Self.fewestBuffersOfClaim(worker.number, mark: 0, on: db)
            for _ in 0..<100 { _ = try db.finishMany(try db.claim(worker.number, limit: 100)) }
            let clock = try db.number("select job._clock(1::smallint)")
            let fromMark = try Self.fewestBuffersOfClaim(worker.number, mark: clock, on: db)
            return (fresh, fromMark, try Self.fewestBuffersOfClaim(worker.number, mark: 0, on: db))
        }
        #expect(fromMark <= fresh + 20, "\(fromMark) pages from the mark, \(fresh) when nothing was dead")
        #expect(fromZero >= fresh + 100, "the dead entries are there: \(fromZero) pages from 0")
        try await pin.rollback()
    }

    /// The fewest of three: a table that is analysed just then has the plan made anew, which reads the catalogue.
    private static func fewestBuffersOfClaim(_ worker: Int32, mark: Int64, on db: isolated Session) throws -> Int {
        var fewest = Int.max
        for _ in 0..<3 {
            let buffers = try buffersOfClaim(worker, mark: mark, on: db)
            fewest = min(fewest, buffers)
        }
        return fewest
    }

    /// Pages that a claim of ten touches; the claim is undone.
    private static func buffersOfClaim(_ worker: Int32, mark: Int64, on db: isolated Session) throws -> Int {
        try db.begin()
        defer { try? db.rollback() }
        // Once before, so that the plans are made.
        _ = try db.claim(worker, limit: 1, marks: [0, mark, 0])
        let rows = try db.query(
            Statement(
                "explain claim",
                """
                explain (analyze, buffers, format text, timing off)
                select * from job.claim(\(worker), 10, array[0, \(mark), 0], false)
                """, prepare: false))
        for row in 0..<rows.count {
            let line = try rows.text(row, 0)
            guard let found = line.firstMatch(of: #/Buffers: shared hit=(\d+)(?: read=(\d+))?/#) else { continue }
            return (Int(found.1) ?? 0) + (found.2.flatMap { Int($0) } ?? 0)
        }
        throw PostgresError(kind: .usage, message: "the plan names no buffers")
    }
}
