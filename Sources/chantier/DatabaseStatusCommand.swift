// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JobEngine
import Postgres
import Setup
import Terminal

struct DatabaseStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "How the database stands.",
        discussion:
            "Exit code: 0 when it answers and its schemas fit this program, 2 when it does not run or answer, else 1.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier")
        let (console, language) = (context.console, context.language)
        func line(_ name: String, _ value: String) { console.say("\((name + ":").padded(to: 10)) \(value)") }
        if let server = context.database.embedded {
            line(language("folder", "dossier"), server.folder)
            switch server.status {
            case .missing:
                line(
                    language("state", "état"),
                    language(
                        "never made; “chantier database start” makes it",
                        "jamais créé ; « chantier database start » le crée"))
                throw ExitStatus.noConnection
            case .stopped:
                line(
                    language("state", "état"),
                    language(
                        "stopped; “chantier database start” starts it",
                        "arrêté ; « chantier database start » le démarre"))
                throw ExitStatus.noConnection
            case .running(let pid):
                line(language("state", "état"), language("running, process \(pid)", "en marche, processus \(pid)"))
                line("url", try server.url())
                line(language("log", "journal"), server.log)
            }
        }
        let options = try context.database.options(.person, applicationName: "chantier")
        let session = try await context.running(
            Language.current("cannot reach the database", "la base est hors d'atteinte")
        ) {
            try await Session.connect(options, name: "status")
        }
        let version = await session.serverVersion
        let role = try await session.query(Statement("role", "select current_user::text, current_database()::text"))
        line(language("server", "serveur"), "PostgreSQL \(version.map { "\($0)" } ?? "?")")
        line(language("database", "base"), try role.text(0, 1))
        line(language("person", "personne"), try role.text(0, 0))
        do {
            try await session.perform { db in try Migrator.check(on: db) }
            line(language("schemas", "schémas"), language("fit this program", "conviennent à ce programme"))
        } catch let error as MigrationError {
            line(language("schemas", "schémas"), error.description(in: language))
            throw ProgramFailure(
                language("the schemas do not fit this program", "les schémas ne conviennent pas à ce programme"),
                reason: error.description(in: language) + ".", action: error.action(in: language) + ".")
        }
    }
}
