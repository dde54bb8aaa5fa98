// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal

struct DatabaseURLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "url",
        abstract: "Print the database's URL, without user and password: psql \"$(chantier database url)\".",
        discussion: "The embedded server is started for it. libpq adds the user: PGUSER, else your own name.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        if let server = context.database.embedded {
            try await context.database.prepare()
            context.console.print(try server.url())
            return
        }
        let options = try context.database.options(.person, applicationName: "chantier")
        context.console.print(Self.url(options))
    }

    /// A URL of what was given; the rest is libpq's to find.
    static func url(_ options: ConnectionOptions) -> String {
        if let service = options["service"] {
            return "postgresql:///?service=\(EmbeddedServer.percentEncoded(service))"
        }
        let database = EmbeddedServer.percentEncoded(options.database ?? "")
        var parts: [String] = []
        for keyword in ["host", "hostaddr", "port", "sslmode", "target_session_attrs"] {
            if let value = options[keyword] { parts.append("\(keyword)=\(EmbeddedServer.percentEncoded(value))") }
        }
        return "postgresql:///\(database)" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }
}
