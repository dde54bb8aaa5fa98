// SPDX-License-Identifier: Apache-2.0

public import _Concurrency

/// One connection on one thread of its own.
///
/// A unit of work is a function with an `isolated Session` parameter: it runs on that thread, and its statements are plain
/// synchronous calls there. `perform` takes such a function and hops once:
///
///     let total = try await session.perform { db in
///         try db.execute(Statements.close, order)
///         return try db.query(Statements.total, order).int64(0, 0)
///     }
///
/// Units handed to `perform` run one after the other. Nothing here ever blocks a thread of Swift's cooperative pool.
public actor Session {
    /// The thread; prefer it with `Task(executorPreference: session.thread)` and calls of the session need no hop.
    public nonisolated let thread: JobThread
    /// The name, for people; also the thread's.
    public nonisolated let name: String
    /// Cancels the running statement, from anywhere.
    public nonisolated let canceller: Canceller
    nonisolated let flight: Flight
    var connection: Connection
    var units = UnitQueue()
    /// The schema in which statements run that name another; nil: they run as they are written.
    ///
    /// Who sets it sets it back.
    package var schemaName: SchemaName?

    /// Connects on a thread of its own; throws with kind `.connectionFailed` when there is no way to the server.
    ///
    /// Cancelling the task ends the attempt with an error of kind `.cancelled`.
    public static func connect(
        _ options: ConnectionOptions, name: String = "session"
    ) async throws(PostgresError) -> Session {
        let session = try Session(disconnected: options, name: name)
        do {
            try await withTaskCancellationHandler {
                try await session.reconnect()
            } onCancel: {
                session.flight.cancel(refusingFurther: true)
            }
        } catch let error as PostgresError {
            throw error
        } catch {
            throw PostgresError(kind: .connectionFailed, message: "\(error)")
        }
        session.flight.settle()
        return session
    }

    /// Makes a session with its thread, but without a connection yet: the first `reconnect()` makes one.
    public init(disconnected options: ConnectionOptions, name: String = "session") throws(PostgresError) {
        let connection = try Connection(disconnected: options)
        thread = try JobThread(name: name)
        self.name = name
        flight = connection.flight
        canceller = Canceller(connection.flight)
        self.connection = connection
    }

    // No isolated deinit: importing modules would not compile in release (Swift 6.3, cyclic isolation request). Dropping a session
    // closes its connection wherever it is dropped: one small write to a socket that never blocks and nobody else uses.

    /// The session's thread as its executor.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    /// How the session connects.
    public var options: ConnectionOptions { connection.options }
    /// Whether there is a connection, as far as the last statement could tell.
    public var isConnected: Bool { connection.isConnected }
    /// Whether a transaction is open, failed or not.
    public var isInTransaction: Bool { connection.isInTransaction }
    /// Whether the open transaction has failed and can only be rolled back.
    public var isInFailedTransaction: Bool { connection.isInFailedTransaction }
    /// The server's version; nil without a connection.
    public var serverVersion: ServerVersion? { connection.serverVersion }
    /// The server's process for this session; nil without a connection.
    public var serverProcess: Int32? { connection.serverProcess }
    /// The host that was reached, of several; nil without a connection.
    public var connectedHost: String? { connection.connectedHost }
    /// The port that was reached, of several; nil without a connection.
    public var connectedPort: String? { connection.connectedPort }

    /// Runs a statement and returns its rows.
    public func query(
        _ statement: Statement, _ parameters: (any PostgresEncodable)?...
    ) throws(PostgresError) -> Rows {
        try connection.query(placed(statement), parameters: parameters)
    }

    /// Runs a statement and returns its rows; the parameters as an array.
    public func query(
        _ statement: Statement, parameters: [(any PostgresEncodable)?]
    ) throws(PostgresError) -> Rows {
        try connection.query(placed(statement), parameters: parameters)
    }

    /// Runs a statement and returns how many rows it touched.
    @discardableResult
    public func execute(
        _ statement: Statement, _ parameters: (any PostgresEncodable)?...
    ) throws(PostgresError) -> Int {
        try connection.query(placed(statement), parameters: parameters).affectedCount
    }

    func placed(_ statement: Statement) -> Statement { schemaName?.applied(to: statement) ?? statement }

    /// Runs one or several statements without parameters; the first that fails ends the script.
    ///
    /// Without BEGIN in it, the script is one transaction. COPY is refused.
    public func run(script: String) throws(PostgresError) {
        try connection.run(script: script)
    }

    /// Closes the connection; an open transaction is rolled back by the server.
    public func close() { connection.close() }

    /// Closes the connection, if there is one, and makes a new one on the same thread.
    public func reconnect() throws(PostgresError) { try connection.reconnect() }
}
