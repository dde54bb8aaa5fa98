// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Setup
import Terminal
import Tracking

struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Everybody who may do anything here.",
        discussion:
            "Piped, or with --plain: name, rights, groups, whether they log in, whether they are superusers, between tabs."
    )

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let format = try output.format(context, fields: Listing.people.fields)
        let people = try await context.operating(
            context.language("cannot list the people", "impossible de lister les personnes")
        ) { db in try People.list(on: db) }
        if people.isEmpty, case .screen = format {
            context.note(
                context.language(
                    "Nobody yet.\n  do: chantier user add NAME", "Personne encore.\n  faire : chantier user add NOM"))
            return
        }
        output.write(people, as: .people, format, context)
    }
}
