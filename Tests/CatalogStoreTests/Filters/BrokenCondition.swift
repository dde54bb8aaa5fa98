// SPDX-License-Identifier: Apache-2.0

import TestKit

@testable import Catalog

/// Conditions with something wrong, or not: any value, locale and scope with any field and operator.
enum BrokenCondition {
    private static let values = [
        "null", "1", "-5", "12.50", "100000", "true", "\"x\"", "\"\"", "\"7\"", "\"-3 days\"", "\"-3 dayss\"",
        "\"+100000 days\"",
        "\"now\"", "\"2026-02-29\"", "\"2024-02-29\"", "\"2026-01-01 25:00:00\"", "\"2026-01-01 23:59:59\"",
        "\"0000-01-01\"", "[]", "[1]", "[null]",
        "[\"red\", \"nope\", \"nobody\"]", "[\"lamps\"]", "[\"By_Both\", \"G1\"]", "[\"a\", \"b1\", \"ONE\"]",
        "[\"now\", \"2026-01-01\"]",
        "[\"now\", \"now\", \"now\"]", "[\"2026-01-01 00:00:00\", \"now\"]", "{}",
        "{\"amount\": \"a\", \"unit\": \"gram\"}",
        "{\"amount\": 1, \"unit\": \"NOPE\"}", "{\"amount\": 1, \"unit\": \"CELSIUS\"}",
        "{\"amount\": 1, \"currency\": \"eur\"}",
        "{\"amount\": null, \"currency\": \"CHF\"}", "{\"amount\": 1.5, \"currency\": \"QQQ\"}",
        "{\"amount\": true, \"currency\": 1}",
        "[\"product_00000000-0000-4000-8000-00000000000A\", \"product_1\", \"product_model_\", \"product_model_x\"]",
        "[\"00000000-0000-4000-8000-000000000001\", \"00000000-0000-4000-8000-00000000000\"]", "\"product_model\"",
        "\"Erp\"",
        "\"a very long text with quotation marks \\\" and umlauts äöü that has to be cut somewhere in the middle\"",
    ]
    private static let locales = ["null", "1", "\"xx\"", "\"NL_nl\"", "\"de_de\"", "\"fr_FR\"", "\"en_US\""]
    private static let scopes = ["null", "[]", "\"nope\"", "\"WEB\"", "\"print\""]
    private static let wholes = [
        "3", "null", "{}", "{\"field\": 3}", "{\"field\": \"nope\", \"operator\": \"=\"}", "{\"field\": \"Name\"}",
        "{\"operator\": \"IN\", \"field\": null, \"zz\": 1, \"Aa\": 2}", "{\"field\": \"\", \"operator\": \"\"}",
        "{\"field\": \"name\", \"operator\": \"in\", \"value\": [1]}",
        "{\"field\": \"completeness\", \"operator\": \"ALL COMPLETE\"}",
        "{\"field\": \"completeness\", \"operator\": \"=\", \"context\": {\"locales\": \"en_US\"}, \"scope\": \"web\"}",
        "{\"field\": \"completeness\", \"operator\": \"=\", \"value\": \"x\", \"context\": {\"locales\": [\"de_DE\", 1]}, \"scope\": \"web\"}",
    ]

    /// A list of one to three conditions as JSON.
    static func filter(_ dice: inout SeededRandom, _ fields: [(field: String, operators: [FilterOperator])]) -> String {
        let conditions = (0..<(dice.next() % 3 + 1)).map { _ -> String in
            guard !dice.chance(8) else { return dice.pick(wholes) }
            let (field, operators) = dice.pick(fields)
            let sign = dice.chance(5) ? "SOUNDS LIKE" : dice.pick(operators).rawValue
            var members = ["\"field\": \"\(field)\"", "\"operator\": \"\(sign)\"", "\"value\": \(dice.pick(values))"]
            if dice.chance(60) { members.append("\"locale\": \(dice.pick(locales))") }
            if dice.chance(60) { members.append("\"scope\": \(dice.pick(scopes))") }
            return "{\(members.joined(separator: ", "))}"
        }
        return "[\(conditions.joined(separator: ", "))]"
    }
}
