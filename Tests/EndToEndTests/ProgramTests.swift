// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc
import Postgres
import TestKit
import Testing

/// The built programs on a database of their own, as a person `mary`.
@Suite(.ownDatabase) struct ProgramTests {
    @Test func `an empty list is an empty array, and says so to a person on the standard error`() async throws {
        let mary = try await Self.prepare()
        let json = try await Self.tracker(mary, "list", "--json")
        #expect((json.code, json.output, json.errors) == (0, "[]\n", ""))
        let plain = try await Self.tracker(mary, "list")
        #expect((plain.code, plain.output) == (0, ""))
        #expect(
            plain.errors
                == "You have no executions yet.\n  do: chantier launch csv_product_import --file products.csv --wait\n")
    }

    @Test(arguments: ["0aa93b52", "42", "garbage"])
    func `what does not exist ends with 5, whatever its form`(id: String) async throws {
        let mary = try await Self.prepare()
        let shown = try await Self.tracker(mary, "show", id)
        #expect((shown.code, shown.output) == (5, ""))
        let reasons = [
            "0aa93b52": "no execution of yours starts with “0aa93b52”.",
            "42": "“42” is too short: an id needs 8 or more digits.", "garbage": "“garbage” is not an id.",
        ]
        let action =
            id == "0aa93b52"
            ? "“tracker list --all-time” shows yours; to open somebody else's you need its full URL."
            : "give 8 or more digits of its id, its URL, or @latest; “tracker list --all-time” shows yours."
        #expect(
            shown.errors == """
                tracker: cannot show execution \(id)
                  why:  \(reasons[id] ?? "")
                  do:   \(action)

                """)
    }

    @Test(
        arguments: [
            "0aa93b52-6c1e-4f0b-9a55-0f3b6f6f7d11",
            "https://pim.example/executions/0aa93b52-6c1e-4f0b-9a55-0f3b6f6f7d11",
        ])
    func `a full id or URL that is not there ends with 5 too`(id: String) async throws {
        let mary = try await Self.prepare()
        let shown = try await Self.tracker(mary, "show", id)
        #expect((shown.code, shown.output) == (5, ""))
        #expect(
            shown.errors == """
                tracker: cannot show execution \(id)
                  why:  there is no such execution among those that you may see.
                  do:   “tracker list --all-time” shows yours.

                """)
    }

    @Test func `a job, a parameter and a kind that are not known end with 64 and list the known ones`() async throws {
        let mary = try await Self.prepare()
        let job = try await Self.chantier(mary, "launch", "csv_planet_import")
        #expect(job.code == 64)
        #expect(job.errors.contains("csv_currency_import"))
        let parameter = try await Self.chantier(mary, "launch", "csv_currency_import", "--set", "delimitre=,")
        #expect(parameter.code == 64)
        #expect(parameter.errors.contains("it has no parameter “delimitre”.  Did you mean “delimiter”?"))
        #expect(parameter.errors.contains("delimiter, "))
        let inside = try await Self.chantier(mary, "launch", "csv_currency_import", "--set", "storage.tipe=none")
        #expect(inside.code == 64)
        #expect(inside.errors.contains("it has no parameter “storage.tipe”.  Did you mean “storage.type”?"))
        let nearly = try await Self.chantier(mary, "launch", "csv_curency_import")
        #expect(nearly.errors.contains("there is no such job.  Did you mean “csv_currency_import”?"))
        let nobody = try await Self.chantier(
            mary, "launch", "csv_currency_import", "--set", #"users_to_notify=["jluia"]"#)
        #expect(nobody.code == 64)
        #expect(nobody.errors.contains(#"users_to_notify names nobody known: "jluia""#))
        let kind = try await Self.tracker(mary, "list", "--kind", "imports")
        #expect(kind.code == 64)
        #expect(kind.errors.contains("import export mass_edit rule project"))
        #expect(try await Self.tracker(mary, "list").output.isEmpty)
    }

    @Test(arguments: [
        (["launch", "csv_currency_import", "--file"], "/no/such/file.csv", "there is no file /no/such/file.csv."),
        (["launch", "csv_currency_import", "--file"], "/tmp", "/tmp is a folder."),
        (["launch", "csv_currency_import", "--file"], "", "the file's name is empty."),
        (["catalog", "load"], "/no/such/folder", "there is no folder /no/such/folder."),
        (["catalog", "load"], "/dev/pts", "there is no file of a catalogue in /dev/pts."),
        (["catalog", "load"], "/dev/null", "/dev/null is no folder"),
    ])
    func `what cannot be read is refused with its path and the reason, and launches nothing`(
        command: [String], path: String, reason: String
    ) async throws {
        let mary = try await Self.prepare()
        let refused = try await Program.chantier.run(
            command + [path, "--database", try TestDatabase.text(user: mary)])
        #expect(refused.code == 64)
        #expect(refused.output.isEmpty)
        #expect(refused.errors.contains("  why:  \(reason)"), "\(refused.errors)")
        #expect(refused.errors.contains("nothing was launched"))
        #expect(try await Self.tracker(mary, "list", "--all-time", "--json").output == "[]\n")
    }

    @Test func `a file that vanishes while it is sent ends in a red report`() async throws {
        let mary = try await Self.prepare()
        let id = try await TestDatabase.launchMissing(as: mary)
        let shown = try await Self.tracker(mary, "show", id, "--json")
        #expect(shown.output.contains(#""status":"failed","colour":"red""#))
        #expect(shown.output.contains(#""failures":[{"step":1,"reason":"file_"#))
        #expect(try await Self.tracker(mary, "wait", "@latest").code == 1)
    }

    @Test func `launch, work, wait: the lines are the contract's, in any language`() async throws {
        let mary = try await Self.prepare()
        let file = try Self.file("currencies.csv", "code;activated\nEUR;1\nUSD;0\nEURO;1\n")
        defer { unlink(file) }
        let launched = try await Self.chantier(mary, "launch", "csv_currency_import", "--file", file)
        let id = try #require(launched.lines.first)
        #expect(launched.code == 0)
        #expect(UUIDBytes(id) != nil)
        // The eighth column is how long it has waited.
        let listed = try await Self.tracker(mary, "list").output.split(
            separator: "\t", omittingEmptySubsequences: false)
        #expect(listed.prefix(7) == [id[...], "queued", "blue", "import", "csv_currency_import", "", ""])
        #expect(listed.suffix(2) == ["0", "0\n"])

        let worker = try await Program.chantier.run([
            "worker", "--until-idle", "-q", "--database", try TestDatabase.text(user: "chantier_worker"),
        ])
        #expect(worker.code == 0)
        let waited = try await Self.tracker(mary, "wait", String(id.prefix(8)))
        let columns = waited.output.split(separator: "\t", omittingEmptySubsequences: false)
        #expect(waited.code == 0)
        #expect(columns.count == 10)
        #expect(columns.prefix(5).joined(separator: " ") == "\(id) completed yellow import csv_currency_import")
        let french = try await Self.tracker(mary, "wait", id, environment: ["LC_ALL": "fr_FR.UTF-8"])
        #expect(french.output == waited.output)

        let shown = try await Self.tracker(mary, "show", "--json", "@latest")
        #expect(shown.lines.count == 1)
        #expect(
            shown.output.contains(
                #""counters":{"read":3,"created":2,"updated":0,"unchanged":0,"skipped":0,"invalid":1"#))
        #expect(!(shown.output + waited.output).contains("\u{1b}"))
        #expect(try await Self.tracker(mary, "watch").errors == "None of your executions is running.\n")
    }

    @Test func `waiting without a worker says so after three seconds, and ends with 124 at the limit`() async throws {
        let mary = try await Self.prepare()
        let file = try Self.file("locales.csv", "code\nen_US\n")
        defer { unlink(file) }
        #expect(try await Self.chantier(mary, "launch", "csv_locale_import", "--file", file).code == 0)
        #expect(try await Self.tracker(mary, "wait", "@latest", "--timeout", "1").code == 124)
        let waiting = try Program.chantier.start(
            [
                "launch", "csv_locale_import", "--file", file, "--wait", "--json", "--database",
                try TestDatabase.text(user: mary),
            ])
        let worker = try await Program.chantier.run([
            "worker", "--until-idle", "-q", "--database", try TestDatabase.text(user: "chantier_worker"),
        ])
        #expect(worker.code == 0)
        let second = try await Program.chantier.run([
            "worker", "--until-idle", "-q", "--database", try TestDatabase.text(user: "chantier_worker"),
        ])
        #expect(second.code == 0)
        waiting.send(SIGINT)
        #expect([0, 130].contains(try await waiting.wait()))
    }

    @Test func `a schema newer than the program is refused by both`() async throws {
        let mary = try await Self.prepare()
        let session = try await Session.connect(try TestDatabase.current)
        try await session.run(script: "insert into job.migration (number, name, checksum) values (9999, 'later', '')")
        for outcome in [
            try await Self.tracker(mary, "list"),
            try await Program.chantier.run(["database", "migrate", "--database", try TestDatabase.text()]),
            try await Program.chantier.run([
                "worker", "--until-idle", "--database", try TestDatabase.text(user: "chantier_worker"),
            ]),
        ] {
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("newer than this program's"))
        }
    }

    @Test func `a server that is not there ends with 2, a role that may not with 4`() async throws {
        let nobody = try await Program.tracker.run(["list", "--database", "host=/nowhere user=mary"])
        #expect(nobody.code == 2)
        #expect(nobody.errors.hasPrefix("tracker: cannot connect to PostgreSQL at /nowhere (user \"mary\")\n  why:  "))
        #expect(nobody.errors.contains("\n  do:   "))
    }

    /// A database with the jobs of the program, and a person.
    static func prepare() async throws -> String {
        let migrated = try await Program.chantier.run(["database", "migrate", "--database", try TestDatabase.text()])
        #expect(migrated.code == 0)
        return try await TestDatabase.makePerson()
    }

    static func tracker(
        _ person: String, _ arguments: String..., environment: [String: String] = [:]
    ) async throws -> Program.Outcome {
        try await Program.tracker.run(
            arguments + ["--database", try TestDatabase.text(user: person)], environment: environment)
    }

    static func chantier(_ person: String, _ arguments: String...) async throws -> Program.Outcome {
        try await Program.chantier.run(arguments + ["--database", try TestDatabase.text(user: person)])
    }

    static func file(_ name: String, _ text: String) throws -> String {
        let path = "/tmp/\(String(UInt64.random(in: .min ... .max), radix: 36))-\(name)"
        #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
        return path
    }
}
