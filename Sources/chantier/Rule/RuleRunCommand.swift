// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Rules
import Setup
import Terminal
import Tracking

struct RuleRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run rules on the catalogue, all in one pass.",
        discussion: """
            Examples:
              chantier rule run linen_care --preview --wait     only shows what it would do
              chantier rule run --all --wait
              chantier rule run --all --identifiers LAMP-12,LAMP-13
            Rules run in the order of their priority, each seeing what those before it made of an item. They are those of the moment of
            the launch. If a result is not allowed, nothing of that rule is kept for that item, with a warning, and the others go on.
            “chantier undo” puts back what a run changed. A worker must run: chantier worker.
            """)

    @Argument(help: "The codes of rules.")
    var codes: [String] = []

    @Flag(help: "All rules that are enabled.")
    var all = false

    @Option(
        help: "Only these items: identifiers of products and codes of product models, with commas. May be repeated.")
    var identifiers: [String] = []

    @Option(help: "Only items that meet these conditions: a JSON list, as docs/filters.md has it.")
    var filter: String?

    @Flag(help: "End with the first result that is not allowed.")
    var stopOnError = false

    @OptionGroup var options: EditOptions

    func validate() throws {
        guard codes.isEmpty != all else { return }
        throw ValidationError(
            Language.current(
                "Name rules, or give --all, and not both.", "Nommez des règles, ou donnez --all, pas les deux."))
    }

    func run() async throws {
        let context = options.common.context("chantier", registry: Jobs.all)
        let language = context.language
        let doing = language("cannot run rules", "impossible d'exécuter les règles")
        if context.database.embedded != nil { try await context.database.prepare() }
        let concerned = Concerned(context: context, doing: doing)
        let launched = Launched(context: context, waits: options.wait, isJSON: options.json)
        let (codes, filters) = (codes, conditions)
        let (launcher, outlook) = try await context.running(doing) {
            let launcher = try await Launcher(context)
            let outlook = try await launcher.session.perform { db in
                try concerned.checking { try RuleOutlook.count(codes: codes, filters: JSONB(filters), on: db) }
            }
            return (launcher, outlook)
        }
        // What is wrong with the codes, the launch says.
        if outlook.rules > 0 { context.note(summary(outlook, context.console.wording, language)) }
        if !options.preview, !options.yes, outlook.rules > 0,
            !concerned.agrees(to: language("Run them? [y/N] ", "Les exécuter ? [o/N] "))
        {
            context.note(language("Nothing was changed.", "Rien n'a été changé."))
            throw ExitStatus.failed
        }
        var members = [
            "\"rule_codes\":\(JSONValue.array(codes.map(JSONValue.text)).rendered)", "\"filters\":\(filters)",
        ]
        if stopOnError { members.append("\"stop_on_error\":true") }
        if options.preview { members.append("\"preview\":true") }
        let (parameters, label) = ("{\(members.joined(separator: ","))}", options.label)
        let outcome = try await context.running(doing) {
            try await launched.run(launcher) { launcher in
                try await launcher.launch("rule_engine_execute_rules", parameters: parameters, label: label)
            }
        }
        try launched.say(outcome)
    }

    /// Which items, as a JSON list of conditions; empty: all that the rules select.
    private var conditions: String {
        var conditions: [String] = []
        let names = identifiers.flatMap { $0.split(separator: ",").map(String.init) }
        if !names.isEmpty {
            conditions.append(
                JSONValue.object([
                    ("field", .text("identifier")), ("operator", .text("IN")),
                    ("value", .array(names.map { .text($0) })),
                ]).rendered)
        }
        if let filter {
            let text = filter.drop { $0.isWhitespace }
            // What is no list is refused with the reason, where all conditions are read.
            guard text.first == "[", let end = text.lastIndex(of: "]") else { return filter }
            let inner = text[text.index(after: text.startIndex)..<end]
            if inner.contains(where: { !$0.isWhitespace }) { conditions.append(String(inner)) }
        }
        return "[\(conditions.joined(separator: ","))]"
    }

    /// `concerned: 3 rules; at most 1,204 products, 12 product models`.
    private func summary(_ outlook: RuleOutlook, _ wording: Wording, _ language: Language) -> String {
        let rules = wording.count(Int64(outlook.rules), language("rule", "règle"))
        let products = wording.count(outlook.products, language("product", "produit"))
        let models =
            language == .french
            ? "\(wording.grouped(outlook.models)) \(outlook.models == 1 ? "modèle" : "modèles") de produits"
            : wording.count(outlook.models, "product model")
        let items = outlook.models > 0 ? "\(products), \(models)" : products
        return language("concerned: \(rules); at most \(items)", "concernés : \(rules) ; au plus \(items)")
    }
}
