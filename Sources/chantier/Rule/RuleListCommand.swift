// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Rules
import Setup
import Terminal
import Tracking

extension Listing<Rule> {
    /// Rules.
    static let rules = Listing<Rule>(
        [
            .init("code", "CODE", "CODE", value: { .text($0.code) }),
            .init(
                "priority", "PRIORITY", "PRIORITÉ", isRight: true, dropOrder: 1, value: { .integer(Int64($0.priority)) }
            ),
            .init(
                "enabled", "ENABLED", "ACTIVE", value: { .bool($0.isEnabled) },
                cell: { rule, screen in
                    Table.Cell(rule.isEnabled ? screen.language("yes", "oui") : screen.language("no", "non"))
                }),
            .init(
                "labels", "LABEL", "LIBELLÉ", mayShrink: true, value: { rule in .object(Self.labels(rule)) },
                plain: { rule in Self.label(rule, "en") },
                cell: { rule, screen in Table.Cell(Self.label(rule, screen.language("en", "fr")).visible()) }),
            .init(
                "conditions", "CONDITIONS", "CONDITIONS", isRight: true, dropOrder: 2,
                value: { .array($0.conditions.map(Self.json)) }, plain: { String($0.conditions.count) },
                cell: { rule, _ in Table.Cell(String(rule.conditions.count)) }),
            .init(
                "actions", "ACTIONS", "ACTIONS", isRight: true, dropOrder: 2,
                value: { .array($0.actions.map(Self.json)) }, plain: { String($0.actions.count) },
                cell: { rule, _ in Table.Cell(String(rule.actions.count)) }),
        ],
        plain: ["code", "priority", "enabled", "labels", "conditions", "actions"],
        table: ["code", "priority", "enabled", "labels", "conditions", "actions"])

    private static func labels(_ rule: Rule) -> [(key: String, value: JSONValue)] {
        rule.labels.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) }
    }

    private static func json(_ value: FilterJSON) -> JSONValue { (try? JSONValue(parsing: value.bytes)) ?? .null }

    /// The label in a language, else in any.
    private static func label(_ rule: Rule, _ language: String) -> String {
        let sorted = rule.labels.sorted { $0.key < $1.key }
        return (sorted.first { $0.key.hasPrefix(language) } ?? sorted.first)?.value ?? ""
    }
}

struct RuleListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "All rules, in the order in which they run.",
        discussion:
            "Piped, or with --plain: code, priority, enabled, label, number of conditions and of actions, between tabs."
    )

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let language = context.language
        try await output.list(
            .rules, context, language("cannot list the rules", "impossible de lister les règles"),
            none: language(
                "None yet.\n  do: chantier launch yml_rule_import --file rules.yml",
                "Aucune encore.\n  faire : chantier launch yml_rule_import --file regles.yml")
        ) { db in try RuleStore.load(on: db) }
    }
}

struct RuleShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One rule, as a file of rules has it.")

    @Argument(help: "Its code.", completion: Offers.rules) var code: String

    @Flag(help: "The rule as a JSON object.") var json = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let code = code
        let doing = context.language("cannot show the rule “\(code)”", "impossible de montrer la règle « \(code) »")
        let rule = try await context.running(doing) {
            try await context.reading { db in try context.rule(code, doing: doing, on: db) }
        }
        guard !json else { return context.console.print(Listing.rules.object(rule).rendered) }
        let text = String(decoding: RuleFile.text(of: [rule]), as: UTF8.self)
        context.console.print(context.console.safe(String(text.dropLast()), keepsLines: true))
    }
}

struct RuleEnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "enable", abstract: "Let rules be executed.")

    @Argument(help: "Their codes.", completion: Offers.rules) var codes: [String]
    @OptionGroup var common: CommonOptions

    func run() async throws { try await RuleSwitch(codes: codes, isOn: true, common: common).run() }
}

struct RuleDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Let rules not be executed; executions launched before keep them.")

    @Argument(help: "Their codes.", completion: Offers.rules) var codes: [String]
    @OptionGroup var common: CommonOptions

    func run() async throws { try await RuleSwitch(codes: codes, isOn: false, common: common).run() }
}

/// Switches rules on or off: all that are named, or none.
struct RuleSwitch {
    let codes: [String]
    let isOn: Bool
    let common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let (codes, isOn, language) = (codes, isOn, context.language)
        let names = codes.joined(separator: ", ")
        let doing =
            isOn
            ? language("cannot enable \(names)", "impossible d'activer \(names)")
            : language("cannot disable \(names)", "impossible de désactiver \(names)")
        let changed = try await context.running(doing) {
            try await context.acting { db in
                for code in codes { _ = try context.rule(code, doing: doing, on: db) }
                return try codes.filter { try RuleStore.enable($0, isOn, on: db) }
            }
        }
        for code in codes {
            let now = isOn ? language("enabled", "activée") : language("disabled", "désactivée")
            let same = changed.contains(code) ? "" : language(" (it was already)", " (elle l'était déjà)")
            context.console.say("\(code): \(now)\(same)")
        }
    }
}
