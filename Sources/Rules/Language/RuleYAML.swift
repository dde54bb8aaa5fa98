// SPDX-License-Identifier: Apache-2.0

import Catalog
import Yams

/// YAML as rules need it: scalars as they are written, with the line of every part, and nothing that grows out of hand.
///
/// Only `true`, `false`, `null` and numbers mean something else than their letters, so `no`, `on` and `007` stay codes.
struct RuleYAML {
    /// What makes a text no YAML that is read here.
    struct Failure: Error {
        var line: Int
        var why: String
    }

    /// No rule file is longer.
    static let maximumSize = 10 << 20
    /// How deep maps and lists may stand in each other.
    private static let deepest = 24
    /// How many parts a rule may have, and all rules of a file together, whatever their aliases stand for.
    private static let mostParts = 20_000
    static let mostPartsOfFile = 500_000
    static let longestNumber = 100
    private static let longestKey = 255
    /// A long text counts as a part for each of so many bytes: else few aliases would make texts without end.
    private static let bytesPerPart = 100
    /// Parts that stand deeper have the line of what they stand in.
    private static let deepestPlace = 6

    private static let tooMuch = "there is too much in it"

    /// How many parts the value at hand has, each hundred bytes of a text counted as one more.
    private(set) var parts = 0
    private let budget: Int
    /// The line of each part of the value at hand, by its path.
    private(set) var lines: [String: Int] = [:]
    private let offset: Int

    /// `offset` is how many lines stand before the text in its file, `budget` how many parts the file may still have.
    init(offset: Int, budget: Int) {
        self.offset = offset
        self.budget = min(budget, Self.mostParts)
    }

    /// The tree of a text; nil: there is nothing in it.
    static func compose(_ text: String, offset: Int = 0) throws(Failure) -> Node? {
        guard !hasTangledKeys(Array(text.utf8)) else {
            throw Failure(line: 1 + offset, why: "keys must be plain texts, not aliases, lists or maps")
        }
        do {
            // What scalars mean is found out here, without the patterns that take most of the time.
            return try Yams.compose(yaml: text, .basic)
        } catch let error as YamlError {
            throw failure(error, offset)
        } catch {
            throw Failure(line: 1 + offset, why: "\(error)")
        }
    }

    private static func failure(_ error: YamlError, _ offset: Int) -> Failure {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Failure(line: mark.line + offset, why: problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            Failure(
                line: context.mark.line + offset,
                why: duplicates.map { "\(quoted($0)) stands twice" }.joined(separator: "; "))
        case .reader(let problem, _, _, _): Failure(line: 1 + offset, why: problem)
        default: Failure(line: 1 + offset, why: "\(error)")
        }
    }

    /// As many aliases do no harm, wherever they stand.
    private static let fewAliases = 4

    /// Whether aliases may stand in keys: comparing such keys takes for ever, so files with them are not composed at all.
    ///
    /// Told by the letters alone, whatever they are part of; but a text is only taken for an alias where something has its name.
    private static func hasTangledKeys(_ bytes: [UInt8]) -> Bool {
        guard bytes.contains(UInt8(ascii: "&")), bytes.contains(UInt8(ascii: "*")) else { return false }
        var names: Set<ArraySlice<UInt8>> = []
        for place in bytes.indices where bytes[place] == UInt8(ascii: "&") { names.insert(name(bytes, place + 1)) }
        names.remove([])
        var before: UInt8 = 0x0A
        var (aliases, mayBeTangled) = (0, false)
        for (place, byte) in bytes.enumerated() {
            let next = place + 1 < bytes.count ? bytes[place + 1] : 0x0A
            // 0xC2 and 0xE2 begin the line ends of Unicode.
            let endsToken = isBlank(next) || next == 0xC2 || next == 0xE2
            switch byte {
            case UInt8(ascii: "?") where endsToken && [0x0A, 0x2D, 0x5B, 0x7B, 0x2C, 0x3A].contains(before):
                mayBeTangled = true
            case UInt8(ascii: ":") where before == UInt8(ascii: "]") || before == UInt8(ascii: "}"): mayBeTangled = true
            case UInt8(ascii: "*") where place == 0 || !isWord(bytes[place - 1]):
                let name = name(bytes, place + 1)
                guard names.contains(name) else { break }
                aliases += 1
                if bytes[name.endIndex...].first(where: { !isBlank($0) || $0 == 0x0A }) == UInt8(ascii: ":") {
                    mayBeTangled = true
                }
            default: break
            }
            if mayBeTangled, aliases > fewAliases { return true }
            if YAMLLines.endsLine(bytes, at: place) {
                before = 0x0A
            } else if !isBlank(byte) {
                before = byte
            }
        }
        return false
    }

    /// The name of an anchor or alias that begins at a place; empty: there is none.
    private static func name(_ bytes: [UInt8], _ place: Int) -> ArraySlice<UInt8> {
        bytes[min(place, bytes.count)...].prefix(while: isWord)
    }

    /// Whether a byte may be part of the name of an anchor.
    private static func isWord(_ byte: UInt8) -> Bool {
        let lower = foldedASCII(byte)
        return (lower >= 0x61 && lower <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x5F || byte == 0x2D
    }

    // MARK: Values

    /// A node as a value; its parts' lines are in `lines` afterwards, by their paths below `path`.
    mutating func value(_ node: Node, _ path: String, depth: Int = 0) throws(Failure) -> FilterJSON {
        let line = (node.mark?.line ?? 1) + offset
        let isPlaced = depth <= Self.deepestPlace
        if isPlaced, lines[path] == nil { lines[path] = line }
        parts += 1
        guard depth < Self.deepest else {
            throw Failure(line: line, why: "lists and maps stand too deep in each other")
        }
        guard parts <= budget else { throw Failure(line: line, why: Self.tooMuch) }
        switch node {
        case .scalar(let scalar):
            parts += scalar.string.utf8.count / Self.bytesPerPart
            guard parts <= budget else { throw Failure(line: line, why: Self.tooMuch) }
            return try self.scalar(scalar, line, isOperator: path.hasSuffix("/operator"))
        case .sequence(let list):
            var values: [FilterJSON] = []
            for (place, element) in list.enumerated() {
                values.append(try value(element, isPlaced ? "\(path)/\(place)" : path, depth: depth + 1))
            }
            return .list(values)
        case .mapping(let map):
            var members: [String: FilterJSON] = [:]
            for (key, element) in map {
                guard let name = key.string else { throw Failure(line: line, why: "keys must be texts") }
                guard name.utf8.count <= Self.longestKey else {
                    throw Failure(
                        line: (key.mark?.line ?? 1) + offset,
                        why: "a key has \(name.utf8.count) bytes, allowed \(Self.longestKey)")
                }
                let place = isPlaced ? "\(path)/\(name)" : path
                if isPlaced { lines[place] = (key.mark?.line ?? 1) + offset }
                let made = try value(element, place, depth: depth + 1)
                // What is merged gives way to what stands in the map itself.
                if name == "<<", case .object(let merged) = made {
                    members.merge(merged) { own, _ in own }
                } else {
                    members[name] = made
                }
            }
            return .object(members)
        default: throw Failure(line: line, why: "an alias stands for nothing")
        }
    }

    private func scalar(_ scalar: Node.Scalar, _ line: Int, isOperator: Bool) throws(Failure) -> FilterJSON {
        let text = scalar.string
        guard !text.utf8.contains(0) else { throw Failure(line: line, why: "a text holds the character U+0000") }
        // Operators that YAML takes for a tag with nothing behind it, and for the beginning of a folded text without a line.
        if isOperator, text.isEmpty, scalar.tag.description == "!=" { return .text("!=") }
        if isOperator, text.isEmpty, scalar.style == .folded { return .text(">") }
        guard scalar.style == .plain || scalar.style == .any else { return .text(text) }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: return Self.isNumber(text) ? .number(text) : .text(text)
        }
    }

    /// Whether a text is a number of JSON without an exponent.
    static func isNumber(_ text: String) -> Bool {
        var bytes = Array(text.utf8)[...]
        guard bytes.count <= longestNumber else { return false }
        if bytes.first == UInt8(ascii: "-") { bytes.removeFirst() }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ part in !part.isEmpty && part.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } })
        else { return false }
        return parts[0].count == 1 || parts[0].first != UInt8(ascii: "0")
    }
}
