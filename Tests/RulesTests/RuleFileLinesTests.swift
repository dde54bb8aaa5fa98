// SPDX-License-Identifier: Apache-2.0

import Catalog
import Testing

@testable import Rules

/// Where rules stand in their file, whatever its lines end with, and what of a file is kept for its correction.
@Suite struct RuleFileLinesTests {
    private static func text(_ entry: RuleFile.Entry) -> String { String(decoding: entry.bytes, as: UTF8.self) }

    private static let lines = [
        "# one", "rules:", "  a:", "    actions:", "      - {type: clear, field: name}", "  b:", "    priority: high",
        "    actions:", "      - {type: clear, field: nam}",
    ]

    @Test(arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"])
    func `a file may end its lines as YAML allows`(end: String) throws {
        for text in [Self.lines.joined(separator: end), Self.lines.joined(separator: end) + end] {
            let file = try RuleFile([0xEF, 0xBB, 0xBF] + Array(text.utf8))
            #expect(file.entries.map(\.rule.code) == ["a", "b"])
            #expect(file.entries.map(\.line) == [3, 6])
            #expect(file.entries[1].lines["actions/0/field"] == 9)
            #expect(Self.text(file.entries[0]) == Self.lines[2...4].map { $0 + end }.joined())
            #expect(Self.text(file.entries[1]).hasPrefix("  b:" + end))
        }
    }

    @Test func `line ends in comments and characters that end none are counted as YAML counts them`() throws {
        let comment =
            "rules:\n  a: {actions: []} #" + String(repeating: "\u{2028}", count: 10) + "\n  b: {actions: []}\n"
        #expect(try RuleShop.file(comment).entries.map(\.line) == [2, 13])
        // YAML knows no form feed at all: the file is read rule by rule then.
        let feed = "rules:\n  a: {actions: [\"\u{B}\u{C}\"]}\n  b: {actions: []}\n"
        #expect(try RuleShop.file(feed).entries.map(\.line) == [2, 3])
    }

    @Test(arguments: ["\r\n", "\r", "\n"]) func `a broken file is taken apart the same`(end: String) throws {
        let text = ["rules:", "  a:", "    actions: [", "  b:", "    priority: 3", "    actions: []"].joined(
            separator: end)
        let file = try RuleShop.file(text)
        #expect(file.entries.map(\.rule.code) == ["a", "b"])
        #expect(file.entries.map(\.line) == [2, 4])
        #expect(file.entries[1].rule.priority == 3)
    }

    @Test func `what is not indented in a broken file takes no rule with it but the one above`() throws {
        let text = """
            rules:
              one:
                actions:
                  - {type: clear, field: name}
            stray: here
                priority: 3
              two:
                actions:
                  - {type: set, field: "name, value: x}
              three:
                actions:
                  - {type: clear, field: name}
            """
        let file = try RuleShop.file(text)
        #expect(file.entries.map(\.rule.code) == ["one", "two", "three"])
        #expect(file.entries.map(\.faults.isEmpty) == [false, false, true])
        // Not as much of the rule as stands above the line: it would do something else than its author wrote.
        #expect(Self.text(file.entries[0]).contains("stray: here\n    priority: 3\n"))
        #expect(throws: RuleFile.Failure.self) { _ = try RuleShop.file("rules:\na:\n  actions: [\n  b:\n") }
    }

    @Test func `rules between brackets get lines of their own, with everything that is wrong with them`() throws {
        for text in [
            #"{"rules": {"a": {"actions": [{"type": "clear", "field": "name"}], "colour": "red"}, "b": {"priority": "x"}}}"#,
            "rules: {a: {actions: [{type: clear, field: name}],\n colour: red}, b: {priority: x}}",
            "rules: &all !!map {\n  a: {actions: [{type: clear, field: name}], colour: red},\n  b: {priority: x}\n}\n",
        ] {
            let file = try RuleShop.file(text)
            #expect(
                file.entries.map(Self.text) == [
                    "  a:\n    actions:\n      - type: clear\n        field: name\n    colour: red\n",
                    "  b:\n    priority: x\n",
                ])
            let again = try RuleFile(RuleFile.header + file.entries.flatMap(\.bytes))
            #expect(again.entries.map { $0.faults.map(\.why) } == file.entries.map { $0.faults.map(\.why) })
        }
    }

    @Test func `a rule that needs what another one names is spelled out`() throws {
        let text = """
            rules:
              a:
                actions: &clear
                  - {type: clear, field: name}
              b:
                colour: red
                actions: *clear
              c:
                actions:
                  - &own {type: clear, field: name}
                  - *own
            """
        let entries = try RuleShop.file(text).entries
        #expect(Self.text(entries[0]).contains("&clear"))
        #expect(
            Self.text(entries[1])
                == "  b:\n    actions:\n      - type: clear\n        field: name\n    colour: red\n")
        #expect(Self.text(entries[2]).contains("*own"))
    }

    @Test func `a rule without actions hides none of its other faults`() throws {
        let text = """
            rules:
              a:
                conditions:
                  - {field: name}
                  - {operator: EMPTY}
            """
        #expect(
            try RuleShop.faults(text).map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
                "2 missing_key", "4 missing_key", "5 missing_key",
            ])
        let alone = RuleProgram(
            [Rule(code: "a", actions: [])], definitions: RuleShop.definitions, context: FilterContext(start: 0))
        #expect(alone.faults.map(\.message) == [#"rule "a": actions: it must hold at least one action"#])
    }

    @Test func `long texts, keys and numbers count by their length`() throws {
        let long = String(repeating: "x", count: 20_000)
        let text =
            "rules:\n  a:\n    actions:\n      - &t \"\(long)\"\n"
            + (0..<120).map { _ in "      - *t\n" }.joined() + "  b:\n    \(long.prefix(256)): 1\n    actions: []\n"
        let entries = try RuleShop.file(text).entries
        #expect(entries[0].faults.map(\.why) == ["there is too much in it"])
        #expect(entries[1].faults.map(\.why) == ["a key has 256 bytes, allowed 255"])
        #expect(entries[1].faults.map(\.line) == [126])
        let number = RuleShop.rule(
            "type: calculate, destination: {field: size}, source: {value: 1\(String(repeating: "0", count: 100))}, "
                + "operation_list: [{operator: add, value: 1}]")
        #expect(
            try RuleShop.faults(number) == [
                #"4 invalid_value rule "r": action 1 (calculate): source: a number has 101 characters, allowed 100"#
            ])
    }

    @Test func `texts that look like keys of many aliases are texts`() throws {
        let text = """
            rules:
              a:
                actions:
                  - &clear {type: clear, field: name}
                  - *clear
                  - *clear
                  - *clear
                  - *clear
                  - *clear # or: [so]
                  - type: set
                    field: story
                    value: |
                      * Material: cotton & more
                      *clearly*: yes ? no : 1
                    x: 1
            """
        let entries = try RuleShop.file(text).entries
        #expect(entries[0].faults.isEmpty && entries[0].rule.actions.count == 7, "\(entries[0].faults)")
        // Five may be many keys: [*clear]: 1 is one, and comparing it takes as long as what it stands for is large.
        let ends = ["\n", "\r", "\u{85}", "\u{2028}"].map { "z: 1\($0)        ? *clear\($0)        : 1" }
        for key in ends + ["[*clear]: 1", "{*clear : 1}", "*clear : 1"] {
            let tangled = text.replacing("        x: 1", with: "        \(key)")
            #expect(try RuleShop.file(tangled).entries[0].faults.map(\.why).first?.contains("plain texts") == true)
        }
    }
}
