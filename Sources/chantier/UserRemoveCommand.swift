// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Setup
import Terminal
import Tracking

struct UserRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a person's rights; all of them, unless some are named.",
        discussion: """
            Without options, all rights and groups go, and the role too where “chantier user add” made it and nothing else needs it.
            The person's executions stay: what runs goes on, and whoever gets the same name again sees them.
            """)

    @Argument(help: "The name.", completion: Offers.people)
    var name: String

    @Flag(help: "Take only the right to open others' executions by URL.")
    var admin = false

    @Flag(help: "Take only the right to read the figures over all executions.")
    var analyst = false

    @Option(name: .customLong("group"), help: "Take them only out of this group. May be repeated.")
    var groups: [String] = []

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let language = context.language
        let doing = language("cannot remove \(name)", "impossible de retirer \(name)")
        try context.checkName(name, doing: doing)
        var rights: Set<Person.Right> = []
        if admin { rights.insert(.admin) }
        if analyst { rights.insert(.analyst) }
        let (who, taken, left) = (name, rights, groups)
        let isWhole = rights.isEmpty && groups.isEmpty
        let missing = ProgramFailure(
            doing, reason: language("there is no such person.", "cette personne n'existe pas."),
            action: language("“chantier user list” names them.", "« chantier user list » les nomme."), code: .notFound)
        let outcome = try await context.operating(doing) { db -> (People.Removal?, Person?) in
            guard try People.find(who, on: db) != nil else { throw missing }
            if isWhole { return (try People.remove(who, on: db), nil) }
            try People.take(taken, groups: left, from: who, on: db)
            return (nil, try People.find(who, on: db))
        }
        for line in lines(outcome.0, outcome.1, language) { context.console.say(line) }
    }

    private func lines(_ removal: People.Removal?, _ person: Person?, _ language: Language) -> [String] {
        guard let removal else {
            let rights = person?.rightNames.joined(separator: ", ") ?? ""
            let groups = person?.groups.joined(separator: ", ") ?? ""
            return [
                language("\(name) now has: \(rights)", "\(name) a maintenant : \(rights)")
                    + (groups.isEmpty ? "" : language("; groups: \(groups)", " ; groupes : \(groups)"))
            ]
        }
        let role =
            switch removal {
            case .dropped: language("the role is gone.", "le rôle n'existe plus.")
            case .kept:
                language(
                    "the role itself stays: it was not made by “chantier user add”.",
                    "le rôle lui-même reste : il n'a pas été créé par « chantier user add ».")
            case .needed(let reason):
                language("the role itself stays: \(reason)", "le rôle lui-même reste : \(reason)")
            }
        return [
            language("\(name) may do nothing here any more; \(role)", "\(name) ne peut plus rien ici ; \(role)"),
            language(
                "  executions: they stay; whoever gets the name “\(name)” again sees them.",
                "  exécutions : elles restent ; qui reçoit de nouveau le nom « \(name) » les voit."),
            language("next: chantier user list", "ensuite : chantier user list"),
        ]
    }
}
