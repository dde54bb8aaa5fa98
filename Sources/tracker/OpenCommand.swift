// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct OpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "The report of an execution in your browser.",
        discussion: """
            Examples:
              tracker open @latest
              tracker open 7c9e2a1f --print     only its URL, to hand on

            The URL opens the execution to you, and to administrators you give it to; to nobody else.
            """)

    @Argument(help: ExecutionArgument.help, completion: ExecutionArgument.completion)
    var id: String

    @Flag(help: "Only print the URL.")
    var print = false

    @OptionGroup(title: "Connection and language") var common: CommonOptions

    func run() async throws {
        let context = common.context("tracker")
        let id = id
        let doing = context.language("cannot open execution \(id)", "impossible d'ouvrir l'exécution \(id)")
        let url = try await context.running(doing) {
            try await context.reading { db in
                let found = try context.resolve(id, doing: doing, on: db)
                guard let summary = try Report.summary(found, on: db) else { throw context.notFound(id, doing) }
                return summary.url
            }
        }
        if print { return context.console.print(url) }
        guard Browser.open(url) else {
            context.console.print(url)
            throw ProgramFailure(
                context.language("no browser could be started", "aucun navigateur n'a pu être lancé"),
                reason: context.language(
                    "there is no display, or no program for URLs.",
                    "il n'y a pas d'écran, ou pas de programme pour les URL."),
                action: context.language(
                    "open the URL yourself, or set BROWSER.", "ouvrir l'URL soi-même, ou définir BROWSER."))
        }
        context.note(context.language("opened", "ouvert") + ": \(url)")
    }
}
