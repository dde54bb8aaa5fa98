// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import Setup
import TestKit
import Testing

/// Real worker processes on a real server, disturbed in every way that the design promises to survive: what they leave must be
/// identical to what one undisturbed worker leaves.
@Suite(.serialized, .chaosScene) struct ChaosTests {
    @Test func `the catalogue puts every part of an import to the test`() throws {
        let reference = try ChaosScene.current.undisturbed
        #expect(reference.count("products") > 1_000)
        #expect(reference.count("steps") > 2)
        #expect(reference.count("notifications") == 1)
        if ChaosSettings.testData == nil {
            #expect(reference.count("warnings") > 10)
            #expect(reference.count("invalid items") > 10)
            #expect(reference.count("links") > 10)
            #expect(reference.count("unique values") > 1_000)
        }
    }

    @Test func `a killed worker and a frozen one change nothing`() async throws {
        let scene = try ChaosScene.current
        var findings: [KillRound.Finding] = []
        print(
            "chaos: \(ChaosSettings.rounds) rounds, alone one worker takes \(scene.duration)\n\(KillRound.Finding.head)"
        )
        for number in 1...ChaosSettings.rounds {
            let finding = try await KillRound(scene: scene, number: number).run()
            print(finding.line)
            findings.append(finding)
            #expect(finding.differences.isEmpty, "round \(number), seed \(finding.seed)")
            // Beside all other tests a process may stand still for as long as a lease of these rounds lasts.
            guard ChaosSettings.isLong else { continue }
            #expect(finding.lateCommits == 0, "round \(number), seed \(finding.seed)")
            // The promise is 2 s on a quiet machine; this one also builds and tests.
            if let seconds = finding.rerunAfter { #expect(seconds < 10, "round \(number), seed \(finding.seed)") }
        }
        let reruns = findings.compactMap(\.rerunAfter).sorted()
        let slowest = reruns.last.map { "\(Int($0 * 1000)) ms" } ?? "none"
        let middle = reruns.isEmpty ? "none" : "\(Int(reruns[reruns.count / 2] * 1000)) ms"
        print(
            """
            chaos: \(findings.count { $0.differences.isEmpty }) of \(findings.count) identical; killed with tasks in hand: \
            \(reruns.count), frozen so: \(findings.count { $0.heldByFrozen > 0 }); tasks ran again after \(middle) (median), \
            \(slowest) (slowest); late commits: \(findings.map(\.lateCommits).reduce(0, +))
            """)
    }

    @Test func `pausing, resuming, stopping and retrying at any instant changes nothing`() async throws {
        let scene = try ChaosScene.current
        var acts = 0
        for number in 1...ChaosSettings.rounds {
            let finding = try await PeopleRound(scene: scene, number: number).run()
            print(finding.line)
            acts += finding.acts.count { $0.hasSuffix("requested") }
            for difference in finding.differences { print(difference) }
            #expect(finding.differences.isEmpty, "round \(number), seed \(finding.seed)")
        }
        #expect(acts > 0, "the acts met it at work")
    }

    @Test(arguments: [2, 4]) func `several workers leave what one leaves`(workers: Int) async throws {
        let scene = try ChaosScene.current
        try await ChaosRun.with(scene.base) { run in
            try await run.working(workers) { _ in try await run.untilEnded() }
            let differences = try await run.fingerprint().differences(from: scene.undisturbed)
            #expect(differences.isEmpty)
        }
    }

    @Test func `workers go on by themselves when all their connections are ended`() async throws {
        let scene = try ChaosScene.current
        try await ChaosRun.with(scene.base) { run in
            let ended = try await run.working(2) { workers in
                try await run.untilBegun()
                var ended = 0.0
                for _ in 1...3 {
                    try await Task.sleep(for: scene.duration / 5)
                    ended += try await run.number(
                        """
                        select count(*) filter (where pg_terminate_backend(a.pid))::float8
                          from pg_stat_activity a
                         where a.datname = current_database() and a.pid <> pg_backend_pid()
                        """)
                }
                try await run.untilEnded()
                #expect(workers.allSatisfy { $0.isRunning })
                return ended
            }
            #expect(ended > 0)
            let differences = try await run.fingerprint().differences(from: scene.undisturbed)
            #expect(differences.isEmpty)
        }
    }

    @Test func `a worker told to leave gives its tasks back and nothing is counted twice`() async throws {
        let scene = try ChaosScene.current
        try await ChaosRun.with(scene.base) { run in
            try await run.working(2) { workers in
                try await run.untilBegun()
                try await Task.sleep(for: scene.duration / 4)
                workers[0].send(SIGTERM)
                let code = try await workers[0].wait()
                // It ends in its own time: 143 would be a process that the signal has ended.
                #expect(code == 0)
                try await run.untilEnded()
            }
            let crashes = try await run.number("select coalesce(sum(o.crash_count), 0)::float8 from job.outcome o")
            #expect(crashes == 0, "a worker that leaves in good order is not a crash")
            let errors = try await run.number("select coalesce(sum(o.error_count), 0)::float8 from job.outcome o")
            #expect(errors == 0, "giving back is no error")
            let differences = try await run.fingerprint().differences(from: scene.undisturbed)
            #expect(differences.isEmpty)
        }
    }
}

/// A server of its own, which can be stopped.
@Suite(.serialized) struct ServerStopTests {
    @Test func `a stop of the server for ten seconds in the middle changes nothing`() async throws {
        let home = "/tmp/chantier-chaos-server-\(getpid())"
        let server = EmbeddedServer(home: home)
        do {
            try await offPool("server") { try server.start() }
            let options = try server.options(
                user: server.administrator ?? "postgres", database: "postgres", applicationName: "chaos")
            let scene = try await ChaosScene.make(on: options)
            try await ChaosRun.with(scene.base) { run in
                try await run.working(2) { workers in
                    try await run.untilBegun()
                    try await Task.sleep(for: scene.duration / 3)
                    try await offPool("server") { try server.stop() }
                    try await Task.sleep(for: .seconds(10))
                    try await offPool("server") { try server.start() }
                    try await run.untilEnded()
                    #expect(workers.allSatisfy { $0.isRunning })
                }
                try await run.admin.reconnect()
                let differences = try await run.fingerprint().differences(from: scene.undisturbed)
                #expect(differences.isEmpty)
            }
            try await offPool("server") { try server.remove() }
        } catch {
            try await offPool("server") { try server.remove() }
            throw error
        }
    }
}
