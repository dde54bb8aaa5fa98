// SPDX-License-Identifier: Apache-2.0

package import Postgres
package import Setup
package import Tracking

/// Reads executions again and again until they have ended, over lost connections too.
///
/// Four looks a second while somebody watches, one where nobody does. A lost connection is made again with growing pauses; what was
/// read last is never passed off as fresh; only a minute without an answer ends it.
package struct Follower: Sendable {
    let session: Session
    /// Between two looks.
    let interval: Duration
    /// How long to go on; nil: to the end.
    let limit: Duration?
    private let patience: Duration = .seconds(60)

    package init(session: Session, interval: Duration, limit: Duration? = nil) {
        self.session = session
        self.interval = interval
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

    /// Follows to the end of all and returns their last reports. `see` is told of each look, and may look further itself.
    package func follow(
        _ ids: [UUIDBytes], see: (Look, Session) async throws -> Void
    ) async throws -> [Report] {
        let begin = ContinuousClock.now
        var last: [Report] = []
        var attempts = 0
        var lostAt: ContinuousClock.Instant?
        while true {
            let elapsed = ContinuousClock.now - begin
            do {
                if attempts > 0 { try await session.reconnect() }
                last = try await session.perform { db in
                    try ids.compactMap { id in try Report.read(id, on: db) }
                }
                guard last.count == ids.count else {
                    throw ProgramFailure(
                        "cannot follow it any more", reason: "the execution is not there any more.", code: .notFound)
                }
                (attempts, lostAt) = (0, nil)
                try await see(Look(reports: last, elapsed: elapsed), session)
                if last.allSatisfy(\.summary.hasEnded) { return last }
            } catch let error as PostgresError where error.isTransient {
                attempts += 1
                let since = lostAt ?? ContinuousClock.now
                lostAt = since
                guard ContinuousClock.now - since < patience else {
                    throw ProgramFailure(
                        "the connection to PostgreSQL was lost for good", reason: error.message,
                        action: "the execution goes on without us: look again with “tracker show @latest”.", code: .noConnection)
                }
                let trouble = "connection lost, retrying (\(attempts))"
                if !last.isEmpty { try await see(Look(reports: last, trouble: trouble, elapsed: elapsed), session) }
                try await Task.sleep(for: .milliseconds(min(5_000, 250 << min(attempts, 5))))
            }
            if let limit, elapsed > limit { throw ExitStatus.timeout }
            try await Task.sleep(for: interval)
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
