// SPDX-License-Identifier: Apache-2.0

package import Postgres
package import Setup
internal import Synchronization
package import Tracking

/// Reads executions again and again until they have ended, over lost connections too.
///
/// The database says when something has changed (LISTEN); without a word it is asked every two seconds, at most four times a second.
/// A lost connection is made again with growing pauses; what was read before is never passed off as fresh; only a minute without
/// an answer ends it.
package struct Follower: Sendable {
    let session: Session
    /// How long to go on; nil: to the end.
    let limit: Duration?

    private static let patience: Duration = .seconds(60)
    private static let leastGap: Duration = .milliseconds(250)
    private static let pollGap: Duration = .seconds(2)

    package init(session: Session, limit: Duration? = nil) {
        self.session = session
        self.limit = limit
    }

    /// What was seen.
    package struct Look: Sendable {
        package var reports: [Report]
        /// Why this is not fresh; nil when it is.
        package var trouble: String?
        /// Since the first look.
        package var elapsed: Duration
    }

    /// Follows to the end of all and returns their last reports; `see` is told of each look, and may look further itself.
    ///
    /// Throws `ExitStatus.timeout` when the limit is reached.
    package func follow(_ ids: [UUIDBytes], see: (Look, Session) async throws -> Void) async throws -> [Report] {
        let signal = ProgressSignal()
        // Where no listener can be had, polling does.
        let listener = try? Listener(await session.options, channels: ["chantier_progress"]) { signal.receive($0) }
        defer { listener?.stop() }
        let begin = ContinuousClock.now
        var last: [Report] = []
        var attempts = 0
        var lostAt = begin
        while true {
            let lookedAt = ContinuousClock.now
            do {
                if attempts > 0 { try await session.reconnect() }
                last = try await session.perform { db in try ids.compactMap { id in try Report.read(id, on: db) } }
                attempts = 0
                guard last.count == ids.count else {
                    throw ProgramFailure(
                        "cannot follow it any more", reason: "the execution is not there any more.", code: .notFound)
                }
                signal.follow(last.map(\.summary.number))
                try await see(Look(reports: last, elapsed: lookedAt - begin), session)
                if last.allSatisfy(\.summary.hasEnded) { return last }
            } catch let error as PostgresError where error.isTransient {
                if attempts == 0 { lostAt = lookedAt }
                attempts += 1
                guard lookedAt - lostAt < Self.patience else {
                    throw ProgramFailure(
                        "the connection to PostgreSQL was lost for good", reason: error.message,
                        action: "the execution goes on without us: look again with “tracker show @latest”.",
                        code: .noConnection)
                }
                if !last.isEmpty {
                    let trouble = "connection lost, retrying (\(attempts))"
                    try await see(Look(reports: last, trouble: trouble, elapsed: lookedAt - begin), session)
                }
                try await Task.sleep(for: .milliseconds(min(5_000, 125 << min(attempts, 5))))
                continue
            }
            if let limit, lookedAt - begin >= limit { throw ExitStatus.timeout }
            try await waitForChange(signal, since: lookedAt, until: limit.map { begin + $0 })
        }
    }

    /// Until something has changed, or it is time to ask anyway.
    private func waitForChange(
        _ signal: ProgressSignal, since lookedAt: ContinuousClock.Instant, until end: ContinuousClock.Instant?
    ) async throws {
        while true {
            try await Task.sleep(for: .milliseconds(50))
            let now = ContinuousClock.now
            if let end, now >= end { return }
            if now - lookedAt >= Self.pollGap { return }
            if now - lookedAt >= Self.leastGap, signal.take() { return }
        }
    }
}

/// Whether the database has said that one of some executions has changed.
private final class ProgressSignal: Sendable {
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

extension ExitStatus {
    /// The code for how executions ended: the worst of failed, then stopped, else done.
    package init(of reports: [Report]) {
        if reports.contains(where: { $0.summary.colour == .red }) {
            self = .failed
        } else if reports.contains(where: { $0.summary.colour == .grey }) {
            self = .stopped
        } else {
            self = .done
        }
    }
}
