// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import Setup
import TestKit
import Testing

@testable import chantier

extension ChaosTests {
    /// What two imports have left, whichever of them came first at a product.
    fileprivate struct Outcome: Equatable, Sendable {
        /// Status of each execution, and the errors that stand in it.
        var executions: String
        /// Records read by each, and what became of those that are not refused.
        var records: String
        /// Every identifier with how often it is there.
        var products: String
        /// Products without a uuid of their own, unique values of another product, links from nowhere.
        var strays: String
    }

    @Test func `two imports of overlapping files, four workers and random kills lose no record and make none twice`()
        async throws
    {
        let scene = try ChaosScene.current
        let folder = try TemporaryFile.makeFolder("overlap")
        defer { Folder.remove(folder) }
        // The long run has another catalogue, to which the file of the short one says nothing.
        let file: String
        if let data = ChaosSettings.testData {
            file = data + "/products.csv.gz"
        } else {
            _ = try DemoCatalogue(products: ChaosSettings.products * 3 / 2, seed: 7).write(to: folder)
            file = folder + "/products.csv"
        }
        let calm = try await ChaosRun.with(scene.base) { run in
            try await run.chantier(["launch", "csv_product_import", "--file", file, "--json"])
            try await run.working(1) { _ in try await run.untilIdle() }
            return try await run.outcome()
        }
        #expect(calm.executions == "completed, completed")
        #expect(calm.strays == "0 0 0")
        for round in 1...ChaosSettings.rounds {
            var random = SeededRandom(seed: ChaosSettings.seed &* 7_919 &+ UInt64(round))
            // Two a round: a task that has lost its worker three times is set aside, as it should be.
            let kills = (0..<2).map { _ in Double.random(in: 20..<scene.duration / .milliseconds(4), using: &random) }
            let victims = (0..<2).map { _ in Int.random(in: 0..<4, using: &random) }
            let disturbed = try await ChaosRun.with(scene.base) { run in
                try await run.chantier(["launch", "csv_product_import", "--file", file, "--json"])
                try await run.dying(workers: 4, after: kills, victims: victims)
                return try await run.outcome()
            }
            #expect(disturbed == calm, "round \(round)")
        }
    }
}

extension ChaosRun {
    /// Waits until every execution has ended; gives up after three minutes.
    func untilIdle() async throws {
        let deadline = ContinuousClock.now + .seconds(180)
        while ContinuousClock.now < deadline {
            if try await number("select count(*)::float8 from job.execution where ended_at is null") == 0 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw ChaosFailure("an execution has not ended after three minutes")
    }

    /// Lets workers work, kills one after another, puts a new one in its place each time, and waits until all is done.
    ///
    /// `atWork`: whoever has a task dies instead of the victim named, as soon as one has; `ending`: how it is seen that all is done.
    func dying(
        workers count: Int, after waits: [Double], victims: [Int], atWork: Bool = false,
        ending: (() async throws -> Void)? = nil
    ) async throws {
        var workers = try (0..<count).map { _ in try Self.startWorker(on: options, hasShortLease: false) }
        var failure: (any Error)?
        do {
            try await untilBegun()
            for (wait, victim) in zip(waits, victims) {
                try await Task.sleep(for: .milliseconds(wait))
                let victim = atWork ? try await placeAtWork(workers) ?? victim : victim
                workers[victim].send(SIGKILL)
                _ = try await workers[victim].wait()
                workers[victim] = try Self.startWorker(on: options, hasShortLease: false)
            }
            if let ending { try await ending() } else { try await untilIdle() }
        } catch {
            failure = error
        }
        for worker in workers {
            worker.send(SIGKILL)
            _ = try await worker.wait()
        }
        if let failure { throw failure }
    }

    /// Where one of the workers stands that has a task; nil: none has for a while.
    private func placeAtWork(_ workers: [RunningProgram]) async throws -> Int? {
        for _ in 0..<100 {
            let pid = try await number(
                """
                select coalesce((select w.pid from job.lease l join job.worker w on w.id = l.worker_id order by l.claimed_at desc limit 1), 0)::float8
                """)
            if let place = workers.firstIndex(where: { Double($0.pid) == pid }) { return place }
            try await Task.sleep(for: .milliseconds(5))
        }
        return nil
    }

    fileprivate func outcome() async throws -> ChaosTests.Outcome {
        try await admin.perform { db in
            func text(_ sql: String, on db: isolated Session) throws -> String {
                try db.query(Statement("overlap", sql, prepare: false)).text(0, 0)
            }
            return ChaosTests.Outcome(
                executions: try text(
                    """
                    select string_agg(concat_ws(' ', e.status, (select string_agg(r.message, ' ') from job.error r where r.execution_id = e.id)), ', ' order by e.id)
                      from job.execution e where e.job = 'csv_product_import'
                    """, on: db),
                records: try text(
                    """
                    select string_agg(s.read || ' ' || (s.created + s.updated + s.unchanged) || ' ' || s.skipped || ' ' || s.invalid, ', ' order by s.id)
                      from job.step s join job.execution e on e.id = s.execution_id
                     where e.job = 'csv_product_import' and s.name = 'import'
                    """, on: db),
                products: try text(
                    """
                    select count(*) || ' ' || count(distinct identifier_key) || ' '
                           || md5(string_agg(identifier, ',' order by identifier)) || ' '
                           || (select sum(s.created) from job.step s join job.execution e on e.id = s.execution_id
                                where e.job = 'csv_product_import' and s.name = 'import')
                      from catalog.product
                    """, on: db),
                strays: try text(
                    """
                    select (select count(*) from catalog.product p where p.uuid is null) || ' '
                           || (select count(*) from catalog.unique_value u
                                where not exists (select from catalog.product p where p.id = u.product_id)) || ' '
                           || (select count(*) from catalog.association a
                                where a.owner_kind = 'product' and not exists (select from catalog.product p where p.id = a.owner_id))
                    """, on: db))
        }
    }
}
