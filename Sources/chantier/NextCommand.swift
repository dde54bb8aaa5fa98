// SPDX-License-Identifier: Apache-2.0

import Postgres
import Setup

/// A command that a person can copy, on the database that this program has used.
enum NextCommand {
    /// `tracker …` as this person.
    static func tracker(_ words: String, as person: String, _ rule: ConnectionRule) -> String {
        if let text = connection(as: person, rule) { return "tracker \(words) --database \(shell(text))" }
        return "PGUSER=\(shell(person)) tracker \(words)"
    }

    /// `psql -c …` as this person.
    static func psql(_ statement: String, as person: String, _ rule: ConnectionRule) -> String {
        switch rule.server {
        case .embedded: "PGUSER=\(shell(person)) psql \"$(chantier database url)\" -c \(shell(statement))"
        case .libpq: "PGUSER=\(shell(person)) psql -c \(shell(statement))"
        case .given: "psql \(shell(connection(as: person, rule) ?? "user=\(person)")) -c \(shell(statement))"
        }
    }

    /// The connection text for another person, without a secret; nil where `PGUSER` is enough.
    private static func connection(as person: String, _ rule: ConnectionRule) -> String? {
        guard case .given(let text, _) = rule.server, let options = try? ConnectionOptions(conninfo: text) else {
            return nil
        }
        let pairs = [
            ("service", options["service"]), ("host", options.host), ("port", options.port),
            ("dbname", options.database),
            ("user", person),
        ]
        return pairs.compactMap { key, value in value.map { "\(key)=\(conninfo($0))" } }.joined(separator: " ")
    }

    private static func conninfo(_ value: String) -> String {
        guard value.isEmpty || value.contains(where: { " '\\=".contains($0) }) else { return value }
        return "'" + value.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }

    private static func shell(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./:@%+,".contains($0)) }
        return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
