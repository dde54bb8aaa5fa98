// SPDX-License-Identifier: Apache-2.0

import Postgres
import Setup
import Terminal
import Tracking

/// The loading of a catalogue's files, one after the other.
struct CatalogLoad {
    let files: [(path: String, job: String)]
    let parameters: LaunchParameters
    let context: Context
    /// Whether a line is printed for each file.
    let printsLines: Bool

    /// Loads them all, or up to the first that fails or is stopped; returns their reports.
    func run() async throws -> [Report] {
        var launcher = try await Launcher(context)
        let jobs = Dictionary(try await launcher.jobs().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        try check(files.compactMap { jobs[$0.job] })
        var reports: [Report] = []
        for (path, job) in files {
            let known = jobs[job]
            let id = try await launcher.launch(
                job, parameters: parameters.json { known?.takes($0) ?? true }, file: path
            ).id
            let report = try await launcher.follow(id)
            reports.append(report)
            if printsLines { context.console.say(line(report)) }
            // What follows refers to what should have come with this one.
            if ExitStatus(of: [report]) != .done { break }
        }
        await launcher.session.close()
        return reports
    }

    /// Refuses a parameter that none of the jobs has.
    private func check(_ jobs: [LaunchableJob]) throws {
        for key in parameters.keys where !jobs.contains(where: { $0.takes(key) }) {
            let known = jobs.reduce(into: Set<String>()) { $0.formUnion($1.keys) }.sorted()
            throw ProgramFailure(
                context.language("cannot load the catalogue", "impossible de charger le catalogue"),
                reason: context.language(
                    "none of its imports has a parameter “\(key)”.", "aucun de ses imports n'a de paramètre « \(key) »."
                ) + Unknown(key, among: known, context.language).suggestion,
                action: context.language("known: ", "connus : ") + known.joined(separator: ", "), code: .usage)
        }
    }

    private func line(_ report: Report) -> String {
        let (console, execution) = (context.console, report.summary)
        guard console.isTerminal else { return PlainLine.execution(execution) }
        let wording = console.wording
        let symbol = console.painted(
            wording.symbol(execution.status.rawValue, execution.colour), execution.colour, isBold: true)
        // What was written by the step that writes most: of products that is the import, of others the only one.
        let counters = report.steps.map(\.counters).max { $0.read < $1.read }
        let language = context.language
        let counts: [(Int64, String)] = [
            (counters?.created ?? 0, language("created", "créés")),
            (counters?.updated ?? 0, language("updated", "modifiés")),
            (counters?.unchanged ?? 0, language("unchanged", "inchangés")),
            (counters?.skipped ?? 0, language("skipped", "ignorés")),
            (counters?.invalid ?? 0, language("invalid", "refusés")),
        ]
        let text = counts.filter { $0.0 > 0 }.map { "\(wording.grouped($0.0)) \($0.1)" }.joined(separator: ", ")
        let problems = wording.problems(execution)
        let failure = report.failures.first.map { "  \(wording.stored($0.message))" } ?? ""
        return
            "\(symbol) \(wording.label(execution).padded(to: 26))  \(wording.took(execution.durationSeconds ?? 0).aligned(to: 6))  "
            + "\([text, problems].filter { !$0.isEmpty }.joined(separator: "; "))\(failure)  \(execution.shortID)"
    }
}
