// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct FilterReadingTests {
    /// 2026-03-31 10:20:30.5 UTC.
    private static let start: Int64 = 1_774_952_430_500_000

    private static let definitions: Definitions = {
        func attribute(_ code: String, _ type: AttributeType, _ change: (inout AttributeEntry) -> Void = { _ in })
            -> AttributeEntry
        {
            var entry = AttributeEntry(code: code)
            entry.type = type.rawValue
            change(&entry)
            return entry
        }
        var source = Definitions.Source()
        source.attributes = [
            attribute("sku", .identifier), attribute("Name", .text),
            attribute("title", .text) { $0.localizable = true },
            attribute("day", .date), attribute("size", .number),
            attribute("weight", .metric) { $0.metricFamily = "Weight" },
            attribute("story", .textarea), attribute("photo", .image),
        ]
        source.categories = [("shop", true), ("a", false), ("a1", false), ("b", false)]
        source.categoryParents = [("a", "shop"), ("a1", "a"), ("b", "shop")]
        return Definitions(source)
    }()

    private static func filter(_ json: String) throws(FilterFaults) -> Filter {
        try Filter(json: Array(json.utf8), definitions: definitions, context: FilterContext(start: start))
    }

    private static func test(_ condition: String) throws -> FilterTest { try filter("[\(condition)]").tests[0] }

    private static func item(_ values: String, for filter: Filter) -> (FilterProgram, FilterItem) {
        let program = FilterProgram([filter], definitions: definitions)
        var item = program.makeItem()
        item.add(values: Array(values.utf8))
        return (program, item)
    }

    private static func matches(_ condition: String, _ values: String) throws -> Bool {
        let (program, item) = item(values, for: try filter("[\(condition)]"))
        return program.matches(0, item)
    }

    @Test(arguments: [
        ("{}", ["the filter must be a list of conditions"]), ("[", ["the filter is not JSON"]),
        ("[3]", ["condition 1: it must be an object with field and operator"]),
        (
            #"[{"field": "name", "operator": "SOUNDS LIKE"}]"#,
            [
                #"condition 1 (name): operator "SOUNDS LIKE" is none of STARTS WITH, CONTAINS, DOES NOT CONTAIN, =, !=, EMPTY, NOT EMPTY"#
            ]
        ),
        (
            #"[{"field": "title", "operator": "EMPTY"}, {"field": "name", "operator": "=", "value": 1, "scope": "x"}]"#,
            [
                "condition 1 (title EMPTY): locale is missing: the attribute has a value for each locale",
                "condition 2 (name =): scope must not be given: the attribute has one value for all channels",
                "condition 2 (name =): value must be a text",
            ]
        ),
        (
            #"[{"field": "weight", "operator": ">", "value": {"amount": "1,5", "unit": "METER"}}]"#,
            [
                "condition 1 (weight >): amount must be a number",
                #"condition 1 (weight >): unknown unit "METER" of Weight"#,
            ]
        ),
    ])
    func `all that is wrong is said at once, each by the number of its condition`(json: String, sentences: [String]) {
        #expect(throws: FilterFaults(sentences)) { try Self.filter(json) }
        #expect(FilterFaults(sentences).description == "filter_invalid: " + sentences.joined(separator: "; "))
    }

    @Test(arguments: [
        ("now", "2026-03-31"), ("-1 day", "2026-03-30"), ("+1 days", "2026-04-01"), ("-1 month", "2026-02-28"),
        ("+1 months", "2026-04-30"),
        ("-1 year", "2025-03-31"), ("+2 weeks", "2026-04-14"), ("-25 months", "2024-02-29"),
        ("-99999 years", "0001-01-01"),
        ("+99999 years", "9999-12-31"),
    ])
    func `days are told from the start, in UTC; a month that is too short gives its last day`(text: String, day: String)
        throws
    {
        #expect(
            try Self.test(#"{"field": "day", "operator": "<", "value": "\#(text)"}"#)
                == .value(.init(attribute: "day", keys: ["day"], comparison: .day(.before(day)))))
    }

    @Test(arguments: ["-1 hour", "1 day", "- 1 day", "-1  day", "-1 fortnight", "today", "2026-02-29", "2026-3-1"])
    func `what is no day is refused`(text: String) {
        #expect(throws: FilterFaults.self) {
            try Self.filter(#"[{"field": "day", "operator": "=", "value": "\#(text)"}]"#)
        }
    }

    @Test func `times are compared in whole seconds, both ends of BETWEEN included`() throws {
        let second: Int64 = 1_000_000
        let now = Self.start - 500_000
        #expect(
            try Self.test(#"{"field": "updated", "operator": "=", "value": "now"}"#)
                == .time(.updated, .init(from: now, before: now + second)))
        #expect(
            try Self.test(#"{"field": "created", "operator": ">", "value": "2026-03-31 10:20:30"}"#)
                == .time(.created, .init(from: now + second, before: nil)))
        #expect(
            try Self.test(#"{"field": "created", "operator": "NOT BETWEEN", "value": ["2026-03-31 10:20:30", "now"]}"#)
                == .time(.created, .init(from: now, before: now + second, isNegated: true)))
        #expect(
            try Self.test(#"{"field": "updated", "operator": "SINCE LAST N DAYS", "value": 2}"#)
                == .time(.updated, .init(from: Self.start - 172_800 * second + 1, before: nil)))
    }

    @Test func `since the last job means its start; a profile that never completed is no condition`() throws {
        let json = Array(
            #"[{"field": "updated", "operator": "SINCE LAST JOB", "value": "ERP"}, {"field": "updated", "operator": "SINCE LAST JOB", "value": "new"}]"#
                .utf8)
        #expect(Filter.profiles(in: json) == ["ERP", "new"])
        let context = FilterContext(start: Self.start, lastStarts: ["erp": 7])
        let filter = try Filter(json: json, definitions: Self.definitions, context: context)
        #expect(filter.tests == [.time(.updated, .init(from: 8, before: nil)), .everything])
    }

    @Test func `children are at any depth, the category itself among them; an empty list asks for nothing`() throws {
        guard
            case .categories(.isIn(let codes)) = try Self.test(
                #"{"field": "categories", "operator": "IN CHILDREN", "value": ["A"]}"#)
        else { return #expect(Bool(false), "no list of categories") }
        #expect(codes.sorted() == ["a", "a1"])
        #expect(try Self.test(#"{"field": "categories", "operator": "IN CHILDREN", "value": []}"#) == .everything)
        #expect(
            try Self.test(#"{"field": "categories", "operator": "NOT IN", "value": []}"#) == .categories(.isNotIn([])))
    }

    @Test(arguments: [
        (#"{"field": "name", "operator": "CONTAINS", "value": "ÉTÉ"}"#, #"{"Name": "Cet été"}"#, true),
        (#"{"field": "name", "operator": "STARTS WITH", "value": "été"}"#, #"{"Name": "Cet été"}"#, false),
        (#"{"field": "name", "operator": "!=", "value": "x"}"#, "{}", false),
        (#"{"field": "name", "operator": "DOES NOT CONTAIN", "value": "x"}"#, #"{"Name": "a \"b\""}"#, true),
        (#"{"field": "name", "operator": "=", "value": "a \"b\"\n"}"#, #"{"Name": "A \"b\"\n"}"#, true),
        (
            #"{"field": "story", "operator": "=", "value": "big lamp"}"#,
            #"{"story": "<p class=\"x\">Big la<br>\nmp</p>"}"#, true
        ),
        (#"{"field": "story", "operator": "CONTAINS", "value": "a < b"}"#, #"{"story": "a < b > c"}"#, true),
        (#"{"field": "photo", "operator": "=", "value": "LAMP.png"}"#, #"{"photo": "files/lamp/lamp.png"}"#, true),
        (#"{"field": "photo", "operator": "CONTAINS", "value": "files"}"#, #"{"photo": "files/lamp/lamp.png"}"#, false),
        (#"{"field": "size", "operator": "=", "value": 1.5}"#, #"{"size": "+01.50"}"#, true),
        (#"{"field": "size", "operator": "<", "value": "0"}"#, #"{"size": "-0"}"#, false),
        (
            #"{"field": "weight", "operator": "=", "value": {"amount": 1, "unit": "pound"}}"#,
            #"{"weight": {"unit": "GRAM", "amount": "453.59237"}}"#, true
        ),
        (
            #"{"field": "weight", "operator": ">", "value": {"amount": 1, "unit": "KILOGRAM"}}"#,
            #"{"weight": {"unit": "GRAM", "amount": "1000.0000000000000001"}}"#, true
        ),
        (
            #"{"field": "weight", "operator": ">", "value": {"amount": 1, "unit": "KILOGRAM"}}"#,
            #"{"weight": {"unit": "POUND", "amount": "2.2"}}"#, false
        ),
    ])
    func `a value is compared by what it means`(condition: String, values: String, matches: Bool) throws {
        #expect(try Self.matches(condition, values) == matches)
    }

    @Test func `only the first 10,000 characters of a textarea count`() throws {
        let condition = #"{"field": "story", "operator": "CONTAINS", "value": "lamp"}"#
        #expect(try Self.matches(condition, "{\"story\": \"\(String(repeating: "é", count: 9_996))lamp\"}"))
        #expect(try !Self.matches(condition, "{\"story\": \"\(String(repeating: "é", count: 9_997))lamp\"}"))
    }

    @Test func `temperatures are compared with their offsets, exactly`() throws {
        let family = try #require(MeasurementFamily.named("Temperature"))
        let scale = try #require(MeasureScale(amount: "32", unit: "FAHRENHEIT", in: family))
        func bound(_ unit: String) throws -> (String, String) {
            let found = try #require(scale.units.first { $0.code == unit })
            return (found.factor, found.bound)
        }
        // 32 °F is 0 °C and 273.15 K: the bound of an amount, divided by its factor.
        #expect(try bound("celsius").1 == "0")
        let (factor, kelvin) = try bound("kelvin")
        let whole = try #require(Double(kelvin)), by = try #require(Double(factor))
        #expect(abs(whole / by - 273.15) < 1e-9)
    }

    @Test func `a value that a rule changes is asked anew`() throws {
        let filter = try Self.filter(#"[{"field": "name", "operator": "=", "value": "b"}]"#)
        var (program, item) = Self.item(#"{"Name": "a"}"#, for: filter)
        #expect(!program.matches(0, item))
        item.set("Name", to: Array(#""B""#.utf8))
        #expect(program.matches(0, item))
        item.set("Name", to: nil)
        #expect(!program.matches(0, item))
        program = FilterProgram([.everything], definitions: Self.definitions)
        #expect(program.matches(0, program.makeItem()))
    }
}
