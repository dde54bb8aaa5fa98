// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Listens to channels on a thread and connection of its own, and connects again when it is lost.
///
/// Needs a direct connection: a transaction pooler loses LISTEN. Notifications are hints: one that is sent while there is no
/// connection is lost, so look for yourself at each `.listening`, and poll besides.
public final class Listener: Sendable {
    /// What a listener tells.
    public enum Event: Sendable, Hashable {
        /// It listens, for the first time or again: what was sent before may have been missed.
        case listening
        /// A notification came.
        case notification(Notification)
        /// There is no connection, for this reason; it tries again after a pause.
        case disconnected(PostgresError)
    }

    private let core: Core

    /// Starts listening; `handler` is called on the listener's thread and should not block for long.
    ///
    /// A server that cannot be reached is no error but an event. Dropping the listener stops it.
    public init(
        _ options: ConnectionOptions, channels: [String], name: String = "listener",
        handler: @escaping @Sendable (Event) -> Void
    ) throws(PostgresError) {
        let core = Core(options: options, channels: channels, handler: handler, flight: try Flight())
        _ = try NativeThread(name: name) { core.run() }
        self.core = core
    }

    deinit { core.stop() }

    /// Stops listening; returns at once.
    ///
    /// An event already on its way may still come.
    public func stop() { core.stop() }

    /// The events as a sequence, which ends the listener when nobody reads it any more.
    ///
    /// A reader that falls behind by more than 256 events misses the oldest.
    public static func events(
        _ options: ConnectionOptions, channels: [String], name: String = "listener"
    ) throws(PostgresError) -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(256))
        let listener = try Listener(options, channels: channels, name: name) { continuation.yield($0) }
        continuation.onTermination = { _ in listener.stop() }
        return stream
    }

    /// What the thread holds.
    ///
    /// Apart from `Listener`, so that dropping the latter stops the thread.
    private final class Core: Sendable {
        private let options: ConnectionOptions
        private let channels: [String]
        private let handler: @Sendable (Event) -> Void
        /// Its wake handle ends every wait, also that for a connection.
        private let flight: Flight
        private let isStopped = Mutex(false)
        /// How long silence may last before the connection is tried by a statement.
        private static let silenceLimit: Duration = .seconds(60)

        init(
            options: ConnectionOptions, channels: [String], handler: @escaping @Sendable (Event) -> Void, flight: Flight
        ) {
            var options = options
            options.answerLimit = options.answerLimit ?? .seconds(20)
            self.options = options
            self.channels = channels
            self.handler = handler
            self.flight = flight
        }

        func stop() {
            isStopped.withLock { $0 = true }
            flight.cancel(refusingFurther: true)
        }

        func run() {
            var backoff = Backoff()
            while !isStopped.withLock({ $0 }) {
                do throws(PostgresError) {
                    var connection = Connection(disconnected: options, flight: flight)
                    try connection.reconnect()
                    for channel in channels { try connection.run(script: "listen \(quoteIdentifier(channel))") }
                    backoff.reset()
                    handler(.listening)
                    try listen(&connection)
                } catch {
                    // Being stopped shows as a cancelled attempt.
                    if isStopped.withLock({ $0 }) { return }
                    handler(.disconnected(error))
                    _ = flight.wake.wait(timeout: backoff.next())
                }
            }
        }

        /// Hands notifications over until it is stopped; throws when the connection is lost.
        private func listen(_ connection: inout Connection) throws(PostgresError) {
            while !isStopped.withLock({ $0 }) {
                switch try connection.waitForNotification(timeout: Self.silenceLimit, wake: flight.wake) {
                case .notification(let notification): handler(.notification(notification))
                case .woken: continue
                case .timeout: try connection.run(script: "select 1")
                }
            }
        }
    }
}
