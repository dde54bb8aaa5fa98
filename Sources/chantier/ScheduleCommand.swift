// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct ScheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "Launch jobs and profiles again and again, by the clock.",
        discussion: """
            Examples:
              chantier schedule add nightly erp_prices --cron "0 2 * * *" --timezone Europe/Paris
              chantier schedule pause nightly
              chantier schedule list

            Cron: minute, hour, day, month, weekday; *, 1-5, */15, mon-fri, lists with commas. A schedule is its owner's, and so is what it
            launches. What was missed while no worker ran is launched once. A worker must run: chantier worker.
            """,
        subcommands: [
            ScheduleAddCommand.self, ScheduleListCommand.self, SchedulePauseCommand.self, ScheduleResumeCommand.self,
            ScheduleRemoveCommand.self,
        ])
}

struct ScheduleAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make a schedule.",
        discussion: """
            Example:
              chantier schedule add exports csv_product_export --cron "30 6 * * mon-fri" --set storage.type=local
            """)

    @Argument(help: "Its code: letters without accents, digits, underscores, hyphens.") var code: String
    @Argument(help: "The job's name, or a profile's code.", completion: Offers.launchable) var job: String

    @Option(help: ArgumentHelp("Minute, hour, day, month, weekday: \"0 2 * * *\".", valueName: "text")) var cron: String

    @Option(help: ArgumentHelp("The time zone of these: Europe/Paris. Default: UTC.", valueName: "name"))
    var timezone = "UTC"

    @Option(help: "What people read in lists. Default: the job's own label.") var label: String?

    @Option(name: .customLong("set"), help: "A parameter, key=value; dots reach into objects. May be repeated.")
    var settings: [String] = []

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let parameters = JSONB(try LaunchParameters(settings).json())
        if context.database.embedded != nil { try await context.database.prepare() }
        let doing = context.language(
            "cannot add the schedule “\(code)”", "impossible d'ajouter la planification « \(code) »")
        let (code, job, cron, timezone, label) = (code, job, cron, timezone, label)
        let next = try await context.onSchedule(doing) { db in
            try Schedule.create(
                code, job: job, cron: cron, timezone: timezone, parameters: parameters, label: label, on: db)
        }
        let time = LocalTime(next).iso
        context.console.say(
            context.language("Schedule \(code): next \(time)", "Planification \(code) : prochaine \(time)"))
    }
}

struct ScheduleListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Your schedules, by code.",
        discussion:
            "Piped, or with --plain: code, job, cron, time zone, next, last, last status, last error between tabs.")

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let language = context.language
        try await output.list(
            .schedules, context, language("cannot list the schedules", "impossible de lister les planifications"),
            none: language(
                "None yet.\n  do: chantier schedule add CODE JOB --cron \"0 2 * * *\"",
                "Aucune encore.\n  faire : chantier schedule add CODE TRAVAIL --cron \"0 2 * * *\"")
        ) { db in try Schedule.list(on: db) }
    }
}

struct SchedulePauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Let a schedule launch nothing until it is resumed.")

    @Argument(help: "Its code.", completion: Offers.schedules) var code: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        try await context.pauseSchedule(code, true)
        context.console.say(context.language("Schedule \(code) rests.", "La planification \(code) est en pause."))
    }
}

struct ScheduleResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a schedule launch again; what it missed is not made up for.")

    @Argument(help: "Its code.", completion: Offers.schedules) var code: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        try await context.pauseSchedule(code, false)
        context.console.say(context.language("Schedule \(code) goes on.", "La planification \(code) reprend."))
    }
}

struct ScheduleRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a schedule.", discussion: "What it launched stays.")

    @Argument(help: "Its code.", completion: Offers.schedules) var code: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let code = code
        let doing = context.language(
            "cannot remove the schedule “\(code)”", "impossible de retirer la planification « \(code) »")
        try await context.onSchedule(doing) { db in try Schedule.remove(code, on: db) }
        context.console.say(context.language("Schedule \(code) is gone.", "La planification \(code) n'est plus là."))
    }
}

extension Context {
    fileprivate func pauseSchedule(_ code: String, _ isPaused: Bool) async throws {
        let doing = language(
            "cannot change the schedule “\(code)”", "impossible de modifier la planification « \(code) »")
        _ = try await onSchedule(doing) { db in try Schedule.pause(code, isPaused, on: db) }
    }

    /// Acts on a schedule as the person; what the database refuses becomes a sentence with an advice.
    fileprivate func onSchedule<R: Sendable>(
        _ doing: String, _ body: @Sendable (isolated Session) throws -> R
    ) async throws -> R {
        do {
            return try await profiling(doing, body)
        } catch let failure as ProgramFailure where failure.code == .notFound {
            throw ProgramFailure(
                doing,
                reason: language("there is no such schedule of yours.", "aucune planification à vous de ce nom."),
                action: language(
                    "“chantier schedule list” names yours.", "« chantier schedule list » nomme les vôtres."),
                code: .notFound)
        }
    }
}

extension Listing<Schedule> {
    /// Schedules.
    static let schedules = Listing<Schedule>(
        [
            .init("code", "CODE", "CODE", value: { .text($0.code) }),
            .init("job", "JOB", "TRAVAIL", dropOrder: 2, value: { .text($0.job) }),
            .init("label", value: { .text($0.label) }),
            .init("cron", "CRON", "CRON", value: { .text($0.cron) }),
            .init("timezone", "TIME ZONE", "FUSEAU", dropOrder: 1, value: { .text($0.timezone) }),
            .init("parameters", value: { $0.parameters }, plain: { $0.parameters.rendered }),
            .init("is_paused", value: { .bool($0.isPaused) }),
            .init(
                "next_at", "NEXT", "PROCHAINE", value: { .time($0.nextAt) }, plain: { PlainLine.time($0.nextAt) },
                cell: { schedule, screen in
                    .init(
                        schedule.isPaused
                            ? screen.language("paused", "en pause")
                            : schedule.nextAt.map { LocalTime($0).short(screen.language) } ?? screen.wording.nothing)
                }),
            .init(
                "last_at", "LAST", "DERNIÈRE", dropOrder: 3, value: { .time($0.lastAt) },
                plain: { PlainLine.time($0.lastAt) },
                cell: { schedule, screen in
                    .init(schedule.lastAt.map { LocalTime($0).short(screen.language) } ?? screen.wording.nothing)
                }),
            .init("last_execution", value: { .text($0.lastExecution?.description) }),
            .init("last_status", value: { .text($0.lastStatus) }),
            .init("last_colour", value: { .text($0.lastColour?.rawValue) }),
            .init(
                "last_error", "LAST ERROR", "DERNIÈRE ERREUR", mayShrink: true, value: { .text($0.lastError) },
                cell: { schedule, screen in
                    .init(schedule.lastError.map(screen.wording.stored) ?? screen.wording.nothing)
                }),
        ],
        plain: ["code", "job", "cron", "timezone", "next_at", "last_at", "last_status", "last_error"],
        table: ["code", "job", "cron", "timezone", "next_at", "last_at", "last_error"])
}
