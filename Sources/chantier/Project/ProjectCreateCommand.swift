// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct ProjectCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a project and calculate it.",
        discussion: """
            Example:
              chantier project create --label "Spring 26" --channel ecommerce --locale en_US --due 2026-12-24 --wait
            Its code is made from the label. Channel, locale and conditions never change.
            """)

    @Option(help: "What people read; the code is made from it.") var label: String

    @Option(help: "The code of the channel.") var channel: String

    @Option(help: "A locale of that channel.") var locale: String

    @Option(
        help: ArgumentHelp(
            "Conditions on products as a JSON list, as docs/filters.md has them. Default: all products.",
            valueName: "json"))
    var filter: String?

    @Option(help: ArgumentHelp("By which day it is to be done: yyyy-mm-dd.", valueName: "day")) var due: String?

    @Option(help: "What it is about.") var description: String?

    @Flag(help: "Wait until it is calculated, under live bars.") var wait = false

    @Flag(help: "The project as a JSON object on the standard output, and nothing else there.") var json = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let due { try DueDate.check(due) }
        if let filter, (try? JSONValue(parsing: Array(filter.utf8))) == nil {
            throw ValidationError(
                Language.current(
                    "“--filter” is not JSON: a list of conditions, as docs/filters.md has them.",
                    "« --filter » n'est pas du JSON : une liste de conditions, comme dans docs/filters.md."))
        }
    }

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let language = context.language
        if context.database.embedded != nil { try await context.database.prepare() }
        let doing = language("cannot create the project “\(label)”", "impossible de créer le projet « \(label) »")
        let (label, channel, locale, due, description) = (label, channel, locale, due, description)
        let filters = JSONB(filter ?? "[]")
        let run = ProjectRun(context: context, waits: wait, isJSON: json)
        try await run.run(doing) { db in
            let created = try Project.create(
                label: label, channel: channel, locale: locale, filters: filters, dueDate: due,
                description: description, on: db)
            return (created.code, created.execution)
        }
    }
}

struct ProjectRecalculateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recalculate", abstract: "Calculate a project of yours anew.",
        discussion: "Its numbers follow changes by themselves; this looks at every product again.")

    @Argument(help: "Its code.", completion: Offers.projects) var code: String

    @Flag(help: "Wait until it is calculated, under live bars.") var wait = false

    @Flag(help: "The project as a JSON object on the standard output, and nothing else there.") var json = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let code = code
        let doing = context.language(
            "cannot calculate the project “\(code)”", "impossible de calculer le projet « \(code) »")
        let run = ProjectRun(context: context, waits: wait, isJSON: json)
        try await run.run(doing) { db in
            let parameters = JSONB("{\"project_code\":\(JSONValue.text(code).rendered)}")
            let outcome = try Launching.launch("project_calculation", parameters: parameters, on: db)
            return (code, outcome.id)
        }
    }
}

/// Launches a calculation, follows it, and says what became of the project.
struct ProjectRun {
    let context: Context
    let waits: Bool
    let isJSON: Bool

    /// `launch` answers the project's code and the execution.
    func run(
        _ doing: String, _ launch: @escaping @Sendable (isolated Session) throws -> (code: String, execution: UUIDBytes)
    ) async throws {
        let launched = Launched(context: context, waits: waits, isJSON: isJSON)
        let (outcome, project) = try await context.onProject(doing) {
            let launcher = try await Launcher(context)
            let made = try await launcher.session.perform { db in try launch(db) }
            let outcome = try await launched.run(launcher) { _ in
                Launching.Outcome(id: made.execution, isNew: true)
            }
            let project = try await launcher.session.perform { db in try Project.find(made.code, on: db) }
            return (outcome, project)
        }
        guard isJSON else {
            if let project, context.console.isTerminal {
                context.note(
                    context.language(
                        "Project \(project.code): \(project.url)", "Projet \(project.code) : \(project.url)"))
            }
            return try launched.say(outcome)
        }
        guard let project else { throw context.noProject(doing) }
        let report = outcome.report
        context.console.print(
            Listing.projects.object(project)
                .adding("execution", .text(report.summary.id.description))
                .adding("execution_url", .text(report.summary.url))
                .adding("execution_status", .text(report.summary.status.rawValue)).rendered)
        let status = ExitStatus(of: [report])
        if waits || report.summary.hasEnded, status != .done { throw status }
    }
}
