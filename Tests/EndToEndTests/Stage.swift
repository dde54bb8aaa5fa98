// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc
import Postgres
import TestKit
import Testing

/// A person with a migrated database of her own, and what she can do with the built programs.
struct Stage {
    let person: String

    /// In the running test's database.
    static func make(_ name: String = "mary") async throws -> Stage {
        let migrated = try await Program.chantier.run(["database", "migrate", "--database", try TestDatabase.text()])
        #expect(migrated.code == 0, "\(migrated.errors)")
        return Stage(person: try await TestDatabase.makePerson(name))
    }

    /// How her programs reach it.
    var database: [String] { get throws { ["--database", try TestDatabase.text(user: person)] } }

    func tracker(_ arguments: String..., environment: [String: String] = [:]) async throws -> Program.Outcome {
        try await Program.tracker.run(arguments + database, environment: environment)
    }

    func chantier(_ arguments: String...) async throws -> Program.Outcome {
        try await Program.chantier.run(arguments + database)
    }

    /// Launches an import of currencies and returns its id; of the rows that are wrong each gives a warning.
    func launch(_ rows: [String] = ["EUR;1"], label: String? = nil) async throws -> String {
        let path = "/tmp/\(String(UInt64.random(in: .min ... .max), radix: 36))-currencies.csv"
        let text = (["code;activated"] + rows).map { $0 + "\n" }.joined()
        #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
        defer { unlink(path) }
        let launched = try await Program.chantier.run(
            ["launch", "csv_currency_import", "--file", path] + (label.map { ["--label", $0] } ?? []) + database)
        #expect(launched.code == 0, "\(launched.errors)")
        return try #require(launched.lines.first)
    }

    /// Launches one that fails: its file vanished while it was sent.
    func launchMissing(label: String? = nil) async throws -> String {
        try await TestDatabase.launchMissing(as: person, label: label)
    }

    /// Lets a worker run all that waits.
    func work() async throws {
        let worker = try await Program.chantier.run([
            "worker", "--until-idle", "-q", "--database", try TestDatabase.text(user: "chantier_worker"),
        ])
        #expect(worker.code == 0, "\(worker.errors)")
    }

    /// What SQL says, as her.
    func sql(_ query: String) async throws -> [[String]] {
        let session = try await Session.connect(try TestDatabase.current.options(user: person))
        let rows = try await session.query(Statement("asked", query))
        var result: [[String]] = []
        for row in 0..<rows.count {
            var cells: [String] = []
            for column in 0..<rows.columnCount { cells.append(try rows.optionalText(row, column) ?? "") }
            result.append(cells)
        }
        await session.close()
        return result
    }
}
