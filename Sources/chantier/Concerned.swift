// SPDX-License-Identifier: Apache-2.0

import Edits
import Glibc
import JobEngine
import Setup
import Terminal
import Tracking

/// What a person is told and asked before many items are changed or deleted.
struct Concerned {
    let context: Context
    /// What cannot be done when it fails: `cannot edit`.
    let doing: String

    /// Runs a check of the launch, and says in the person's words what is wrong with it.
    func checking<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let failure as StepFailure {
            let wording = context.console.wording
            throw ProgramFailure(
                doing, reason: wording.stored(failure.message) + ".", action: failure.hint.map(wording.stored),
                code: .usage)
        }
    }

    /// Says how many items there are; refuses when there are none.
    ///
    /// Nil: that is only known when it runs.
    func say(_ outlook: EditOutlook?) throws {
        guard let outlook else { return }
        let language = context.language
        guard outlook.total > 0 else {
            throw ProgramFailure(
                doing, reason: language("no item is selected.", "aucun élément n'est choisi."),
                action: language("look at the conditions", "revoir les conditions"))
        }
        context.note(summary(outlook))
    }

    /// Asks at a terminal; only `y` or `yes`, or the same in French, is a yes.
    ///
    /// Nobody to ask is a yes, too.
    func agrees(to question: String) -> Bool {
        guard isatty(0) == 1, isatty(1) == 1 else { return true }
        context.console.raw(question, toError: false)
        guard let answer = readLine()?.lowercased() else { return false }
        return ["y", "yes", "o", "oui"].contains(answer.filter { $0 != " " })
    }

    /// What is below a selected product model counts where the job reaches it.
    private func summary(_ outlook: EditOutlook) -> String {
        let (wording, language) = (context.console.wording, context.language)
        var parts: [String] = []
        if outlook.products > 0 { parts.append(wording.count(outlook.products, language("product", "produit"))) }
        if outlook.models > 0 {
            parts.append(
                language == .french
                    ? "\(wording.grouped(outlook.models)) \(outlook.models == 1 ? "modèle" : "modèles") de produits"
                    : wording.count(outlook.models, "product model"))
        }
        if outlook.families > 0 {
            parts.append(
                language == .french
                    ? wording.count(outlook.families, "famille")
                    : "\(wording.grouped(outlook.families)) \(outlook.families == 1 ? "family" : "families")")
        }
        let all = parts.joined(separator: ", ")
        return language("concerned: \(all)", "concernés : \(all)")
    }
}
