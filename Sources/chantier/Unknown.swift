// SPDX-License-Identifier: Apache-2.0

import Postgres
import Setup
import Terminal

/// A job or parameter that there is not: how its refusal reads, with the nearest known name.
struct Unknown {
    let name: String
    let known: [String]
    let language: Language

    init(_ name: String, among known: [String], _ language: Language) {
        self.name = name
        self.known = known
        self.language = language
    }

    /// From what the database answers: `unknown parameter "x"`, with `Known: a, b.` for a hint; nil for any other refusal.
    init?(_ error: PostgresError, _ language: Language) {
        let (head, hintHead) = ("unknown parameter \"", "Known: ")
        guard error.message.hasPrefix(head), error.message.hasSuffix("\""), let hint = error.hint,
            hint.hasPrefix(hintHead)
        else { return nil }
        self.init(
            String(error.message.dropFirst(head.count).dropLast()),
            among: hint.dropFirst(hintHead.count).split(whereSeparator: { ", ".contains($0) })
                .map { $0.hasSuffix(".") ? String($0.dropLast()) : String($0) }, language)
    }

    /// The refusal of a job.
    var job: ProgramFailure {
        ProgramFailure(
            language("cannot launch “\(name)”", "impossible de lancer « \(name) »"),
            reason: language("there is no such job.", "ce travail n'existe pas.") + suggestion,
            action: language("one of: ", "au choix : ") + known.joined(separator: ", "), code: .usage)
    }

    /// The refusal of a parameter.
    func parameter(of job: String) -> ProgramFailure {
        ProgramFailure(
            language("cannot launch \(job)", "impossible de lancer \(job)"),
            reason: language("it has no parameter “\(name)”.", "il n'a pas de paramètre « \(name) ».") + suggestion,
            action: language("known: ", "connus : ") + known.joined(separator: ", "), code: .usage)
    }

    /// What was perhaps meant.
    var suggestion: String {
        Choice.nearest(to: name, among: known).map {
            language("  Did you mean “\($0)”?", "  Vouliez-vous dire « \($0) » ?")
        } ?? ""
    }
}
