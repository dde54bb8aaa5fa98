// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Watch an execution live, to its end.",
        discussion: """
            Without ID: your only execution that runs. Where there is no terminal: one line for each change of state, or for every
            30 seconds. Ctrl-C leaves the execution running.
            """)

    @Argument(help: "The execution: 8 or more digits of its id, the id, its URL, or @latest.")
    var id: String?

    @Flag(help: "One JSON object a line, for each change.")
    var json = false

    @Flag(help: "End with 1 when it failed and with 6 when it was stopped.")
    var exitStatus = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("tracker")
        let name = id
        let doing = "cannot watch \(name.map { "execution \($0)" } ?? "your executions")"
        let report = try await context.running(doing) { () -> Report? in
            let session = try await context.database.connect(.person, applicationName: "tracker")
            let found = try await session.perform { db in try Self.choose(name, context, doing, on: db) }
            guard let found else { return nil }
            return try await watch(found, context, session)
        }
        guard let report else {
            context.note(
                context.language("None of your executions is running.", "Aucune de vos exécutions n'est en cours."))
            return
        }
        if exitStatus, ExitStatus(of: [report]) != .done { throw ExitStatus(of: [report]) }
    }

    /// The named one, else the only one that runs.
    private static func choose(
        _ name: String?, _ context: Context, _ doing: String, on db: isolated Session
    ) throws -> UUIDBytes? {
        if let name { return try context.resolve(name, doing: doing, on: db) }
        let running = try ExecutionReference.running(on: db)
        guard running.count > 1 else { return running.first?.id }
        throw ProgramFailure(
            doing, reason: "\(running.count) are running: \(Context.listed(running)).",
            action: "name one: tracker watch ID", code: .usage)
    }

    private func watch(_ id: UUIDBytes, _ context: Context, _ session: Session) async throws -> Report? {
        let console = context.console
        let isLive = console.isTerminal && !json
        let screen = AlternateScreen(console)
        if isLive {
            screen.enter(
                farewell: context.language("Ctrl-C: left; the job runs on.", "Ctrl-C : quitté ; le travail continue."))
        }
        defer { screen.leave() }
        var lastState = ""
        var lastTold = Duration.zero
        let isJSON = json
        let reports = try await Follower(session: session).follow([id]) { look, _ in
            guard let report = look.reports.first else { return }
            if isLive {
                screen.draw(LiveFrame(report, console, trouble: look.trouble).lines(forError: false))
                return
            }
            let step = report.currentStep
            let done = isJSON ? " \(step?.progress.done ?? 0)" : ""
            let state = "\(report.summary.status.rawValue) \(report.summary.step)\(done)"
            guard state != lastState || look.elapsed - lastTold >= .seconds(30) else { return }
            (lastState, lastTold) = (state, look.elapsed)
            console.print(
                isJSON
                    ? report.json.rendered
                    : PlainLine.change(report.summary, step, at: PlainLine.time(LocalTime.timestamp)))
        }
        screen.leave()
        guard let report = reports.first else { return nil }
        if isLive {
            console.print(LiveFrame(report, console).lines(forError: false).joined(separator: "\n"))
            console.print(Self.ending(report, console))
        }
        return report
    }

    /// The last lines: how it ended, what ended it, and the next command.
    private static func ending(_ report: Report, _ console: Console) -> String {
        let execution = report.summary
        let wording = console.wording
        var lines = [
            console.painted(
                "\(wording.symbol(execution.status.rawValue, execution.colour)) \(execution.label) \(execution.shortID): \(wording.headline(execution))",
                execution.colour, isBold: true)
        ]
        for failure in report.failures { lines.append("  \(failure.stepName): \(failure.message)") }
        lines.append("\(console.language("next:", "ensuite :")) tracker show \(execution.shortID)")
        return lines.joined(separator: "\n")
    }
}

/// The terminal's second screen, which leaves what was on the first one as it was.
private final class AlternateScreen {
    private let console: Console
    private var isEntered = false

    init(_ console: Console) { self.console = console }

    func enter(farewell: String) {
        Interrupts.setFarewell("\u{1b}[?25h\u{1b}[?1049l\(console.program): \(farewell)\n")
        console.raw("\u{1b}[?1049h\u{1b}[?25l\u{1b}[2J", toError: false)
        isEntered = true
    }

    func draw(_ lines: [String]) {
        console.raw("\u{1b}[H" + lines.map { "\u{1b}[2K\($0)\r\n" }.joined() + "\u{1b}[J", toError: false)
    }

    func leave() {
        guard isEntered else { return }
        isEntered = false
        console.raw("\u{1b}[?25h\u{1b}[?1049l", toError: false)
        Interrupts.setFarewell("")
    }
}
