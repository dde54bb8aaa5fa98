// SPDX-License-Identifier: Apache-2.0

/// A named SQL text with `$1 …` for what is bound.
///
/// The name stands in errors and in the server's `pg_prepared_statements`. Statements are constants: write each one once,
/// as a `static let`. A named statement is prepared once a connection, at its first use.
public struct Statement: Sendable, Hashable {
    /// The name, for people.
    public let name: String
    /// The SQL text.
    public let sql: String
    /// Whether the statement is prepared under its name.
    ///
    /// False for texts that are made at run time or used once.
    public let isPrepared: Bool

    /// Names an SQL text.
    public init(_ name: String, _ sql: String, prepare: Bool = true) {
        self.name = name
        self.sql = sql
        isPrepared = prepare && !name.isEmpty
    }
}
