// SPDX-License-Identifier: Apache-2.0

internal import CLibpq
internal import Glibc

/// One connection, used by one thread at a time; every call blocks that thread until the server has answered.
///
/// For plain threads such as a heartbeat. Code in tasks uses a `Session`, which keeps a connection on a thread of its own:
/// a call from Swift's cooperative pool would take one of its few threads away.
@safe public struct Connection: ~Copyable {
    /// libpq's connection; nil when it is closed or lost.
    var raw: OpaquePointer?
    /// How the connection was made and will be made again.
    public let options: ConnectionOptions
    let flight: Flight
    let notices: NoticeReceiver
    var prepared = StatementCache()
    var parameters = Parameters()

    /// Connects, or throws with kind `.connectionFailed`.
    public static func connect(_ options: ConnectionOptions) throws(PostgresError) -> Connection {
        var connection = try Connection(disconnected: options)
        try connection.reconnect()
        return connection
    }

    /// Makes a connection that is not connected yet.
    package init(disconnected options: ConnectionOptions) throws(PostgresError) {
        self.init(disconnected: options, flight: try Flight())
    }

    /// Makes a connection that is not connected yet and can be cancelled by a flight that others know.
    init(disconnected options: ConnectionOptions, flight: Flight) {
        unsafe raw = nil
        self.options = options
        self.flight = flight
        notices = NoticeReceiver(options.onNotice)
    }

    deinit { unsafe PQfinish(raw) }

    /// Whether there is a connection, as far as the last statement could tell.
    public var isConnected: Bool { unsafe raw != nil && PQstatus(raw) == CONNECTION_OK }

    /// Whether the connection of an idle client still stands, as far as its socket tells without waiting.
    var isAlive: Bool {
        guard isConnected else { return false }
        // What arrives unasked is a notice, a notification, or the end. The end comes behind a last message, so read on
        // until nothing is left.
        while true {
            guard let ready = unsafe try? Self.wait(raw, for: Int16(POLLIN), wake: nil, milliseconds: 0) else {
                return false
            }
            guard ready != 0 else { return unsafe PQstatus(raw) == CONNECTION_OK }
            guard unsafe PQconsumeInput(raw) == 1 else { return false }
        }
    }

    /// Whether a transaction is open, failed or not.
    public var isInTransaction: Bool {
        let status = unsafe PQtransactionStatus(raw)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    /// Whether the open transaction has failed and can only be rolled back.
    public var isInFailedTransaction: Bool { unsafe PQtransactionStatus(raw) == PQTRANS_INERROR }

    /// The server's process for this connection, for `pg_terminate_backend` and `pg_locks`; nil without a connection.
    public var serverProcess: Int32? { isConnected ? unsafe PQbackendPID(raw) : nil }

    /// The server's version; nil without a connection.
    public var serverVersion: ServerVersion? {
        isConnected ? unsafe ServerVersion(number: Int(PQserverVersion(raw))) : nil
    }

    /// The host that was reached, of several; nil without a connection.
    public var connectedHost: String? {
        guard isConnected, let host = unsafe PQhost(raw) else { return nil }
        return unsafe String(cString: host)
    }

    /// The port that was reached, of several; nil without a connection.
    public var connectedPort: String? {
        guard isConnected, let port = unsafe PQport(raw) else { return nil }
        return unsafe String(cString: port)
    }

    /// A handle that cancels this connection's running statement from any thread.
    public func makeCanceller() -> Canceller? { isConnected ? Canceller(flight) : nil }

    /// Closes the connection; an open transaction is rolled back by the server.
    public mutating func close() {
        unsafe flight.adopt(connection: nil)
        unsafe PQfinish(raw)
        unsafe raw = nil
        prepared.removeAll()
    }

    /// Closes the connection, if there is one, and makes a new one with the same options.
    public mutating func reconnect() throws(PostgresError) {
        close()
        try flight.check("connect")
        let opened = unsafe try Self.open(options, notices: notices, flight: flight)
        unsafe raw = unsafe opened
        unsafe flight.adopt(connection: opened)
    }
}
