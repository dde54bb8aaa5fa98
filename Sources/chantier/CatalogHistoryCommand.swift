// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct CatalogHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "What became of a product or product model, newest first.",
        discussion: """
            Examples:
              chantier catalog history LAMP-12
              chantier catalog history LAMP-12 --json=at,field,before,after
            When it was created, what changed of it, when, and by which kind of job; person and execution only where they are yours. A
            deleted item is found by its identifier or uuid too. Piped, or with --plain: time, action, field, before, after, kind,
            execution, between tabs.
            """)

    @Argument(help: ArgumentHelp("The product or product model: identifier, uuid or code.", valueName: "product"))
    var product: String

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let format = try output.format(context, fields: Listing.itemChanges.fields)
        let name = product
        let doing = context.language(
            "cannot show the history of \(name)", "impossible de montrer l'historique de \(name)")
        let changes = try await context.running(doing) {
            try await context.reading { db in
                do {
                    return try ItemChange.read(name, on: db)
                } catch let error as PostgresError where error.state == "P0002" {
                    throw ProgramFailure(
                        doing,
                        reason: context.language(
                            "there is no such product or product model, and there was none.",
                            "ce produit ou modèle de produit n'existe pas et n'a pas existé."),
                        action: context.language(
                            "give its identifier, uuid or code", "donner son identifiant, son uuid ou son code"),
                        code: .notFound)
                }
            }
        }
        if changes.isEmpty, case .screen = format {
            context.note(
                context.language(
                    "Nothing is kept of what became of it.", "Rien n'est conservé de ce qu'il est devenu."))
            return
        }
        output.write(changes, as: .itemChanges, format, context)
    }
}

extension Listing<ItemChange> {
    /// What became of an item.
    static let itemChanges = Listing<ItemChange>(
        [
            .init(
                "at", "WHEN", "QUAND", value: { .time($0.at) },
                cell: { change, screen in Table.Cell(LocalTime(change.at).short(screen.language)) }),
            .init(
                "action", "WHAT", "QUOI", value: { .text($0.action) },
                cell: { change, screen in Table.Cell(word(change.action, screen.language)) }),
            .init("field", "FIELD", "CHAMP", value: { $0.field.map(JSONValue.text) ?? .null }),
            .init(
                "before", "BEFORE", "AVANT", mayShrink: true, value: { $0.before.map(JSONValue.text) ?? .null }),
            .init("after", "AFTER", "APRÈS", mayShrink: true, value: { $0.after.map(JSONValue.text) ?? .null }),
            .init(
                "kind", "BY", "PAR", dropOrder: 2, value: { $0.kind.map(JSONValue.text) ?? .null },
                cell: { change, screen in Table.Cell(change.kind.map { screen.wording.kind($0) } ?? "") }),
            .init(
                "execution", "EXECUTION", "EXÉCUTION", dropOrder: 1,
                value: { $0.execution.map { .text($0.description) } ?? .null },
                cell: { change, screen in
                    Table.Cell(change.execution.map { String($0.description.prefix(8)) } ?? "")
                }),
            .init("item", value: { .text($0.item) }), .init("item_kind", value: { .text($0.itemKind) }),
            .init("is_own", value: { .bool($0.isOwn) }),
            .init("person", value: { $0.person.map(JSONValue.text) ?? .null }),
            .init("job", value: { $0.job.map(JSONValue.text) ?? .null }),
            .init("label", value: { $0.label.map(JSONValue.text) ?? .null }),
            .init("url", value: { $0.url.map(JSONValue.text) ?? .null }),
        ],
        plain: ["at", "action", "field", "before", "after", "kind", "execution"],
        table: ["at", "action", "field", "before", "after", "kind", "execution"])

    private static func word(_ action: String, _ language: Language) -> String {
        switch action {
        case "created": language("created", "créé")
        case "deleted": language("deleted", "supprimé")
        case "restored": language("made again", "refait")
        default: language("changed", "modifié")
        }
    }
}
