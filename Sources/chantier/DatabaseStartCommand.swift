// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JobEngine
import Setup
import Terminal

struct DatabaseStartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Make the embedded server where it is missing, start it, apply the migrations.",
        discussion: """
            The server runs on when this command has returned; “chantier database stop” ends it. It answers on its socket alone.
            When it is made, you become its administrator, and the person that PGUSER names may use it; later “chantier user add”
            adds people.
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let server = try context.embeddedServer(doing: "cannot start a server")
        let preparation = try await context.database.prepare()
        let language = context.language
        let state =
            switch preparation.server {
            case .made: language("made and started", "créé et démarré")
            case .started: language("started", "démarré")
            case .wasRunning, nil: language("running already", "déjà en marche")
            }
        context.console.say(
            language("embedded server \(state): \(server.folder)", "serveur intégré \(state) : \(server.folder)"))
        context.console.print(try server.url())
        let applied = preparation.migration.migrations.count + preparation.migration.functions.count
        if applied > 0 {
            let (migrations, functions) = (
                preparation.migration.migrations.count, preparation.migration.functions.count
            )
            context.note(
                language(
                    "schemas brought up to date: \(migrations) migrations, \(functions) functions",
                    "schémas mis à jour : \(migrations) migrations, \(functions) fonctions"))
        }
    }
}

extension Context {
    /// The embedded server, or a failure that says why there is none to start or stop.
    func embeddedServer(doing: String) throws -> EmbeddedServer {
        if let server = database.embedded { return server }
        let chosen =
            switch database.rule.server {
            case .given(_, let source): source.rawValue
            case .libpq, .embedded: ConnectionRule.serverVariables.joined(separator: ", ")
            }
        throw ProgramFailure(
            doing,
            reason: language(
                "\(chosen) names another server than the embedded one.",
                "\(chosen) désigne un autre serveur que l'intégré."),
            action: language("leave it out to use the embedded server.", "l'omettre pour utiliser le serveur intégré."),
            code: .usage)
    }
}
