// SPDX-License-Identifier: Apache-2.0

internal import Postgres

extension Report {
    static func steps(_ rows: borrowing Rows) throws -> [StepReport] {
        var result: [StepReport] = []
        for row in 0..<rows.count { result.append(try StepReport(rows, row)) }
        return result
    }

    static func failures(_ rows: borrowing Rows) throws -> [Failure] {
        var result: [Failure] = []
        for row in 0..<rows.count {
            result.append(
                Failure(
                    step: try rows.int(row, 0), stepName: try rows.text(row, 1), reason: try rows.text(row, 2),
                    message: try rows.text(row, 3), cause: try rows.optionalText(row, 4),
                    hint: try rows.optionalText(row, 5),
                    sqlState: try rows.optionalText(row, 6), worker: try rows.optionalText(row, 7),
                    at: try rows.timestamp(row, 8)))
        }
        return result
    }

    static func reasons(_ rows: borrowing Rows) throws -> [Reason] {
        var result: [Reason] = []
        for row in 0..<rows.count {
            result.append(
                Reason(
                    step: try rows.int(row, 0), reason: try rows.text(row, 1), isNote: try rows.bool(row, 2),
                    field: try rows.optionalText(row, 3), count: try rows.int64(row, 4), message: try rows.text(row, 5),
                    isUniform: try rows.bool(row, 6), rows: try rows.int64Array(row, 7)))
        }
        return result
    }

    static func artifacts(_ rows: borrowing Rows) throws -> [Artifact] {
        var result: [Artifact] = []
        for row in 0..<rows.count {
            result.append(
                Artifact(
                    kind: try rows.text(row, 0), name: try rows.text(row, 1), size: try rows.optionalInt64(row, 2),
                    records: try rows.optionalInt64(row, 3), isComplete: try rows.bool(row, 4),
                    checksum: try rows.optionalText(row, 6), number: try rows.int64(row, 5)))
        }
        return result
    }

    static func extras(_ parameters: borrowing Rows) throws -> Extras {
        var extras = Extras(parameters: .object([]), changed: [], openings: [])
        if !parameters.isEmpty {
            let given = try JSONValue(parsing: parameters.json(0, 0).bytes)
            extras.parameters = Secrets.masked(given)
            extras.changed = changes(
                from: try JSONValue(parsing: parameters.json(0, 1).bytes), to: given, masked: extras.parameters)
        }
        return extras
    }

    static func openings(_ rows: borrowing Rows) throws -> [Opening] {
        var result: [Opening] = []
        for row in 0..<rows.count {
            result.append(
                Opening(
                    person: try rows.text(row, 0), via: try rows.optionalText(row, 1), at: try rows.timestamp(row, 2)))
        }
        return result
    }

    /// Fewer than three say nothing about what is usual.
    static func usual(_ rows: borrowing Rows) throws -> Usual? {
        guard !rows.isEmpty, try rows.int(0, 0) >= 3 else { return nil }
        return Usual(runs: try rows.int(0, 0), from: try rows.double(0, 1), to: try rows.double(0, 2))
    }

    private static func changes(
        from defaults: JSONValue, to given: JSONValue, masked: JSONValue, path: String = ""
    ) -> [Parameter] {
        guard case .object(let members) = given else { return [] }
        return members.flatMap { member -> [Parameter] in
            let (before, shown) = (defaults.member(member.key), masked.member(member.key) ?? .null)
            if member.value == before || before == nil && member.value.isEmpty { return [] }
            if case .object(let known)? = before, !known.isEmpty, case .object = member.value, case .object = shown {
                return changes(from: before ?? .null, to: member.value, masked: shown, path: "\(path)\(member.key).")
            }
            return [Parameter(key: path + member.key, value: shown)]
        }
    }
}

extension JSONValue {
    /// What says nothing where there is no default: null, no, or nothing in it.
    fileprivate var isEmpty: Bool {
        switch self {
        case .null, .bool(false), .text(""): true
        case .array(let values): values.isEmpty
        case .object(let members): members.isEmpty
        default: false
        }
    }
}

/// Values that nobody should read over a shoulder.
package enum Secrets {
    private static let words = [
        "password", "passwd", "passphrase", "secret", "token", "credential", "api_key", "apikey", "private_key",
        "access_key",
    ]

    /// The value with those members masked whose names speak of a secret.
    package static func masked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            .object(members.map { ($0.key, isSecret($0.key) && $0.value != .null ? .text("•••") : masked($0.value)) })
        case .array(let values): .array(values.map(masked))
        default: value
        }
    }

    private static func isSecret(_ key: String) -> Bool {
        let key = key.lowercased().replacing("-", with: "_")
        return words.contains { key.contains($0) }
    }
}
