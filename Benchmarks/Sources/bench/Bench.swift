// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The benchmarks: each measures Chantier and a limit of the same work in the same run, and prints the ratio.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures Chantier against what PostgreSQL allows by hand, in one run, and prints ratios.",
        subcommands: [
            QueueCommand.self, ImportCommand.self, ExportCommand.self, EditCommand.self, RulesCommand.self,
            ProjectCommand.self,
            CSVCommand.self,
            ReportingCommand.self,
            QueueWorkerCommand.self,
        ])
}

/// A figure that cannot be had: what was being measured, and why it failed.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
