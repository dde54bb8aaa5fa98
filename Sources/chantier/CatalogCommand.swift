// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "Whole catalogues.", subcommands: [CatalogLoadCommand.self])
}
