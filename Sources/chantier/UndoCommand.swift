// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Put back what an execution of yours changed.",
        discussion: """
            Examples:
              chantier undo 7c9e2a1f --preview --wait   only shows what it would do
              chantier undo @latest --wait
            Products and product models become what they were before: what was changed is put back, what was created is deleted, what
            was deleted is made again. What others changed since is left alone, with a warning each. An undo is an execution itself
            and can be undone. Families, attributes and the like are not undone.
            """)

    @Argument(
        help: "The execution: 8 or more digits of the id, the id, its URL, or @latest.", completion: Offers.executions)
    var id: String

    @Flag(help: "Only show what it would do: everything runs, nothing is written to the catalogue.")
    var preview = false

    @Flag(help: "Wait until it has ended, under live bars.")
    var wait = false

    @Flag(help: "One JSON object on the standard output, and nothing else there.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let (name, preview) = (id, preview)
        let doing = context.language("cannot undo \(name)", "impossible d'annuler \(name)")
        let launched = Launched(context: context, waits: wait, isJSON: json)
        let outcome = try await context.running(doing) {
            try await launched.run(try await Launcher(context)) { launcher in
                try await launcher.session.perform { db in
                    let target = try context.resolve(name, doing: doing, on: db)
                    do {
                        return try Launching.undo(target, preview: preview, on: db)
                    } catch let error as PostgresError where error.state == "P0002" {
                        throw context.notFound(name, doing)
                    } catch let error as PostgresError where error.state == "55000" {
                        let wording = context.console.wording
                        throw ProgramFailure(
                            doing, reason: wording.stored(error.message) + ".", action: error.hint.map(wording.stored))
                    }
                }
            }
        }
        try launched.say(outcome)
    }
}
