// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc
import Postgres
import TestKit
import Testing

/// The rule as people meet it: mary's execution, through `tracker`, as julia, as two administrators, as an analyst.
@Suite(.ownDatabase) struct AccessProgramTests {
    /// Every command that takes an execution.
    private static let commands: [[String]] = [
        ["show"], ["show", "--json"], ["warnings"], ["log"], ["download"], ["watch"], ["wait"], ["stop"], ["pause"],
        ["resume"],
        ["retry"], ["open", "--print"],
    ]

    @Test func `to julia mary's execution does not exist, by any command and in any form`() async throws {
        let scene = try await Scene.make()
        for command in Self.commands {
            for form in [scene.url, scene.id, scene.url + "/", scene.url + "?lang=fr"] {
                let foreign = try await scene.tracker(scene.julia, command + [form])
                let random = try await scene.tracker(
                    scene.julia, command + [form.replacing(scene.id, with: Scene.random)])
                #expect(foreign.code == 5, "\(command) \(form): \(foreign)")
                #expect(foreign.output == "")
                #expect(random.code == 5)
                #expect(foreign.output == random.output)
                #expect(foreign.errors.replacing(scene.id, with: Scene.random) == random.errors, "\(command) \(form)")
            }
            for form in [String(scene.id.prefix(8)), String(scene.id.prefix(35)), scene.number] {
                let refused = try await scene.tracker(scene.julia, command + [form])
                #expect(refused.code == 5 && refused.output.isEmpty, "\(command) \(form): \(refused)")
            }
        }
        #expect(try await scene.tracker(scene.julia, ["list", "--all-time", "--json"]).output == "[]\n")
        #expect(try await scene.openings() == [])
    }

    @Test func `an administrator opens it by its full URL alone, it enters no list, and mary sees who it was`()
        async throws
    {
        let scene = try await Scene.make()
        for form in [String(scene.id.prefix(8)), String(scene.id.prefix(35)), scene.number, Scene.random] {
            #expect(try await scene.tracker(scene.boss, ["show", form]).code == 5)
        }
        #expect(try await scene.openings() == [])
        let shown = try await scene.tracker(scene.boss, ["show", scene.url, "--json"])
        #expect(shown.code == 0, "\(shown.errors)")
        #expect(shown.output.contains(scene.label))
        #expect(try await scene.openings() == [scene.boss])
        for command in [["warnings"], ["log"], ["wait"], ["watch"], ["open", "--print"]] {
            let outcome = try await scene.tracker(scene.boss, command + [scene.url])
            #expect(outcome.code == (command == ["wait"] ? 1 : 0), "\(command): \(outcome)")
        }
        #expect(try await scene.openings() == [scene.boss], "one visit is one record")
        for list in [["list", "--all-time"], ["notifications"]] {
            let listed = try await scene.tracker(scene.boss, list + ["--json"])
            #expect((listed.code, listed.output) == (0, "[]\n"))
        }
        let dashboard = try await scene.tracker(scene.boss, ["dashboard", "--json"])
        #expect(dashboard.code == 0 && dashboard.output.contains("{"), "\(dashboard)")
        #expect(!dashboard.output.contains(scene.label) && !dashboard.output.contains(scene.id))
        // Another administrator has opened nothing.
        #expect(try await scene.tracker(scene.chief, ["show", String(scene.id.prefix(8))]).code == 5)
        let owners = try await scene.tracker(scene.mary, ["show", scene.id, "--json"])
        #expect(owners.output.contains(#""opened_by":[{"person":"\#(scene.boss)""#), "\(owners.output)")
        let log = try await scene.tracker(scene.mary, ["log", scene.id])
        #expect(log.output.contains("opened by its URL by \(scene.boss)"))
    }

    @Test func `the grant ends after 15 minutes, in the middle of a watch too`() async throws {
        let scene = try await Scene.make(isEnded: false)
        let watch = try Program.tracker.start([
            "watch", scene.url, "--database", try TestDatabase.text(user: scene.boss),
        ])
        // A watch that goes on is ended, and fails by its exit code.
        let patience = Task {
            try await Task.sleep(for: .seconds(60))
            watch.send(SIGTERM)
        }
        defer { patience.cancel() }
        while watch.isRunning, try await scene.openings().isEmpty { try await Task.sleep(for: .milliseconds(50)) }
        try await TestDatabase.advanceClock(by: .seconds(15 * 60 + 60))
        #expect(try await watch.wait() == 5)
        #expect(try await scene.tracker(scene.mary, ["show", scene.id]).code == 0)
    }

    @Test func `a stop by an administrator carries their name`() async throws {
        let scene = try await Scene.make(isEnded: false)
        let stopped = try await scene.tracker(scene.boss, ["stop", scene.url, "--yes"])
        #expect(stopped.code == 0, "\(stopped)")
        for command in ["pause", "resume", "retry"] {
            let refused = try await scene.tracker(scene.boss, [command, scene.url])
            #expect(
                refused.code == 4 && refused.errors.contains("only its owner can do that"), "\(command): \(refused)")
        }
        let shown = try await scene.tracker(scene.mary, ["show", scene.id, "--json"])
        #expect(shown.output.contains(#""stopped_by":"\#(scene.boss)""#))
        #expect(shown.output.contains(#""status":"stopped""#))
    }

    @Test func `an analyst lists nothing and opens nothing`() async throws {
        let scene = try await Scene.make()
        for arguments in [["list"], ["show", scene.url], ["notifications"], ["stop", scene.url]] {
            let refused = try await scene.tracker(scene.ana, arguments)
            #expect(refused.code == 4 && !refused.errors.contains(scene.label), "\(arguments): \(refused)")
        }
    }

    /// Mary's execution, ended red, and others who would like to see it.
    private struct Scene {
        let mary: String
        let julia: String
        let boss: String
        let chief: String
        let ana: String
        let id: String
        let url: String
        let number: String
        let label = "SECRETLABEL"
        static let random = "5b1d1c9e-9f39-4f7c-8d0e-27a2fd0a4b11"

        static func make(isEnded: Bool = true) async throws -> Scene {
            let migrated = try await Program.chantier.run([
                "database", "migrate", "--database", try TestDatabase.text(),
            ])
            #expect(migrated.code == 0)
            let (mary, julia) = (try await TestDatabase.makePerson("mary"), try await TestDatabase.makePerson("julia"))
            let (boss, chief) = (try await TestDatabase.makePerson("boss"), try await TestDatabase.makePerson("chief"))
            let ana = try await TestDatabase.makePerson("ana")
            let session = try await Session.connect(try TestDatabase.current)
            try await session.run(
                script: """
                    grant chantier_admin to \(quoteIdentifier(boss)), \(quoteIdentifier(chief));
                    revoke chantier_user from \(quoteIdentifier(ana));
                    grant chantier_analyst to \(quoteIdentifier(ana));
                    """)
            let file = "/tmp/\(String(UInt64.random(in: .min ... .max), radix: 36)).csv"
            #expect(FileManager.default.createFile(atPath: file, contents: Data("code;activated\nEUR;1\n".utf8)))
            defer { unlink(file) }
            if isEnded {
                _ = try await TestDatabase.launchMissing(as: mary, label: "SECRETLABEL")
            } else {
                let launched = try await Program.chantier.run([
                    "launch", "csv_currency_import", "--file", file, "--label", "SECRETLABEL", "--database",
                    try TestDatabase.text(user: mary),
                ])
                #expect(launched.code == 0, "\(launched)")
            }
            let rows = try await session.query(
                Statement(
                    "scene",
                    "select public_id::text, tracker._url(public_id), id::text from job.execution where owner = $1"),
                mary)
            let scene = Scene(
                mary: mary, julia: julia, boss: boss, chief: chief, ana: ana, id: try rows.text(0, 0),
                url: try rows.text(0, 1),
                number: try rows.text(0, 2))
            await session.close()
            return scene
        }

        func tracker(_ person: String, _ arguments: [String]) async throws -> Program.Outcome {
            try await Program.tracker.run(arguments + ["--database", try TestDatabase.text(user: person)])
        }

        /// Who is on record.
        func openings() async throws -> [String] {
            let session = try await Session.connect(try TestDatabase.current)
            let people = try await session.query(
                Statement("openings", "select coalesce(array_agg(person order by id), '{}') from tracker.url_access")
            ).textArray(0, 0)
            await session.close()
            return people
        }
    }
}
