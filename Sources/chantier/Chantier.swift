// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Terminal

/// The operators' program: the database, the workers, the launching of jobs.
@main struct Chantier: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chantier",
        abstract: "Run the jobs of a product catalogue: imports, exports, mass edits, rules, projects.",
        discussion: """
            Examples:
              chantier demo                                     a catalogue of 100,000 products, imported before your eyes
              chantier worker                                   run jobs until Ctrl-C
              chantier launch csv_product_import --file products.csv --wait
              chantier catalog load FOLDER                      all files of a catalogue, in order
              psql "$(chantier database url)"                   the database itself

            Without --database, CHANTIER_DATABASE_URL and PG… variables a private PostgreSQL server is made in CHANTIER_HOME
            (default: .chantier in the working folder) and started when it is needed.
            """,
        version: ProgramMain.version,
        subcommands: [
            DatabaseCommand.self, UserCommand.self, SettingCommand.self, WorkerCommand.self, LaunchCommand.self,
            ProfileCommand.self, EditCommand.self, RuleCommand.self, ProjectCommand.self,
            ScheduleCommand.self,
            CatalogCommand.self, DemoCommand.self,
            DeleteCommand.self, UndoCommand.self, WhyCommand.self,
            DoctorCommand.self,
            CompletionCommand.self,
        ])

    static func main() {
        ProgramMain.start(Chantier.self, as: "chantier")
    }
}
