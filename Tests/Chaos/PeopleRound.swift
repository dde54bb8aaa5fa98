// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit

/// One round: three workers, one killed at a random instant, while the owner pauses and resumes, or stops and retries, again and again.
struct PeopleRound: Sendable {
    /// What a round found.
    struct Finding: Sendable {
        let number: Int
        let seed: UInt64
        /// What the owner did, and what was answered.
        let acts: [String]
        let differences: [String]

        /// One line of the table.
        var line: String {
            "  round \(number)  seed \(seed)  \(acts.joined(separator: ", "))  "
                + (differences.isEmpty ? "identical" : "DIFFERS")
        }
    }

    /// No more acts than this, so that the execution ends.
    private static let most = 8

    let scene: ChaosScene
    let number: Int

    func run() async throws -> Finding {
        let seed = ChaosSettings.seed &* 7_000_003 &+ UInt64(number)
        return try await ChaosRun.with(scene.base) { run in
            let acts = try await run.working(3) { workers in
                var random = SeededRandom(seed: seed)
                let kill = Duration.milliseconds(Double.random(in: 0..<longest, using: &random))
                try await run.untilBegun()
                async let killed: Void = {
                    try await Task.sleep(for: kill)
                    workers[0].send(SIGKILL)
                }()
                let acts = try await act(in: run, &random)
                try await killed
                try await run.untilEnded()
                return acts
            }
            // That it was stopped on the way was told, and stays so.
            try await run.admin.run(script: "delete from tracker.notification where status = 'stopped'")
            let differences = try await run.fingerprint().differences(from: scene.undisturbed)
            return Finding(number: number, seed: seed, acts: acts, differences: differences)
        }
    }

    /// In milliseconds; the alone worker's time.
    private var longest: Double { scene.duration / .milliseconds(1) }

    private func act(in run: ChaosRun, _ random: inout SeededRandom) async throws -> [String] {
        var acts: [String] = []
        while acts.count < Self.most {
            try await Task.sleep(for: .milliseconds(Double.random(in: 0..<longest / 3, using: &random)))
            let isStop = Bool.random(using: &random)
            let answer = try await ask(isStop ? "stop" : "pause", in: run)
            acts.append("\(isStop ? "stop" : "pause") \(answer)")
            if ["completed", "failed", "stopped"].contains(answer), !isStop { break }
            if isStop {
                if answer == "completed" { break }
                try await run.untilEnded()
                acts.append("retry \(try await ask("retry", in: run))")
            } else {
                // Sometimes while it is still pausing, sometimes long after.
                try await Task.sleep(for: .milliseconds(Double.random(in: 0..<longest / 4, using: &random)))
                acts.append("resume \(try await ask("resume", in: run))")
            }
        }
        return acts
    }

    private func ask(_ act: String, in run: ChaosRun) async throws -> String {
        try await run.admin.perform { db in
            try db.query(
                Statement(
                    act, "select tracker.\(act)(e.public_id) from job.execution e where e.id = $1", prepare: false),
                run.base.execution
            ).text(0, 0)
        }
    }
}
