// SPDX-License-Identifier: Apache-2.0

import Postgres
import Setup
import Terminal
import Tracking

/// What a command that launches something says in the end: the flash message with the link, or the report that it waited for.
struct Launched {
    let context: Context
    /// Whether it waits for the end.
    let waits: Bool
    /// Whether it answers in JSON.
    let isJSON: Bool

    /// What was launched, at its end if it was waited for.
    struct Outcome: Sendable {
        let isNew: Bool
        let report: Report
        /// How many workers take the job; nil: nobody needs to know.
        var workers: Int?
    }

    /// Launches, and waits if that is wanted.
    func run(_ launcher: Launcher, _ launch: (Launcher) async throws -> Launching.Outcome) async throws -> Outcome {
        var launcher = launcher
        let outcome = try await launch(launcher)
        let launched = try await launcher.report(outcome.id)
        if !outcome.isNew {
            context.note(
                context.language(
                    "chantier: nothing was launched: this execution of the profile has not ended",
                    "chantier : rien n'a été lancé : cette exécution du profil n'est pas finie"))
        }
        guard waits else {
            let job = launched.summary.job
            let workers = try await launcher.session.perform { db in try Launching.workers(for: job, on: db) }
            return Outcome(isNew: outcome.isNew, report: launched, workers: workers)
        }
        if !isJSON { context.note("\(context.console.wording.label(launched.summary)): \(launched.summary.url)") }
        return Outcome(isNew: outcome.isNew, report: try await launcher.follow(outcome.id))
    }

    /// Says it, and ends the program with the status that follows from it.
    func say(_ outcome: Outcome) throws {
        let (console, report) = (context.console, outcome.report)
        if isJSON {
            console.print(report.json.adding("is_new", .bool(outcome.isNew)).rendered)
        } else if !waits {
            console.print(
                console.isTerminal && outcome.isNew
                    ? context.language(
                        "Started: \(console.wording.label(report.summary)). Follow it here: \(report.summary.url)",
                        "Lancée : \(console.wording.label(report.summary)). Suivez-la ici : \(report.summary.url)")
                    : report.summary.id.description)
            if let workers = outcome.workers, workers == 0 {
                context.note(
                    context.language(
                        "It waits for a worker, and none runs: chantier worker",
                        "Elle attend un exécutant, et aucun n'est en marche : chantier worker"))
            }
            context.note("\(context.language("next:", "ensuite :")) tracker watch \(report.summary.shortID)")
        } else if console.isTerminal {
            console.show(ReportScreen(report, console).lines())
        } else {
            console.print(PlainLine.execution(report.summary))
        }
        // An upload that failed has ended the execution already, whether somebody waits or not.
        let status = ExitStatus(of: [report])
        if waits || report.summary.hasEnded, status != .done { throw status }
    }
}
