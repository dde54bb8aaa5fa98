// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import CatalogStore
import Postgres
import Rules
import Setup
import Terminal
import Tracking

struct RuleExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Why a rule selects a product or not, and what each action would do to it.",
        discussion: """
            Examples:
              chantier rule explain linen_care A12
              chantier rule explain linen_care A12 --json
            Nothing is written. The product is taken as it is now, before any other rule has run. The actions are shown as if the
            conditions held.
            """)

    @Argument(help: "The rule's code.", completion: Offers.rules) var code: String
    @Argument(help: ArgumentHelp("The product or product model: identifier, uuid or code.", valueName: "product"))
    var product: String

    @Flag(help: "The explanation as a JSON object.") var json = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let (code, product, language) = (code, product, context.language)
        let doing = language("cannot explain “\(code)”", "impossible d'expliquer « \(code) »")
        let (rule, explanation) = try await context.running(doing) {
            try await context.reading { db in
                let rule = try context.rule(code, doing: doing, on: db)
                guard let item = try RuleItemReader.find(product, on: db) else {
                    throw ProgramFailure(
                        doing,
                        reason: language(
                            "there is no such product or product model.",
                            "ce produit ou modèle de produit n'existe pas."),
                        action: language(
                            "give its identifier, uuid or code", "donner son identifiant, son uuid ou son code"),
                        code: .notFound)
                }
                return (rule, try Self.explain(rule, item, doing, context, on: db))
            }
        }
        guard !json else { return context.console.print(Self.object(rule, product, explanation).rendered) }
        Self.tell(rule, product, explanation, context)
    }

    private static func explain(
        _ rule: Rule, _ item: RuleItem, _ doing: String, _ context: Context, on db: isolated Session
    ) throws -> RuleExplanation {
        let definitions = try DefinitionsStore.load(on: db)
        let labels = try RuleStore.labels(for: [rule], definitions: definitions, on: db)
        let start = try DatabaseClock.now(on: db).microsecondsSince1970
        let program = RuleProgram(
            [rule], definitions: definitions, context: FilterContext(start: start), labels: labels)
        var item = item
        try RuleItemReader.readVariants(of: &item, for: program, on: db)
        do {
            return try RuleExplanation(
                program, item, targets: try RuleItemReader.targets(of: program, on: db),
                media: try RuleItemReader.media(of: program, on: db), labels: labels)
        } catch let faults as RuleFaults {
            throw ProgramFailure(
                doing,
                reason: context.language(
                    "the rule no longer fits the catalogue: ", "la règle ne convient plus au catalogue : ")
                    + faults.all.map { context.console.wording.ruleFault($0.why) }.joined(separator: "; "),
                action: context.language("correct it and import it again", "la corriger et la réimporter"),
                code: .failed)
        }
    }

    // MARK: Words

    private static func tell(_ rule: Rule, _ product: String, _ explanation: RuleExplanation, _ context: Context) {
        let (console, language) = (context.console, context.language)
        let shown = console.wording.visible
        switch explanation.isSelected {
        case true?:
            console.say(
                language("\(rule.code) selects \(shown(product)).", "\(rule.code) choisit \(shown(product))."))
        case false?:
            console.say(
                language(
                    "\(rule.code) does not select \(shown(product)).", "\(rule.code) ne choisit pas \(shown(product)).")
            )
        case nil:
            console.say(
                language(
                    "\(rule.code) selects \(shown(product)) if a run finds that the conditions marked ? hold.",
                    "\(rule.code) choisit \(shown(product)) si une exécution trouve remplies les conditions marquées ?."
                ))
        }
        if !rule.isEnabled {
            console.say(language("It is disabled: nothing executes it.", "Elle est désactivée : rien ne l'exécute."))
        }
        for condition in explanation.conditions {
            let mark = condition.holds.map { $0 ? "✓" : "✗" } ?? "?"
            let value = condition.value.map(shown) ?? language("nothing", "rien")
            console.say("  \(mark) \(shown(condition.text))  (\(value))")
        }
        if explanation.conditions.isEmpty {
            console.say(language("  No conditions: the whole catalogue.", "  Sans condition : tout le catalogue."))
        }
        for (place, action) in explanation.actions.enumerated() {
            console.say("  \(place + 1). \(shown(action.text))")
            for line in lines(of: action, console, language) { console.say("       \(line)") }
        }
    }

    private static func lines(
        of action: RuleExplanation.Action, _ console: Console, _ language: Language
    ) -> [String] {
        let shown = console.wording.visible
        guard action.isReached else {
            return [language("not reached: an action before it fails", "pas atteinte : une action avant échoue")]
        }
        var lines = action.changes.map { change in
            let none = language("(nothing)", "(rien)")
            return "\(shown(change.field)): \(change.before.map(shown) ?? none) → \(change.after.map(shown) ?? none)"
        }
        lines += action.faults.map { fault in
            let field = fault.field.map { "\(shown($0)): " } ?? ""
            return language("refused: ", "refusée : ") + field + console.wording.stored(fault.text)
        }
        lines += action.notes.map { console.wording.stored($0.text) }
        return lines.isEmpty ? [language("changes nothing", "ne change rien")] : lines
    }

    // MARK: JSON

    private static func object(_ rule: Rule, _ product: String, _ explanation: RuleExplanation) -> JSONValue {
        func violation(_ violation: Violation) -> JSONValue {
            .object([
                ("reason", .text(violation.reason.rawValue)), ("field", .text(violation.field)),
                ("text", .text(violation.text)),
            ])
        }
        let conditions = explanation.conditions.map { condition -> JSONValue in
            .object([
                ("condition", .text(condition.text)), ("holds", condition.holds.map { .bool($0) } ?? .null),
                ("value", .text(condition.value)),
            ])
        }
        let actions = explanation.actions.map { action -> JSONValue in
            .object([
                ("action", .text(action.text)), ("is_reached", .bool(action.isReached)),
                (
                    "changes",
                    .array(
                        action.changes.map { change in
                            .object([
                                ("field", .text(change.field)), ("before", .text(change.before)),
                                ("after", .text(change.after)),
                            ])
                        })
                ),
                ("faults", .array(action.faults.map(violation))), ("notes", .array(action.notes.map(violation))),
            ])
        }
        return .object([
            ("rule", .text(rule.code)), ("product", .text(product)), ("enabled", .bool(rule.isEnabled)),
            ("is_selected", explanation.isSelected.map { .bool($0) } ?? .null), ("changes", .bool(explanation.changes)),
            ("conditions", .array(conditions)), ("actions", .array(actions)),
        ])
    }
}
