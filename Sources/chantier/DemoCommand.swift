// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Terminal

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Write an invented catalogue and import it, with workers, before your eyes.",
        discussion:
            "Everything it makes stands in one folder, CHANTIER_HOME (default: .chantier); it prints the command that removes it."
    )

    @Option(help: "How many products.")
    var products = 100_000

    @Option(help: "How many worker processes.")
    var workers = 2

    @Flag(help: "Kill one of the workers on the way, with SIGKILL.")
    var kill = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if products < 1 || products > 100_000_000 {
            throw ValidationError("“--products \(products)” is not a number from 1 to 100000000.")
        }
        if workers < 1 || workers > 100 {
            throw ValidationError("“--workers \(workers)” is not a number from 1 to 100.")
        }
        if kill && workers < 2 { throw ValidationError("“--kill” needs a second worker that goes on: --workers 2") }
    }

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        try await DemoRun(context: context, products: products, workerCount: workers, kills: kill).run()
    }
}
