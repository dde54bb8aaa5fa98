// SPDX-License-Identifier: Apache-2.0

import TestKit

@testable import Catalog

/// Random conditions: every field with each of its operators, and a value that some items have.
enum RandomCondition {
    /// Every field with each of its operators.
    static func fields(_ definitions: Definitions) -> [(field: String, operators: [FilterOperator])] {
        FilterProperty.allCases.map { ($0.rawValue, $0.kind.operators) }
            + definitions.attributes.map { ($0.code, FilterKind($0.type).operators) }
    }

    /// One condition as JSON.
    static func make(
        _ field: String, _ sign: FilterOperator, _ dice: inout SeededRandom, _ definitions: Definitions, names: [String]
    ) -> String {
        var members = ["\"field\": \"\(field)\"", "\"operator\": \"\(sign.rawValue)\""]
        let property = FilterProperty(rawValue: field)
        let attribute = property == nil ? definitions.attribute(field) : nil
        var locales = definitions.activeLocales
        if attribute?.isScopable == true || property == .completeness {
            let channel = dice.pick(definitions.channels)
            locales = channel.locales
            members.append("\"scope\": \"\(channel.code)\"")
        }
        if let attribute, attribute.isLocalizable {
            members.append("\"locale\": \"\(dice.pick(locales.filter { attribute.isAvailable(in: $0) }))\"")
        }
        if property == .completeness, dice.chance(50) {
            members.append(
                dice.chance(50)
                    ? "\"locale\": \"\(dice.pick(locales))\""
                    : "\"context\": {\"locales\": [\"\(dice.pick(locales))\"]}")
        }
        if let value = value(property, attribute, sign, &dice, names) { members.append("\"value\": \(value)") }
        return "{\(members.joined(separator: ", "))}"
    }

    private static func value(
        _ property: FilterProperty?, _ attribute: Attribute?, _ sign: FilterOperator, _ dice: inout SeededRandom,
        _ names: [String]
    ) -> String? {
        if [.empty, .notEmpty, .unclassified, .emptyOnAllCurrencies, .notEmptyOnOneCurrency].contains(sign) {
            return attribute?.type == .price && dice.chance(30) ? "{\"currency\": \"usd\"}" : nil
        }
        switch property?.kind ?? attribute.map({ FilterKind($0.type) }) {
        case .identifier:
            // An exact name is drawn from those that are there, spelled otherwise.
            guard ![.equal, .notEqual, .isIn, .isNotIn].contains(sign) else {
                return sign == .equal || sign == .notEqual
                    ? "\"\(dice.pick(names).uppercased())\"" : list(many(names, &dice))
            }
            return "\"\(dice.pick(FilterWorld.identifiers + ["model-1", "MODEL-2", "amp-7"]))\""
        case .codes:
            let pool =
                property == .family
                ? ["lamps", "few", "BARE"] : property == .groups ? FilterWorld.groups : ["By_Color", "by_both"]
            return list(many(pool, &dice))
        case .parent: return list(many(["model-1", "MODEL-20", "model-31", "model-40"], &dice))
        case .categories: return list(many(FilterWorld.categories, &dice))
        case .enabled, .boolean: return dice.chance(50) ? "true" : "false"
        case .entityType: return dice.chance(50) ? "\"product\"" : "\"product_model\""
        case .items, .ancestors: return list(items(property == .uuid, &dice))
        case .completeness: return dice.pick(["100", "\"100\"", "0", "50", "66.5", "33", "85"])
        case .time: return time(sign, &dice)
        case .text where attribute?.type.isMedia == true:
            guard sign != .equal, sign != .notEqual else {
                return "\"\(dice.pick(["LAMP.png", "other.JPG", "Lamp Photo.png", "x.pdf"]))\""
            }
            return "\"\(dice.pick(["lamp.png", "LAMP", "x", "o", ".", "files"]))\""
        case .text where sign == .equal || sign == .notEqual:
            return
                "\"\(dice.pick(["LAMP", "lampe", "kelvin", "STRASSE", "οδος", "Àéî", "ISTANBUL", "100 %", "z", "Ⅷ", "xz"]))\""
        case .text:
            let needles = [
                "lamp", "Lamp", "LAMP", "l", "i", "İ", "i\u{307}", "\u{307}", "k", "ss", "ß", "οδοσ", "ΟΔΟΣ", "àé", "É",
                "ǆ", "png", "x", "%", "_", "é",
            ]
            return "\"\(dice.pick(needles + ["lamp.png", "Straße", "<p>", "big\\\\nlamp", "xz", "a < b"]))\""
        case .number: return dice.pick(["0", "1", "\"1.50\"", "-1", "1.5", "100", "\"+2\""])
        case .measurement:
            let unit = dice.pick(FilterWorld.units[attribute?.code ?? ""] ?? [])
            return
                "{\"amount\": \(dice.pick(["1", "\"0.1\"", "100", "-1", "1.5", "0"])), \"unit\": \"\(dice.chance(50) ? unit : unit.lowercased())\"}"
        case .price:
            let amount =
                [.emptyForCurrency, .notEmptyForCurrency].contains(sign)
                ? "null" : dice.pick(["1", "1.5", "\"10\"", "0"])
            return "{\"amount\": \(amount), \"currency\": \"\(dice.pick(["EUR", "USD", "eur"]))\"}"
        case .select:
            return list(many(attribute?.type.hasOptions == true ? ["red", "Blue", "r", "RE"] : ["one", "Two"], &dice))
        case .date:
            if sign == .between || sign == .notBetween {
                return list([dice.pick(FilterWorld.days), dice.pick(FilterWorld.days + ["now"])])
            }
            return "\"\(dice.pick(FilterWorld.days + ["now", "-1 day", "+1 days", "-1 month", "-1 years"]))\""
        case nil: return nil
        }
    }

    private static func time(_ sign: FilterOperator, _ dice: inout SeededRandom) -> String {
        let times = ["now", "2026-07-15 10:20:30", "2026-07-14 10:20:30", "2026-07-15 11:20:30", "2026-07-13 10:20:29"]
        switch sign {
        case .sinceLastDays: return dice.pick(["1", "0", "\"2\"", "30"])
        case .sinceLastJob: return dice.pick(["\"Erp\"", "\"never\""])
        case .between, .notBetween: return list([dice.pick(times), dice.pick(times)])
        default: return "\"\(dice.pick(times + ["-1 hour", "+1 hours", "-1 day", "-60 minutes", "-2 weeks"]))\""
        }
    }

    private static func items(_ areUUIDs: Bool, _ dice: inout SeededRandom) -> [String] {
        (0..<(dice.next() % 8)).map { _ in
            let number = dice.next() % 300 + 1
            let digits = String(number)
            let uuid = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.utf8.count) + digits
            if areUUIDs { return uuid }
            return number % 2 == 0 ? "product_\(uuid)" : "product_model_Model-\(number % 60 + 1)"
        }
    }

    private static func many(_ pool: [String], _ dice: inout SeededRandom) -> [String] {
        dice.chance(5) ? [] : (0..<(dice.next() % 3 + 1)).map { _ in dice.pick(pool) }
    }

    private static func list(_ texts: [String]) -> String {
        "[" + texts.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }
}
