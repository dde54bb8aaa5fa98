// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The report of an execution.",
        discussion: "Piped, or with --plain: the line of “tracker list”, then one line for each step, with tabs.")

    @Argument(help: "The execution: 8 or more digits of its id, the id, its URL, or @latest.")
    var id: String

    @Flag(help: "One JSON object.")
    var json = false

    @Flag(help: "Tab-separated lines, as when piped.")
    var plain = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("tracker")
        let id = id
        let doing = "cannot show execution \(id)"
        let report = try await context.running(doing) {
            try await context.reading { db in
                let id = try context.resolve(id, doing: doing, on: db)
                guard let report = try Report.read(id, on: db) else { throw context.notFound(id.description, doing) }
                return report
            }
        }
        let console = context.console
        if json {
            console.print(report.json.rendered)
        } else if console.isTerminal && !plain {
            console.page(ReportScreen(report, console).lines())
        } else {
            console.print(
                ([PlainLine.execution(report.summary)] + report.steps.map(PlainLine.step)).joined(separator: "\n"))
        }
    }
}
