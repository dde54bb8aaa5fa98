// SPDX-License-Identifier: Apache-2.0

import Catalog

/// Rules as a file: what comes in again is the same.
package struct RuleText: Sendable {
    private static let order = [
        "priority", "enabled", "conditions", "actions", "type", "field", "operator", "value", "items", "from_field",
        "to_field", "from", "to", "destination", "source",
        "operation_list", "round_precision", "from_locale", "from_scope", "to_locale", "to_scope", "locale", "scope",
        "text", "new_line", "amount", "unit", "currency", "identifier", "quantity",
    ]
    private static let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })

    /// The text so far.
    package private(set) var text = ""

    /// The text of one rule, as it stands under `rules`.
    package init(_ rule: Rule) {
        text = "  \(Self.scalar(rule.code)):\n"
        text += "    priority: \(rule.priority)\n"
        text += "    enabled: \(rule.isEnabled)\n"
        if !rule.conditions.isEmpty { member("conditions", .list(rule.conditions), 4) }
        member("actions", .list(rule.actions), 4)
        if !rule.labels.isEmpty { member("labels", .object(rule.labels.mapValues { .text($0) }), 4) }
    }

    /// The text of what stands under a code, whatever it is: a rule that is not right, too.
    init(code: String, _ value: FilterJSON) {
        text = "  \(Self.scalar(code)):"
        append(value, 4)
    }

    private mutating func member(_ key: String, _ value: FilterJSON, _ depth: Int) {
        text += String(repeating: " ", count: depth) + Self.scalar(key) + ":"
        append(value, depth + 2)
    }

    /// Appends a value behind a key's colon or a list's hyphen.
    private mutating func append(_ value: FilterJSON, _ depth: Int) {
        switch value {
        case .list(let values) where !values.isEmpty:
            text += "\n"
            for value in values {
                text += String(repeating: " ", count: depth) + "-"
                element(value, depth + 2)
            }
        case .object(let members) where !members.isEmpty:
            text += "\n"
            for (key, value) in Self.sorted(members) { member(key, value, depth) }
        case .list: text += " []\n"
        case .object: text += " {}\n"
        case .null: text += " null\n"
        case .bool(let isOn): text += isOn ? " true\n" : " false\n"
        case .number(let number): text += " \(number)\n"
        case .text(let scalar): text += " \(Self.scalar(scalar))\n"
        }
    }

    /// Appends an element of a list: a map begins on the line of its hyphen.
    private mutating func element(_ value: FilterJSON, _ depth: Int) {
        guard case .object(let members) = value, let first = Self.sorted(members).first else {
            return append(value, depth)
        }
        text += " \(Self.scalar(first.key)):"
        append(first.value, depth + 2)
        for (key, value) in Self.sorted(members).dropFirst() { member(key, value, depth) }
    }

    private static func sorted(_ members: [String: FilterJSON]) -> [(key: String, value: FilterJSON)] {
        members.sorted { one, other in
            (places[one.key] ?? order.count, one.key) < (places[other.key] ?? order.count, other.key)
        }
    }

    /// A text as it is where nobody can take it for something else, in quotation marks anywhere else.
    private static func scalar(_ text: String) -> String {
        let words: Set = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
        let isPlain =
            text.utf8.first.map { (foldedASCII($0) >= 0x61 && foldedASCII($0) <= 0x7A) || $0 == 0x5F } ?? false
        let isSafe = text.utf8.allSatisfy { byte in
            let lower = foldedASCII(byte)
            return (lower >= 0x61 && lower <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x5F || byte == 0x2D
                || byte == 0x2E
        }
        if isPlain, isSafe, !words.contains(folded(text)) { return text }
        // The operators read best as they are.
        if FilterOperator(rawValue: text) != nil, isPlain { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            case _ where needsEscape(scalar.value):
                let digits = String(scalar.value, radix: 16)
                let width = scalar.value > 0xFFFF ? 8 : 4
                quoted += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Whether YAML takes a character for a line end, or does not take it at all.
    private static func needsEscape(_ value: UInt32) -> Bool {
        value < 0x20 || (0x7F...0xA0).contains(value) || value == 0x2028 || value == 0x2029 || value == 0xFEFF
            || value & 0xFFFE == 0xFFFE
    }
}
