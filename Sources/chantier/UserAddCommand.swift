// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Setup
import Terminal
import Tracking

struct UserAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make somebody a person who may launch jobs and follow them.",
        discussion: """
            Makes the role where it is missing; for somebody who is there already it adds the rights, groups and password given.
            Every person may launch any job and sees their own executions only.

            Where the server asks for passwords, give one with --password (asked for, or the first line of the standard input) or
            --password-file. The server gets its SCRAM verifier, never the password. The embedded server asks for none.
            """)

    @Argument(help: "The name to log in with.")
    var name: String

    @Flag(help: "May also open another's execution by its full URL, for 15 minutes, on record.")
    var admin = false

    @Flag(help: "May also read the figures over all executions.")
    var analyst = false

    @Flag(help: "May read the figures over all executions and nothing else: for a program that draws them.")
    var onlyAnalyst = false

    @Option(name: .customLong("group"), help: "A group of the catalogue to be in. May be repeated.")
    var groups: [String] = []

    @Flag(help: "Ask for a password; without a terminal, read it from the standard input.")
    var password = false

    @Option(
        help: "Read the password from the first line of this file; - is the standard input.", completion: .file())
    var passwordFile: String?

    @Flag(help: "The person as a JSON object.")
    var json = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if onlyAnalyst, admin || analyst || !groups.isEmpty {
            throw ValidationError("--only-analyst stands alone: no --admin, --analyst or --group.")
        }
        if password, passwordFile != nil { throw ValidationError("Give --password or --password-file, not both.") }
    }

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let doing = context.language("cannot add \(name)", "impossible d'ajouter \(name)")
        try context.checkName(name, doing: doing)
        var change = People.Change(
            rights: onlyAnalyst ? [.analyst] : [.user], groups: groups,
            password: try await PasswordInput(context: context, doing: doing).read(
                isAskedFor: password, file: passwordFile, of: name))
        if admin { change.rights.insert(.admin) }
        if analyst { change.rights.insert(.analyst) }
        let (who, wanted) = (name, change)
        let added = try await context.operating(doing) { db in try People.add(who, wanted, on: db) }
        if json {
            context.console.print(Listing.people.object(added.person).rendered)
        } else {
            for line in lines(added, hasPassword: change.password != nil, context) { context.console.say(line) }
        }
    }

    private func lines(_ added: People.Addition, hasPassword: Bool, _ context: Context) -> [String] {
        let language = context.language
        let rights = added.person.rights
        var lines = [
            rights.contains(.user)
                ? language(
                    "\(name) may launch jobs and follow their own executions.",
                    "\(name) peut lancer des travaux et suivre ses propres exécutions.")
                : language("\(name) may read the figures.", "\(name) peut lire les chiffres.")
        ]
        if rights.contains(.admin) {
            lines.append(
                language(
                    "  admin:    may open another's execution by its full URL, for 15 minutes; its owner sees that.",
                    "  admin :   peut ouvrir l'exécution d'autrui par son URL complète, 15 minutes ; son propriétaire le voit."
                ))
        }
        if rights.contains(.analyst), rights.contains(.user) {
            lines.append(
                language(
                    "  analyst:  may read the figures over all executions.",
                    "  analyst : peut lire les chiffres de toutes les exécutions."))
        }
        if !added.person.groups.isEmpty {
            let names = added.person.groups.joined(separator: ", ")
            lines.append(language("  groups:   \(names)", "  groupes : \(names)"))
        }
        if added.hadLaunched {
            lines.append(
                language(
                    "  note:     somebody of this name was here before; what they launched is \(name)'s now.",
                    "  note :    quelqu'un de ce nom était déjà là ; ce qu'il a lancé est maintenant à \(name)."))
        }
        if context.database.embedded == nil, !hasPassword, added.isNewRole {
            lines.append(
                language(
                    "  login:    no password is set; where the server asks for one: chantier user add \(name) --password",
                    "  connexion : sans mot de passe ; si le serveur en demande un : chantier user add \(name) --password"
                ))
        }
        let next =
            rights.contains(.user)
            ? NextCommand.tracker("list", as: name, context.database.rule)
            : NextCommand.psql("select * from tracker.queue_now", as: name, context.database.rule)
        lines.append(language("next: \(next)", "ensuite : \(next)"))
        return lines
    }
}
