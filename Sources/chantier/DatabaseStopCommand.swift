// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Setup
import Terminal

struct DatabaseStopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "End the embedded server and every connection to it; return when it is gone.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier")
        let server = try context.embeddedServer(doing: "cannot stop a server")
        let wasRunning = try await offPool("server") { try server.stop() }
        let language = context.language
        context.console.say(
            wasRunning
                ? language("embedded server stopped: \(server.folder)", "serveur intégré arrêté : \(server.folder)")
                : language(
                    "the embedded server was not running: \(server.folder)",
                    "le serveur intégré ne tournait pas : \(server.folder)"))
    }
}
