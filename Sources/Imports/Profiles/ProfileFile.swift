// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Yams

/// A file of profiles: under `profiles` or `jobs` a map from code to what is saved.
///
/// The form is the trade's: `job` may be called `alias`, `parameters` `configuration`; `connector` and `type` say nothing here.
struct ProfileFile: Sendable {
    /// One entry as it stands in the file.
    struct Entry: Sendable {
        var code: String
        /// The line where it starts, from 1.
        var line: Int
        /// Its lines, untouched.
        var bytes: [UInt8]
        var job: String?
        var label: String?
        /// As JSON text.
        var parameters: String
        var overlap: String?
        /// What is wrong with its form; nil: the database judges it.
        var fault: String?
    }

    /// No file of profiles is longer; neither is the JSON of one entry, whatever its aliases stand for.
    static let maximumSize = 10 << 20
    private static let maximumDepth = 50

    /// The line above the entries.
    var header: [UInt8]
    var entries: [Entry]

    /// Reads a file; throws `invalid_yaml` with the line for what is no such file.
    init(_ bytes: [UInt8]) throws {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Self.invalid(1, "the file is not UTF-8")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw Self.failure(error)
        }
        guard case .mapping(let top)? = root, let (name, list) = top.first, top.count == 1,
            let title = name.string, ["profiles", "jobs"].contains(title)
        else { throw Self.invalid(root?.mark?.line ?? 1, #"the file must hold "profiles" and nothing beside it"#) }
        header = Array("\(title):\n".utf8)
        guard case .mapping(let map) = list else {
            throw Self.invalid(list.mark?.line ?? 1, "\(title) must map codes to profiles")
        }
        let lines = YAMLLines(bytes)
        let starts = map.map { ($0.key.mark?.line ?? 1) - 1 } + [lines.count]
        let hasOwnLines = ![top.mark, map.mark].contains { mark in
            lines.isFlowMap(line: mark?.line ?? 0, column: mark?.column ?? 1)
        }
        entries = []
        for (place, pair) in map.enumerated() {
            let start = starts[place]
            var entry = Entry(
                code: pair.key.string ?? "", line: start + 1, bytes: [], parameters: "{}")
            entry.read(pair.value)
            // Entries between brackets, as in JSON, share lines and commas: each gets a line of its own.
            entry.bytes =
                hasOwnLines
                ? lines.whole(start..<max(start, starts[place + 1]))
                : Array("  \(JSONLine.quoted(entry.code)): \((try? JSONLine(pair.value).text) ?? "{}")\n".utf8)
            entries.append(entry)
        }
    }

    private static func invalid(_ line: Int, _ why: String) -> StepFailure {
        StepFailure(
            reason: "invalid_yaml", message: "line \(line): \(why)",
            hint: "Correct the file and launch the import again.")
    }

    private static func failure(_ error: YamlError) -> StepFailure {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            invalid(mark.line, problem)
        case .duplicatedKeysInMapping(let duplicates, _):
            invalid(1, "\(duplicates.map(String.init(describing:)).joined(separator: ", ")) stands twice")
        case .reader(let problem, _, _, _): invalid(1, problem)
        default: invalid(1, "\(error)")
        }
    }

    /// A value as JSON on one line.
    struct JSONLine {
        private(set) var text = ""

        init(_ node: Node) throws { try append(node, depth: 0) }

        private mutating func append(_ node: Node, depth: Int) throws {
            guard depth < maximumDepth, text.utf8.count < maximumSize else {
                throw invalid(node.mark?.line ?? 1, "the entry is too large")
            }
            switch node {
            case .mapping(let map):
                text += "{"
                for (place, pair) in map.enumerated() {
                    text += (place > 0 ? "," : "") + Self.quoted(pair.key.string ?? "") + ":"
                    try append(pair.value, depth: depth + 1)
                }
                text += "}"
            case .sequence(let list):
                text += "["
                for (place, element) in list.enumerated() {
                    if place > 0 { text += "," }
                    try append(element, depth: depth + 1)
                }
                text += "]"
            case .scalar(let scalar): text += Self.json(node.any, scalar.string)
            default: throw invalid(node.mark?.line ?? 1, "an alias stands for nothing")
            }
        }

        private static func json(_ value: Any, _ written: String) -> String {
            switch value {
            case let flag as Bool: flag ? "true" : "false"
            case let number as Int: String(number)
            case let number as Double where number.isFinite: "\(number)"
            case is String: quoted(written)
            default: ["", "~", "null", "Null", "NULL"].contains(written) ? "null" : quoted(written)
            }
        }

        static func quoted(_ text: String) -> String {
            var json = JSONText()
            json.append(string: text.utf8.span)
            return String(decoding: json.bytes, as: UTF8.self)
        }
    }
}

extension ProfileFile.Entry {
    /// Takes what stands under the code.
    fileprivate mutating func read(_ node: Node) {
        guard case .mapping(let map) = node else {
            fault = "what stands under the code must be a map"
            return
        }
        for (key, value) in map {
            switch key.string ?? "" {
            case "job", "alias", "job_name": job = value.string
            case "label": label = value.string
            case "overlap": overlap = value.string
            case "parameters", "configuration", "raw_parameters":
                guard case .mapping = value else {
                    // An empty list is how some exporters write an empty map.
                    if case .sequence(let list) = value, list.isEmpty { continue }
                    fault = "parameters must be a map"
                    continue
                }
                do {
                    parameters = try ProfileFile.JSONLine(value).text
                } catch let failure as StepFailure {
                    fault = failure.message
                } catch {
                    fault = "\(error)"
                }
            case "code", "connector", "type": continue
            case let other: fault = "unknown key \"\(other)\""
            }
        }
        if fault == nil, job == nil { fault = "job is missing" }
    }
}
