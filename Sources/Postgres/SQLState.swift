// SPDX-License-Identifier: Apache-2.0

/// A five-character SQLSTATE code, as listed in appendix A of the PostgreSQL manual.
public struct SQLState: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The five characters.
    public let rawValue: String

    /// Wraps a code as it is.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Wraps a literal code.
    public init(stringLiteral value: String) { rawValue = value }

    /// The first two characters: the class of the error.
    public var errorClass: String { String(rawValue.prefix(2)) }

    /// A unique constraint or index was violated.
    public static let uniqueViolation: SQLState = "23505"
    /// A foreign key was violated.
    public static let foreignKeyViolation: SQLState = "23503"
    /// A NOT NULL constraint was violated.
    public static let notNullViolation: SQLState = "23502"
    /// A CHECK constraint was violated.
    public static let checkViolation: SQLState = "23514"
    /// The transaction could not be serialized and may be tried again.
    public static let serializationFailure: SQLState = "40001"
    /// Two transactions waited for each other and this one was ended.
    public static let deadlockDetected: SQLState = "40P01"
    /// A lock was not to be had in time.
    public static let lockNotAvailable: SQLState = "55P03"
    /// A statement was cancelled by its client, by an operator or by `statement_timeout`.
    public static let queryCanceled: SQLState = "57014"
    /// The session was ended by an administrator or by the server's shutdown.
    public static let adminShutdown: SQLState = "57P01"
    /// The session was ended by the crash of another one.
    public static let crashShutdown: SQLState = "57P02"
    /// The server does not accept sessions now (it starts up or recovers).
    public static let cannotConnectNow: SQLState = "57P03"
    /// The server has no connection left.
    public static let tooManyConnections: SQLState = "53300"
    /// A write was tried where only reading is possible (a standby, for instance after a failover).
    public static let readOnlySQLTransaction: SQLState = "25006"
    /// A statement was sent in a transaction that has failed already.
    public static let inFailedSQLTransaction: SQLState = "25P02"
    /// The session sat idle in a transaction for longer than allowed.
    public static let idleInTransactionSessionTimeout: SQLState = "25P03"
    /// The role lacks a privilege.
    public static let insufficientPrivilege: SQLState = "42501"
    /// A table or view does not exist.
    public static let undefinedTable: SQLState = "42P01"
    /// A function does not exist, at least not with these argument types.
    public static let undefinedFunction: SQLState = "42883"
    /// A prepared statement of this name exists already.
    public static let duplicatePreparedStatement: SQLState = "42P05"
    /// A prepared statement does not exist (any more).
    public static let invalidSQLStatementName: SQLState = "26000"
    /// The password is wrong.
    public static let invalidPassword: SQLState = "28P01"
    /// The role may not log in in this way.
    public static let invalidAuthorization: SQLState = "28000"
    /// The database or role does not exist.
    public static let invalidCatalogName: SQLState = "3D000"
    /// A database of this name exists already.
    public static let duplicateDatabase: SQLState = "42P04"
    /// An error raised by PL/pgSQL without a code of its own.
    public static let raiseException: SQLState = "P0001"

    /// The condition name of the states that this module knows; nil for the others.
    public var conditionName: String? { Self.conditionNames[rawValue] }

    private static let conditionNames: [String: String] = [
        "22001": "string_data_right_truncation", "22003": "numeric_value_out_of_range",
        "22P02": "invalid_text_representation", "22P03": "invalid_binary_representation",
        "23502": "not_null_violation", "23503": "foreign_key_violation", "23505": "unique_violation",
        "23514": "check_violation", "25006": "read_only_sql_transaction", "25P02": "in_failed_sql_transaction",
        "25P03": "idle_in_transaction_session_timeout", "26000": "invalid_sql_statement_name",
        "28000": "invalid_authorization_specification", "28P01": "invalid_password", "3D000": "invalid_catalog_name",
        "40001": "serialization_failure", "40P01": "deadlock_detected", "42501": "insufficient_privilege",
        "42601": "syntax_error", "42703": "undefined_column", "42883": "undefined_function",
        "42P01": "undefined_table", "42P04": "duplicate_database", "42P05": "duplicate_prepared_statement",
        "53100": "disk_full", "53200": "out_of_memory", "53300": "too_many_connections",
        "55P03": "lock_not_available", "57014": "query_canceled", "57P01": "admin_shutdown",
        "57P02": "crash_shutdown", "57P03": "cannot_connect_now", "P0001": "raise_exception",
    ]
}
