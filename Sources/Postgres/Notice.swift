// SPDX-License-Identifier: Apache-2.0

internal import CLibpq

/// A warning, notice or debug message that the server sent beside a result.
public struct Notice: Sendable, Hashable {
    /// The server's word: WARNING, NOTICE, INFO, LOG or DEBUG.
    public let severity: String
    /// The SQLSTATE, `00000` for most.
    public let state: SQLState?
    /// The text.
    public let message: String
}

/// What libpq's notice callback points to.
///
/// Owned by its connection, which outlives every call of the callback.
final class NoticeReceiver: Sendable {
    private let handler: (@Sendable (Notice) -> Void)?

    init(_ handler: (@Sendable (Notice) -> Void)?) { self.handler = handler }

    /// Makes libpq hand its notices over; without a handler they are dropped, never printed.
    func attach(to connection: OpaquePointer) {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        _ = unsafe PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context = unsafe context, let result = unsafe result else { return }
                let receiver = unsafe Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue()
                guard let handler = receiver.handler else { return }
                let error = unsafe PostgresError(result: result, statement: nil)
                let severity = unsafe PQresultErrorField(result, Int32(UInt8(ascii: "V")))
                handler(
                    Notice(
                        severity: unsafe severity.map { unsafe String(cString: $0) } ?? "NOTICE", state: error.state,
                        message: error.message))
            }, context)
    }
}
