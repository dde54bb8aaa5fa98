// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc
import Postgres
import TestKit
import Testing

/// `tracker` as its users run it: lists, reports, warnings and files, one's own and an administrator's.
@Suite(.ownDatabase) struct TrackerProgramTests {
    /// A catalogue file with a fault in it, imported by a worker; the execution's id.
    private static func importCurrencies(_ person: String, _ text: String = "code;activated\nEUR;1\n=BAD;1\nEURO;1\n")
        async throws -> String
    {
        let file = "/tmp/\(String(UInt64.random(in: .min ... .max), radix: 36))-currencies.csv"
        #expect(FileManager.default.createFile(atPath: file, contents: Data(text.utf8)))
        defer { unlink(file) }
        let launched = try await Program.chantier.run([
            "launch", "csv_currency_import", "--file", file, "--database", try TestDatabase.text(user: person),
        ])
        #expect(launched.code == 0)
        let worker = try await Program.chantier.run([
            "worker", "--until-idle", "-q", "--database", try TestDatabase.text(user: "chantier_worker"),
        ])
        #expect(worker.code == 0)
        return try #require(launched.lines.first)
    }

    private static func prepare() async throws -> String {
        let migrated = try await Program.chantier.run(["database", "migrate", "--database", try TestDatabase.text()])
        #expect(migrated.code == 0)
        return try await TestDatabase.makePerson()
    }

    private static func tracker(
        _ person: String, _ arguments: String..., environment: [String: String] = [:]
    ) async throws -> Program.Outcome {
        try await Program.tracker.run(
            arguments + ["--database", try TestDatabase.text(user: person)], environment: environment)
    }

    @Test func `JSON of list, show and warnings is what the committed schemas say`() async throws {
        let mary = try await Self.prepare()
        let id = try await Self.importCurrencies(mary)
        #expect(
            try JSONSchema("execution").complaintsOfElements(try await Self.tracker(mary, "list", "--json").output)
                == [])
        #expect(try JSONSchema("report").complaints(try await Self.tracker(mary, "show", "--json", id).output) == [])
        let warnings = try await Self.tracker(mary, "warnings", id, "--json")
        #expect(try JSONSchema("warning").complaintsOfElements(warnings.output) == [])
        #expect(warnings.output.contains(#""row":2"#))
        let grouped = try await Self.tracker(mary, "warnings", id, "--grouped", "--json")
        #expect(try JSONSchema("reason").complaintsOfElements(grouped.output) == [])
        // The schemas themselves can say no.
        #expect(try JSONSchema("report").complaints(#"{"schema":2}"#).isEmpty == false)
    }

    @Test func `--json takes fields, lists them, and refuses others with the nearest one`() async throws {
        let mary = try await Self.prepare()
        let id = try await Self.importCurrencies(mary)
        let picked = try await Self.tracker(mary, "show", id, "--json=status,warnings")
        #expect(picked.output == #"{"schema":1,"status":"completed","warnings":2}"# + "\n")
        let fields = try await Program.tracker.run(["list", "--json=?", "--database", "host=/nowhere"])
        #expect(fields.code == 0)
        #expect(fields.lines.prefix(3) == ["id", "url", "job"])
        let wrong = try await Program.tracker.run(["list", "--json=statu", "--database", "host=/nowhere"])
        #expect(wrong.code == 64)
        #expect(
            wrong.errors.hasPrefix("tracker: “--json=statu” is not a field.  Did you mean “status”?\n  one of: id url"))
        let filled = try await Self.tracker(mary, "list", "--template", "{{status}}:{{warnings}}")
        #expect(filled.output == "completed:2\n")
        let csv = try await Self.tracker(mary, "list", "--csv")
        #expect(
            csv.output.hasPrefix(
                "id,status,colour,kind,job,started_at,ended_at,seconds,warnings,errors\r\n\(id),completed,"))
    }

    @Test func `pages follow each other without a gap, whatever the order`() async throws {
        let mary = try await Self.prepare()
        let session = try await Session.connect(try TestDatabase.current.options(user: mary))
        var ids: [String] = []
        for number in 0..<7 {
            let launched = try await session.query(
                Statement("launch", "select l.id::text from tracker.launch('csv_currency_import', '{}', $1) as l"),
                "label \(number)")
            ids.append(try launched.text(0, 0))
        }
        for order in ["-created", "created", "took", "-started"] {
            var seen: [String] = []
            var last: String?
            while true {
                let arguments = ["list", "-L", "3", "--sort", order] + (last.map { ["--after", $0] } ?? [])
                let page = try await Program.tracker.run(arguments + ["--database", try TestDatabase.text(user: mary)])
                #expect(page.code == 0)
                let found = page.lines.map { String($0.prefix { $0 != "\t" }) }
                seen += found
                guard found.count == 3, let final = found.last else { break }
                last = final
            }
            #expect(seen.count == 7, "\(order)")
            #expect(Set(seen) == Set(ids), "\(order)")
        }
        let words = try await Self.tracker(mary, "list", "--q", "LABEL 3")
        #expect(words.lines.map { String($0.prefix(36)) } == [ids[3]])
        #expect(
            try await Self.tracker(mary, "list", "--job", "csv_*_import", "--status", "queued,running").lines.count == 7
        )
        #expect(try await Self.tracker(mary, "list", "--job", "csv").lines.isEmpty)
        #expect(try await Self.tracker(mary, "list", "--colour", "blue").lines.count == 7)
        #expect(try await Self.tracker(mary, "list", "--colour", "red").lines.isEmpty)
        #expect(try await Self.tracker(mary, "list", "--until", "1d").lines.isEmpty)
        #expect(try await Self.tracker(mary, "list", "--after", "00000000-0000-4000-8000-000000000000").code == 5)
    }

    @Test func `warnings come one by one, by page, and as CSV that runs no formula`() async throws {
        let mary = try await Self.prepare()
        let id = try await Self.importCurrencies(mary)
        let all = try await Self.tracker(mary, "warnings", id)
        #expect(all.lines.count == 2)
        #expect(all.lines.map { $0.split(separator: "\t")[1] } == ["2", "3"])
        let first = try await Self.tracker(mary, "warnings", id, "-L", "1")
        let cursor = try #require(first.lines.first?.split(separator: "\t").last)
        let second = try await Self.tracker(mary, "warnings", id, "--after", String(cursor))
        #expect(first.lines + second.lines == all.lines)
        let csv = try await Self.tracker(mary, "warnings", id, "--csv")
        #expect(csv.output.hasPrefix("step,step_name,row,line,identifier,"))
        #expect(csv.output.contains(",'=BAD,"))
        #expect(!csv.output.contains(",=BAD"))
        #expect(try await Self.tracker(mary, "warnings", id, "--reason", "nothing").lines.isEmpty)
        #expect(try await Self.tracker(mary, "warnings", id, "--step", "9").code == 64)
    }

    @Test func `refused records come back byte for byte, a file is never half there`() async throws {
        let mary = try await Self.prepare()
        let id = try await Self.importCurrencies(mary)
        let folder = "/tmp/chantier-download-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let output = try await Self.tracker(mary, "download", id, "-o", "-")
        #expect(output.code == 0)
        #expect(output.output == "code;activated\n=BAD;1\nEURO;1\n")
        let saved = try await Self.tracker(mary, "download", id, "--to", folder)
        let path = try #require(saved.lines.first)
        #expect(path.hasPrefix(folder + "/"))
        #expect(FileManager.default.contents(atPath: path) == Data(output.output.utf8))
        let again = try await Self.tracker(mary, "download", id, "--to", folder)
        #expect((again.code, again.errors.contains("--force")) == (1, true))
        // What an interrupted run has left is continued at its byte.
        let name = String(path.dropFirst(folder.count + 1))
        #expect(unlink(path) == 0)
        for length in [1, 15, 17, 24] {
            #expect(
                FileManager.default.createFile(
                    atPath: "\(folder)/.\(name).part", contents: Data(output.output.utf8.prefix(length))))
            let continued = try await Self.tracker(mary, "download", id, "--to", folder, "--continue", "--force")
            #expect(continued.code == 0)
            #expect(FileManager.default.contents(atPath: path) == Data(output.output.utf8), "\(length)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [name])
        let input = try await Self.tracker(mary, "download", id, "input", "-o", "-")
        #expect(input.output.hasPrefix("code;activated\nEUR;1\n"))
        #expect(try await Self.tracker(mary, "download", id, "nothing.csv").code == 5)
    }

    @Test func `an administrator opens by URL only, and the owner sees it`() async throws {
        let (mary, julia) = (try await Self.prepare(), try await TestDatabase.makePerson("julia"))
        let admin = try await TestDatabase.makePerson("admin")
        let session = try await Session.connect(try TestDatabase.current)
        try await session.run(script: "grant chantier_admin to \(quoteIdentifier(admin))")
        let id = try await Self.importCurrencies(mary)
        let url = "https://pim.example/executions/\(id)"
        #expect(try await Self.tracker(admin, "show", String(id.prefix(8))).code == 5)
        #expect(try await Self.tracker(admin, "list").output.isEmpty)
        for command in ["show", "warnings", "download"] {
            let refused = try await Self.tracker(julia, command, url)
            let missing = try await Self.tracker(julia, command, url.replacing(id.prefix(8), with: "00000000"))
            #expect((refused.code, refused.output) == (5, ""))
            #expect(refused.errors.replacing(id.prefix(8), with: "00000000") == missing.errors)
        }
        let opened = try await Self.tracker(admin, "show", url, "--json=id,is_own,owner")
        #expect(opened.output == #"{"schema":1,"id":"\#(id)","is_own":false,"owner":"\#(mary)"}"# + "\n")
        #expect(try await Self.tracker(admin, "warnings", url).lines.count == 2)
        #expect(try await Self.tracker(admin, "download", url, "-o", "-").output.hasPrefix("code;activated\n"))
        #expect(try await Self.tracker(admin, "list").output.isEmpty)
        let report = try await Self.tracker(mary, "show", id, "--json=opened_by")
        #expect(report.output.contains(#""person":"\#(admin)","via":"tracker""#))
    }

    @Test func `typos, topics and completions`() async throws {
        let typo = try await Program.tracker.run(["lsit"])
        #expect(typo.code == 64)
        #expect(typo.errors.hasPrefix("tracker: “lsit” is not a command.  Did you mean “list”?\n  one of: list show "))
        for topic in ["exit-codes", "environment", "formatting", "access"] {
            let (english, french) = (
                try await Program.tracker.run(["help", topic]),
                try await Program.tracker.run(["help", topic], environment: ["LC_ALL": "fr_FR.UTF-8"])
            )
            #expect(english.code == 0 && french.code == 0)
            #expect(english.lines.count > 8 && english.output != french.output)
            for line in english.lines + french.lines { #expect(line.count <= 130, "\(line)") }
        }
        #expect(try await Program.tracker.run(["help", "formating"]).errors.contains("Did you mean “formatting”?"))
        for shell in ["bash", "zsh", "fish"] {
            let script = try await Program.tracker.run(["completion", shell])
            #expect(script.code == 0)
            #expect(script.output.contains("warnings"))
        }
        #expect(try await Program.tracker.run(["completion", "tcsh"]).code == 64)
    }

    @Test func `a shell is offered one's own executions, and nothing where there is no database`() async throws {
        let mary = try await Self.prepare()
        let id = try await Self.importCurrencies(mary)
        let text = try TestDatabase.text(user: mary)
        let offered = try await Program.tracker.run([
            "---completion", "show", "--", "positional@0", "2", "0", "tracker", "show", "", "--database", text,
        ])
        #expect(offered.code == 0)
        #expect(offered.output.contains(id.prefix(8)))
        let nothing = try await Program.tracker.run([
            "---completion", "show", "--", "positional@0", "2", "0", "tracker", "show", "", "--database",
            "host=/nowhere",
        ])
        #expect((nothing.code, nothing.output.filter { !$0.isWhitespace }, nothing.errors) == (0, "", ""))
    }
}
