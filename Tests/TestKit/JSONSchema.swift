// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Tracking

/// The part of JSON Schema (2020-12) that the committed schemas use.
///
/// That is type, const, enum, anyOf, properties, required, additionalProperties, items and pattern. A keyword beyond these is a
/// complaint, so that none is ignored in silence.
public struct JSONSchema: Sendable {
    private let root: JSONValue

    /// Reads `docs/schemas/NAME.json` of this repository.
    public init(_ name: String, file: String = #filePath) throws {
        let top = file.split(separator: "/").dropLast(3).joined(separator: "/")
        guard let bytes = FileManager.default.contents(atPath: "/\(top)/docs/schemas/\(name).json") else {
            throw Missing(name: name)
        }
        root = try JSONValue(parsing: Array(bytes))
    }

    /// Says that there is no such file.
    struct Missing: Error { var name: String }

    /// What is wrong with a JSON text; empty when it is valid.
    public func complaints(_ text: String) throws -> [String] {
        Self.check(try JSONValue(parsing: Array(text.utf8)), root, "$")
    }

    /// What is wrong with the elements of a JSON array; empty when all are valid.
    public func complaintsOfElements(_ text: String) throws -> [String] {
        guard case .array(let values) = try JSONValue(parsing: Array(text.utf8)) else { return ["not an array"] }
        return values.enumerated().flatMap { Self.check($1, root, "$[\($0)]") }
    }

    private static func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        guard case .object(let keywords) = schema else { return ["\(path): not a schema"] }
        return keywords.flatMap { key, rule -> [String] in
            switch key {
            case "$schema", "title", "description": return []
            case "type":
                let names = if case .array(let list) = rule { list } else { [rule] }
                let type = type(value)
                let fits = names.contains { $0 == .text(type) || $0 == .text("number") && type == "integer" }
                return fits ? [] : ["\(path): \(type) is not \(rule.rendered)"]
            case "const": return value == rule ? [] : ["\(path): \(value.rendered) is not \(rule.rendered)"]
            case "enum":
                guard case .array(let list) = rule, !list.contains(value) else { return [] }
                return ["\(path): \(value.rendered) is not one of \(rule.rendered)"]
            case "anyOf":
                guard case .array(let list) = rule, !list.contains(where: { check(value, $0, path).isEmpty }) else {
                    return []
                }
                return ["\(path): \(value.rendered) fits none of anyOf"]
            case "pattern":
                guard case .text(let text) = value, case .text(let pattern) = rule, let regex = try? Regex(pattern)
                else {
                    return []
                }
                return text.contains(regex) ? [] : ["\(path): “\(text)” is not like \(pattern)"]
            case "required":
                guard case .array(let names) = rule, case .object = value else { return [] }
                return names.compactMap { name in
                    guard case .text(let name) = name, value.member(name) == nil else { return nil }
                    return "\(path): \(name) is missing"
                }
            case "properties":
                guard case .object(let properties) = rule else { return ["\(path): properties is not an object"] }
                return properties.flatMap { name, inner in
                    value.member(name).map { check($0, inner, "\(path).\(name)") } ?? []
                }
            case "additionalProperties":
                guard case .object(let members) = value else { return [] }
                let known = schema.member("properties")
                return members.filter { known?.member($0.key) == nil }.flatMap { member -> [String] in
                    if case .bool(let isAllowed) = rule {
                        return isAllowed ? [] : ["\(path): \(member.key) is not known"]
                    }
                    return check(member.value, rule, "\(path).\(member.key)")
                }
            case "items":
                guard case .array(let values) = value else { return [] }
                return values.enumerated().flatMap { check($1, rule, "\(path)[\($0)]") }
            default: return ["\(path): the keyword \(key) is not checked here"]
            }
        }
    }

    private static func type(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .text: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
