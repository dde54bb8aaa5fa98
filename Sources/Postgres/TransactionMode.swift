// SPDX-License-Identifier: Apache-2.0

/// How a transaction sees the work of others, and whether it may write.
public struct TransactionMode: Sendable, Hashable {
    let command: String

    /// Each statement sees what was committed before it began.
    ///
    /// The default.
    public static let readCommitted = TransactionMode(command: "begin isolation level read committed read write")
    /// All statements see one snapshot, and nothing is written.
    public static let readOnly = TransactionMode(command: "begin isolation level repeatable read read only")
    /// All statements see one snapshot; writing over others' changes fails with 40001.
    public static let repeatableRead = TransactionMode(command: "begin isolation level repeatable read read write")
    /// As if transactions ran one after the other; may fail with 40001.
    public static let serializable = TransactionMode(command: "begin isolation level serializable read write")
}
