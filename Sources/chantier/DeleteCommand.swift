// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Edits
import JobEngine
import Postgres
import Setup
import Terminal
import Tracking

struct DeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete products and product models, with all that stands below these.",
        discussion: """
            Examples:
              chantier delete LAMP-12 LAMP-13 --preview --wait     only shows what it would do
              chantier delete --filter '[{"field":"family","operator":"IN","value":["lamps"]}]' --except LAMP-1
            It says how many items are concerned, variants and sub-models included, and asks on a terminal. Links to what is deleted
            disappear. chantier undo makes all of it again, with the same uuids.
            """)

    @Argument(help: ArgumentHelp("Identifiers of products and codes of product models.", valueName: "item"))
    var items: [String] = []

    @Option(help: ArgumentHelp("A filter instead: a JSON list of conditions; [] is everything.", valueName: "json"))
    var filter: String?

    @Option(
        name: .customLong("except"), parsing: .upToNextOption,
        help: ArgumentHelp("Identifiers and codes that the filter is not to select.", valueName: "item"))
    var exceptions: [String] = []

    @Flag(help: "Do not ask.")
    var yes = false

    @Flag(help: "Only show what it would do: everything runs, nothing is written to the catalogue.")
    var preview = false

    @Flag(help: "Wait until it has ended, under live bars.")
    var wait = false

    @Flag(help: "One JSON object on the standard output, and nothing else there.")
    var json = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if items.isEmpty == (filter == nil) {
            throw ValidationError(
                Language.current(
                    "Name items, or give --filter, and not both.",
                    "Nommez des éléments, ou donnez --filter, pas les deux."))
        }
    }

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let language = context.language
        let doing = language("cannot delete these", "impossible de supprimer")
        let filters = try conditions(doing, language)
        let parameters = #"{"filters":\#(filters),"preview":\#(preview)}"#
        let launched = Launched(context: context, waits: wait, isJSON: json)
        let concerned = Concerned(context: context, doing: doing)
        if context.database.embedded != nil { try await context.database.prepare() }
        let (launcher, outlook) = try await context.running(doing) {
            let launcher = try await Launcher(context)
            let outlook = try await launcher.session.perform { db in
                try concerned.checking { try EditOutlook.countDeletion(JSONB(filters), on: db) }
            }
            return (launcher, outlook)
        }
        try concerned.say(outlook)
        if !yes, !preview, !concerned.agrees(to: language("Delete them? [y/N] ", "Les supprimer ? [o/N] ")) {
            context.note(language("Nothing was deleted.", "Rien n'a été supprimé."))
            throw ExitStatus.failed
        }
        let outcome = try await context.running(doing) {
            try await launched.run(launcher) { launcher in
                try await launcher.launch("delete_products_and_product_models", parameters: parameters)
            }
        }
        try launched.say(outcome)
    }

    /// The filter as JSON.
    private func conditions(_ doing: String, _ language: Language) throws -> String {
        func named(_ names: [String], _ op: String) -> String {
            let list = JSONValue.array(names.map(JSONValue.text)).rendered
            return #"{"field":"identifier","operator":"\#(op)","value":\#(list)}"#
        }
        guard let filter else { return "[\(named(items, "IN"))]" }
        guard let known = try? JSONValue(parsing: Array(filter.utf8)), case .array(let list) = known else {
            throw ProgramFailure(
                doing, reason: language("--filter is no JSON list.", "--filter n'est pas une liste JSON."),
                action: language(
                    "write for example --filter '[{\"field\":\"enabled\",\"operator\":\"=\",\"value\":false}]'",
                    "écrire par exemple --filter '[{\"field\":\"enabled\",\"operator\":\"=\",\"value\":false}]'"),
                code: .usage)
        }
        let parts = list.map(\.rendered) + (exceptions.isEmpty ? [] : [named(exceptions, "NOT IN")])
        return "[\(parts.joined(separator: ","))]"
    }
}
