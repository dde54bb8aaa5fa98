// SPDX-License-Identifier: Apache-2.0

import Edits
import JobEngine
import Postgres
import Setup
import Terminal

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
        let concerned = Concerned(context: context, doing: doing)
        let launched = Launched(context: context, waits: options.wait, isJSON: options.json)
        let job = job
        let (launcher, found) = try await context.running(doing) {
            let launcher = try await Launcher(context)
            let found = try await launcher.session.perform { db -> (actions: String, outlook: EditOutlook?) in
                try concerned.checking {
                    let actions = try actions(db)
                    return (actions, try EditOutlook.count(job, filters: JSONB(filters), actions: actions, on: db))
                }
            }
            return (launcher, found)
        }
        try concerned.say(found.outlook)
        if !options.preview, !options.yes,
            !concerned.agrees(to: language("Change them? [y/N] ", "Les changer ? [o/N] "))
        {
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
}
