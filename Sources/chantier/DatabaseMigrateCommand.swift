// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JobEngine
import Setup
import Terminal

struct DatabaseMigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the schemas to the version of this program.",
        discussion: """
            Log in as a superuser, or as a role with CREATEROLE that owns the database. Run twice, it does nothing; of several at
            once, one does it. A database that is newer than this program is refused.
            """)

    @Flag(help: "Only list what would be applied.")
    var dryRun = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        if let server = context.database.embedded {
            try await offPool("server") { try server.start() }
        }
        let report = try await context.database.migrate(dryRun: dryRun)
        if !dryRun, context.database.embedded != nil { try await context.database.prepare() }
        let language = context.language
        guard !report.isEmpty else {
            context.console.say(
                language("nothing to do: the schemas are up to date", "rien à faire : les schémas sont à jour"))
            return
        }
        let word = dryRun ? language("would apply", "appliquerait") : language("applied", "appliqué")
        for name in report.migrations { context.console.say("\(word) migrations/\(name)") }
        for name in report.functions { context.console.say("\(word) functions/\(name)") }
    }
}
