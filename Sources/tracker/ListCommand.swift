// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JobEngine
import Setup
import Terminal
import Tracking

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Your executions, newest first.",
        discussion: """
            Piped, or with --plain: id, status, colour, kind, job, started, ended, seconds, warnings and errors between tabs.
            """)

    @Flag(help: "A JSON array.")
    var json = false

    @Flag(help: "Tab-separated lines, as when piped.")
    var plain = false

    @Option(help: "Only these kinds: import, export, mass_edit, rule, project; several with commas.")
    var kind: String?

    @Option(name: [.customShort("L"), .customLong("limit")], help: "How many.")
    var limit = 25

    @Flag(help: "Not only the last 7 days.")
    var allTime = false

    @OptionGroup var common: CommonOptions

    private var kinds: [String] { kind?.split(separator: ",").map(String.init) ?? [] }

    func validate() throws {
        let known = JobKind.allCases.map(\.rawValue)
        if let wrong = kinds.first(where: { !known.contains($0) }) {
            throw ValidationError("“--kind \(wrong)” is not a kind. One of: \(known.joined(separator: " "))")
        }
        if limit < 1 || limit > 10_000 { throw ValidationError("“-L \(limit)” is not a number from 1 to 10000.") }
    }

    func run() async throws {
        let context = common.context("tracker")
        let filter = ExecutionList.Filter(kinds: kinds, since: allTime ? nil : .seconds(7 * 86_400), limit: limit)
        let list = try await context.running("cannot list your executions") {
            try await context.reading { db in try ExecutionList.read(filter, on: db) }
        }
        let console = context.console
        if json {
            console.print(JSONValue.array(list.executions.map(\.json)).rendered)
        } else if list.executions.isEmpty {
            let language = context.language
            context.note(
                allTime
                    ? language("You have no executions.", "Vous n'avez aucune exécution.")
                    : language(
                        "You have no executions in the last 7 days.\n  do: tracker list --all-time",
                        "Vous n'avez aucune exécution ces 7 derniers jours.\n  faire : tracker list --all-time"))
        } else if console.isTerminal && !plain {
            console.page(ListScreen(list, console).lines())
        } else {
            console.print(list.executions.map(PlainLine.execution).joined(separator: "\n"))
        }
    }
}
