// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import Setup
import Tabular
import TestKit
import Testing

extension ChaosTests {
    @Test func `an archive whose unpacking is killed at any instant comes in whole`() async throws {
        let scene = try ChaosScene.current
        let folder = try TemporaryFile.makeFolder("archive")
        defer { Folder.remove(folder) }
        let archive = try Self.archive(in: folder)
        let (calm, took) = try await ChaosRun.with(scene.base) { run in
            try await run.prepareMedia(in: folder)
            try await run.chantier(["launch", "csv_product_import", "--file", archive, "--json"])
            let began = ContinuousClock.now
            try await run.working(1) { _ in try await run.untilIdle() }
            return (try await run.archiveOutcome(), (ContinuousClock.now - began) / .milliseconds(1))
        }
        #expect(calm.hasPrefix("completed \(Self.media) \(Self.media) "))
        let rounds = ChaosSettings.isLong ? ChaosSettings.rounds : 1
        var crashes = 0.0
        for round in 1...rounds {
            var random = SeededRandom(seed: ChaosSettings.seed &* 32_452_843 &+ UInt64(round))
            let kills = (0..<2).map { _ in Double.random(in: 0..<took / 2, using: &random) }
            let victims = (0..<2).map { _ in Int.random(in: 0..<2, using: &random) }
            let (outcome, lost) = try await ChaosRun.with(scene.base) { run in
                try await run.prepareMedia(in: folder)
                try await run.chantier(["launch", "csv_product_import", "--file", archive, "--json"])
                try await run.dying(workers: 2, after: kills, victims: victims)
                let lost = try await run.number(
                    """
                    select coalesce(sum(o.crash_count), 0)::float8 from job.outcome o
                      join job.execution e on e.id = o.execution_id
                     where e.id = (select max(id) from job.execution)
                    """)
                return (try await run.archiveOutcome(), lost)
            }
            crashes += lost
            #expect(outcome == calm, "round \(round)")
        }
        print("chaos: \(rounds) archives of \(Self.media) media, \(Int(crashes)) tasks lost a worker")
    }

    private static let media = 400

    /// Products with a picture each, no two alike.
    private static func archive(in folder: String) throws -> String {
        let writer = try ZipWriter()
        var table = "sku;chaos_picture\n"
        var random = SeededRandom(seed: 11)
        for number in 1...media {
            table += "chaos-\(number);pictures/\(number).jpg\n"
            writer.add(
                "pictures/\(number).jpg",
                (0..<50_000).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        }
        writer.add("products.csv", Array(table.utf8))
        try writer.finish()
        let path = folder + "/pictures.zip"
        try write(writer.take(), to: path)
        return path
    }

    fileprivate static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "we") else { throw ChaosFailure("\(path): error \(errno)") }
        let count = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, count == bytes.count else { throw ChaosFailure("\(path): error \(errno)") }
    }
}

extension ChaosRun {
    /// Makes the attribute of the pictures, before anything else runs.
    fileprivate func prepareMedia(in folder: String) async throws {
        let group = try await text("select min(g.code) from catalog.attribute_group g")
        let path = folder + "/attributes.csv"
        try ChaosTests.write(Array("code;type;group\nchaos_picture;pim_catalog_image;\(group)\n".utf8), to: path)
        try await chantier(["launch", "csv_attribute_import", "--file", path, "--json"])
        try await working(1) { _ in try await untilIdle() }
    }

    /// Status; media, those whose pieces give their hash, what the values say; the figures of the steps.
    fileprivate func archiveOutcome() async throws -> String {
        try await text(
            """
            select concat_ws(' ', e.status,
              (select count(*) || ' ' || count(*) filter (where m.hash = (
                        select encode(sha256(string_agg(p.bytes, '' order by p.ordinal)), 'hex')
                          from catalog.media_piece p where p.hash = m.hash))
                 from catalog.media m),
              (select md5(string_agg(p.identifier || (p.values ->> 'chaos_picture'), ',' order by p.identifier))
                 from catalog.product p where p.values ? 'chaos_picture'),
              (select string_agg(concat_ws(' ', s.name, s.read, s.created, s.updated, s.invalid, s.written), ', ' order by s.ordinal)
                 from job.step s where s.execution_id = e.id),
              (select string_agg(r.message, ' ') from job.error r where r.execution_id = e.id))
              from job.execution e order by e.id desc limit 1
            """)
    }
}
