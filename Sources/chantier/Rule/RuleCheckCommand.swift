// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import CatalogStore
import FoundationEssentials
import Postgres
import Rules
import Setup
import Terminal
import Tracking

/// What is wrong at one place of a file of rules.
struct RuleFinding: Sendable {
    var file: String
    var line: Int
    var rule: String?
    var place: String
    var detail: String
    var message: String
}

extension Listing<RuleFinding> {
    /// Faults of files of rules.
    static let ruleFindings = Listing<RuleFinding>(
        [
            .init("file", value: { .text($0.file) }),
            .init("line", "LINE", "LIGNE", isRight: true, value: { .integer(Int64($0.line)) }),
            .init("rule", "RULE", "RÈGLE", value: { .text($0.rule) }),
            .init("place", "PLACE", "OÙ", dropOrder: 2, value: { .text($0.place) }),
            .init("detail", "FAULT", "FAUTE", dropOrder: 1, value: { .text($0.detail) }),
            .init(
                "message", "WHAT IS WRONG", "CE QUI NE VA PAS", mayShrink: true, value: { .text($0.message) },
                cell: { finding, screen in Table.Cell(screen.wording.ruleFault(finding.message)) }),
        ],
        plain: ["file", "line", "rule", "place", "detail", "message"],
        table: ["line", "rule", "place", "detail", "message"])
}

struct RuleCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a file of rules against the catalogue; nothing is imported.",
        discussion: """
            Every fault of every rule, with its line. Exit code: 0 when there is none, 1 when a rule has one, 64 when the file cannot be
            read. Piped, or with --plain: file, line, rule, place, fault, message, between tabs.
            """)

    @Argument(
        help: ArgumentHelp("The file: .yml or .yaml.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var path: String

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let format = try output.format(context, fields: Listing.ruleFindings.fields)
        let (path, language) = (path, context.language)
        let doing = language("cannot check \(path)", "impossible de vérifier \(path)")
        let file: RuleFile
        switch try await Self.read(path, doing: doing, language) {
        case .success(let read): file = read
        case .failure(let failure):
            let fault = RuleFinding(
                file: path, line: failure.line, rule: nil, place: "", detail: "invalid_yaml", message: failure.why)
            return try report([fault], of: 0, format, context)
        }
        let findings = try await context.running(doing) {
            try await context.reading { db -> [RuleFinding] in
                let compiler = RuleCompiler(
                    definitions: try DefinitionsStore.load(on: db),
                    context: FilterContext(start: try DatabaseClock.now(on: db).microsecondsSince1970))
                return file.entries.flatMap { entry in
                    compiler.faults(of: entry).map { fault in
                        RuleFinding(
                            file: path, line: max(fault.line, entry.line), rule: fault.rule, place: fault.place,
                            detail: fault.detail.rawValue,
                            message: fault.place.isEmpty ? fault.why : "\(fault.place): \(fault.why)")
                    }
                }
            }
        }
        try report(findings, of: file.entries.count, format, context)
    }

    /// Says what was found; throws the exit code for faults.
    private func report(
        _ findings: [RuleFinding], of count: Int, _ format: OutputFormat, _ context: Context
    ) throws {
        let language = context.language
        if case .screen = format {
            for finding in findings {
                let rule = finding.rule.map { " \($0):" } ?? ""
                let message = context.console.wording.ruleFault(finding.message)
                context.console.say("\(finding.file):\(finding.line):\(rule) \(message)  [\(finding.detail)]")
            }
            let bad = Set(findings.compactMap(\.rule)).count
            context.note(
                findings.isEmpty
                    ? language("\(count) rules, all fine.", "\(count) règles, toutes bonnes.")
                    : language(
                        "\(findings.count) faults in \(bad) of \(count) rules.",
                        "\(findings.count) fautes dans \(bad) règles sur \(count)."))
        } else {
            output.write(findings, as: .ruleFindings, format, context)
        }
        if !findings.isEmpty { throw ExitStatus.failed }
    }

    private static func read(
        _ path: String, doing: String, _ language: Language
    ) async throws -> Result<RuleFile, RuleFile.Failure> {
        try InputFile.check(path, doing: doing, language)
        return try await offPool("read rules") {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw ProgramFailure(
                    doing, reason: language("it cannot be read.", "il est illisible."), code: .usage)
            }
            return Result { () throws(RuleFile.Failure) in try RuleFile(Array(data)) }
        }
    }
}
