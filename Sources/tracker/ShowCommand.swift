// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The report of an execution.",
        discussion: """
            Examples:
              tracker show @latest
              tracker show 7c9e2a1f
              tracker show https://pim.example/executions/0aa93b52-6c1e-4f0b-9a55-0f3b6f6f7d11
              tracker show @latest --json=status,warnings

            Piped, or with --plain: the line of “tracker list”, then one line for each step, with tabs. With --csv: the steps.
            """)

    @Argument(help: ExecutionArgument.help, completion: ExecutionArgument.completion)
    var id: String

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection and language") var common: CommonOptions

    func run() async throws {
        let context = common.context("tracker")
        let format = try output.format(context, fields: Report.fullFields)
        let id = id
        let doing = context.language("cannot show execution \(id)", "impossible de montrer l'exécution \(id)")
        let report = try await context.running(doing) {
            try await context.reading { db in
                let found = try context.resolve(id, doing: doing, on: db)
                guard let report = try Report.read(found, isFull: true, on: db) else {
                    throw context.notFound(id, doing)
                }
                return report
            }
        }
        output.write(
            report.json, format, context,
            plain: {
                ([PlainLine.execution(report.summary)] + report.steps.map(PlainLine.step)).joined(separator: "\n")
            },
            csv: {
                let listing = Listing<StepReport>.steps
                let titles = output.noHeaders ? [] : [listing.csvTitles]
                return (titles + report.steps.map(listing.csvLine)).map { $0 + "\r\n" }.joined()
            },
            screen: { ReportScreen(report, $0, isWide: output.wide).lines() })
    }
}
