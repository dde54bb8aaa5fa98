// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Setup
import Terminal
import Tracking

struct ProjectListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Your projects, and those you contribute to; the nearest due date first.",
        discussion:
            "Piped, or with --plain: code, label, channel, locale, due date, products, to do, in progress, done, owner between tabs."
    )

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let language = context.language
        try await output.list(
            .projects, context, language("cannot list the projects", "impossible de lister les projets"),
            none: language(
                "None yet.\n  do: chantier project create --label … --channel … --locale …",
                "Aucun encore.\n  faire : chantier project create --label … --channel … --locale …")
        ) { db in try Project.list(on: db) }
    }
}

struct ProjectShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One project: what is to do, in progress and done, by group and by person.")

    @Argument(help: "Its code.", completion: Offers.projects) var code: String

    @Flag(help: "The project as a JSON object.") var json = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let code = code
        let doing = context.language("cannot show the project “\(code)”", "impossible de montrer le projet « \(code) »")
        let (project, groups, contributors) = try await context.running(doing) {
            try await context.reading { db in
                let project = try context.project(code, doing: doing, on: db)
                return (project, try project.groups(on: db), try project.contributors(on: db))
            }
        }
        guard !json else {
            return context.console.print(
                project.json(contributor: nil, groups: groups, contributors: contributors).rendered)
        }
        let screen = ProjectScreen(project, contributor: nil, groups: groups, contributors: contributors)
        if context.console.isTerminal {
            context.console.show(screen.lines(Screen(context.console)))
        } else {
            context.console.print(screen.plain)
        }
    }
}
