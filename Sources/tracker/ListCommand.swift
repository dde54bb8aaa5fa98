// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JobEngine
import Postgres
import Setup
import Terminal
import Tracking

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Your executions, newest first.",
        discussion: """
            Examples:
              tracker list                              those of the last 7 days
              tracker list --colour red --since 30d     what failed in the last month
              tracker list --job 'csv_*' --status running,queued
              tracker list --json=id,status | jq .      for scripts

            Without --sort: what nobody has begun yet, then the newest. Piped, or with --plain: id, status, colour, kind, job,
            started, ended, seconds, warnings and errors between tabs; see “tracker help formatting”.
            """)

    @Option(
        help: "Only these kinds: import, export, mass_edit, rule, project; several with commas.",
        completion: Offers.words(JobKind.allCases.map(\.rawValue)))
    var kind: String?

    @Option(
        help: "Only these states: queued, running, completed, failed …; several with commas.",
        completion: Offers.words(ExecutionStatus.allCases.map(\.rawValue)))
    var status: String?

    @Option(
        help: "Only these colours: green, yellow, red, grey (stopped), blue (not ended).",
        completion: Offers.words(Colour.allCases.map(\.rawValue)))
    var colour: String?

    @Option(
        help: ArgumentHelp("Only this job; * and ? stand for any characters.", valueName: "glob"),
        completion: Offers.jobs)
    var job: String?

    @Option(
        help: ArgumentHelp("Only what was launched from this profile.", valueName: "code"),
        completion: Offers.profiles)
    var profile: String?

    @Option(
        help: ArgumentHelp(
            "How far back: 90m, 12h, 7d, 2w, or a local date such as 2026-11-22. Default: 7d.", valueName: "time"))
    var since: ExecutionFilter.Moment?

    @Option(help: ArgumentHelp("Only what was launched before.", valueName: "time"))
    var until: ExecutionFilter.Moment?

    @Option(
        name: .customLong("q"),
        help: ArgumentHelp("Only with all these words in label, job or profile.", valueName: "words"))
    var words: String?

    @Flag(help: "Not only the last 7 days.")
    var allTime = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("created, started, ended or took; with - in front the other way round.", valueName: "key"),
        completion: .list(ListCommand.sorts))
    var sort: String?

    @Option(
        name: [.customShort("L", allowingJoined: true), .customLong("limit")],
        help: ArgumentHelp("How many.", valueName: "number"))
    var limit = 25

    @Option(
        help: ArgumentHelp("Go on behind this execution: the last one of the page before.", valueName: "id"),
        completion: Offers.executions)
    var after: String?

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection and language") var common: CommonOptions

    func validate() throws {
        _ = try filter()
        if limit < 1 || limit > 10_000 {
            throw ValidationError(
                Language.current(
                    "“-L \(limit)” is not a number from 1 to 10000.",
                    "« -L \(limit) » n'est pas un nombre de 1 à 10000."))
        }
    }

    private static let sorts = ExecutionFilter.Sort.allCases.filter { $0 != .usual }.map(\.rawValue)

    private func filter() throws -> ExecutionFilter {
        if let sort { try Choice.check("--sort", [sort], among: Self.sorts) }
        return ExecutionFilter(
            kinds: try Choice.parse("--kind", kind, among: JobKind.allCases.map(\.rawValue)),
            statuses: try Choice.parse("--status", status, among: ExecutionStatus.allCases.map(\.rawValue)),
            colours: try Choice.parse("--colour", colour, among: Colour.allCases.map(\.rawValue)), job: job,
            profile: profile, since: allTime ? nil : since ?? ExecutionFilter.window, until: until,
            words: words?.split(separator: " ").map(String.init) ?? [],
            sort: sort.flatMap { ExecutionFilter.Sort(rawValue: $0) } ?? .usual, limit: limit)
    }

    func run() async throws {
        let context = common.context("tracker")
        let format = try output.format(context, fields: Listing.executions.fields)
        let filter = try filter()
        let (after, allTime) = (after, allTime)
        // The lines of scripts say nothing of steps and of other pages.
        let isBare = if case .plain = format { true } else { false }
        let doing = context.language("cannot list your executions", "impossible de lister vos exécutions")
        let (list, isFirst) = try await context.running(doing) {
            try await context.reading { db in
                var filter = filter
                filter.after = try after.map { try context.resolveOwn($0, doing: doing, on: db) }
                guard let list = try ExecutionList.read(filter, isBare: isBare, on: db) else {
                    throw context.notFound(after ?? "", doing)
                }
                return try (list, list.entries.isEmpty && !allTime && !ExecutionList.hasAny(on: db))
            }
        }
        let isForPeople = if case .json = format { false } else { true }
        if list.entries.isEmpty && isForPeople {
            context.note(ListScreen.nothing(filter, context.language, isFirst: isFirst))
        }
        if case .screen = format, list.entries.isEmpty { return }
        output.write(list.entries, as: .executions, format, context) { screen, table in
            ListScreen(list, filter, options: given).lines(screen, table)
        }
    }

    /// The options that the next page needs too.
    private var given: String {
        let options = [
            ("--kind", kind), ("--status", status), ("--colour", colour), ("--job", job.map(Self.quoted)),
            ("--profile", profile), ("--q", words.map(Self.quoted)), ("--sort", sort),
            ("-L", limit == 25 ? nil : String(limit)),
        ]
        let text = options.compactMap { name, value in value.map { " \(name) \($0)" } }.joined()
        let times = [("--since", since), ("--until", until)].compactMap { name, moment in
            moment.map { " \(name) \($0.text)" }
        }
        return text + times.joined() + (allTime ? " --all-time" : "")
    }

    private static func quoted(_ text: String) -> String {
        text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.,".contains($0)) } ? text : "'\(text)'"
    }
}
