// SPDX-License-Identifier: Apache-2.0

import Edits
import Glibc
import JobEngine
import Postgres
import Setup
import Terminal
import Tracking

/// Launches an edit as a person wants it: says first how many items it will visit, asks, and then says where to follow it.
struct EditRun {
    let job: String
    /// The conditions as JSON; nil: nothing was selected.
    let filters: String?
    let options: EditOptions

    /// Launches with these actions, which are made when there is a connection.
    func run(_ actions: @escaping @Sendable (isolated Session) throws -> String) async throws {
        let context = options.common.context("chantier", registry: Jobs.all)
        let language = context.language
        let doing = language("cannot edit", "modification impossible")
        guard let filters else {
            throw ProgramFailure(
                doing, reason: language("nothing is selected.", "rien n'est choisi."),
                action: language(
                    "name items by --family, --category, --identifiers or --filter, or everything by --all",
                    "nommer des éléments par --family, --category, --identifiers ou --filter, ou tout par --all"),
                code: .usage)
        }
        if context.database.embedded != nil { try await context.database.prepare() }
        let launched = Launched(context: context, waits: options.wait, isJSON: options.json)
        let job = job
        let (launcher, found) = try await context.running(doing) {
            let launcher = try await Launcher(context)
            let found = try await launcher.session.perform { db -> (actions: String, outlook: EditOutlook?) in
                do {
                    let actions = try actions(db)
                    return (actions, try EditOutlook.count(job, filters: JSONB(filters), actions: actions, on: db))
                } catch let failure as StepFailure {
                    let wording = context.console.wording
                    throw ProgramFailure(
                        doing, reason: wording.stored(failure.message) + ".", action: failure.hint.map(wording.stored),
                        code: .usage)
                }
            }
            return (launcher, found)
        }
        if let outlook = found.outlook {
            guard outlook.total > 0 else {
                throw ProgramFailure(
                    doing, reason: language("no item is selected.", "aucun élément n'est choisi."),
                    action: language("look at the conditions", "revoir les conditions"))
            }
            context.note(Self.summary(outlook, context))
        }
        if !options.preview, !options.yes, isatty(0) == 1, isatty(1) == 1, !confirm(context) {
            context.note(language("Nothing was changed.", "Rien n'a été changé."))
            throw ExitStatus.failed
        }
        let (label, preview) = (options.label, options.preview)
        let parameters =
            "{\"filters\":\(filters),\"actions\":\(found.actions)\(preview ? ",\"preview\":true" : "")}"
        let outcome = try await context.running(doing) {
            try await launched.run(launcher) { launcher in
                try await launcher.launch(job, parameters: parameters, label: label)
            }
        }
        try launched.say(outcome)
    }

    /// How many items will be visited: what is below a selected product model counts where the edit reaches it.
    private static func summary(_ outlook: EditOutlook, _ context: Context) -> String {
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

    /// Asks the person; only `y` or `yes`, or the same in French, is a yes.
    private func confirm(_ context: Context) -> Bool {
        context.console.raw(context.language("Change them? [y/N] ", "Les changer ? [o/N] "), toError: false)
        guard let answer = readLine()?.lowercased() else { return false }
        return ["y", "yes", "o", "oui"].contains(answer.filter { $0 != " " })
    }
}
