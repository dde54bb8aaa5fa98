// SPDX-License-Identifier: Apache-2.0

/// What failed at the database, in the server's words, with the name of the statement it concerns.
///
/// `description` shows the state, the server's message, the statement's name and the objects concerned. It never shows
/// `detail`, which quotes values of rows, nor a bound value, nor a password. Match by pattern:
/// `catch let error where error.state == .uniqueViolation`.
public struct PostgresError: Error, Sendable, Hashable {
    /// Where the failure happened.
    public enum Kind: Sendable, Hashable {
        /// The server refused a statement; `state` says why, and the connection is usable.
        case server
        /// The connection is gone. The statement may or may not have been carried out.
        case connectionLost
        /// No connection could be made.
        case connectionFailed
        /// The statement was not sent, or was ended, because its unit of work is cancelled.
        case cancelled
        /// A cell or parameter does not have the form that was asked for.
        case decoding
        /// The connection text or one of its options cannot be understood.
        case configuration
        /// The client was used in a way that cannot work; the message names the way that does.
        case usage
        /// The operating system refused a thread, a descriptor or memory.
        case system
    }

    /// Where the failure happened.
    public var kind: Kind
    /// The SQLSTATE, when the server gave one.
    public var state: SQLState?
    /// What failed, in one line.
    public var message: String
    /// More about it from the server.
    ///
    /// Quotes values of rows: not for logs.
    public var detail: String?
    /// What to do about it.
    public var hint: String?
    /// Where in PL/pgSQL or in internal statements it happened.
    public var context: String?
    /// The constraint that was violated.
    public var constraint: String?
    /// The schema of the object concerned.
    public var schema: String?
    /// The table concerned.
    public var table: String?
    /// The column concerned, of a table or of a result.
    public var column: String?
    /// The data type concerned.
    public var dataType: String?
    /// The name of the statement that failed.
    public var statement: String?
    /// The place of the failed statement in its pipeline, from 0.
    public var pipelineIndex: Int?
    /// The function of the server's source that raised the error.
    package var serverRoutine: String?

    /// Makes an error of the client itself.
    public init(
        kind: Kind, state: SQLState? = nil, message: String, hint: String? = nil, column: String? = nil,
        statement: String? = nil
    ) {
        self.kind = kind
        self.state = state
        self.message = message
        self.hint = hint
        self.column = column
        self.statement = statement
    }

    /// Whether the same work may succeed when it is tried again.
    ///
    /// True for conflicts between transactions (40001, 40P01, 55P03), for a lost or refused connection (08…, 57P01–57P03,
    /// 53300, 25P03), for a failover that left this session on a standby (25006), and for a prepared statement that the server lost or already has.
    public var isTransient: Bool {
        switch kind {
        case .connectionLost: return true
        case .connectionFailed: return state.map(Self.isTransient) ?? true
        case .server: return state.map(Self.isTransient) == true || isStalePlan
        case .cancelled, .decoding, .configuration, .usage, .system: return false
        }
    }

    /// Whether the data is at fault: SQLSTATE classes 22, 23 and 54, and P0001 raised by a trigger or function.
    public var isDataError: Bool {
        guard kind == .server, let state else { return false }
        return ["22", "23", "54"].contains(state.errorClass) || state == .raiseException
    }

    /// Whether the statement was cancelled: by its task, by an operator or by `statement_timeout`.
    public var isCancellation: Bool { kind == .cancelled || state == .queryCanceled }

    /// Whether the server no longer has the prepared statement, or has it for another shape of its tables.
    var isStalePlan: Bool {
        state == .invalidSQLStatementName || state == .duplicatePreparedStatement
            || (state == "0A000" && serverRoutine == "RevalidateCachedQuery")
    }

    private static func isTransient(_ state: SQLState) -> Bool {
        switch state {
        case .serializationFailure, .deadlockDetected, .lockNotAvailable, .adminShutdown, .crashShutdown,
            .cannotConnectNow, .tooManyConnections, .readOnlySQLTransaction, .idleInTransactionSessionTimeout:
            true
        default: state.errorClass == "08"
        }
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The message with state, statement and objects concerned: fit for logs.
    public var description: String {
        var text = message
        if let state {
            text += " [SQLSTATE \(state.rawValue)\(state.conditionName.map { " " + $0 } ?? "")]"
        }
        var places: [String] = []
        if let statement { places.append("statement \(statement)") }
        if let pipelineIndex { places.append("number \(pipelineIndex) of its pipeline") }
        if let table { places.append("table \(schema.map { $0 + "." } ?? "")\(table)") }
        if let column { places.append("column \(column)") }
        if let constraint { places.append("constraint \(constraint)") }
        if !places.isEmpty { text += " (\(places.joined(separator: ", ")))" }
        return text
    }

    /// Everything that is known, with values of rows: for a developer's eyes, not for logs.
    public var debugDescription: String {
        var text = "PostgresError(\(kind)): \(description)"
        if let detail { text += "\nDetail: \(detail)" }
        if let hint { text += "\nHint: \(hint)" }
        if let context { text += "\nContext: \(context)" }
        return text
    }
}
