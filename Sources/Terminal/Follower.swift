// SPDX-License-Identifier: Apache-2.0

package import Postgres
internal import Setup
internal import Synchronization
package import Tracking

/// Reads executions again and again until they have ended, over lost connections and a server's restart too.
///
/// A task of its own reads: when the database says that something has changed (LISTEN), without a word every two seconds, at
/// most four times a second. Whoever follows is asked every 50 ms, so that a picture can follow a resized window or a key even
/// while a read hangs. A lost connection is made again with growing pauses; what was read before is never passed off as fresh.
package struct Follower: Sendable {
    /// What is followed.
    package enum Subject: Sendable {
        case these([UUIDBytes])
        /// All of the person's that run, and those that begin meanwhile; it ends when none runs any more.
        case allRunning
    }

    let session: Session
    /// How long to go on; nil: to the end.
    let limit: Duration?
    /// How long to go on without an answer.
    let patience: Duration
    /// How many of the last warnings are read with each look.
    let warningLimit: SharedNumber

    /// After this long a look is not fresh any more.
    private static let freshness: Duration = .seconds(5)
    private static let tick: Duration = .milliseconds(50)

    package init(session: Session, limit: Duration? = nil, patience: Duration = .seconds(60), warnings: Int = 0) {
        self.session = session
        self.limit = limit
        self.patience = patience
        warningLimit = SharedNumber(warnings)
    }

    /// What was seen.
    package struct Look: Sendable {
        package var reports: [Report] = []
        /// The last warnings of executions at work, by their internal numbers.
        package var lastWarnings: [Int64: [Watching.Line]] = [:]
        /// Jobs that wait and that no live worker takes.
        package var jobsWithoutWorker: Set<String> = []
        /// Counts the looks.
        package var number = 0
        /// Attempts to connect again; 0: connected.
        package var attempt = 0
        /// When it was read; nil: nothing was read yet.
        package var readAt: PostgresTimestamp?
        /// Whether it is too old to pass for the present.
        package var isStale = false
        /// Since the beginning.
        package var elapsed: Duration = .zero
    }

    /// Follows to the end of all and returns their last reports; `see` is called every 50 ms with the newest look, new or not.
    ///
    /// Throws `ExitStatus.timeout` when the limit is reached, and a failure with `.noConnection` when patience is at its end.
    package func follow(_ subject: Subject, see: (Look) async throws -> Void) async throws -> [Report] {
        let signal = ProgressSignal()
        // Where no listener can be had, as on a standby, polling does.
        let listener = try? Listener(await session.options, channels: ["chantier_progress"]) { signal.receive($0) }
        defer { listener?.stop() }
        let feed = Feed()
        let reader = Reader(session: session, subject: subject, feed: feed, signal: signal, warningLimit: warningLimit)
        let reading = Task { await reader.run() }
        defer { reading.cancel() }
        let begin = ContinuousClock.now
        while true {
            let state = feed.state.withLock { $0 }
            let now = ContinuousClock.now
            let silence = now - (state.freshAt ?? begin)
            var look = state.look
            look.elapsed = now - begin
            look.isStale = look.attempt > 0 || silence > Self.freshness
            if let failure = state.failure { throw failure }
            if look.number > 0 || look.attempt > 0 { try await see(look) }
            if state.isOver { return look.reports }
            guard silence < patience else { throw Self.lostForGood(state.reason) }
            if let limit, look.elapsed >= limit { throw ExitStatus.timeout }
            try await Task.sleep(for: Self.tick)
        }
    }

    private static func lostForGood(_ reason: String?) -> ProgramFailure {
        let language = Language.current
        return ProgramFailure(
            language(
                "the connection to PostgreSQL was lost for good",
                "la connexion à PostgreSQL est définitivement perdue"),
            reason: reason ?? language("it does not answer.", "elle ne répond pas."),
            action: language(
                "nothing stops for that: look again with “tracker show @latest”.",
                "rien ne s'arrête pour autant : revoir avec « tracker show @latest »."),
            code: .noConnection)
    }
}

/// What the reading task has found, for whoever follows.
final class Feed: Sendable {
    struct State {
        var look = Follower.Look()
        /// When the look was read, by a clock that nobody sets.
        var freshAt: ContinuousClock.Instant?
        /// Why there is no connection.
        var reason: String?
        var failure: (any Error)?
        var isOver = false
    }

    let state = Mutex(State())
}

/// Whether the database has said that one of some executions has changed.
final class ProgressSignal: Sendable {
    private struct State {
        /// Internal numbers; empty until they are known.
        var executions: Set<Int64> = []
        var isRaised = false
    }

    private let state = Mutex(State())

    func follow(_ executions: [Int64]) { state.withLock { $0.executions = Set(executions) } }

    /// Called on the listener's thread.
    func receive(_ event: Listener.Event) {
        state.withLock { state in
            switch event {
            case .listening: state.isRaised = true
            case .notification(let notification):
                guard let number = Int64(notification.payload) else { return }
                if state.executions.isEmpty || state.executions.contains(number) { state.isRaised = true }
            case .disconnected: break
            }
        }
    }

    func take() -> Bool {
        state.withLock { state in
            defer { state.isRaised = false }
            return state.isRaised
        }
    }
}
