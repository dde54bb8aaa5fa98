// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// How a person names an execution: 8 or more hexadecimal digits, the full id, its URL, or `@latest`.
package enum ExecutionReference: Sendable, Hashable {
    case full(UUIDBytes)
    /// At least 8 digits, in lower case, without hyphens.
    case prefix(String)
    case latest

    /// Reads a name; nil for anything else.
    package init?(_ text: String) {
        if text == "@latest" {
            self = .latest
            return
        }
        // A browser may have added a query or a place within the page.
        var last = text.prefix { $0 != "?" && $0 != "#" }
        while last.hasSuffix("/") { last = last.dropLast() }
        if let slash = last.lastIndex(of: "/") {
            // A URL carries a full id; a prefix in one would be somebody's mistake.
            guard let id = UUIDBytes(String(last[last.index(after: slash)...])) else { return nil }
            self = .full(id)
            return
        }
        let digits = last.lowercased().filter { $0 != "-" }
        guard (8...32).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
        if digits.count == 32, let id = UUIDBytes(digits) { self = .full(id) } else { self = .prefix(digits) }
    }

    /// What a name turned out to mean.
    package enum Resolution: Sendable {
        case found(UUIDBytes)
        case nothing
        /// Several; the first ones with their labels.
        case ambiguous([(id: UUIDBytes, label: String)])
    }

    /// Looks among the person's own executions; a full id or URL opens an administrator's way to somebody else's.
    ///
    /// That way is written in a small transaction of its own, outside of which the session may well only read. To everybody
    /// else a full id of somebody else's is the same as one that does not exist.
    package func resolve(on db: isolated Session) throws -> Resolution {
        switch self {
        case .full(let id):
            if try !db.query(Statements.isOwn, id).isEmpty { return .found(id) }
            do {
                return try db.atomically(.readCommitted) { db in
                    .found(try db.query(Statements.open, id.description).uuid(0, 0))
                }
            } catch let error as PostgresError where error.state == "P0002" {
                return .nothing
            }
        case .latest:
            let rows = try db.query(Statements.latest)
            return rows.isEmpty ? .nothing : .found(try rows.uuid(0, 0))
        case .prefix(let digits):
            let missing = 32 - digits.count
            guard let first = UUIDBytes(digits + String(repeating: "0", count: missing)),
                let last = UUIDBytes(digits + String(repeating: "f", count: missing))
            else { return .nothing }
            let found = try Self.labelled(try db.query(Statements.byPrefix, first, last))
            guard found.count > 1 else { return found.first.map { .found($0.id) } ?? .nothing }
            return .ambiguous(found)
        }
    }

    /// The person's executions that have not ended, newest first.
    package static func running(on db: isolated Session) throws -> [(id: UUIDBytes, label: String)] {
        try labelled(try db.query(Statements.running))
    }

    /// What a shell offers: those that have not ended, then the newest.
    package static func offered(on db: isolated Session) throws -> [(id: UUIDBytes, label: String, status: String)] {
        let rows = try db.query(Statements.offered)
        var result: [(id: UUIDBytes, label: String, status: String)] = []
        for row in 0..<rows.count {
            result.append((try rows.uuid(row, 0), try rows.text(row, 1), try rows.text(row, 2)))
        }
        return result
    }

    private static func labelled(_ rows: consuming Rows) throws -> [(id: UUIDBytes, label: String)] {
        var result: [(id: UUIDBytes, label: String)] = []
        for row in 0..<rows.count { result.append((try rows.uuid(row, 0), try rows.text(row, 1))) }
        return result
    }
}
