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
            Files: \(CatalogFiles.order.map { "\($0.file).csv" }.joined(separator: ", ")); each also as .csv.gz, as .xlsx, or as a .zip of \
            the CSV file and its media.
            A parameter goes to those imports that have it; one that none has is refused. Workers must run: chantier worker.
            """)

    @Argument(help: "The folder.", completion: .directory)
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
        let doing = context.language("cannot load \(folder)", "impossible de charger \(folder)")
        guard !files.isEmpty else { throw nothing(doing, context.language) }
        for file in files { try InputFile.check(file.path, doing: doing, context.language) }
        if context.database.embedded != nil { try await context.database.prepare() }
        let reports = try await context.running(doing) {
            try await CatalogLoad(files: files, parameters: parameters, context: context, printsLines: !json).run()
        }
        if json { context.console.print(JSONValue.array(reports.map(\.json)).rendered) }
        let status = ExitStatus(of: reports)
        if status != .done { throw status }
    }

    /// Why there is nothing to load.
    private func nothing(_ doing: String, _ language: Language) -> ProgramFailure {
        let place = folder.hasPrefix("/") ? folder : "\(Environment.workingFolder)/\(folder)"
        var status = stat()
        let reason: String
        if stat(folder, &status) != 0 {
            let message = systemMessage(errno)
            reason =
                errno == ENOENT
                ? language("there is no folder \(place).", "il n'y a pas de dossier \(place).")
                : language("cannot read \(place): \(message).", "impossible de lire \(place) : \(message).")
        } else if status.st_mode & S_IFMT != S_IFDIR {
            reason = language(
                "\(place) is no folder; “chantier launch JOB --file” imports a file.",
                "\(place) n'est pas un dossier ; « chantier launch JOB --file » importe un fichier.")
        } else if access(folder, R_OK | X_OK) != 0 {
            let message = systemMessage(errno)
            reason = language("cannot read \(place): \(message).", "impossible de lire \(place) : \(message).")
        } else {
            reason = language(
                "there is no file of a catalogue in \(place).", "il n'y a aucun fichier d'un catalogue dans \(place).")
        }
        return ProgramFailure(
            doing, reason: reason,
            action: language(
                "nothing was launched; “chantier catalog load --help” lists the names of the files.",
                "rien n'a été lancé ; « chantier catalog load --help » donne les noms des fichiers."), code: .usage)
    }
}
