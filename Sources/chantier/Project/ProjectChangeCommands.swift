// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct ProjectEditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change label, description or due date of a project of yours.",
        discussion: """
            Example:
              chantier project edit spring-26 --due 2027-01-15 --description "Shoes first"
            """)

    @Argument(help: "Its code.", completion: Offers.projects) var code: String

    @Option(help: "What people read; the code stays.") var label: String?

    @Option(help: "What it is about; an empty text takes it away.") var description: String?

    @Option(
        help: ArgumentHelp("By which day it is to be done: yyyy-mm-dd; an empty text takes it away.", valueName: "day"))
    var due: String?

    @Flag(help: "The project as a JSON object.") var json = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let due, !due.isEmpty { try DueDate.check(due) }
        if label == nil, description == nil, due == nil {
            throw ValidationError("Give what changes: --label, --description or --due.")
        }
    }

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let doing = context.language(
            "cannot change the project “\(code)”", "impossible de modifier le projet « \(code) »")
        var members: [(key: String, value: JSONValue)] = []
        if let label { members.append(("label", .text(label))) }
        if let description { members.append(("description", description.isEmpty ? .null : .text(description))) }
        if let due { members.append(("due_date", due.isEmpty ? .null : .text(due))) }
        let (code, changes) = (code, JSONB(JSONValue.object(members).rendered))
        let (isChanged, project) = try await context.onProject(doing) {
            try await context.acting { db in
                let isChanged = try Project.change(code, changes: changes, on: db)
                return (isChanged, try context.project(code, doing: doing, on: db))
            }
        }
        guard !json else { return context.console.print(Listing.projects.object(project).rendered) }
        context.console.say(
            isChanged
                ? context.language("Project \(project.code) is changed.", "Le projet \(project.code) est modifié.")
                : context.language("Project \(project.code) is as it was.", "Le projet \(project.code) est inchangé."))
    }
}

struct ProjectDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a project of yours.",
        discussion: "Products stay as they are, and so do the executions that calculated it.")

    @Argument(help: "Its code.", completion: Offers.projects) var code: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let doing = context.language(
            "cannot delete the project “\(code)”", "impossible de supprimer le projet « \(code) »")
        let code = code
        try await context.onProject(doing) { try await context.acting { db in try Project.delete(code, on: db) } }
        context.console.say(context.language("Project \(code) is gone.", "Le projet \(code) n'est plus là."))
    }
}
