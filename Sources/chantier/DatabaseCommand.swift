// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database", abstract: "The embedded PostgreSQL server, and the schemas of any.",
        subcommands: [
            DatabaseStartCommand.self, DatabaseStopCommand.self, DatabaseStatusCommand.self,
            DatabaseMigrateCommand.self,
            DatabaseURLCommand.self,
        ])
}
