// SPDX-License-Identifier: Apache-2.0

import Catalog
import Testing

@testable import Rules

/// `concatenate` and `calculate`.
@Suite struct TextActionTests {
    private static func concatenate(_ blocks: String, to field: String = "story") -> String {
        RuleShop.rule("type: concatenate, from: [\(blocks)], to: {field: \(field)}")
    }

    private static let labels: RuleLabels = {
        var labels = RuleLabels()
        labels.add(attribute: "color", locale: "fr_FR", code: "red", label: "Rouge")
        labels.add(attribute: "colors", locale: "fr_FR", code: "red", label: "Rouge")
        return labels
    }()

    private static let values =
        #"{"name": "Boot", "note": "n\no", "size": "12.50", "weight": {"unit": "KILOGRAM", "amount": "0.8"}, "price-EUR": "12.50", "price-USD": "14", "day": "2026-03-01", "color": "red", "colors": "blue,red", "brand": "acme"}"#

    @Test(arguments: [
        ("{field: name}, {field: color}", "Boot red"), ("{field: name}, {text: -}, {field: color}", "Boot-red"),
        (#"{field: name}, {text: ""}, {field: color}"#, "Bootred"),
        ("{field: name}, {new_line: ~}, {field: color}", "Boot\nred"),
        (#"{text: "a "}, {text: b}"#, "a b"), ("{field: short}, {field: name}", "Boot"),
        ("{field: name}, {field: short}, {field: color}", "Boot red"), ("{field: name}, {field: short}", "Boot"),
        (#"{field: name}, {field: short}, {text: "!"}"#, "Boot!"),
        ("{field: sku}, {field: size}", "P1 12.50"), ("{field: identifier}, {field: note}", "P1 n\no"),
        ("{field: name}, {field: weight}", "Boot 0.8 KILOGRAM"),
        ("{field: name}, {field: weight, unit_label_locale: en_US}", "Boot 0.8 Kilogram"),
        ("{field: name}, {field: weight, unit_label_locale: fr_FR}", "Boot 0.8 Kilogramme"),
        ("{field: name}, {field: weight, unit_label_locale: de_DE}", "Boot 0.8 KILOGRAM"),
        ("{field: name}, {field: price}", "Boot 12.50 EUR, 14 USD"),
        ("{field: name}, {field: price, currency: USD}", "Boot 14 USD"),
        ("{field: name}, {field: day}", "Boot 2026-03-01"),
        (#"{field: name}, {field: day, format: "D j. F Y"}"#, "Boot Sun 1. March 2026"),
        ("{field: color}, {field: colors}", "red blue, red"),
        ("{field: color, label_locale: fr_FR}, {field: brand}", "Rouge acme"),
        ("{field: colors, label_locale: fr_FR}, {text: 1}", "blue, Rouge1"),
    ])
    func `blocks are put together`(blocks: String, result: String) throws {
        let made = try RuleShop.result(Self.concatenate(blocks), RuleShop.product(Self.values), labels: Self.labels)
        let story = FilterJSON(Array(made.utf8))?["story"]
        #expect(story == .text(result), "\(made)")
    }

    @Test func `without any filled field the target stays, and a long text is refused`() throws {
        let item = RuleShop.product(#"{"story": "old"}"#)
        #expect(
            try RuleShop.result(Self.concatenate("{field: name}, {text: x}, {field: color}"), item)
                == #"{"story": "old"}"#)
        #expect(try RuleShop.result(Self.concatenate("{text: x}, {text: y}"), item) == #"{"story":"xy"}"#)
        let long = Self.concatenate("{field: name}, {field: name}", to: "short")
        #expect(
            try RuleShop.result(long, RuleShop.product(#"{"name": "abc"}"#)) == "text_too_long: 7 characters, allowed 5"
        )
    }

    @Test(arguments: [
        ("type: concatenate, from: [{field: name}], to: {field: story}", "too_few_operands"),
        ("type: concatenate, from: [{field: name}, {new_line: ~}], to: {field: name}", "incompatible_types"),
        ("type: concatenate, from: [{field: name}, {field: sold}], to: {field: story}", "incompatible_types"),
        ("type: concatenate, from: [{field: name}, {text: a}], to: {field: size}", "incompatible_types"),
        ("type: concatenate, from: [{field: name, text: a}, {text: a}], to: {field: story}", "missing_key"),
        ("type: concatenate, from: [{}, {text: a}], to: {field: story}", "missing_key"),
        ("type: concatenate, from: [{field: name, format: Y}, {text: a}], to: {field: story}", "unknown_key"),
        ("type: concatenate, from: [{field: price, currency: XYZ}, {text: a}], to: {field: story}", "missing_currency"),
        ("type: concatenate, from: [{field: color, label_locale: xx}, {text: a}], to: {field: story}", "invalid_value"),
        ("type: concatenate, from: [{field: title}, {text: a}], to: {field: story}", "missing_locale"),
        ("type: concatenate, from: {field: name}, to: {field: story}", "invalid_value"),
        ("type: concatenate, from: [{field: name}, {text: a}]", "missing_key"),
        ("type: calculate, destination: {field: size}, source: {value: 1}, operation_list: []", "too_few_operands"),
        (
            "type: calculate, destination: {field: size}, source: {value: 1}, operation_list: [{operator: power, value: 2}]",
            "unknown_operator"
        ),
        (
            "type: calculate, destination: {field: size}, source: {value: 1}, operation_list: [{value: 2}]",
            "missing_key"
        ),
        (
            "type: calculate, destination: {field: size}, source: {value: x}, operation_list: [{operator: add, value: 2}]",
            "invalid_value"
        ),
        (
            "type: calculate, destination: {field: size}, source: {field: name}, operation_list: [{operator: add, value: 2}]",
            "incompatible_types"
        ),
        (
            "type: calculate, destination: {field: size}, source: {field: price}, operation_list: [{operator: add, value: 2}]",
            "missing_currency"
        ),
        (
            "type: calculate, destination: {field: price}, source: {value: 1}, operation_list: [{operator: add, value: 2}]",
            "missing_currency"
        ),
        (
            "type: calculate, destination: {field: weight, unit: METER}, source: {value: 1}, operation_list: [{operator: add, value: 2}]",
            "unknown_unit"
        ),
        (
            "type: calculate, destination: {field: name}, source: {value: 1}, operation_list: [{operator: add, value: 2}]",
            "incompatible_types"
        ),
        (
            "type: calculate, destination: {field: size}, source: {value: 1, field: size}, operation_list: [{operator: add, value: 2}]",
            "missing_key"
        ),
        (
            "type: calculate, destination: {field: size}, source: {value: 1}, operation_list: [{operator: add, value: 2}], round_precision: 1.5",
            "invalid_precision"
        ),
        (
            "type: calculate, destination: {field: size}, source: {value: 1}, operation_list: [{operator: add, value: 2}], round_precision: -9223372036854775808",
            "invalid_precision"
        ),
    ])
    func `what cannot be put together or calculated is found when the rule is imported`(action: String, detail: String)
        throws
    {
        let faults = try RuleShop.faults(RuleShop.rule(action))
        #expect(faults.first?.hasPrefix("4 \(detail) ") == true, "\(faults)")
        #expect(faults.count == 1, "\(faults)")
    }

    private static func calculate(
        _ source: String, _ operations: String, to: String = "field: balance", _ rest: String = ""
    ) -> String {
        RuleShop.rule(
            "type: calculate, destination: {\(to)}, source: {\(source)}, operation_list: [\(operations)]\(rest)")
    }

    @Test(arguments: [
        ("value: 2", "{operator: add, value: 3}, {operator: multiply, value: 4}", "", "20"),
        ("value: 0.1", "{operator: add, value: 0.2}", "", "0.3"),
        ("value: 1", "{operator: divide, value: 3}", "", "0.333333333333"),
        ("value: 2", "{operator: divide, value: 3}", "", "0.666666666667"),
        ("value: -2", "{operator: divide, value: 3}", "", "-0.666666666667"),
        ("value: 164", "{operator: add, value: 0}", ", round_precision: -1", "160"),
        ("value: 164", "{operator: add, value: 0}", ", round_precision: -2", "200"),
        ("value: 2.5", "{operator: add, value: 0}", ", round_precision: 0", "3"),
        ("value: -2.5", "{operator: add, value: 0}", ", round_precision: 0", "-3"),
        ("value: 1.005", "{operator: multiply, value: 1}", ", round_precision: 2", "1.01"),
        ("value: 1.5", "{operator: multiply, value: 2}", ", round_precision: ~", "3"),
        ("value: 10", "{operator: subtract, value: 10.5}", "", "-0.5"),
        ("field: size", "{operator: multiply, field: count}", "", "37.5"),
        ("field: weight", "{operator: add, value: 1}", "", "801"),
        ("field: net", "{operator: add, value: 1}", "", "1.5"),
        ("field: price, currency: EUR", "{operator: multiply, value: 1.2}", "", "15"),
        (
            "value: 99999999999999999999", "{operator: multiply, value: 99999999999999999999}", "",
            "9999999999999999999800000000000000000001"
        ),
        ("value: 1", "{operator: divide, value: 99999999999999999999}", "", "0"),
        (
            "value: 9999999999999999999800000000000000000001", "{operator: divide, value: 99999999999999999999}", "",
            "99999999999999999999"
        ),
    ])
    func `numbers are calculated from left to right, exactly`(
        source: String, operations: String, rest: String, result: String
    ) throws {
        let item = RuleShop.product(
            #"{"size": "12.50", "count": "3", "weight": {"unit": "KILOGRAM", "amount": "0.8"}, "net": {"unit": "GRAM", "amount": "500"}, "price-EUR": "12.50"}"#
        )
        let made = try RuleShop.result(Self.calculate(source, operations, rest), item)
        #expect(FilterJSON(Array(made.utf8))?["balance"] == .text(result), "\(made)")
    }

    @Test func `the result goes to numbers, measurements and prices`() throws {
        let sum = "{operator: add, value: 1}"
        let item = RuleShop.product()
        #expect(
            try RuleShop.result(Self.calculate("value: 1", sum, to: "field: weight"), item)
                == #"{"weight":{"amount":"2","unit":"GRAM"}}"#)
        #expect(
            try RuleShop.result(Self.calculate("value: 1", sum, to: "field: weight, unit: kilogram"), item)
                == #"{"weight":{"amount":"2","unit":"KILOGRAM"}}"#)
        #expect(
            try RuleShop.result(Self.calculate("value: 1", sum, to: "field: price, currency: USD"), item)
                == #"{"price-USD":"2"}"#)
        #expect(
            try RuleShop.result(Self.calculate("value: 1", sum, to: "field: cost, scope: web, currency: USD"), item)
                == #"{"cost-web-USD":"2"}"#)
        #expect(
            try RuleShop.result(Self.calculate("value: 1.5", sum, to: "field: count"), item)
                == "not_an_integer: result 2.5")
        #expect(
            try RuleShop.result(Self.calculate("value: 1.5", sum, to: "field: count", ", round_precision: 0"), item)
                == #"{"count":"3"}"#)
        #expect(
            try RuleShop.result(Self.calculate("value: -9", sum, to: "field: size"), item)
                == "below_minimum: must be 0 or more")
    }

    @Test func `an empty operand or a division by zero leaves the destination as it is, and is noted`() throws {
        let item = RuleShop.product(#"{"balance": "7", "count": "0"}"#)
        for (text, reason) in [
            (Self.calculate("field: size", "{operator: add, value: 1}"), Reason.emptyOperand),
            (Self.calculate("value: 1", "{operator: add, field: size}"), .emptyOperand),
            (Self.calculate("value: 1", "{operator: divide, field: count}"), .divisionByZero),
            (Self.calculate("value: 1", "{operator: divide, value: 0.00}"), .divisionByZero),
        ] {
            var evaluator = try RuleEvaluator(try RuleShop.program(text))
            evaluator.evaluate(item)
            #expect(evaluator.outcomes.map(\.state) == [.unchanged])
            #expect(evaluator.outcomes[0].notes.map(\.violation.reason) == [reason])
            #expect(!evaluator.isChanged)
        }
    }

    @Test(arguments: [
        ("d j D l N S w z", "01 1 Sun Sunday 7 st 0 59"), ("W o", "09 2026"), ("F M m n t L", "March Mar 03 3 31 0"),
        ("Y y", "2026 26"), ("a A g G h H i s", "am AM 12 0 12 00 00 00"), ("e T P", "UTC UTC +00:00"),
        ("c", "2026-03-01T00:00:00+00:00"), ("r", "Sun, 01 Mar 2026 00:00:00 +0000"), ("U", "1772323200"),
        ("O p Z I u v B", "+0000 Z 0 0 000000 000 041"), (#"\Y\\ Q é"#, #"Y\ Q é"#),
    ])
    func `days are written by PHP's letters`(format: String, result: String) {
        #expect(PHPDate(Array("2026-03-01".utf8))?.formatted(Array(format.utf8)) == result)
    }

    @Test(arguments: [
        ("2020-12-31", "53 2020 366"), ("2021-01-03", "53 2020 3"), ("2021-01-04", "01 2021 4"),
        ("2024-12-30", "01 2025 365"),
        ("0001-01-01", "01 1 1"), ("2000-02-29", "09 2000 60"),
    ])
    func `weeks belong to the year of their Thursday`(day: String, result: String) throws {
        let date = try #require(PHPDate(Array(day.utf8)))
        let parts = date.formatted(Array("W o z".utf8)).split(separator: " ")
        #expect("\(parts[0]) \(parts[1]) \((Int(parts[2]) ?? 0) + 1)" == result)
    }

    @Test func `a result without end ends after a thousand digits`() throws {
        let nines = String(repeating: "9", count: 100)
        let operations = Array(repeating: "{operator: multiply, value: \(nines)}", count: 12).joined(separator: ", ")
        let rule = RuleShop.rule(
            "type: calculate, destination: {field: size}, source: {value: 1}, operation_list: [\(operations)]")
        #expect(
            try RuleShop.result(rule, RuleShop.product()) == "invalid_number: the result has more than 1000 digits")
    }
}
