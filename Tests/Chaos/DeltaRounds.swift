// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

extension ChaosTests {
    /// Whoever takes in what a profile exports "since its last export" must miss nothing, whatever happened on the way.
    @Test func `a copy kept by exports since the last one is whole, whatever is killed, stopped or run again`()
        async throws
    {
        let scene = try ChaosScene.current
        try await ChaosRun.with(scene.base) { run in
            try await run.working(1) { _ in try await run.untilEnded() }
            let since = #"[{"field": "updated", "operator": "SINCE LAST JOB", "value": "delta"}]"#
            try await run.chantier([
                "profile", "create", "delta", "jsonl_product_export", "--overlap", "allow", "--set",
                "filters.data=\(since)",
            ])
            var copy = DeltaCopy()
            // The first one has no last one, and so takes all.
            try await run.chantier(["launch", "--profile", "delta", "--json"])
            try await run.working(1) { _ in try await run.untilIdle() }
            let all = try await copy.take(from: run)
            #expect(all == "completed")
            let began = ContinuousClock.now
            try await run.edit(everySecond: 0)
            try await run.working(1) { _ in try await run.untilIdle() }
            let took = (ContinuousClock.now - began) / .milliseconds(1)

            var ends: [String] = []
            let rounds = ChaosSettings.isLong ? ChaosSettings.rounds : 3
            for round in 1...rounds {
                var random = SeededRandom(seed: ChaosSettings.seed &* 32_452_843 &+ UInt64(round))
                let kills = (0..<2).map { _ in Double.random(in: 0..<took / 2 + 100, using: &random) }
                let victims = (0..<2).map { _ in Int.random(in: 0..<3, using: &random) }
                let isStopped = round % 3 == 2
                let wait = Double.random(in: 0..<took, using: &random)
                // The export reads while the edit writes.
                try await run.edit(everySecond: round)
                try await run.chantier(["launch", "--profile", "delta", "--json"])
                async let stopped: Void = {
                    guard isStopped else { return }
                    try await Task.sleep(for: .milliseconds(wait))
                    _ = try await run.text(
                        "select tracker.stop(e.public_id) from job.execution e where e.profile = 'delta' order by e.id desc limit 1"
                    )
                }()
                try await run.dying(workers: 3, after: kills, victims: victims)
                try await stopped
                ends.append(try await copy.take(from: run))
                // What was stopped goes on where it stood, or is left: the next one makes up for it.
                if ends.last == "stopped", round % 2 == 1 {
                    _ = try await run.text(
                        "select tracker.retry(e.public_id) from job.execution e where e.profile = 'delta' order by e.id desc limit 1"
                    )
                    try await run.dying(workers: 3, after: kills, victims: victims)
                    ends.append(try await copy.take(from: run))
                }
            }
            try await run.chantier(["launch", "--profile", "delta", "--json"])
            try await run.working(1) { _ in try await run.untilIdle() }
            let last = try await copy.take(from: run)
            #expect(last == "completed")
            #expect(!ends.contains("failed"))
            var whole = DeltaCopy()
            try await run.chantier(["launch", "jsonl_product_export", "--json", "--set", "filters.data=[]"])
            try await run.working(1) { _ in try await run.untilIdle() }
            _ = try await whole.take(from: run)
            #expect(whole.lines.count > 100)
            let differences = copy.differences(from: whole)
            #expect(differences.isEmpty, "\(differences.count), such as \(differences.prefix(3))")
            let crashes = try await run.number("select coalesce(sum(o.crash_count), 0)::float8 from job.outcome o")
            if ChaosSettings.isLong {
                #expect(crashes > 0 && ends.contains("stopped"), "the kills and stops met them at work")
            }
            print(
                "chaos: \(ends.count) exports since the last one (\(ends.joined(separator: ", "))), \(Int(crashes)) tasks lost a worker"
            )
        }
    }
}

/// A copy of the catalogue that is kept by taking in files of one JSON object a line.
private struct DeltaCopy {
    /// Each product's line, by the beginning of it that names the product.
    var lines: [String: String] = [:]

    /// Takes in the file of the newest export; the status of that export, and nothing is taken unless it is completed.
    mutating func take(from run: ChaosRun) async throws -> String {
        let found = try await run.text(
            """
            select e.status || E'\\n' || coalesce((
                     select string_agg(l.line ->> 'identifier' || E'\\t' || l.line, E'\\n')
                       from job.artifact a
                      cross join lateral (
                            select string_to_table(convert_from(string_agg(p.bytes, '' order by p.part, p.ordinal), 'UTF8'), E'\\n') as text
                              from job.piece p where p.artifact_id = a.id) t
                      cross join lateral (select t.text::jsonb as line) l
                      where a.execution_id = e.id and a.kind = 'output' and a.is_complete and t.text <> ''), '')
              from job.execution e where e.job = 'jsonl_product_export' order by e.id desc limit 1
            """)
        var parts = found.split(separator: "\n")
        let status = String(parts.removeFirst())
        guard status == "completed" else { return status }
        for part in parts {
            let fields = part.split(separator: "\t", maxSplits: 1)
            if fields.count == 2 { lines[String(fields[0])] = String(fields[1]) }
        }
        return status
    }

    /// What another has otherwise.
    func differences(from other: DeltaCopy) -> [String] {
        Set(lines.keys).union(other.lines.keys).filter { lines[$0] != other.lines[$0] }
            .map { "\($0): \(lines[$0] ?? "nothing") / \(other.lines[$0] ?? "nothing")" }
    }
}

extension ChaosRun {
    /// Launches an edit that switches about half of the products, other ones each time.
    fileprivate func edit(everySecond round: Int) async throws {
        let isEnabled = round % 2 == 1
        let digit = round % 10
        let filter = #"[{"field": "identifier", "operator": "CONTAINS", "value": "\#(digit)"}]"#
        try await chantier([
            "launch", "update_product_value", "--json", "--set", "filters=\(filter)", "--set",
            #"actions=[{"field": "enabled", "value": \#(isEnabled)}]"#,
        ])
    }
}
