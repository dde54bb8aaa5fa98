// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Watch executions live, to their end.",
        discussion: """
            Examples:
              tracker watch                      the one that runs; of several you choose
              tracker watch 7c9e2a1f             this one
              tracker watch --all                all that run, on one screen
              tracker watch @latest --json       one JSON object a line, for each change

            On a terminal: bars on a screen of their own, and the keys s stop, w warnings, o open, ? keys. Elsewhere: one line for
            each change of state, or for every 30 seconds. Ctrl-C leaves the executions running.
            """)

    @Argument(
        help: "The execution: 8 or more digits of its id, the id, its URL, or @latest. Default: the one that runs.",
        completion: Offers.executions)
    var id: String?

    @Flag(help: "All your executions that run, and those that begin meanwhile.")
    var all = false

    @Flag(help: "End with 1 when one failed and with 6 when one was stopped.")
    var exitStatus = false

    @OptionGroup(title: "Output") var output: StreamOptions
    @OptionGroup(title: "Waiting") var ending: EndingOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if all, id != nil {
            throw ValidationError(
                Language.current("Give an ID or --all, not both.", "Donner un ID ou --all, pas les deux."))
        }
    }

    func run() async throws {
        let context = common.context("tracker")
        let language = context.language
        let format = try output.format(context, fields: Report.fields)
        let doing =
            id.map { language("cannot watch execution \($0)", "impossible de suivre l'exécution \($0)") }
            ?? language("cannot watch your executions", "impossible de suivre vos exécutions")
        let reports = try await context.running(doing) { () -> [Report]? in
            let session = try await context.database.connect(
                .person, applicationName: "tracker", settings: ["statement_timeout": "15s"])
            guard let subject = try await choose(context, doing, session, isLive: format.isScreen) else { return nil }
            return try await follow(subject, context, session, format)
        }
        guard let reports else {
            context.note(
                language("None of your executions is running.", "Aucune de vos exécutions n'est en cours."))
            return
        }
        let status = ending.status(of: reports)
        if exitStatus || ending.failOn != nil, status != .done { throw status }
    }

    /// The named one, all, or the only one that runs; of several a person at a terminal chooses.
    ///
    /// Nil: none runs.
    private func choose(
        _ context: Context, _ doing: String, _ session: Session, isLive: Bool
    ) async throws -> Follower.Subject? {
        if let id {
            return .these([try await session.perform { db in try context.resolve(id, doing: doing, on: db) }])
        }
        let running = try await session.perform { db in try Watching.running(on: db) }
        if running.isEmpty { return nil }
        if all { return .allRunning }
        if running.count == 1 { return .these([running[0].id]) }
        let language = context.language
        if isLive, PickList.isPossible(context.console) {
            switch try await PickList(running, context.console).ask() {
            case .one(let place): return .these([running[place].id])
            case .all: return .allRunning
            case nil: break
            }
        }
        let names = Context.listed(running.map { ($0.id, $0.label) })
        throw ProgramFailure(
            doing,
            reason: language("\(running.count) are running: \(names).", "\(running.count) sont en cours : \(names)."),
            action: language(
                "name one: tracker watch ID, or take all: tracker watch --all",
                "en nommer une : tracker watch ID, ou les prendre toutes : tracker watch --all"), code: .usage)
    }

    private func follow(
        _ subject: Follower.Subject, _ context: Context, _ session: Session, _ format: OutputFormat
    ) async throws -> [Report] {
        let console = context.console
        guard format.isScreen else { return try await tell(subject, context, session, format) }
        var watch = LiveWatch(context, session: session, limit: ending.limit, patience: ending.patience)
        let reports = try await watch.run(subject)
        for report in reports { console.show(EndingLines(report, console).lines()) }
        return reports
    }

    /// One line for each change.
    private func tell(
        _ subject: Follower.Subject, _ context: Context, _ session: Session, _ format: OutputFormat
    ) async throws -> [Report] {
        let console = context.console
        var changes = ChangeLines(format.isPlain ? .states : .progress)
        var connection = ConnectionNotes()
        let follower = Follower(session: session, limit: ending.limit, patience: ending.patience)
        return try await follower.follow(subject) { look in
            if let note = connection.note(look, console.wording) { context.note("tracker: \(note)") }
            let live = look.reports.map(\.summary).filter { !$0.hasEnded }
            if !context.isQuiet {
                Interrupts.setFarewell(console.wording.shown("tracker: \(console.wording.left(live))\n"))
            }
            for report in changes.changed(look) {
                output.write(report.json, format, context) {
                    PlainLine.change(report.summary, report.currentStep, at: PlainLine.time(look.readAt))
                }
            }
        }
    }
}
