// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import Postgres
import Setup
import Terminal
import Tracking

import struct JobEngine.Checksum

struct DownloadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "download", abstract: "The files of an execution.",
        discussion: """
            Examples:
              tracker download @latest                          the outputs; of an import the refused records
              tracker download 7c9e2a1f invalid_items.csv -o -  to the standard output
              tracker download 7c9e2a1f input --to before       the file that was imported

            A file has its name only when all of it is there. What was interrupted stands beside it and goes on with --continue.
            """)

    @Argument(help: ExecutionArgument.help, completion: ExecutionArgument.completion)
    var id: String

    @Argument(
        help:
            "Names of files, or input, output, invalid_items. Default: the outputs; of an import the refused records.",
        completion: Offers.files)
    var names: [String] = []

    @Option(
        help: ArgumentHelp("The folder for them; it is made where it is missing.", valueName: "dir"),
        completion: .directory)
    var to: String?

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The file for exactly one; - is the standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(name: .customLong("continue"), help: "Go on where a run before was interrupted.")
    var isContinued = false

    @Flag(help: "Replace files that exist.")
    var force = false

    @OptionGroup(title: "Connection and language") var common: CommonOptions

    func validate() throws {
        if to != nil && output != nil {
            throw ValidationError(
                Language.current("Only one of --to and -o can be given.", "Une seule option à la fois : --to ou -o."))
        }
    }

    func run() async throws {
        let context = common.context("tracker")
        let doing = context.language(
            "cannot download from execution \(id)", "impossible de télécharger depuis l'exécution \(id)")
        let id = id
        try await context.running(doing) {
            let session = try await context.session()
            let source = try await session.perform { db in
                let found = try context.resolve(id, doing: doing, on: db)
                guard let source = try ArtifactReader.source(found, on: db) else { throw context.notFound(id, doing) }
                return source
            }
            let chosen = try choose(from: source, context, doing)
            if let output, chosen.count != 1 {
                throw ProgramFailure(
                    doing,
                    reason: context.language(
                        "-o \(output) takes exactly one file, and there are \(chosen.count).",
                        "-o \(output) prend exactement un fichier, et il y en a \(chosen.count)."),
                    action: context.language("name one, or give --to DIR.", "en nommer un, ou donner --to DIR."),
                    code: .usage)
            }
            for (artifact, path) in zip(chosen, try paths(of: chosen)) {
                try await fetch(artifact, to: path, source.summary, context, session)
            }
            await session.close()
        }
    }

    /// The files that are meant.
    private func choose(
        from source: ArtifactReader.Source, _ context: Context, _ doing: String
    ) throws -> [Report.Artifact] {
        let all = source.artifacts
        let language = context.language
        let listed = all.isEmpty ? language("none", "aucun") : all.map(\.name).joined(separator: ", ")
        guard names.isEmpty else {
            return try names.flatMap { name -> [Report.Artifact] in
                let found = all.filter { $0.name == name || $0.kind == name }
                guard found.isEmpty else { return found }
                throw ProgramFailure(
                    doing, reason: language("it has no file \(name).", "elle n'a pas de fichier \(name)."),
                    action: language("its files: \(listed).", "ses fichiers : \(listed)."), code: .notFound)
            }
        }
        let usual = source.summary.kind == "import" ? "invalid_items" : "output"
        let found = all.filter { $0.kind == usual }
        if found.isEmpty {
            context.note(
                usual == "output"
                    ? language(
                        "It has no output files.  Its files: \(listed)",
                        "Elle n'a pas de fichier produit.  Ses fichiers : \(listed)")
                    : language(
                        "It has refused no records.  Its files: \(listed)",
                        "Elle n'a refusé aucun enregistrement.  Ses fichiers : \(listed)"))
            throw ExitStatus.done
        }
        return found
    }

    /// Where each one goes; nil is the standard output.
    private func paths(of artifacts: [Report.Artifact]) throws -> [String?] {
        if let output { return [output == "-" ? nil : output] }
        let folder = to ?? "."
        if mkdir(folder, 0o777) != 0 && errno != EEXIST {
            throw ProgramFailure(
                Language.current("cannot make the folder \(folder)", "impossible de créer le dossier \(folder)"),
                reason: "\(systemMessage(errno)).", code: .failed)
        }
        var taken: Set<String> = []
        return artifacts.map { artifact in
            var name = PartialFile.safeName(artifact.name)
            while !taken.insert(name).inserted { name = "\(artifact.kind)-\(name)" }
            return "\(folder)/\(name)"
        }
    }

    /// What came is not what the export wrote.
    private struct WrongBytes: Error {
        var expected: String
        var found: String
    }

    private func fetch(
        _ artifact: Report.Artifact, to path: String?, _ execution: ExecutionSummary, _ context: Context,
        _ session: Session
    ) async throws {
        let language = context.language
        if !artifact.isComplete {
            guard execution.hasEnded else {
                throw ProgramFailure(
                    language("cannot download \(artifact.name)", "impossible de télécharger \(artifact.name)"),
                    reason: language("it is not complete yet.", "il n'est pas encore complet."),
                    action: "tracker wait \(execution.isOwn ? execution.shortID : execution.id.description)")
            }
            // Of an output a part is worth nothing, and may look as if it were the whole.
            guard artifact.kind != "output" else {
                throw ProgramFailure(
                    language("cannot download \(artifact.name)", "impossible de télécharger \(artifact.name)"),
                    reason: language(
                        "the export ended before it was whole.", "l'export s'est terminé avant qu'il soit entier."),
                    action: "tracker retry \(execution.isOwn ? execution.shortID : execution.id.description)",
                    code: .failed)
            }
            context.note(
                language(
                    "\(artifact.name) is not complete: the execution ended before.",
                    "\(artifact.name) n'est pas complet : l'exécution s'est terminée avant."))
        }
        let (isContinued, mayReplace) = (isContinued, force)
        let line = TransferLine(context, artifact)
        let file = try await session.perform { db -> PartialFile? in
            try path.map { try PartialFile($0, isContinued: isContinued, mayReplace: mayReplace) }
        }
        do {
            var (reader, checksum) = try await session.perform { db -> (ArtifactReader?, Checksum) in
                var checksum = Checksum()
                if let file, file.begun > 0 {
                    if let reader = try ArtifactReader.open(artifact, from: file.begun, on: db) {
                        try file.readBegun { checksum.add($0) }
                        line.add(Int(file.begun))
                        return (reader, checksum)
                    }
                    // Longer than the file: it was another one.
                    try file.empty()
                }
                return (try ArtifactReader.open(artifact, on: db), checksum)
            }
            while let current = reader {
                // The session's own thread writes: a slow disk or pipe blocks nobody else.
                let before = checksum
                let (count, next, sum) = try await session.perform { db in
                    var (reader, sum) = (current, before)
                    let bytes = try reader.next(on: db)
                    sum.add(bytes)
                    if let file { try file.write(bytes) } else { try PartialFile.write(bytes, to: 1, named: "-") }
                    return (bytes.count, reader, sum)
                }
                if count == 0 { break }
                line.add(count)
                (reader, checksum) = (next, sum)
            }
            if let expected = artifact.checksum, checksum.text != expected {
                throw WrongBytes(expected: expected, found: checksum.text)
            }
            try await session.perform { _ in try file?.finish() }
        } catch let wrong as WrongBytes {
            line.clear()
            file?.discard()
            throw ProgramFailure(
                language("cannot download \(artifact.name)", "impossible de télécharger \(artifact.name)"),
                reason: language(
                    "the bytes that came are not those of the file: SHA-256 \(wrong.found), not \(wrong.expected).",
                    "les octets reçus ne sont pas ceux du fichier : SHA-256 \(wrong.found), pas \(wrong.expected)."),
                action: language(
                    "download it again, without --continue.", "le télécharger à nouveau, sans --continue."),
                code: .failed)
        } catch {
            line.clear()
            file?.leave()
            if path != nil {
                context.note(
                    language("interrupted; it goes on with --continue", "interrompu ; la suite avec --continue"))
            }
            throw error
        }
        line.clear()
        if let path { context.console.print(path) }
    }
}
