// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project", abstract: "Your projects: what is to do, in progress and done.",
        discussion: """
            Examples:
              tracker project                                  yours, and those you contribute to; the nearest due date first
              tracker project spring-26                        one, by attribute group and by person
              tracker project spring-26 --contributor mary     as she has it; for the owner
              tracker project spring-26 --products to_do --group marketing

            Piped, or with --plain: code, label, channel, locale, due date, products, to do, in progress, done, owner between tabs; of
            one project: “project”, “group” or “contributor”, a name, to do, in progress, done; of products: identifier, state, family,
            filled, required, uuid, number.
            """)

    @Argument(help: "The project's code.", completion: Offers.projects) var code: String?

    @Option(help: "As this person has it; for the owner of the project.") var contributor: String?

    @Option(
        help: "The products behind a number: to_do, in_progress, done or all.",
        completion: .list(Project.states + ["all"]))
    var products: String?

    @Option(help: "With --products: in this attribute group alone.") var group: String?

    @Option(name: [.customShort("L", allowingJoined: true), .customLong("limit")], help: "With --products: how many.")
    var limit = 100

    @Option(help: "With --products: those behind the product of this number.") var after: Int64 = 0

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        let language = Language.current
        if let products { try Choice.check("--products", [products], among: Project.states + ["all"]) }
        if code == nil, contributor != nil || products != nil {
            throw ValidationError(language("Name a project.", "Nommer un projet."))
        }
        if group != nil, products == nil {
            throw ValidationError(language("“--group” goes with “--products”.", "« --group » va avec « --products »."))
        }
        if limit < 1 || limit > 100_000 {
            throw ValidationError(
                language(
                    "“-L \(limit)” is not a number from 1 to 100000.",
                    "« -L \(limit) » n'est pas un nombre de 1 à 100000."
                ))
        }
    }

    func run() async throws {
        let context = common.context("tracker")
        guard let code else { return try await list(context) }
        if let products { return try await list(products, of: code, context) }
        try await show(code, context)
    }

    private func list(_ context: Context) async throws {
        let language = context.language
        try await output.list(
            .projects, context, language("cannot list your projects", "impossible de lister vos projets"),
            none: language(
                "You have no project.\n  do: chantier project create --label … --channel … --locale …",
                "Vous n'avez aucun projet.\n  faire : chantier project create --label … --channel … --locale …"),
            around: { screen, projects, lines in
                lines + ["", screen.next("tracker project \(projects[0].code)")]
            }, reads: { db in try Project.list(on: db) })
    }

    private func show(_ code: String, _ context: Context) async throws {
        let format = try output.format(context, fields: Project.fields)
        let doing = Self.doing(code, context)
        let contributor = contributor
        let (project, groups, people) = try await context.running(doing) {
            try await context.reading { db in
                var project = try context.project(code, doing: doing, on: db)
                let groups = try project.groups(of: contributor, on: db)
                var people = try project.contributors(on: db)
                if let contributor {
                    guard let own = try project.contributor(contributor, on: db) else {
                        throw context.noContributor(contributor, doing)
                    }
                    project.sums = own.sums
                    people = [own]
                }
                return (project, groups, people)
            }
        }
        let screen = ProjectScreen(project, contributor: contributor, groups: groups, contributors: people)
        let json = project.json(contributor: contributor, groups: groups, contributors: people)
        output.write(json, format, context) {
            screen.plain
        } csv: {
            let titles = output.noHeaders ? [] : ["what,name,to_do,in_progress,done"]
            let rows = screen.plain.split(separator: "\n").map {
                $0.split(separator: "\t", omittingEmptySubsequences: false).map {
                    CSVText.cell(String($0), isText: true)
                }
                .joined(separator: ",")
            }
            return (titles + rows).map { $0 + "\r\n" }.joined()
        } screen: {
            screen.lines($0)
        }
    }

    private func list(_ state: String, of code: String, _ context: Context) async throws {
        let format = try output.format(context, fields: Listing.projectProducts.fields)
        let doing = Self.doing(code, context)
        let language = context.language
        let (contributor, group, after, limit) = (contributor, group, after, limit)
        let products = try await context.running(doing) {
            try await context.reading { db in
                let project = try context.project(code, doing: doing, on: db)
                do {
                    return try project.products(
                        contributor: contributor, group: group, state: state == "all" ? nil : state, after: after,
                        limit: limit, on: db)
                } catch let error as PostgresError where error.state?.rawValue == "P0002" {
                    throw context.noContributor(contributor ?? "", doing)
                } catch let error as PostgresError where error.state?.rawValue == "22023" {
                    throw ProgramFailure(
                        doing, reason: context.console.wording.stored(error.message) + ".", code: .usage)
                }
            }
        }
        if products.isEmpty, case .screen = format {
            return context.note(language("There are none.", "Il n'y en a pas."))
        }
        output.write(products, as: .projectProducts, format, context) { screen, lines in
            guard products.count == limit, let last = products.last else { return lines }
            let next =
                [
                    "tracker project \(code) --products \(state)", contributor.map { "--contributor \($0)" },
                    group.map { "--group \($0)" }, limit == 100 ? nil : "-L \(limit)", "--after \(last.number)",
                ]
                .compactMap { $0 }.joined(separator: " ")
            return lines + ["", "\(language("more:", "suite :")) \(next)"]
        }
    }

    private static func doing(_ code: String, _ context: Context) -> String {
        context.language("cannot show the project “\(code)”", "impossible de montrer le projet « \(code) »")
    }
}
