// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// The settings that all programs of a database share.
public enum SharedSettings {
    /// A setting and its value.
    public struct Entry: Sendable, Hashable {
        /// Its name.
        public var key: String
        /// Its value as text; a list as a JSON array.
        public var value: String
    }

    /// All of them, by name.
    public static func list(on db: isolated Session) throws -> [Entry] {
        let rows = try db.query(
            Statement("list_settings", "select key, value #>> '{}' from tracker.setting order by key"))
        var result: [Entry] = []
        for row in 0..<rows.count { result.append(Entry(key: try rows.text(row, 0), value: try rows.text(row, 1))) }
        return result
    }

    /// Changes one, as an operator; returns what stands now.
    ///
    /// Throws with SQLSTATE 22023 for a setting that does not exist and a value that it cannot have.
    public static func change(_ key: String, to value: String, on db: isolated Session) throws -> String {
        try db.query(Statement("change_setting", "select tracker.change_setting($1, $2) #>> '{}'"), key, value).text(
            0, 0)
    }
}
