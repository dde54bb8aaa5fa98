// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

/// Every exit code of the command line, provoked.
@Suite(.ownDatabase) struct ExitCodeTests {
    @Test func `0, 1, 3 and 6 tell how executions ended, and of several the worst`() async throws {
        let mary = try await Stage.make()
        let green = try await mary.launch()
        let yellow = try await mary.launch(["EUR;1", "EURO;1"])
        try await mary.work()
        let red = try await mary.launchMissing()
        let grey = try await mary.launch()
        #expect(try await mary.sql("select tracker.stop('\(grey)')") == [["stopped"]])
        for (ids, codes) in [
            ([green], (0, 0, 0)), ([yellow], (0, 3, 0)), ([red], (1, 1, 1)), ([grey], (6, 6, 6)),
            ([yellow, grey], (6, 6, 6)), ([grey, red, green], (1, 1, 1)), ([green, yellow], (0, 3, 0)),
        ] as [([String], (Int32, Int32, Int32))] {
            let waited = try await Program.tracker.run(["wait"] + ids + (try mary.database))
            #expect(waited.code == codes.0)
            #expect(waited.lines.map { String($0.prefix(36)) } == ids)
            let strict = try await Program.tracker.run(
                ["wait"] + ids + ["--fail-on", "warning"] + (try mary.database))
            #expect(strict.code == codes.1)
            #expect(strict.output == waited.output)
            guard ids.count == 1 else { continue }
            #expect(try await mary.tracker("watch", ids[0]).code == 0)
            #expect(try await mary.tracker("watch", ids[0], "--exit-status").code == codes.2)
            #expect(try await mary.tracker("watch", ids[0], "--fail-on", "warning").code == codes.1)
        }
    }

    @Test(arguments: ["wait", "watch"])
    func `124 at the time limit, and nothing was stopped`(command: String) async throws {
        let mary = try await Stage.make()
        let id = try await mary.launch()
        let outcome = try await mary.tracker(command, id, "--timeout", "1s")
        #expect(outcome.code == 124)
        #expect(try await mary.sql("select status from tracker.my_execution") == [["queued"]])
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func `130 and 143 at a signal: the job runs on, and that is said`(signal: Int32, code: Int32) async throws {
        let mary = try await Stage.make()
        let id = try await mary.launch()
        let watch = try Program.tracker.launch(["watch", id] + (try mary.database))
        #expect(try await watch.says(" queued "))
        watch.send(signal)
        #expect(try await watch.wait() == code)
        let last = watch.text(.errors)
        #expect(last.contains("(\(id.prefix(8))) runs on."))
        #expect(try await mary.sql("select status from tracker.my_execution") == [["queued"]])
        try await mary.work()
        #expect(try await mary.tracker("wait", id).code == 0)
    }

    @Test func `2 without a server, 4 for who may not, 5 for what is not there, 64 for what is not understood`()
        async throws
    {
        let mary = try await Stage.make()
        let julia = try await TestDatabase.makePerson("julia")
        let id = try await mary.launch()
        let nowhere = "host=/nowhere user=mary"
        let nobody = try TestDatabase.text(user: "nobody_\(UInt32.random(in: .min ... .max))")
        let foreign = ["--database", try TestDatabase.text(user: julia)]
        let commands: [([String], Int32)] = [
            (["watch", id, "--database", nowhere], 2), (["wait", id, "--database", nowhere], 2),
            (["watch", id, "--database", nobody], 4), (["list", "--database", nobody], 4),
            (["watch", "0aa93b52"] + (try mary.database), 5), (["wait", "garbage"] + (try mary.database), 5),
            (["watch", id] + foreign, 5), (["wait", id] + foreign, 5),
            (["watch", id, "--all"] + (try mary.database), 64), (["wait"] + (try mary.database), 64),
            (["wait", id, "--timeout", "soon"] + (try mary.database), 64),
            (["watch", "--fail-on", "luck"] + (try mary.database), 64), (["wacth"], 64),
            (["watch", "--json=stat"] + (try mary.database), 64),
        ]
        for (command, code) in commands {
            let outcome = try await Program.tracker.run(command)
            #expect(outcome.code == code, "\(command): \(outcome.errors)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix("tracker: "), "\(outcome.errors)")
        }
    }

    @Test func `several that run are listed where nobody can be asked, and --all takes them`() async throws {
        let mary = try await Stage.make()
        #expect(try await mary.tracker("watch").errors == "None of your executions is running.\n")
        let ids = [try await mary.launch(), try await mary.launch()]
        let asked = try await mary.tracker("watch")
        #expect(asked.code == 64)
        for id in ids { #expect(asked.errors.contains(id.prefix(13))) }
        let watch = try Program.tracker.launch(["watch", "--all", "--json=id,status"] + (try mary.database))
        #expect(try await watch.says(ids[0]))
        #expect(try await watch.says(ids[1]))
        try await mary.work()
        #expect(try await watch.wait() == 0)
        for id in ids { #expect(watch.lines.contains(#"{"schema":1,"id":"\#(id)","status":"completed"}"#)) }
    }
}
