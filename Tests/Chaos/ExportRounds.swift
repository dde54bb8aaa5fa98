// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

@testable import chantier

extension ChaosTests {
    /// A file of text, one that is cut into pieces which are packed into an archive, and workbooks cut and packed likewise.
    private static let exports: [(job: String, parameters: [String])] = [
        ("csv_product_export", ["storage.file_path=p.csv"]),
        ("csv_product_export", ["storage.file_path=p.csv", "linesPerFile=700"]),
        ("xlsx_product_export", ["storage.file_path=p.xlsx", "linesPerFile=1500"]),
    ]

    @Test func `exports whose workers are killed at any instant have the checksums of undisturbed ones`() async throws {
        let scene = try ChaosScene.current
        try await ChaosRun.with(scene.base) { run in
            try await run.working(1) { _ in try await run.untilEnded() }
            var calm: [(files: String, took: Duration)] = []
            for export in Self.exports {
                let began = ContinuousClock.now
                let files = try await run.export(export.job, export.parameters, workers: 1)
                calm.append((files, ContinuousClock.now - began))
                #expect(files.hasPrefix("completed p"))
            }
            #expect(calm[1].files.contains("p.zip") && calm[2].files.contains("p.zip"))
            var identical = 0
            for round in 1...ChaosSettings.rounds {
                let place = round % Self.exports.count
                var random = SeededRandom(seed: ChaosSettings.seed &* 104_729 &+ UInt64(round))
                // Two a round: a task that has lost its worker three times is set aside, as it should be.
                let longest = calm[place].took / .milliseconds(1)
                let kills = (0..<2).map { _ in Double.random(in: 0..<longest / 2 + 100, using: &random) }
                let victims = (0..<2).map { _ in Int.random(in: 0..<3, using: &random) }
                let export = Self.exports[place]
                let files = try await run.export(
                    export.job, export.parameters, workers: 3, killing: victims, after: kills)
                identical += files == calm[place].files ? 1 : 0
                #expect(files == calm[place].files, "round \(round)")
            }
            let crashes = try await run.number("select coalesce(sum(o.crash_count), 0)::float8 from job.outcome o")
            print(
                "chaos: \(identical) of \(ChaosSettings.rounds) exports identical, \(Int(crashes)) tasks lost a worker")
            if ChaosSettings.isLong { #expect(crashes > 0, "the kills met them at work") }
        }
    }
}

extension ChaosRun {
    /// Exports with workers of which some are killed; the status, and each file with its size and checksum.
    fileprivate func export(
        _ job: String, _ parameters: [String], workers: Int, killing victims: [Int] = [], after waits: [Double] = []
    ) async throws -> String {
        try await chantier(
            ["launch", job, "--json", "--set", "filters.data=[]"] + parameters.flatMap { ["--set", $0] })
        try await dying(workers: workers, after: waits, victims: victims)
        return try await text(
            """
            select e.status || ' ' || coalesce((
                     select string_agg(concat_ws(' ', a.name, a.size, encode(a.sha256, 'hex'),
                              (select encode(sha256(string_agg(p.bytes, '' order by p.part, p.ordinal)), 'hex')
                                 from job.piece p where p.artifact_id = a.id)), ', ' order by a.id)
                       from job.artifact a where a.execution_id = e.id and a.kind = 'output'), '')
              from job.execution e order by e.id desc limit 1
            """)
    }
}
