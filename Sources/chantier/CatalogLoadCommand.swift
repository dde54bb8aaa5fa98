// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import Setup
import Terminal
import Tracking

struct CatalogLoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Import the files of a folder, in order, each when the one before has ended.",
        discussion: """
            Files: \(CatalogFiles.order.map { "\($0.file).csv" }.joined(separator: ", ")); each also as .csv.gz.
            A parameter goes to those imports that have it; one that none has is refused. Workers must run: chantier worker.
            """)

    @Argument(help: "The folder.")
    var folder: String

    @Option(name: .customLong("set"), help: "A parameter, key=value; dots reach into objects. May be repeated.")
    var settings: [String] = []

    @Flag(help: "A JSON array of the reports on the standard output, and nothing else there.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let parameters = try LaunchParameters(settings)
        let files = CatalogFiles.present(in: folder) { access($0, F_OK) == 0 }
        guard !files.isEmpty else {
            throw ProgramFailure(
                context.language("cannot load \(folder)", "impossible de charger \(folder)"),
                reason: context.language(
                    "there is no file of a catalogue in it.", "il n'y a aucun fichier d'un catalogue."),
                action: context.language(
                    "“chantier catalog load --help” lists their names.",
                    "« chantier catalog load --help » donne leurs noms."),
                code: access(folder, F_OK) == 0 ? .failed : .notFound)
        }
        if context.database.embedded != nil { try await context.database.prepare() }
        let reports = try await context.running(
            Language.current("cannot load \(folder)", "impossible de charger \(folder)")
        ) {
            try await CatalogLoad(files: files, parameters: parameters, context: context, printsLines: !json).run()
        }
        if json { context.console.print(JSONValue.array(reports.map(\.json)).rendered) }
        let status = ExitStatus(of: reports)
        if status != .done { throw status }
    }
}
