// SPDX-License-Identifier: Apache-2.0

import Catalog
import TestKit
import Testing

@testable import Rules

@Suite struct RuleFileTests {
    private static let whole = """
        # care
        rules:
          linen_care:
            priority: 90
            conditions:
              - field: color
                operator: IN
                value: [red, 36]
              - {field: enabled, operator: =, value: yes}
            actions:
              - type: set
                field: name
                value: "007"
              - type: concatenate
                from:
                  - field: name
                  - new_line: ~
                  - text: 12
                to: {field: story}
            labels: {en_US: Care of linen, fr_FR: ""}
          No:
            enabled: false
            actions:
              - {type: clear, field: groups}

        """

    @Test func `a file is read rule by rule, with the line of each part`() throws {
        let file = try RuleShop.file(Self.whole)
        #expect(file.entries.map(\.rule.code) == ["linen_care", "No"])
        #expect(file.entries.map(\.line) == [3, 21])
        #expect(file.entries.flatMap(\.faults).isEmpty)
        let rule = file.entries[0].rule
        #expect(rule.priority == 90)
        #expect(rule.isEnabled)
        #expect(!file.entries[1].rule.isEnabled)
        #expect(rule.labels == ["en_US": "Care of linen"])
        #expect(rule.conditions[0]["value"] == .list([.text("red"), .number("36")]))
        #expect(rule.conditions[1]["value"] == .text("yes"))
        #expect(rule.actions[0]["value"] == .text("007"))
        #expect(file.entries[0].lines["conditions/1/value"] == 9)
        #expect(file.entries[0].lines["actions/1/from/2/text"] == 18)
        #expect(
            String(decoding: file.entries[1].bytes, as: UTF8.self)
                == "  No:\n    enabled: false\n    actions:\n      - {type: clear, field: groups}\n")
    }

    @Test func `what is exported comes in again the same, to the byte`() throws {
        let first = try RuleShop.file(Self.whole).entries.map(\.rule)
        let text = RuleFile.text(of: first)
        let second = try RuleFile(text).entries
        #expect(second.flatMap(\.faults).isEmpty)
        #expect(second.map(\.rule) == first)
        #expect(RuleFile.text(of: second.map(\.rule)) == text)
        #expect(String(decoding: text, as: UTF8.self).contains("          value: \"007\"\n") == false)
        #expect(String(decoding: text, as: UTF8.self).contains("        value: \"007\"\n"))
        #expect(try RuleFile(RuleFile.text(of: [])).entries.isEmpty)
    }

    @Test(arguments: [
        "a: b", "- x", "# no", "tab\there", "line\nend", "\u{7F}\u{85}\u{2028}\u{FEFF}", "naïve “ß” 😀", " blank ", "~",
        "null",
        "12", "-1.50", "1e3", "0x1F", "true", "No", "=", "NOT IN CHILDREN", "'", "\"", "\\", "%", "@x", "`", "{", "[a]",
        "&a", "*a", "!t", "|", ">",
        "?", "?x", "a #b", "a:", ":a", "", "2026-01-01", "_", "\u{FFFE}",
    ])
    func `any text survives the way out and in`(text: String) throws {
        let rule = Rule(
            code: "r", labels: ["en_US": text.isEmpty ? "x" : text],
            conditions: [
                .object(["field": .text(text), "value": .list([.text(text), .null, .list([]), .object([:])])])
            ],
            actions: [.object(["type": .text("set"), "value": .object([text.isEmpty ? "k" : text: .number("1.50")])])])
        let again = try RuleFile(RuleFile.text(of: [rule])).entries
        #expect(again.count == 1)
        #expect(again.first?.rule == rule)
    }

    @Test func `every fault of every rule is told, each with its line`() throws {
        let text = """
            rules:
              bad code:
                actions: []
              a:
                priority: high
                enabled: maybe
                colour: red
                conditions: 3
                actions:
                  - {type: set, field: washng, value: x}
              A:
                actions: {type: set}
                labels: [x]
              good:
                actions:
                  - {type: clear, field: name}
            """
        let faults = try RuleShop.faults(text)
        #expect(
            faults == [
                #"2 invalid_code rule "bad code": the code may hold letters, digits, _ and - only"#,
                #"3 missing_key rule "bad code": actions must hold at least one action"#,
                #"5 invalid_value rule "a": priority must be a whole number"#,
                #"6 invalid_value rule "a": enabled must be true or false"#,
                #"7 unknown_key rule "a": unknown key "colour"; known are priority, enabled, conditions, actions, labels"#,
                #"8 invalid_value rule "a": conditions must be a list"#,
                #"10 unknown_field rule "a": action 1 (set): no attribute "washng""#,
                #"11 invalid_code rule "A": the code stands in line 4 already: give it another one"#,
                #"12 invalid_value rule "A": actions must be a list"#,
                #"13 invalid_value rule "A": labels must be a map from locale to text"#,
            ])
    }

    @Test func `a rule that is no YAML hides no other`() throws {
        let text = """
            rules:
              one:
                actions:
                  - {type: clear, field: name}
              two:
                actions:
                  - {type: set, field: "name, value: x}
              three:
                actions:
                  - {type: clear, field: nam}
                  - type: clear
                    type: set
              four:
                priority: 3
                actions:
                  - {type: clear, field: story}
            """
        let file = try RuleShop.file(text)
        #expect(file.entries.map(\.rule.code) == ["one", "two", "three", "four"])
        #expect(file.entries.map(\.line) == [2, 5, 8, 13])
        #expect(file.entries[0].faults.isEmpty)
        #expect(file.entries[1].faults.map(\.detail) == [.invalidValue])
        #expect(file.entries[1].faults.first?.why.hasPrefix("this is no YAML: ") == true)
        #expect(file.entries[2].faults.first?.why.contains(#""type" stands twice"#) == true)
        #expect(file.entries[3].faults.isEmpty)
        #expect(file.entries[3].rule.priority == 3)
        #expect(file.entries[3].lines["actions/0/field"] == 16)
    }

    @Test(arguments: [
        ("rules: {a: [", 1), ("- a\n", 1), ("rules: 3\n", 1), ("other:\n  a: 1\n", 1), ("rules: {}\nmore: 1\n", 1),
        ("", 1),
        ("\u{0}", 1),
    ])
    func `what is no file of rules is refused with its line`(text: String, line: Int) {
        do {
            _ = try RuleShop.file(text)
            Issue.record("it was read")
        } catch let failure as RuleFile.Failure {
            #expect(failure.line >= line)
            #expect(!failure.why.isEmpty)
        } catch {
            Issue.record(error)
        }
    }

    @Test(arguments: ["!=", ">", "=", "<", "<="]) func `an operator needs no quotation marks`(sign: String) throws {
        let text =
            "rules:\n  a:\n    conditions:\n      - field: name\n        operator: \(sign)\n        value: 3\n    actions: []\n"
        let condition = try RuleShop.file(text).entries[0].rule.conditions[0]
        #expect(condition["operator"] == .text(sign) && condition["value"] == .number("3"))
    }

    @Test func `aliases work, and one rule's anchors are no bomb`() throws {
        let text = """
            rules:
              a:
                actions: &clear
                  - {type: clear, field: name}
              b:
                actions: *clear
              c:
                actions:
                  - &base {type: set, field: name, value: x}
                  - {<<: *base, value: y}
            """
        let rules = try RuleShop.file(text).entries.map(\.rule)
        #expect(rules[1].actions == rules[0].actions)
        #expect(rules[2].actions[1] == .object(["type": .text("set"), "field": .text("name"), "value": .text("y")]))
    }

    @Test func `files that grow out of hand are refused`() throws {
        var bomb = "rules:\n  a:\n    actions:\n      - &l0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let list = Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
            bomb += "      - &l\(level) [\(list)]\n"
        }
        let entry = try #require(try RuleShop.file(bomb).entries.first)
        #expect(entry.faults.map(\.why) == ["there is too much in it"])

        let many = bomb + (0..<4).map { "  r\($0):\n    actions: [*l12]\n" }.joined()
        #expect(try RuleShop.file(many).entries.map(\.faults.count) == Array(repeating: 1, count: 5))
        let keys = bomb + "      - {? *l12 : 1}\n"
        #expect(throws: Never.self) { _ = try? RuleShop.file(keys) }
        let deep =
            "rules:\n  a:\n    actions: " + String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
        #expect(
            try RuleShop.file(deep).entries.first?.faults.map(\.why) == ["lists and maps stand too deep in each other"])
        let deeper = "rules:\n  a:\n    actions: " + String(repeating: "[", count: 200_000)
        #expect(throws: Never.self) { _ = try? RuleShop.file(deeper) }
        #expect(throws: RuleFile.Failure.self) {
            _ = try RuleFile(Array(repeating: UInt8(ascii: " "), count: RuleFile.maximumSize + 1))
        }
    }

    @Test func `files that were changed at random never crash the reader or the compiler`() throws {
        let rounds = TestRounds.count("RULE_FUZZ", 300)
        var random = SeededRandom(seed: 11)
        let tokens = [
            "\n", " ", "  ", ":", "- ", "[", "]", "{", "}", "\"", "'", "&a ", "*a", "? ", "~", "|", ">", "#", ",",
            "null", "-1", "\t", "\u{0}", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}",
            "é", "<<", "rules:", "field", "operator", "NOT EMPTY", "type: calculate", "value:", "99999999999999999999",
            "\\",
        ]
        let compiler = RuleCompiler(definitions: RuleShop.definitions, context: FilterContext(start: RuleShop.start))
        var read = 0
        for _ in 0..<rounds {
            var bytes = Array(Self.whole.utf8)
            for _ in 0...Int.random(in: 0..<6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(contentsOf: tokens.randomElement(using: &random)?.utf8 ?? "".utf8, at: place)
                default: bytes[place] = UInt8.random(in: 0...255, using: &random)
                }
            }
            guard let file = try? RuleFile(bytes) else { continue }
            read += 1
            for entry in file.entries { _ = compiler.faults(of: entry) }
        }
        #expect(read > rounds / 20)
    }
}
