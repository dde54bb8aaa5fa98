// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "Whole catalogues, and what became of their items.",
        subcommands: [CatalogLoadCommand.self, CatalogHistoryCommand.self])
}
