// SPDX-License-Identifier: Apache-2.0

internal import CLibpq

extension Connection {
    /// Runs a statement and returns its rows.
    public mutating func query(
        _ statement: Statement, _ parameters: (any PostgresEncodable)?...
    ) throws(PostgresError) -> Rows {
        try query(statement, parameters: parameters)
    }

    /// Runs a statement and returns its rows; the parameters as an array.
    public mutating func query(
        _ statement: Statement, parameters values: [(any PostgresEncodable)?]
    ) throws(PostgresError) -> Rows {
        parameters.replace(with: values)
        let isOutside = !isInTransaction
        do throws(PostgresError) {
            return try queryOnce(statement)
        } catch {
            guard error.isStalePlan, statement.isPrepared else { throw error }
            prepared.remove(statement, for: error)
            // Outside a transaction nothing has happened yet, and the statement can be prepared anew.
            guard isOutside, isConnected else { throw error }
        }
        return try queryOnce(statement)
    }

    /// Runs a statement and returns how many rows it touched.
    @discardableResult
    public mutating func execute(
        _ statement: Statement, _ parameters: (any PostgresEncodable)?...
    ) throws(PostgresError) -> Int {
        try query(statement, parameters: parameters).affectedCount
    }

    /// Runs one or several statements without parameters; the first that fails ends the script.
    ///
    /// Without BEGIN in it, the script is one transaction. COPY is refused.
    public mutating func run(script: String) throws(PostgresError) {
        _ = try simple(script, name: nil)
    }

    /// Opens a transaction.
    public mutating func begin(_ mode: TransactionMode = .readCommitted) throws(PostgresError) {
        guard !isInTransaction else {
            throw PostgresError(kind: .usage, message: "a transaction is open already", statement: "begin")
        }
        _ = try simple(mode.command, name: "begin")
    }

    /// Makes the open transaction's work last.
    ///
    /// Throws with SQLSTATE 25P02 when a statement in it had failed; then all of it is undone. When the connection is lost on the
    /// way, nobody knows whether it was committed.
    public mutating func commit() throws(PostgresError) {
        try flight.check("commit")
        let rows = try simple("commit", name: "commit", isProtected: true)
        guard rows.commandTag != "ROLLBACK" else {
            throw Self.rolledBackCommit
        }
    }

    /// Undoes the open transaction; does nothing when none is open.
    ///
    /// Never refused by a cancellation.
    public mutating func rollback() throws(PostgresError) {
        guard isInTransaction else { return }
        _ = try simple("rollback", name: "rollback", isProtected: true)
    }

    private mutating func simple(
        _ sql: String, name: String?, isProtected: Bool = false
    ) throws(PostgresError) -> Rows {
        try start(name, isProtected: isProtected)
        defer { finish() }
        guard unsafe PQsendQuery(raw, sql) == 1 else { throw sendFailure(name) }
        return try readResults(name)
    }

    private mutating func queryOnce(_ statement: Statement) throws(PostgresError) -> Rows {
        try start(statement.name)
        defer { finish() }
        var name: String?
        if options.preparesStatements, statement.isPrepared { name = try preparedName(of: statement) }
        guard send(statement, parameters, name) else { throw sendFailure(statement.name) }
        return try readResults(statement.name)
    }

    /// Prepares the statement if this connection has not yet; nil when too many are prepared already.
    private mutating func preparedName(of statement: Statement) throws(PostgresError) -> String? {
        let types = parameters.types
        if let name = prepared.serverName(of: statement, types: types) { return name }
        guard prepared.count < StatementCache.limit else { return nil }
        let name = prepared.makeServerName(statement, types: types)
        guard unsafe PQsendPrepare(raw, name, statement.sql, Int32(types.count), types) == 1 else {
            throw sendFailure(statement.name)
        }
        do throws(PostgresError) {
            _ = try readResults(statement.name)
        } catch {
            // A pooler gave us a server session in which this very statement is prepared already: the name holds its hash.
            // In a transaction that is an error all the same, but the next attempt finds the statement.
            guard error.state == .duplicatePreparedStatement else { throw error }
            guard !isInTransaction else {
                prepared.insert(statement, types: types, serverName: name)
                throw error
            }
        }
        prepared.insert(statement, types: types, serverName: name)
        return name
    }

    /// Opens the bracket round one exchange with the server.
    mutating func start(_ statement: String?, isProtected: Bool = false) throws(PostgresError) {
        guard unsafe raw != nil else { throw Self.disconnected(statement) }
        try flight.begin(statement, isProtected: isProtected)
    }

    /// Closes the bracket.
    mutating func finish() {
        flight.end()
    }

    /// Sends and reads all results of one statement; returns the last, or throws the first error.
    mutating func readResults(_ statement: String?) throws(PostgresError) -> Rows {
        do throws(PostgresError) {
            try flush()
            var rows: Rows?
            var failure: PostgresError?
            while let result = unsafe try nextResult() {
                let owned = unsafe Rows(owning: result, statement: statement)
                switch unsafe PQresultStatus(result) {
                case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                    rows = consume owned
                case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                    failure = failure ?? Self.copyRefusal(statement)
                    try leaveCopy(unsafe PQresultStatus(result))
                default:
                    failure = unsafe failure ?? PostgresError(result: result, statement: statement)
                }
            }
            if let failure { throw failure }
            guard let rows = rows.take() else {
                throw lost(connectionMessage(), statement)
            }
            return rows
        } catch {
            throw settled(error, statement)
        }
    }

    /// Gives an error the kind and statement it deserves, and closes the connection when it is lost.
    mutating func settled(_ error: PostgresError, _ statement: String?) -> PostgresError {
        var error = error
        error.statement = error.statement ?? statement
        let isBad = unsafe PQstatus(raw) == CONNECTION_BAD
        // After a failed wait the answer is still to come: the connection is of no use either.
        if isBad || error.kind == .connectionLost || error.kind == .system {
            error.kind = .connectionLost
            close()
        }
        return error
    }

    /// The error for a statement that libpq would not even send.
    mutating func sendFailure(_ statement: String?) -> PostgresError {
        let message = connectionMessage()
        guard unsafe PQstatus(raw) == CONNECTION_OK else { return lost(message, statement) }
        return PostgresError(kind: .usage, message: message, statement: statement)
    }

    func connectionMessage() -> String {
        let message = unsafe raw.map { unsafe String(cString: PQerrorMessage($0)).trimmedLine } ?? ""
        return message.isEmpty ? "the connection to the server was lost" : message
    }

    /// Ends a COPY that nobody asked for here.
    func leaveCopy(_ status: ExecStatusType) throws(PostgresError) {
        if status == PGRES_COPY_IN {
            _ = unsafe PQputCopyEnd(raw, "COPY is not part of this call")
            try flush()
        } else if status == PGRES_COPY_OUT {
            var memory: UnsafeMutablePointer<CChar>?
            while unsafe PQgetCopyData(raw, &memory, 0) >= 0 { unsafe PQfreemem(memory) }
        }
    }

    /// What a commit answers when all it could do was to roll back.
    static var rolledBackCommit: PostgresError {
        PostgresError(
            kind: .server, state: .inFailedSQLTransaction,
            message: "the transaction was rolled back instead of committed, since a statement in it had failed",
            statement: "commit")
    }

    private static func copyRefusal(_ statement: String?) -> PostgresError {
        PostgresError(
            kind: .usage, message: "COPY between client and server is not possible in this call",
            hint: "Use copyIn or copyOut.", statement: statement)
    }
}
