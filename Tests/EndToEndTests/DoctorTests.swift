// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Postgres
import TestKit
import Testing

/// `tracker doctor` and `chantier doctor`, on a database that is well and on ones that are not.
@Suite(.ownDatabase) struct DoctorTests {
    private struct Finding: Decodable, Equatable {
        var check: String
        var state: String
        var message: String
        var action: String?
    }

    private static func findings(_ outcome: Program.Outcome) throws -> [String: Finding] {
        let all = try JSONDecoder().decode([Finding].self, from: Data(outcome.output.utf8))
        return Dictionary(all.map { ($0.check, $0) }) { first, _ in first }
    }

    @Test func `a person without a worker is told so, with what to do, and 1`() async throws {
        let mary = try await Stage.make()
        let outcome = try await mary.tracker("doctor", "--json")
        #expect(outcome.code == 1)
        let findings = try Self.findings(outcome)
        #expect(findings["workers"]?.state == "problem")
        #expect(findings["workers"]?.action == "an operator starts one: chantier worker")
        #expect(findings["role"]?.message == mary.person)
        #expect(findings["administrator"]?.message == "no: sees only own executions")
        for check in [
            "version", "connection", "server", "role", "schema", "row_security", "clock", "listen", "terminal",
        ] {
            #expect(findings[check]?.state == "ok", "\(check): \(findings[check]?.message ?? "missing")")
        }
        #expect(findings["base_url"]?.state == "warning")
        // In French the same for programs; for people each word.
        let french = try await mary.tracker("doctor", "--json", environment: ["LC_ALL": "fr_FR.UTF-8"])
        #expect(
            french.output.replacing("français", with: "English") == outcome.output)
        let screen = try await Program.tracker.runOnTerminal(
            ["doctor"] + (try mary.database), columns: 120,
            environment: ["LC_ALL": "fr_FR.UTF-8", "TERM": "xterm", "PAGER": "cat"])
        #expect(screen.output.contains("✖ défaut"))
        #expect(screen.output.contains("un opérateur en démarre un\u{202f}: chantier worker"))
        for word in ["wrong", "workers", "agree", "nothing"] { #expect(!screen.output.contains(word)) }
    }

    @Test func `a superuser is warned that row-level security does not hold him`() async throws {
        _ = try await Stage.make()
        let outcome = try await Program.tracker.run(["doctor", "--json", "--database", try TestDatabase.text()])
        #expect(try Self.findings(outcome)["row_security"]?.state == "warning")
    }

    @Test func `who is no person, and a schema that is too new or not there, are told apart`() async throws {
        let mary = try await Stage.make()
        let session = try await Session.connect(try TestDatabase.current)
        let stranger = try await TestDatabase.makePerson("stranger")
        try await session.run(script: "revoke chantier_user from \(quoteIdentifier(stranger))")
        let unknown = try await Program.tracker.run(
            ["doctor", "--json", "--database", try TestDatabase.text(user: stranger)])
        #expect(unknown.code == 1)
        #expect(
            try Self.findings(unknown)["role"]?.action == "an operator runs: chantier user add \(stranger)")

        try await session.run(script: "insert into job.migration (number, name, checksum) values (9999, 'later', '')")
        let newer = try Self.findings(try await mary.tracker("doctor", "--json"))
        #expect(newer["schema"]?.state == "problem")
        #expect(newer["schema"]?.action == "run a newer version of this program")
        #expect(newer["workers"] == nil)
        try await session.run(script: "delete from job.migration where number > 2")
        let older = try Self.findings(try await mary.tracker("doctor", "--json"))
        #expect(older["schema"]?.action == "“chantier database migrate” brings it up to date")
    }

    @Test func `without a server it says where it looked, and what to do`() async throws {
        let outcome = try await Program.tracker.run(["doctor", "--json", "--database", "host=/nowhere user=mary"])
        #expect(outcome.code == 1)
        let findings = try Self.findings(outcome)
        #expect(findings["connection"]?.state == "problem")
        #expect(findings["connection"]?.action != nil)
        #expect(findings["terminal"] != nil)
        let embedded = try await Program.tracker.run(
            ["doctor"], environment: ["CHANTIER_HOME": "/tmp/chantier-never-\(UInt64.random(in: .min ... .max))"])
        #expect(embedded.code == 1)
        #expect(embedded.output.contains("does not run"))
        #expect(embedded.output.contains("chantier database start"))
    }

    @Test func `an operator also sees jobs, partitions, connections, transactions and durability`() async throws {
        _ = try await Stage.make()
        let database = ["--database", try TestDatabase.text()]
        let well = try Self.findings(try await Program.chantier.run(["doctor", "--json"] + database))
        for check in ["jobs", "partitions", "connections"] {
            #expect(well[check]?.state == "ok", "\(check): \(well[check]?.message ?? "missing")")
        }
        #expect(well["transactions"] != nil)
        #expect(well["durability"] != nil)
        let session = try await Session.connect(try TestDatabase.current)
        try await session.run(
            script: """
                delete from job.job where name = 'csv_currency_import';
                do $$ begin
                  execute 'drop table job.warning_' || to_char(job.now() at time zone 'UTC' + interval '1 month', 'YYYY_MM');
                end $$;
                """)
        let ill = try await Program.chantier.run(["doctor", "--json"] + database)
        #expect(ill.code == 1)
        #expect(try Self.findings(ill)["jobs"]?.message == "the database does not know csv_currency_import")
        #expect(try Self.findings(ill)["partitions"]?.state == "problem")
    }
}
