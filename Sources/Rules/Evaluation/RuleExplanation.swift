// SPDX-License-Identifier: Apache-2.0

package import Catalog

/// What one rule makes of one item: condition by condition what holds, action by action what would happen.
package struct RuleExplanation: Sendable {
    /// One condition.
    package struct Condition: Sendable {
        /// As it was given, on one line: `color IN ["red"]`.
        package var text: String
        /// Whether the item meets it; nil: only a run knows, as it looks up when a profile was last executed.
        package var holds: Bool?
        /// What the item has there; nil: nothing, or nothing that can be shown.
        package var value: String?
    }

    /// One action.
    package struct Action: Sendable {
        /// `set washing`.
        package var text: String
        /// What it would change.
        package var changes: [RuleOutcome.Change] = []
        /// Why it would fail; nothing of the rule is kept then.
        package var faults: [Violation] = []
        /// Why it would leave the item as it is.
        package var notes: [Violation] = []
        /// Whether it is not reached, because one before it fails.
        package var isReached = true
    }

    /// The conditions, in order.
    package private(set) var conditions: [Condition] = []
    /// The actions, in order; as if the conditions held.
    package private(set) var actions: [Action] = []
    /// Whether all conditions hold; nil: as far as is known.
    package var isSelected: Bool? {
        let known = conditions.map(\.holds)
        return known.contains(false) ? false : known.contains(nil) ? nil : true
    }
    /// Whether the rule would change the item, once it is selected.
    package private(set) var changes = false

    /// Explains the only rule of a program; throws its faults when it cannot run in this catalogue.
    package init(
        _ given: RuleProgram, _ item: RuleItem, targets: LinkTargets, media: MediaFiles, labels: RuleLabels
    ) throws {
        guard let compiled = given.rules.first else { throw RuleFaults(all: given.faults) }
        let (rule, definitions) = (compiled.rule, given.definitions)
        let program = FilterProgram(
            compiled.filter.tests.map { Filter(tests: [$0]) }, definitions: definitions)
        var shown = program.makeItem()
        shown.load(item, definitions)
        if given.needsVariants { shown.loadVariants(of: item, program) }
        let values = ItemWords(item, definitions)
        for (place, test) in compiled.filter.tests.enumerated() {
            let asksRun = rule.conditions[place]["operator"]?.text == FilterOperator.sinceLastJob.rawValue
            conditions.append(
                Condition(
                    text: Self.text(of: rule.conditions[place]),
                    holds: asksRun ? nil : program.matches(place, shown),
                    value: asksRun ? values.updated : values.value(test)))
        }
        var always = rule
        always.conditions = []
        var evaluator = try RuleEvaluator(
            RuleProgram(
                [always], definitions: definitions, context: FilterContext(start: given.start), labels: labels))
        evaluator.targets = targets
        evaluator.take(media)
        evaluator.keepsChanges = true
        evaluator.evaluate(item)
        guard let outcome = evaluator.outcomes.first else { return }
        changes = outcome.state == .changed
        let last = outcome.faults.first?.action ?? rule.actions.count
        for (place, action) in rule.actions.enumerated() {
            actions.append(
                Action(
                    text: Self.actionText(action), changes: outcome.changes.filter { $0.action == place },
                    faults: outcome.faults.filter { $0.action == place }.map(\.violation),
                    notes: outcome.notes.filter { $0.action == place }.map(\.violation), isReached: place <= last))
        }
    }

    private static func text(of condition: FilterJSON) -> String {
        var parts = ["field", "operator"].compactMap { condition[$0]?.text }
        if let value = condition["value"] { parts.append(String(decoding: value.bytes, as: UTF8.self)) }
        for key in ["locale", "scope"] {
            if let code = condition[key]?.text { parts.append("(\(code))") }
        }
        return parts.joined(separator: " ")
    }

    private static func actionText(_ action: FilterJSON) -> String {
        func field(_ value: FilterJSON?) -> String? { value?.text ?? value?["field"]?.text }
        let type = action["type"]?.text ?? ""
        let names = [
            field(action["field"]), field(action["from_field"]), field(action["to_field"]), field(action["to"]),
            field(action["destination"]),
        ]
        return "\(type) \(names.compactMap { $0 }.joined(separator: " → "))"
    }
}

/// What is wrong with rules that are asked to run.
package struct RuleFaults: Error, Sendable {
    /// All faults.
    package let all: [RuleFault]

    /// Collects faults.
    package init(all: [RuleFault]) { self.all = all }
}

/// What an item has, in words for people.
private struct ItemWords {
    private let item: RuleItem
    private let definitions: Definitions
    private var texts: [String: String] = [:]

    init(_ item: RuleItem, _ definitions: Definitions) {
        self.item = item
        self.definitions = definitions
        for json in [item.parent?.values ?? [], item.stored.values] {
            var values = StoredValues()
            values.parse(json)
            for member in values.members {
                let key = String(decoding: values.bytes[member.key], as: UTF8.self)
                if let measure = values.measure(member.value) {
                    texts[key] =
                        String(decoding: values.bytes[measure.amount], as: UTF8.self) + " "
                        + String(decoding: values.bytes[measure.unit], as: UTF8.self)
                } else {
                    texts[key] = values.text(member.value).map { String(decoding: $0, as: UTF8.self) }
                }
            }
        }
    }

    /// When the item was last written.
    var updated: String { Self.time(item.updatedAt) }

    /// What a condition looks at.
    func value(_ test: FilterTest) -> String? {
        switch test {
        case .everything, .nothing: return nil
        case .identifier: return text(item.stored.identifier)
        case .codes(let field, _): return codes(field)
        case .categories: return text(list(item.inheritedCategories, item.stored.categories))
        case .isEnabled: return item.kind == .product ? (item.stored.isEnabled ? "true" : "false") : nil
        case .isProduct: return item.kind.rawValue
        case .items: return text(item.stored.identifier)
        case .completeness(let test): return completeness(test)
        case .time(let field, _): return Self.time(field == .created ? item.createdAt : item.updatedAt)
        case .value(let test):
            let found = test.keys.compactMap { key in texts[key].map { (key: key, text: $0) } }
            guard test.keys.count > 1 else { return found.first?.text }
            return found.isEmpty ? nil : found.map { "\($0.key) \($0.text)" }.joined(separator: ", ")
        }
    }

    private func codes(_ field: FilterTest.CodeField) -> String? {
        switch field {
        case .family: text(item.stored.family)
        case .familyVariant: item.parent?.familyVariant ?? text(item.stored.familyVariant)
        case .groups: text(item.stored.groups)
        case .parent: text(item.stored.parent)
        }
    }

    private func completeness(_ test: FilterTest.CompletenessTest) -> String? {
        guard item.kind == .product, let channel = definitions.channel(test.channel),
            let family = text(item.stored.family).flatMap(definitions.family)
        else { return nil }
        let values = [item.parent?.values ?? [], item.stored.values]
        let percents = test.locales.map { locale in
            let found = Requirements(of: family, channel: channel, locale: locale, in: definitions)
                .completeness(hasIdentifier: !item.stored.identifier.isEmpty, values: values)
            return test.locales.count > 1 ? "\(locale) \(found.percent) %" : "\(found.percent) %"
        }
        return percents.joined(separator: ", ")
    }

    private func list(_ one: [UInt8], _ other: [UInt8]) -> [UInt8] {
        one.isEmpty ? other : other.isEmpty ? one : one + [UInt8(ascii: ",")] + other
    }

    private func text(_ bytes: [UInt8]) -> String? { bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }

    /// `yyyy-mm-dd HH:MM:SS`, as conditions have it.
    private static func time(_ moment: Int64) -> String { FilterMoment.text(moment) }
}
