// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

/// Stop, pause, resume, retry, why, log and notifications, by the programs.
@Suite(.ownDatabase) struct ControlProgramTests {
    private static func work() async throws {
        let worker = try await Program.chantier.run([
            "worker", "--until-idle", "-q", "--database", try TestDatabase.text(user: "chantier_worker"),
        ])
        #expect(worker.code == 0)
    }

    @Test func `what is asked is done, said on one line, and told by the exit code`() async throws {
        let mary = try await ProgramTests.prepare()
        let file = try ProgramTests.file("currencies.csv", "code;activated\nEUR;1\nUSD;0\nEURO;1\n")
        defer { unlink(file) }
        let launched = try await ProgramTests.chantier(
            mary, "launch", "csv_currency_import", "--file", file, "--set", "send_email=true", "--label", "Money")
        let id = try #require(launched.lines.first)
        let short = String(id.prefix(8))

        let why = try await ProgramTests.chantier(mary, "why", short)
        #expect((why.code, why.output) == (0, "\(id)\tno_worker\tno worker is running\n"))
        let because = try await ProgramTests.chantier(mary, "why", "@latest", "--json=reason,position")
        #expect(because.output == #"{"schema":1,"reason":"no_worker","position":null}"# + "\n")

        let paused = try await ProgramTests.tracker(mary, "pause", short, "--wait")
        #expect((paused.code, paused.output) == (0, "\(id)\tpaused\tqueued\tMoney\n"))
        try await Self.work()
        #expect(
            try await ProgramTests.tracker(mary, "list", "--json").output.contains(
                #""status":"paused","colour":"blue""#))
        #expect(
            try await ProgramTests.tracker(mary, "retry", short).code == 1, "what is paused is resumed, not retried")

        let resumed = try await ProgramTests.tracker(mary, "resume", short, "@latest", "--json=answer,status")
        #expect((resumed.code, resumed.output) == (0, #"[{"schema":1,"answer":"requested","status":"paused"}]"# + "\n"))
        #expect(resumed.errors.contains("no worker is running"), "what stands in the way is said")
        let stopped = try await ProgramTests.tracker(mary, "stop", id, "--no-input")
        #expect((stopped.code, stopped.output) == (0, "\(id)\tstopped\tqueued\tMoney\n"))
        #expect(try await ProgramTests.tracker(mary, "stop", id).output == "\(id)\tstopped\tstopped\tMoney\n")
        #expect(try await ProgramTests.tracker(mary, "pause", id).code == 1)
        #expect(try await ProgramTests.tracker(mary, "wait", id).code == 6)

        #expect(
            try await ProgramTests.tracker(mary, "retry", id, "--quiet").output == "\(id)\trequested\tstopped\tMoney\n")
        try await Self.work()
        #expect(try await ProgramTests.tracker(mary, "wait", id).code == 0)
        #expect(try await ProgramTests.tracker(mary, "retry", id).code == 1, "what is completed is not retried")

        let log = try await ProgramTests.tracker(mary, "log", id, "--follow")
        let events = log.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false)[3] }
        #expect(log.code == 0)
        #expect(events.first == "launched")
        #expect(events.last == "ended")
        #expect(
            events.filter {
                ["pause_requested", "resumed", "stop_requested", "retried", "email_not_sent"].contains($0)
            }
                == ["pause_requested", "resumed", "stop_requested", "email_not_sent", "retried", "email_not_sent"])
        #expect(try await ProgramTests.tracker(mary, "log", id, "--level", "warning").output.isEmpty)
        #expect(try await ProgramTests.tracker(mary, "log", id, "--level", "loud").code == 64)

        let unread = try await ProgramTests.tracker(mary, "notifications")
        let columns = unread.output.split(separator: "\t", omittingEmptySubsequences: false)
        #expect(
            columns[1...6] == [
                "unread", "yellow", "import", "csv_currency_import", "Money", "Import “Money” finished with 1 warning",
            ])
        #expect(columns[9] == "http://localhost:8080/executions/\(id)\n")
        #expect(
            try await ProgramTests.tracker(mary, "notifications", "--read", String(columns[0])).errors
                == "1 marked as read.\n")
        #expect(try await ProgramTests.tracker(mary, "notifications", "--unread", "--json").output == "[]\n")
        #expect(
            try await ProgramTests.tracker(mary, "notifications", "--remove", String(columns[0])).errors
                == "1 removed.\n")
        #expect(try await ProgramTests.tracker(mary, "notifications").output.isEmpty)
    }

    @Test(arguments: ["stop", "pause", "resume", "retry", "log"])
    func `what is another's is the same as what does not exist`(command: String) async throws {
        let mary = try await ProgramTests.prepare()
        let julia = try await TestDatabase.makePerson("julia")
        let file = try ProgramTests.file("currencies.csv", "code;activated\nEUR;1\n")
        defer { unlink(file) }
        let id = try #require(
            try await ProgramTests.chantier(mary, "launch", "csv_currency_import", "--file", file).lines.first)
        let nobody = "0aa93b52-6c1e-4f0b-9a55-0f3b6f6f7d11"
        let hers = try await ProgramTests.tracker(julia, command, id)
        let none = try await ProgramTests.tracker(julia, command, nobody)
        #expect((hers.code, hers.output) == (5, ""))
        #expect(hers.errors == none.errors.replacing(nobody, with: id))
        #expect(try await ProgramTests.tracker(mary, "list").output.contains("\tqueued\t"))
        #expect(try await ProgramTests.tracker(mary, command).code == 64)
    }

    @Test func `a failed run that somebody waits for says why, in a pipe too`() async throws {
        let mary = try await ProgramTests.prepare()
        let file = try ProgramTests.file("currencies.csv", "code;code\nEUR;1\n")
        defer { unlink(file) }
        _ = try await ProgramTests.chantier(mary, "launch", "csv_currency_import", "--file", file)
        try await Self.work()
        async let waiting = ProgramTests.tracker(mary, "retry", "@latest", "--wait")
        while try await ProgramTests.tracker(mary, "list").output.contains("\tfailed\t") { await Task.yield() }
        try await Self.work()
        let waited = try await waiting
        #expect(waited.code == 1)
        #expect(waited.errors.contains("step 2 “Check the file”: \"code\" stands twice"))
        #expect(waited.errors.contains("  do:   "))
    }
}
