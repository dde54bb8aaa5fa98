// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Postgres
import TestKit
import Testing

/// What scripts read of `tracker`, and what people see, under every environment.
@Suite(.ownDatabase) struct OutputTests {
    /// Each with several things that must change nothing: a process start a command and environment is what this costs.
    private static let environments: [[String: String]] = [
        ["NO_COLOR": "1", "TERM": "dumb", "LANG": "C", "COLUMNS": "60"],
        ["CLICOLOR_FORCE": "1", "TERM": "xterm", "LC_ALL": "fr_FR.UTF-8", "LANG": "C", "COLUMNS": "60"],
        ["TZ": "Asia/Tokyo", "LC_ALL": "ja_JP.UTF-8"],
    ]
    /// Wide, combining, composed and plain characters, a tab and a quote.
    private static let labels = ["製品カタログの取り込み", "Réimport 🚀 e\u{301}té", "Prices, \"spring\"", "plain"]

    /// Ended executions in three colours, with such labels.
    private static func stage() async throws -> (Stage, [String]) {
        let mary = try await Stage.make()
        var ids: [String] = []
        for (place, label) in labels.enumerated() {
            ids.append(
                try await mary.launch(place == 1 ? ["EUR;1", "EURO;1", "YYYY;1"] : ["EUR;1"], label: label))
        }
        try await mary.work()
        ids.append(try await mary.launchMissing())
        ids.append(try await mary.launch(label: "stopped"))
        _ = try await mary.sql("select tracker.stop('\(ids[5])')")
        return (mary, ids)
    }

    @Test func `piped, as JSON and as CSV it is the same to the byte in every environment`() async throws {
        let (mary, ids) = try await Self.stage()
        let commands: [[String]] = [
            ["list"], ["list", "--plain"], ["list", "--json"], ["list", "--kind", "export"], ["show", "@latest"],
            ["show", ids[1]], ["show", ids[1], "--json"], ["show", ids[4], "--json"], ["wait"] + ids,
            ["wait", ids[1], "--json=id,colour,label"], ["watch", ids[1], "--json"],
            ["wait", ids[0], "--template", "{{id}} {{colour}} {{label}}"],
        ]
        for command in commands {
            let arguments = command + (try mary.database)
            let plain = try await Program.tracker.run(arguments, environment: ["LANG": "en_US.UTF-8"])
            #expect(!plain.output.contains("\u{1b}"), "\(command)")
            for environment in Self.environments {
                let other = try await Program.tracker.run(arguments, environment: environment)
                #expect(other.output == plain.output, "\(command) under \(environment)")
                #expect(other.code == plain.code)
            }
            let options = ["--ascii", "--lang", "fr", "--no-color"]
            let other = try await Program.tracker.run(arguments + options, environment: ["LANG": "en_US.UTF-8"])
            #expect(other.output == plain.output, "\(command) \(options)")
        }
    }

    @Test func `what somebody puts into a label commands nobody's terminal`() async throws {
        let mary = try await Stage.make()
        let id = try await mary.launch(["EUR;1", "EURO;1"], label: "L\u{1b}[31mABEL\u{1b}]0;x\u{7}\u{9b}2J\u{202e}")
        try await mary.work()
        let commands = [
            ["list"], ["show", id], ["notifications"], ["warnings", id], ["watch", id, "--plain"], ["watch", id],
            ["wait", id], ["dashboard"],
        ]
        for command in commands {
            let arguments = command + (try mary.database)
            let piped = try await Program.tracker.run(arguments, environment: ["LC_ALL": "en_US.UTF-8"])
            let shown = try await Program.tracker.runOnTerminal(
                arguments, columns: 100, environment: ["LC_ALL": "en_US.UTF-8", "TERM": "xterm", "PAGER": "cat"])
            let texts = [piped.output, piped.errors, shown.output]
            for evil in ["\u{1b}[31mABEL", "\u{1b}]0", "\u{7}", "\u{9b}", "\u{202e}"] {
                #expect(!texts.contains { $0.contains(evil) }, "\(command) lets \(evil.debugDescription) through")
            }
        }
        #expect(try await mary.tracker("show", "e448f66").errors.contains("8 or more digits"))
        #expect(try await mary.tracker("show", "@lates").errors.contains("is not an id"))
    }

    @Test func `the lines of a list are the golden ones`() async throws {
        let (mary, ids) = try await Self.stage()
        let rows = try await mary.sql(
            """
            select id, status, colour, kind, job,
                   coalesce(to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ''),
                   to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                   floor(coalesce(duration_s, extract(epoch from ended_at - created_at)))::text, warnings::text, errors::text
              from tracker.my_execution order by created_at desc, execution_id desc
            """)
        let list = try await mary.tracker("list")
        #expect(rows.map { $0[0] } == ids.reversed())
        // What never started has no duration; its seconds go on counting.
        let listed = list.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        #expect(listed.map { $0.count } == rows.map { _ in 10 })
        for (line, row) in zip(listed, rows) {
            var (line, row) = (line, row)
            if row[5].isEmpty { (line[7], row[7]) = ("", "") }
            #expect(line == row)
        }
        #expect(list.output.hasSuffix("\n"))
    }

    @Test(arguments: [100, 60])
    func `on a terminal no line is wider than it, in both languages, with and without UTF-8`(columns: Int) async throws
    {
        let (mary, ids) = try await Self.stage()
        for environment in [
            ["LC_ALL": "en_US.UTF-8", "TERM": "xterm"], ["LC_ALL": "fr_FR.UTF-8", "TERM": "xterm"],
            ["LC_ALL": "C", "TERM": "xterm"],
        ] {
            for command in [["list"], ["watch", ids[1]], ["wait", ids[1]]] {
                let arguments = command + (try mary.database)
                let shown = try await Program.tracker.runOnTerminal(
                    arguments, columns: columns, environment: environment.merging(["PAGER": "cat"]) { $1 })
                let lines = Terminal.lines(shown.output)
                #expect(!lines.isEmpty)
                for line in lines where !line.hasPrefix("next:") && !line.hasPrefix("ensuite :") {
                    #expect(Terminal.width(line) <= columns, "\(command): \(line)")
                }
            }
        }
    }

    @Test func `colours are for terminals that want them`() async throws {
        let (mary, _) = try await Self.stage()
        func list(_ environment: [String: String], _ options: String...) async throws -> String {
            try await Program.tracker.runOnTerminal(
                ["list"] + options + (try mary.database), columns: 100,
                environment: environment.merging(["LC_ALL": "en_US.UTF-8", "PAGER": "cat"]) { $1 }
            ).output
        }
        #expect(try await list(["TERM": "xterm"]).contains("\u{1b}["))
        for plain in [
            try await list(["TERM": "xterm", "NO_COLOR": "1"]), try await list(["TERM": "dumb"]),
            try await list(["TERM": "xterm"], "--no-color"),
        ] { #expect(!plain.contains("\u{1b}")) }
        let coloured = try await Program.tracker.run(
            ["list", "--wide"] + (try mary.database), environment: ["CLICOLOR_FORCE": "1"])
        #expect(!coloured.output.contains("\u{1b}"), "a pipe gets the frozen lines, whatever is forced")
    }

    @Test func `a French screen has no English word, and one without UTF-8 no symbol`() async throws {
        let (mary, ids) = try await Self.stage()
        for command in [["list"], ["show", ids[1]], ["show", ids[4]], ["watch", ids[5]], ["wait"] + ids] {
            let arguments = command + (try mary.database)
            let french = try await Program.tracker.runOnTerminal(
                arguments, columns: 120, environment: ["LC_ALL": "fr_FR.UTF-8", "TERM": "dumb", "PAGER": "cat"]
            ).output.replacing("tracker warnings", with: "")  // a command, which has one name
            for word in [
                "Completed", "Failed", "Stopped", "STATUS", "STARTED", "warnings", "errors", "next:", "why:", "ago",
                "started", "ended", "took", "Error", "rows",
            ] where french.contains(word) {
                Issue.record("\(command) says “\(word)” in French:\n\(french)")
            }
            let ascii = try await Program.tracker.runOnTerminal(
                arguments, columns: 120, environment: ["LC_ALL": "C", "TERM": "dumb", "PAGER": "cat"]
            ).output
            let texts = Set(Self.labels.joined().unicodeScalars)
            let symbols = ascii.unicodeScalars.filter { !$0.isASCII && !texts.contains($0) }
            #expect(symbols.isEmpty, "\(command): \(symbols.map(String.init)) in\n\(ascii)")
        }
    }

    @Test func `tracker, JSON and SQL say the same of an execution at the same instant`() async throws {
        let mary = try await Stage.make()
        let id = try await mary.launch(["EUR;1", "EURO;1"])
        try await mary.work()
        // The execution as it was in the middle of its last step, thirty seconds ago.
        let admin = try await Session.connect(try TestDatabase.current)
        try await admin.run(script: Self.unfinished)
        await admin.close()
        let sql = try await mary.sql(
            """
            select s.no::text, s.status, s.colour, s.done::text, s.total::text, s.rate_per_s::numeric(12,3)::text,
                   s.eta_s::numeric(12,3)::text, s.stalled::text, s.worker_lost::text, s.warnings::text, s.errors::text
              from tracker.my_step s order by s.no
            """)
        let shown = try await mary.tracker("show", id, "--json")
        let report = try JSONDecoder().decode(ShownReport.self, from: Data(shown.output.utf8))
        let told = report.steps.map(\.cells)
        #expect(told.count == sql.count)
        for (line, row) in zip(told, sql) {
            for (left, right) in zip(line, row) where left != right {
                #expect(Double(left) != nil && Double(left) == Double(right), "tracker says \(line), SQL says \(row)")
            }
        }
        let running = try #require(sql.last { $0[1] == "running" })
        #expect(running[6] != "", "this step has a time left to compare")
        let summary = try await mary.sql(
            "select status, colour, warnings::text, errors::text, step::text from tracker.my_execution")
        #expect(
            [report.status, report.colour, "\(report.warnings)", "\(report.errors)", "\(report.step)"] == summary[0])
        // On the screen: the same numbers in words.
        let screen = try await Program.tracker.runOnTerminal(
            ["watch", id, "--timeout", "1s"] + (try mary.database), columns: 120,
            environment: ["LC_ALL": "C", "TERM": "dumb"])
        #expect(screen.code == 124)
        #expect(screen.output.contains("61 %"))
        #expect(screen.output.contains("6 100 of 10 000"))
    }

    /// Puts the clock still and the last step back to 61 %, with three commits behind it.
    private static let unfinished = """
        create or replace function job.now() returns timestamptz language sql volatile
          set search_path = pg_catalog, pg_temp as $$ select timestamptz '2026-11-22 10:00:00+00' $$;
        update job.execution set status = 'running', ended_at = null, created_at = job.now() - interval '120 s',
               started_at = job.now() - interval '110 s', step = steps;
        update job.step set status = 'running', ended_at = null, started_at = job.now() - interval '100 s', total = 10000,
               done = 0, read = 0, open = 1, warnings = 0
         where ordinal = (select steps from job.execution);
        insert into job.lease (task_id, token, execution_id, step_id, tag, claimed_at, committed_at, done, read, warnings,
                               worker_id, owner_id, month, job_id, priority, owner, sample_at, sample_done)
        select 9000000, 1, e.id, s.id, 1, job.now() - interval '100 s', job.now() - interval '4 s', 6100, 6100, 2, 0, e.owner_id,
               e.month, e.job_id, 1, e.owner,
               array[job.now() - interval '64 s', job.now() - interval '34 s', job.now() - interval '4 s'],
               array[2000, 4000, 6100]
          from job.execution e join job.step s on s.execution_id = e.id and s.ordinal = e.steps;
        """
}

/// What `tracker show --json` writes, as far as it is compared.
private struct ShownReport: Decodable {
    struct Step: Decodable {
        var no: Int
        var status: String
        var colour: String
        var done: Int64
        var total: Int64?
        var rate_per_s: Double?
        var eta_s: Double?
        var stalled: Bool
        var worker_lost: Bool
        var warnings: Int64
        var errors: Int64

        var cells: [String] {
            [
                "\(no)", status, colour, "\(done)", total.map { "\($0)" } ?? "", rate_per_s.map { "\($0)" } ?? "",
                eta_s.map { "\($0)" } ?? "", "\(stalled)", "\(worker_lost)", "\(warnings)", "\(errors)",
            ]
        }
    }

    var status: String
    var colour: String
    var warnings: Int64
    var errors: Int64
    var step: Int
    var steps: [Step]
}

/// What a terminal shows of what was written to it.
enum Terminal {
    /// The lines, each frame's for itself.
    static func lines(_ text: String) -> [String] {
        ["\u{1b}[H", "\u{1b}[?1049l"].reduce(text) { $0.replacing($1, with: "\r\n") }
            .split(separator: "\r\n").map { visible(String($0)) }
    }

    /// The text without escape codes.
    static func visible(_ text: String) -> String {
        var result = ""
        var isEscape = false
        for scalar in text.unicodeScalars where scalar != "\r" {
            if isEscape {
                if scalar.properties.isAlphabetic { isEscape = false }
            } else if scalar == "\u{1b}" {
                isEscape = true
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Columns: two for the wide characters of these tests, none for combining ones.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar.value {
            case 0x0300...0x036f, 0xfe0f, 0x200d: width
            case 0x3000...0x30ff, 0x4e00...0x9fff, 0xff00...0xff60, 0x1f300...0x1faff: width + 2
            default: width + 1
            }
        }
    }
}

/// The help pages of `tracker`, in French.
@Suite struct FrenchHelpTests {
    private struct Tool: Decodable {
        var command: Command
    }

    private struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var subcommands: [Command]?
        var shouldDisplay: Bool?
    }

    @Test func `every command's page is in French, its list of commands too`() async throws {
        let dump = try await Program.tracker.run(["--experimental-dump-help"])
        let root = try JSONDecoder().decode(Tool.self, from: Data(dump.output.utf8)).command
        let commands = (root.subcommands ?? []).filter { $0.commandName != "help" && $0.shouldDisplay != false }
        #expect(commands.count >= 10)
        let french = ["LC_ALL": "fr_FR.UTF-8"]
        let page = try await Program.tracker.run(["--help"], environment: french)
        #expect(page.code == 0)
        for command in commands {
            let english = try #require(command.abstract)
            #expect(!page.output.contains(english))
            let own = try await Program.tracker.run([command.commandName, "--help"], environment: french)
            #expect(own.code == 0)
            #expect(!own.output.contains(english), "\(own.output)")
            for word in ["Examples:", "Only ", "Default:", "Everywhere", "Piped", "This page"] {
                #expect(!own.output.contains(word), "\(command.commandName): \(word)")
            }
            let same = try await Program.tracker.run([command.commandName, "--help"])
            #expect(same.output.contains(english.prefix(30)))
        }
    }
}
