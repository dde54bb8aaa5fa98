// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct DashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard", abstract: "One screen: what runs and waits, the last operations, the last 7 days.",
        discussion: """
            Examples:
              tracker dashboard             now
              tracker dashboard --watch     kept up to date until Ctrl-C
              tracker dashboard --json=running,queued,unread

            Piped, or with --plain: a name and a value on each line, with a tab between: running, queued, unread; of the last
            7 days green, yellow, red, stopped, p50_s, p95_s and failure_rate; paused; then “last”, a tab and the line of
            “tracker list” for each of the newest ten.
            """)

    @Flag(help: "Keep it on the screen, up to date; with --json an object a line.")
    var watch = false

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("tracker")
        let format = try output.format(context, fields: Dashboard.fields)
        let doing = context.language("cannot show the dashboard", "impossible d'afficher le tableau de bord")
        guard watch else {
            // The lines of scripts say nothing of steps.
            let isBare = if case .plain = format { true } else { false }
            let dashboard = try await context.running(doing) {
                try await context.reading { db in try Dashboard.read(isBare: isBare, on: db) }
            }
            return write(dashboard, format, context)
        }
        try await context.running(doing) {
            let session = try await context.database.connect(
                .person, applicationName: "tracker",
                settings: ["statement_timeout": "15s", "default_transaction_read_only": "on"])
            if case .screen = format {
                try await DashboardWatch(context, session: session, times: output.time).run()
            } else {
                try await DashboardFeed(session: session).follow { look in
                    if let dashboard = look.dashboard, look.isNew { write(dashboard, format, context) }
                }
            }
        }
    }

    private func write(_ dashboard: Dashboard, _ format: OutputFormat, _ context: Context) {
        let listing = Listing<ExecutionList.Entry>.executions
        func object(_ entry: ExecutionList.Entry) -> JSONValue { listing.object(entry) }
        let json = dashboard.json(
            live: dashboard.live.map(object), lastOperations: dashboard.lastOperations.map(object))
        output.write(json, format, context) {
            (dashboard.figures.map { "\($0.name)\t\($0.value)" }
                + dashboard.lastOperations.map { "last\t" + listing.line($0) }).joined(separator: "\n")
        } csv: {
            let titles = output.noHeaders ? [] : ["name,value"]
            return (titles + dashboard.figures.map { "\($0.name),\($0.value)" }).map { $0 + "\r\n" }.joined()
        } screen: { screen in
            DashboardScreen(dashboard, screen).lines()
        }
    }
}
