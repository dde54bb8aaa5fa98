// SPDX-License-Identifier: Apache-2.0

package import Catalog

/// A rule as people write it and as it is stored: what it is called, when it runs, which items it selects and what it does to them.
///
/// Conditions and actions are kept as they were given, so that an export writes what was imported; `RuleCompiler` finds out
/// what they mean in a catalogue.
package struct Rule: Sendable, Equatable {
    /// Its code: letters, digits, `_` and `-`.
    package var code: String
    /// Locale to label.
    package var labels: [String: String]
    /// Whether it may be executed.
    package var isEnabled: Bool
    /// Rules of higher priority run earlier; ties run by code.
    package var priority: Int
    /// The conditions, which an item must all meet; none: every item.
    package var conditions: [FilterJSON]
    /// The actions, in their order.
    package var actions: [FilterJSON]

    /// Describes a rule.
    package init(
        code: String, labels: [String: String] = [:], isEnabled: Bool = true, priority: Int = 0,
        conditions: [FilterJSON] = [], actions: [FilterJSON]
    ) {
        self.code = code
        self.labels = labels
        self.isEnabled = isEnabled
        self.priority = priority
        self.conditions = conditions
        self.actions = actions
    }

    /// The longest code.
    package static let longestCode = 100

    /// Whether one rule runs before another: by priority, highest first, then by code.
    package static func runsBefore(_ one: Rule, _ other: Rule) -> Bool {
        (other.priority, one.code) < (one.priority, other.code)
    }

    /// What it does as one JSON object, `{"conditions": […], "actions": […]}`: the column `definition`.
    package var definition: [UInt8] {
        FilterJSON.object(["conditions": .list(conditions), "actions": .list(actions)]).bytes
    }

    /// Takes conditions and actions from what `definition` wrote; false when it is something else.
    package mutating func take(definition: [UInt8]) -> Bool {
        guard let value = FilterJSON(definition), case .list(let actions)? = value["actions"] else { return false }
        if case .list(let conditions)? = value["conditions"] { self.conditions = conditions } else { conditions = [] }
        self.actions = actions
        return true
    }
}

/// What is wrong with a rule, by the names of the reason `rule_invalid`.
package enum RuleFaultDetail: String, Sendable, CaseIterable {
    case invalidCode = "invalid_code"
    case unknownKey = "unknown_key"
    case missingKey = "missing_key"
    case unknownField = "unknown_field"
    case unknownOperator = "unknown_operator"
    case invalidValue = "invalid_value"
    case missingLocale = "missing_locale"
    case unexpectedLocale = "unexpected_locale"
    case missingChannel = "missing_channel"
    case unexpectedChannel = "unexpected_channel"
    case unknownAction = "unknown_action"
    case incompatibleTypes = "incompatible_types"
    case unknownOption = "unknown_option"
    case unknownUnit = "unknown_unit"
    case missingCurrency = "missing_currency"
    case tooFewOperands = "too_few_operands"
    case invalidPrecision = "invalid_precision"
}

/// One fault of a rule: where it stands, what it is, and what to do about it.
package struct RuleFault: Sendable, Equatable {
    /// The code of the rule.
    package var rule: String
    /// The line of the file; 0: the rule does not come from a file.
    package var line: Int
    /// Where in the rule: `condition 2 (color IN)`, `action 1 (set)`; empty: the rule itself.
    package var place: String
    /// What kind of fault it is.
    package var detail: RuleFaultDetail
    /// What is wrong, in words, and how it is mended.
    package var why: String

    /// Describes a fault.
    package init(rule: String, line: Int, place: String, detail: RuleFaultDetail, why: String) {
        self.rule = rule
        self.line = line
        self.place = place
        self.detail = detail
        self.why = why
    }

    /// `rule "linen_care": action 1 (set): no attribute "washng"`.
    package var message: String {
        "rule \(quoted(rule)): \(place.isEmpty ? "" : place + ": ")\(why)"
    }
}
