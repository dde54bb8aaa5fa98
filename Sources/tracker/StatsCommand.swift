// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JobEngine
import Postgres
import Setup
import Terminal
import Tracking

struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Runs, failures, durations and items of your jobs.",
        discussion: """
            Examples:
              tracker stats                       each of your jobs over the last 30 days
              tracker stats --by day --days 7     day by day
              tracker stats --all                 over all people, for analysts: the last 30 days
              tracker stats --all --by hour       hour by hour, the last day
              tracker stats --csv > jobs.csv

            What was stopped is counted apart: it is in no failure rate and no duration. Days and hours are UTC, and of the end.
            Piped, or with --plain: job, kind, runs, green, yellow, red, stopped, failure rate (0 to 1), mean, p50, p95 and longest
            duration in seconds, items, items a second, warnings and errors between tabs; a day or hour comes first.
            """)

    @Flag(help: "Over all people, without names; for members of chantier_analyst.")
    var all = false

    @Option(
        help: "A row for each job (job), and day (day; with --all: hour).",
        completion: .list(Statistics.Grouping.allCases.map(\.rawValue)))
    var by: String?

    @Option(help: "How many days, today included. Default: 30; with --by hour 1. Jobs over all people: always 30.")
    var days: Int?

    @Option(
        help: "Only these kinds: import, export, mass_edit, rule, project; several with commas.",
        completion: Offers.words(JobKind.allCases.map(\.rawValue)))
    var kind: String?

    @Option(help: "Only the job of this name; * stands for anything.", completion: Offers.jobs)
    var job: String?

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func validate() throws { _ = try question() }

    private func question() throws -> Statistics.Question {
        let language = Language.current
        let known: [Statistics.Grouping] = all ? [.job, .hour] : [.job, .day]
        let word = try Choice.parse("--by", by, among: known.map(\.rawValue)).last
        let grouping = word.flatMap(Statistics.Grouping.init(rawValue:)) ?? .job
        if all, grouping == .job, let days, days != 30 {
            throw ValidationError(
                language(
                    "“--all” tells each job's last 30 days; “--days” goes with “--by hour”.",
                    "« --all » donne les 30 derniers jours de chaque travail ; « --days » va avec « --by hour »."))
        }
        let span = days ?? (grouping == .hour ? 1 : 30)
        guard (1...1_200).contains(span) else {
            throw ValidationError(
                language(
                    "“--days \(span)” is not a number from 1 to 1200.",
                    "« --days \(span) » n'est pas un nombre de 1 à 1200."))
        }
        return Statistics.Question(
            isOverAll: all, grouping: grouping, days: span,
            kinds: try Choice.parse("--kind", kind, among: JobKind.allCases.map(\.rawValue)), job: job)
    }

    func run() async throws {
        let context = common.context("tracker")
        let question = try question()
        let listing = Listing<Statistics.Row>.statistics(question.grouping)
        let format = try output.format(context, fields: listing.fields)
        let language = context.language
        let doing = language("cannot read the statistics", "impossible de lire les statistiques")
        let statistics = try await context.running(doing) {
            do {
                return try await context.reading { db in try Statistics.read(question, on: db) }
            } catch let error as PostgresError where error.state == .insufficientPrivilege && question.isOverAll {
                throw ProgramFailure(
                    doing,
                    reason: language(
                        "statistics over all people are for members of chantier_analyst.",
                        "les statistiques de tous sont réservées aux membres de chantier_analyst."),
                    action: language(
                        "without --all it tells yours; an operator can add you: chantier user add NAME --analyst",
                        "sans --all, ce sont les vôtres ; un opérateur peut vous ajouter : chantier user add NOM --analyst"
                    ),
                    code: .notAllowed)
            }
        }
        if statistics.rows.isEmpty {
            context.note(
                language("Nothing ended in that time.", "Rien ne s'est terminé pendant cette période."))
        }
        output.write(statistics.rows, as: listing, format, context) { screen, lines in
            statistics.rows.isEmpty
                ? []
                : lines + [""] + footer(statistics, question, screen).wrapped(to: screen.console.columns, hanging: 2)
        }
    }

    /// `412 executions of 8 jobs in the last 30 days: 3.1 % failed`.
    private func footer(_ statistics: Statistics, _ question: Statistics.Question, _ screen: Screen) -> String {
        let wording = screen.wording
        func sum(_ number: (Statistics.Row) -> Int64) -> Int64 { statistics.rows.reduce(0) { $0 + number($1) } }
        let judged = sum { $0.green + $0.yellow + $0.red }
        let rate = judged > 0 ? wording.percent(Double(sum { $0.red }) / Double(judged)) : wording.nothing
        let runs = wording.count(sum { $0.runs }, screen.language("execution", "exécution"))
        let count = Set(statistics.rows.map(\.job)).count
        let jobs =
            screen.language(
                wording.count(Int64(count), "job"), "\(wording.grouped(Int64(count))) trava\(count > 1 ? "ux" : "il")")
        return screen.language(
            "\(runs) of \(jobs) in \(question.days == 1 ? "the last day" : "the last \(question.days) days"): \(rate) failed",
            "\(runs) de \(jobs) \(question.days == 1 ? "du dernier jour" : "des \(question.days) derniers jours") : \(rate) en échec"
        )
    }
}
