// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait until executions have ended; one line for each.",
        discussion: """
            Examples:
              tracker wait 7c9e2a1f && ./publish          go on when it has ended well
              tracker wait @latest --timeout 30m          give up after half an hour, with 124
              tracker wait 7c9e2a1f b21d09aa --fail-on warning

            Exit code: 0 when all ended green or yellow, 1 when one failed, 6 when one was stopped, 3 when one ended yellow and
            --fail-on warning was given, 124 at the time limit.
            """
    )

    @Argument(
        help: "The executions: 8 or more digits of the id, the id, its URL, or @latest.", completion: Offers.executions)
    var ids: [String]

    @OptionGroup(title: "Output") var output: StreamOptions
    @OptionGroup(title: "Waiting") var ending: EndingOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if ids.isEmpty {
            throw ValidationError(
                Language.current("Name at least one execution.", "Nommer au moins une exécution."))
        }
    }

    func run() async throws {
        let context = common.context("tracker")
        let language = context.language
        let format = try output.format(context, fields: ExecutionSummary.fields)
        let names = ids
        func doing(_ name: String) -> String {
            language("cannot wait for execution \(name)", "impossible d'attendre l'exécution \(name)")
        }
        let reports = try await context.running(doing(names.joined(separator: ", "))) {
            let session = try await context.database.connect(
                .person, applicationName: "tracker", settings: ["statement_timeout": "15s"])
            let failures = names.map(doing)
            let found = try await session.perform { db in
                try zip(names, failures).map { try context.resolve($0, doing: $1, on: db) }
            }
            var seen: Set<UUIDBytes> = []
            return try await wait(for: found.filter { seen.insert($0).inserted }, context, session, format)
        }
        let status = ending.status(of: reports)
        if status != .done { throw status }
    }

    /// Prints each one's line when it has ended.
    private func wait(
        for ids: [UUIDBytes], _ context: Context, _ session: Session, _ format: OutputFormat
    ) async throws -> [Report] {
        var printed: Set<UUIDBytes> = []
        var connection = ConnectionNotes()
        let follower = Follower(session: session, limit: ending.limit, patience: ending.patience)
        do {
            return try await follower.follow(.these(ids)) { look in
                if let note = connection.note(look, context.console.wording) { context.note("tracker: \(note)") }
                for report in look.reports
                where report.summary.hasEnded && printed.insert(report.summary.id).inserted {
                    write(report.summary, format, context)
                }
            }
        } catch let status as ExitStatus where status == .timeout {
            let (rest, time) = (ids.count - printed.count, ending.timeout?.text ?? "")
            context.note(
                "tracker: "
                    + context.language(
                        "after \(time), \(rest) of \(ids.count) had not ended; nothing was stopped.",
                        "après \(time), \(rest) sur \(ids.count) n'étaient pas terminées ; rien n'a été arrêté."))
            throw status
        }
    }

    private func write(_ execution: ExecutionSummary, _ format: OutputFormat, _ context: Context) {
        let (console, wording) = (context.console, context.console.wording)
        guard format.isScreen else {
            output.write(execution.json, format, context) { PlainLine.execution(execution) }
            return
        }
        let state =
            "\(wording.symbol(execution.status.rawValue, execution.colour)) \(wording.headline(execution))"
        let room = console.columns - state.width - execution.shortID.width - 4
        let painted = console.painted(state, execution.colour, isBold: true)
        // One line for each; a terminal too narrow for a label shows how it ended and which one it was.
        guard room >= 4 else { return console.say("\(painted)  \(execution.shortID)") }
        let label = wording.label(execution).cut(to: room, ellipsis: wording.ellipsis)
        console.say("\(painted)  \(label)  \(execution.shortID)")
    }
}
