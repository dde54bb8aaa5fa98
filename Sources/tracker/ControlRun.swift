// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import Postgres
import Setup
import Terminal
import Tracking

/// Asks something of executions, and says what came of it.
struct ControlRun {
    private let act: ControlAct
    private let options: ControlOptions
    private let output: OutputOptions
    private let context: Context

    init(_ act: ControlAct, _ options: ControlOptions, _ output: OutputOptions, _ common: CommonOptions) {
        self.act = act
        self.options = options
        self.output = output
        context = common.context("tracker")
    }

    /// What came of one.
    struct Outcome: Sendable {
        var target: ControlTarget
        var answer: String
        /// What stands in the way of its going on, when nothing happens before somebody does something.
        var obstacle: Why?
    }

    private var language: Language { context.language }
    private var doing: String {
        let names = options.ids.joined(separator: ", ")
        return switch act {
        case .stop: language("cannot stop \(names)", "impossible d'arrêter \(names)")
        case .pause: language("cannot pause \(names)", "impossible de mettre en pause \(names)")
        case .resume: language("cannot resume \(names)", "impossible de reprendre \(names)")
        case .retry: language("cannot retry \(names)", "impossible de relancer \(names)")
        }
    }

    func run() async throws {
        let format = try output.format(context, fields: Self.listing.fields)
        let isAsked = act == .stop && !options.yes && !options.noInput && isatty(0) == 1 && isatty(1) == 1
        let targets = try await context.running(doing) { try await find() }
        if isAsked, !confirm(targets) {
            context.note(language("Nothing was stopped.", "Rien n'a été arrêté."))
            throw ExitStatus.failed
        }
        let outcomes = try await context.running(doing) { try await ask(of: targets) }
        var status = outcomes.allSatisfy { act.isMet(by: $0.answer) } ? ExitStatus.done : .failed
        if case .screen = format {
            for outcome in outcomes { say(outcome) }
        } else {
            output.write(outcomes, as: Self.listing, format, context)
            for outcome in outcomes where outcome.obstacle != nil { warn(outcome) }
        }
        if options.wait {
            let ids = outcomes.filter { act.isMet(by: $0.answer) }.map(\.target.id)
            let ended = try await context.running(doing) { try await wait(for: ids) }
            if status == .done { status = ended }
        }
        if status != .done { throw status }
    }

    /// The executions, each once.
    private func find() async throws -> [ControlTarget] {
        let (names, context, doing) = (options.ids, context, doing)
        return try await context.acting { db in
            var targets: [ControlTarget] = []
            for name in names {
                let id = try context.resolve(name, doing: doing, on: db)
                if targets.contains(where: { $0.id == id }) { continue }
                guard let target = try ControlTarget.read(id, on: db) else { throw context.notFound(name, doing) }
                targets.append(target)
            }
            return targets
        }
    }

    /// Asks the person; only `y` or `yes`, or the same in French, is a yes.
    private func confirm(_ targets: [ControlTarget]) -> Bool {
        let live = targets.filter { !$0.status.hasEnded }
        guard !live.isEmpty else { return true }
        for target in live { context.console.say(context.console.wording.question(beforeStopping: target)) }
        context.console.raw(language("[y/N] ", "[o/N] "), toError: false)
        guard let answer = readLine()?.lowercased() else { return false }
        return ["y", "yes", "o", "oui"].contains(answer.filter { $0 != " " })
    }

    private func ask(of targets: [ControlTarget]) async throws -> [Outcome] {
        let (act, context, doing) = (act, context, doing)
        return try await context.acting { db in
            var outcomes: [Outcome] = []
            for target in targets {
                guard act == .stop || target.isOwn else { throw Self.notYours(target, doing, context) }
                do {
                    let answer = try act.ask(target.id, on: db)
                    var outcome = Outcome(target: target, answer: answer)
                    if answer == "requested" {
                        let why = try Why.ask(target.id, on: db)
                        if why.needsSomebody { outcome.obstacle = why }
                    }
                    outcomes.append(outcome)
                } catch let error as PostgresError where error.state == "P0002" {
                    throw context.notFound(target.id.description, doing)
                } catch let error as PostgresError where error.state == "55000" {
                    let wording = context.console.wording
                    throw ProgramFailure(
                        doing, reason: wording.stored(error.message) + ".", action: error.hint.map(wording.stored))
                }
            }
            return outcomes
        }
    }

    private static func notYours(_ target: ControlTarget, _ doing: String, _ context: Context) -> ProgramFailure {
        let language = context.language
        return ProgramFailure(
            doing,
            reason: language(
                "it is \(target.owner)'s; only its owner can do that.",
                "elle appartient à \(target.owner), qui seul peut le faire."),
            action: target.status.hasEnded
                ? language(
                    "tell \(target.owner), or read it: tracker show \(target.id)",
                    "prévenir \(target.owner), ou la lire : tracker show \(target.id)")
                : language(
                    "tell \(target.owner); an administrator can only stop it: tracker stop \(target.id)",
                    "prévenir \(target.owner) ; un administrateur peut seulement l'arrêter : tracker stop \(target.id)"),
            code: .notAllowed)
    }

    private func say(_ outcome: Outcome) {
        let wording = context.console.wording
        let ended = outcome.target.endedAt.map { LocalTime($0).short(language) }
        context.console.say(
            wording.answer(outcome.answer, to: act, of: outcome.target, endedAt: ended) + "  "
                + wording.next(after: act, outcome.answer, outcome.target))
        if outcome.obstacle != nil { warn(outcome) }
    }

    private func warn(_ outcome: Outcome) {
        guard let why = outcome.obstacle else { return }
        context.note(
            "tracker: \(outcome.target.shortID): \(context.console.wording.why(why))\n"
                + "  \(language("do:  ", "faire :")) chantier worker")
    }

    /// Until executions have ended, or after a pause until nobody is at work.
    private func wait(for ids: [UUIDBytes]) async throws -> ExitStatus {
        guard !ids.isEmpty else { return .done }
        let session = try await context.database.connect(.person, applicationName: "tracker")
        if act == .pause {
            for id in ids {
                while try await session.perform({ db in try ControlTarget.read(id, on: db)?.status }) == .pausing {
                    try await Task.sleep(for: .milliseconds(200))
                }
            }
            await session.close()
            return .done
        }
        var live = LiveWait(context)
        let reports = try await live.wait(for: ids, session: session)
        // A stop that was asked for is what was wanted.
        return act == .stop ? .done : ExitStatus(of: reports)
    }

    /// id, answer, status before, label.
    private static let listing = Listing<Outcome>(
        [
            .init("id", "ID", value: { .text($0.target.id.description) }),
            .init("answer", "ANSWER", "RÉPONSE", value: { .text($0.answer) }),
            .init("status", "STATUS BEFORE", "ÉTAT AVANT", value: { .text($0.target.status.rawValue) }),
            .init("label", "LABEL", "NOM", value: { .text($0.target.label) }),
        ], plain: ["id", "answer", "status", "label"], table: ["id", "answer", "status", "label"])
}
