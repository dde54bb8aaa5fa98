// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Setup
import Tracking

/// The parameters of a launch, as `--set key=value` gives them.
///
/// Dots in a key reach into objects; a value that parses as JSON is JSON, anything else is a text.
struct LaunchParameters: Sendable {
    /// The keys as they were written.
    private(set) var keys: [String] = []
    private var root = Node.object([:])

    /// An object under construction, its members in order of their names.
    private indirect enum Node {
        case value(String)
        case object([String: Node])
    }

    init(_ settings: [String]) throws {
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw ProgramFailure(
                    Language.current(
                        "cannot understand “--set \(setting)”", "« --set \(setting) » est incompréhensible"),
                    reason: Language.current("it is not key=value.", "ce n'est pas clé=valeur."),
                    action: Language.current(
                        "write for example --set delimiter=, or --set filters.data=[]",
                        "écrire par exemple --set delimiter=, ou --set filters.data=[]"), code: .usage)
            }
            let path = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard path.allSatisfy({ !$0.isEmpty }), let merged = Self.set(root, path[...], Self.json(String(parts[1])))
            else {
                throw ProgramFailure(
                    Language.current(
                        "cannot understand “--set \(setting)”", "« --set \(setting) » est incompréhensible"),
                    reason: Language.current(
                        "\(parts[0]) stands twice, or has an empty part.",
                        "\(parts[0]) est donné deux fois, ou a une partie vide."),
                    action: Language.current("give each key once", "donner chaque clé une fois"), code: .usage)
            }
            root = merged
            keys.append(String(parts[0]))
        }
    }

    /// The object as JSON text; with `keys`, only what these keys gave.
    func json(only wanted: (String) -> Bool = { _ in true }) -> String {
        guard case .object(let members) = root else { return "{}" }
        return Self.text(.object(members.filter { wanted($0.key) }))
    }

    private static func set(_ node: Node?, _ path: ArraySlice<String>, _ value: String) -> Node? {
        guard let key = path.first else { return node == nil ? .value(value) : nil }
        switch node {
        case .value: return nil
        case nil: return set(nil, path.dropFirst(), value).map { .object([key: $0]) }
        case .object(var members):
            guard let merged = set(members[key], path.dropFirst(), value) else { return nil }
            members[key] = merged
            return .object(members)
        }
    }

    private static func text(_ node: Node) -> String {
        switch node {
        case .value(let json): json
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }.map { "\(JSONValue.text($0.key).rendered):\(text($0.value))" }
                .joined(separator: ",") + "}"
        }
    }

    private static func json(_ text: String) -> String {
        isJSON(text) ? text : JSONValue.text(text).rendered
    }

    private static func isJSON(_ text: String) -> Bool {
        (try? JSONDecoder().decode(AnyJSON.self, from: Data(text.utf8))) != nil
    }

    /// Any JSON value, read to its last number: the decoder looks at one only when it is asked for.
    private struct AnyJSON: Decodable {
        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() || (try? value.decode(Bool.self)) != nil || (try? value.decode(String.self)) != nil {
                return
            }
            if (try? value.decode(Double.self)) != nil || (try? value.decode([String: AnyJSON].self)) != nil { return }
            _ = try value.decode([AnyJSON].self)
        }
    }
}
