// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
package import Postgres

/// A JSON value with its members in the order they were given: what scripts read of us looks the same every time.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])

    /// Nil becomes null: a member is never left out.
    package static func integer(_ value: Int64?) -> JSONValue { value.map { .integer($0) } ?? .null }
    package static func text(_ value: String?) -> JSONValue { value.map { .text($0) } ?? .null }
    package static func time(_ value: PostgresTimestamp?) -> JSONValue { value.map { .text($0.description) } ?? .null }

    /// Seconds, to the millisecond.
    package static func seconds(_ value: Double?) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        return .number((value * 1_000).rounded() / 1_000)
    }

    /// The text, on one line.
    package var rendered: String {
        var text = ""
        render(into: &text)
        return text
    }

    private func render(into text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += Self.rendered(value)
        case .text(let value): Self.render(value, into: &text)
        case .array(let values):
            text += "["
            for (place, value) in values.enumerated() {
                if place > 0 { text += "," }
                value.render(into: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (place, member) in members.enumerated() {
                if place > 0 { text += "," }
                Self.render(member.key, into: &text)
                text += ":"
                member.value.render(into: &text)
            }
            text += "}"
        }
    }

    private static func rendered(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }

    private static func render(_ value: String, into text: inout String) {
        let digits = Array("0123456789abcdef")
        func escape(_ scalar: Unicode.Scalar) {
            text += "\\u"
            for shift in [12, 8, 4, 0] { text.append(digits[Int(scalar.value >> UInt32(shift)) & 15]) }
        }
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            // What a terminal obeys is escaped beyond what JSON asks for, so that a screen may show it.
            case _ where scalar.isTerminalControl: escape(scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    package static func == (left: JSONValue, right: JSONValue) -> Bool { left.rendered == right.rendered }
    package func hash(into hasher: inout Hasher) { hasher.combine(rendered) }
}

extension JSONMember {
    /// The numbers of a flat JSON object, in order of their keys.
    static func members(of bytes: [UInt8]) throws -> [JSONMember] {
        try JSONDecoder().decode([String: Int64].self, from: Data(bytes))
            .map { JSONMember(key: $0.key, value: $0.value) }
            .sorted { $0.key < $1.key }
    }
}
