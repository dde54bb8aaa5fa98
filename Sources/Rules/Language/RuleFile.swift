// SPDX-License-Identifier: Apache-2.0

import Catalog
import Yams

/// A file of rules: under `rules` a map from code to rule, in the order in which they stand there.
///
/// What is wrong with one rule hides no other: even where the file as a whole is no YAML, each rule is read by itself.
package struct RuleFile: Sendable {
    /// What makes a file no file of rules.
    package struct Failure: Error, Sendable {
        /// The line, from 1.
        package let line: Int
        /// What is wrong there.
        package let why: String
    }

    /// One rule as it stands in the file.
    package struct Entry: Sendable {
        /// The rule, as far as it could be read.
        package var rule: Rule
        /// The line where it starts, from 1.
        package var line: Int
        /// In which line each part stands, by its path (`actions/0/field`).
        package var lines: [String: Int] = [:]
        /// What is wrong with its form.
        package var faults: [RuleFault] = []
        /// Its lines, untouched; where they cannot stand by themselves, what they say.
        package var bytes: [UInt8] = []
        /// What stands under its code.
        fileprivate var value: FilterJSON?
    }

    /// No rule file is longer.
    package static let maximumSize = RuleYAML.maximumSize
    /// The line above the rules.
    package static let header = Array("rules:\n".utf8)
    /// The rules.
    package private(set) var entries: [Entry] = []
    /// How many parts the rules that are left may have.
    private var budget = RuleYAML.mostPartsOfFile

    /// Reads a file.
    package init(_ bytes: [UInt8]) throws(Failure) {
        guard bytes.count <= Self.maximumSize else {
            throw Failure(line: 1, why: "the file has \(bytes.count) bytes, allowed \(Self.maximumSize)")
        }
        let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard let text = String(validating: marked, as: UTF8.self) else {
            throw Failure(line: 1, why: "the file is not UTF-8")
        }
        let lines = YAMLLines(marked)
        let root: Node?
        do {
            root = try RuleYAML.compose(text)
        } catch {
            guard let blocks = RuleBlocks(lines) else { throw Failure(line: error.line, why: error.why) }
            read(blocks)
            refuseDoubles()
            return
        }
        guard case .mapping(let top)? = root, top.count == 1, let (name, list) = top.first, name.string == "rules"
        else {
            throw Failure(
                line: root?.mark?.line ?? 1, why: #"the file must hold "rules" and nothing beside it"#)
        }
        if case .scalar(let scalar) = list, ["", "~", "null"].contains(scalar.string) { return }
        if case .sequence(let empty) = list, empty.isEmpty { return }
        guard case .mapping(let map) = list else {
            throw Failure(line: list.mark?.line ?? 1, why: "rules must be a map from code to rule")
        }
        let starts = map.map { ($0.key.mark?.line ?? 1) - 1 } + [lines.count]
        let hasOwnLines = ![top.mark, map.mark].contains { mark in
            lines.isFlowMap(line: mark?.line ?? 0, column: mark?.column ?? 1)
        }
        let hasAnchors = marked.contains(UInt8(ascii: "&"))
        for (place, pair) in map.enumerated() {
            var entry = Entry(rule: Rule(code: pair.key.string ?? "", actions: []), line: starts[place] + 1)
            budget -= entry.read(pair.value, offset: 0, budget: budget)
            entry.bytes = lines.whole(starts[place]..<max(starts[place], starts[place + 1]))
            if !hasOwnLines || hasAnchors && !entry.standsAlone { entry.spellOut() }
            entries.append(entry)
        }
        refuseDoubles()
    }

    /// Reads rule by rule what is no YAML as a whole.
    private mutating func read(_ blocks: RuleBlocks) {
        for block in blocks.all {
            var entry = Entry(rule: Rule(code: block.code, actions: []), line: block.line)
            entry.bytes = block.bytes
            do {
                let text = String(decoding: block.bytes, as: UTF8.self)
                let root = try RuleYAML.compose(text, offset: block.line - 1)
                if case .mapping(let map)? = root, map.count == 1, let (key, value) = map.first {
                    entry.rule.code = key.string ?? block.code
                    budget -= entry.read(value, offset: block.line - 1, budget: budget)
                } else {
                    entry.refuse(block.line, .invalidValue, "it must be a map")
                }
            } catch {
                entry.refuse(error.line, .invalidValue, "this is no YAML: \(error.why)")
            }
            entries.append(entry)
        }
    }

    /// Of two rules of one code only the first is taken.
    private mutating func refuseDoubles() {
        var first: [String: Int] = [:]
        for place in entries.indices {
            let key = folded(entries[place].rule.code)
            if let line = first[key] {
                entries[place].refuse(
                    entries[place].line, .invalidCode, "the code stands in line \(line) already: give it another one")
            } else {
                first[key] = entries[place].line
            }
        }
    }
}

extension RuleFile.Entry {
    fileprivate mutating func refuse(
        _ line: Int, _ detail: RuleFaultDetail, _ why: String, _ place: String = ""
    ) {
        faults.append(RuleFault(rule: rule.code, line: line, place: place, detail: detail, why: why))
    }

    private static let keys = ["priority", "enabled", "conditions", "actions", "labels"]

    /// Whether its lines are YAML by themselves: an alias may stand for something in another rule.
    fileprivate var standsAlone: Bool {
        guard bytes.contains(UInt8(ascii: "*")) else { return true }
        return (try? RuleYAML.compose(String(decoding: bytes, as: UTF8.self))) != nil
    }

    /// Writes what the rule says instead of its lines.
    fileprivate mutating func spellOut() { bytes = Array(RuleText(code: rule.code, value ?? .null).text.utf8) }

    /// Takes what stands under the code; returns how many parts it has.
    fileprivate mutating func read(_ node: Node, offset: Int, budget: Int) -> Int {
        checkCode()
        var yaml = RuleYAML(offset: offset, budget: budget)
        let value: FilterJSON
        do {
            value = try yaml.value(node, "")
        } catch {
            refuse(error.line, .invalidValue, error.why)
            return yaml.parts
        }
        self.value = value
        // Paths are those of the rule's parts: without the slash in front.
        for (path, line) in yaml.lines where !path.isEmpty { lines[String(path.dropFirst())] = line }
        lines[""] = line
        guard case .object(let members) = value else {
            refuse(line, .invalidValue, "it must be a map of \(Self.keys.joined(separator: ", "))")
            return yaml.parts
        }
        for key in members.keys.sorted() where !Self.keys.contains(key) {
            refuse(
                lines[key] ?? line, .unknownKey,
                "unknown key \(quoted(key)); known are \(Self.keys.joined(separator: ", "))")
        }
        take(members)
        return yaml.parts
    }

    private mutating func checkCode() {
        let code = rule.code
        let isClean = code.utf8.allSatisfy { byte in
            let lower = foldedASCII(byte)
            return (lower >= 0x61 && lower <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x5F || byte == 0x2D
        }
        guard !code.isEmpty, isClean else {
            return refuse(line, .invalidCode, "the code may hold letters, digits, _ and - only")
        }
        if code.utf8.count > Rule.longestCode {
            refuse(line, .invalidCode, "the code has \(code.utf8.count) characters, allowed \(Rule.longestCode)")
        }
    }

    private mutating func take(_ members: [String: FilterJSON]) {
        if let given = members["priority"], given != .null {
            if let number = ValueData.amount(given).flatMap({ Int32($0) }) {
                rule.priority = Int(number)
            } else {
                refuse(lines["priority"] ?? line, .invalidValue, "priority must be a whole number")
            }
        }
        if let given = members["enabled"], given != .null {
            if let flag = ValueData.flag(given) {
                rule.isEnabled = flag == "1"
            } else {
                refuse(lines["enabled"] ?? line, .invalidValue, "enabled must be true or false")
            }
        }
        switch members["conditions"] ?? .null {
        case .null: break
        case .list(let conditions): rule.conditions = conditions
        default: refuse(lines["conditions"] ?? line, .invalidValue, "conditions must be a list")
        }
        switch members["actions"] {
        case .list(let actions)? where !actions.isEmpty: rule.actions = actions
        case nil, .null?: refuse(line, .missingKey, "actions is missing")
        case .list?: refuse(lines["actions"] ?? line, .missingKey, "actions must hold at least one action")
        default: refuse(lines["actions"] ?? line, .invalidValue, "actions must be a list")
        }
        switch members["labels"] ?? .null {
        case .null: break
        case .list(let empty) where empty.isEmpty: break
        case .object(let labels):
            for (locale, label) in labels {
                guard let text = label == .null ? "" : label.withTexts.text else {
                    refuse(lines["labels/\(locale)"] ?? line, .invalidValue, "labels must be a map from locale to text")
                    continue
                }
                if !text.isEmpty { rule.labels[locale] = text }
            }
        default: refuse(lines["labels"] ?? line, .invalidValue, "labels must be a map from locale to text")
        }
    }
}

/// The rules of a file that is no YAML as a whole, taken apart by their indentation.
private struct RuleBlocks {
    struct Block {
        var code: String
        var line: Int
        var bytes: [UInt8]
    }

    private(set) var all: [Block] = []

    /// Nil: there is no line `rules:` with something indented below it.
    init?(_ lines: YAMLLines) {
        let header = Array("rules:".utf8)
        guard
            let top = (0..<lines.count).first(where: { place in
                lines.line(place).starts(with: header) && Self.isBare(lines.line(place).dropFirst(header.count))
            })
        else { return nil }
        var indent: Int?
        var start: Int?
        for place in (top + 1)..<max(top + 1, lines.count) {
            let line = lines.line(place)
            guard !Self.isBare(line) else { continue }
            let depth = line.prefix { $0 == UInt8(ascii: " ") }.count
            // What is not indented belongs to the rule above it, which it spoils; the rules below it stay what they are.
            if indent == nil {
                guard depth > 0 else { return nil }
                indent = depth
            }
            guard depth == indent, line.dropFirst(depth).first != UInt8(ascii: "-") else { continue }
            if let start { append(lines, start..<place, depth) }
            start = place
        }
        guard let start, let indent else { return nil }
        append(lines, start..<lines.count, indent)
    }

    private static func isBare(_ line: ArraySlice<UInt8>) -> Bool {
        let rest = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return rest.isEmpty || rest.first == UInt8(ascii: "#")
    }

    private mutating func append(_ lines: YAMLLines, _ range: Range<Int>, _ depth: Int) {
        let name = lines.line(range.lowerBound).dropFirst(depth).prefix { $0 != UInt8(ascii: ":") }
        let code = Substring(decoding: name, as: UTF8.self).trimmingBlanks().filter { $0 != "\"" && $0 != "'" }
        all.append(Block(code: String(code), line: range.lowerBound + 1, bytes: lines.whole(range)))
    }
}
