// SPDX-License-Identifier: Apache-2.0

internal import Setup
package import Tracking

/// A mustache template over JSON values: variables, dotted names, sections, inverted sections and comments.
///
/// What it writes is text, so nothing is escaped: `{{x}}`, `{{{x}}}` and `{{&x}}` are the same. There are no partials and no lambdas.
package struct MustacheTemplate: Sendable {
    private indirect enum Node: Sendable {
        case text(String)
        case variable([String])
        case section([String], isInverted: Bool, [Node])
    }

    private let nodes: [Node]

    /// Reads a template.
    package init(_ text: String) throws {
        var reader = Reader(rest: text[...])
        nodes = try reader.nodes(until: nil)
    }

    /// The text for a value.
    package func rendered(_ value: JSONValue) -> String {
        var text = ""
        Self.render(nodes, [value], into: &text)
        return text
    }

    /// The text for a value, which ends its line.
    package func line(_ value: JSONValue) -> String {
        let text = rendered(value)
        return text.hasSuffix("\n") ? text : text + "\n"
    }

    private static func render(_ nodes: [Node], _ stack: [JSONValue], into text: inout String) {
        for node in nodes {
            switch node {
            case .text(let part): text += part
            case .variable(let path): text += look(path, stack)?.plainText ?? ""
            case .section(let path, let isInverted, let inner):
                let value = look(path, stack) ?? .null
                if isInverted {
                    if value.isNothing { render(inner, stack, into: &text) }
                } else if case .array(let values) = value {
                    for value in values { render(inner, stack + [value], into: &text) }
                } else if !value.isNothing {
                    render(inner, stack + [value], into: &text)
                }
            }
        }
    }

    /// The first name is looked for from the innermost value outwards, those behind dots within what was found.
    private static func look(_ path: [String], _ stack: [JSONValue]) -> JSONValue? {
        guard let first = path.first else { return stack.last }
        guard let found = stack.reversed().lazy.compactMap({ $0.member(first) }).first else { return nil }
        return path.dropFirst().reduce(Optional(found)) { $0?.member($1) }
    }

    private struct Reader {
        var rest: Substring
        /// Whether nothing but blanks stands before `rest` on its line.
        var isAtLineStart = true

        mutating func nodes(until name: String?) throws -> [Node] {
            var nodes: [Node] = []
            while let open = rest.firstRange(of: "{{") {
                var before = String(rest[..<open.lowerBound])
                rest = rest[open.upperBound...]
                let isTriple = rest.hasPrefix("{")
                if isTriple { rest = rest.dropFirst() }
                guard let close = rest.firstRange(of: isTriple ? "}}}" : "}}") else {
                    throw Self.failure("“{{” has no “}}”")
                }
                let tag = rest[..<close.lowerBound].trimmed
                rest = rest[close.upperBound...]
                let sign = isTriple ? "{" : tag.first ?? " "
                let key = isTriple || !"#^/!&=>".contains(sign) ? tag : tag.dropFirst().trimmed
                // A section's tag or a comment alone on its line takes the line with it.
                if "#^/!".contains(sign) { dropLine(&before) } else { isAtLineStart = false }
                if !before.isEmpty { nodes.append(.text(before)) }
                switch sign {
                case "!": continue
                case "#", "^":
                    nodes.append(.section(Self.path(key), isInverted: sign == "^", try self.nodes(until: String(key))))
                case "/":
                    guard let name else { throw Self.failure("“{{/\(key)}}” ends nothing") }
                    guard name == key else { throw Self.failure("“{{/\(key)}}” ends “{{#\(name)}}”") }
                    return nodes
                case "=", ">": throw Self.failure("“{{\(sign)…}}” is not supported")
                default: nodes.append(.variable(Self.path(key)))
                }
            }
            if let name { throw Self.failure("“{{#\(name)}}” has no end") }
            if !rest.isEmpty { nodes.append(.text(String(rest))) }
            rest = ""
            return nodes
        }

        private mutating func dropLine(_ before: inout String) {
            let lineStart = before.lastIndex(of: "\n").map { before.index(after: $0) }
            let head = before[(lineStart ?? before.startIndex)...]
            let isFirst = lineStart != nil || isAtLineStart
            let lineEnd = rest.firstIndex(of: "\n")
            let tail = rest[..<(lineEnd ?? rest.endIndex)]
            isAtLineStart = false
            guard isFirst, head.allSatisfy({ $0 == " " || $0 == "\t" }),
                tail.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "\r" })
            else { return }
            // On a line of its own only where a line is left: “{{#a}}x{{/a}}” is not one.
            before = String(before[..<(lineStart ?? before.startIndex)])
            rest = lineEnd.map { rest[rest.index(after: $0)...] } ?? ""
            isAtLineStart = true
        }

        private static func path(_ key: Substring) -> [String] {
            key == "." ? [] : key.split(separator: ".").map(String.init)
        }

        private static func failure(_ reason: String) -> ProgramFailure {
            ProgramFailure(
                Language.current("cannot read the template", "impossible de lire le modèle"), reason: reason + ".",
                action: Language.current("see “tracker help formatting”.", "voir « tracker help formatting »."),
                code: .usage)
        }
    }
}

extension JSONValue {
    /// What a section takes for no.
    fileprivate var isNothing: Bool {
        switch self {
        case .null, .bool(false): true
        case .array(let values): values.isEmpty
        default: false
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return text
    }
}
