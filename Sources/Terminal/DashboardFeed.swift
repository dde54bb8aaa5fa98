// SPDX-License-Identifier: Apache-2.0

package import Postgres
internal import Setup
package import Tracking

/// Reads the dashboard again and again, until it is cancelled or the connection is lost for good.
///
/// When the database says that something has changed (LISTEN), at most every half second; without a word every two seconds.
package struct DashboardFeed: Sendable {
    let session: Session

    private static let leastGap: Duration = .milliseconds(500)
    private static let pollGap: Duration = .seconds(2)
    private static let patience: Duration = .seconds(60)

    package init(session: Session) { self.session = session }

    /// What was seen last.
    package struct Look: Sendable {
        package var dashboard: Dashboard?
        /// Whether it was read just now; else there is trouble, or the window was resized.
        package var isNew = false
        /// Attempts to connect again; 0: connected.
        package var attempt = 0
    }

    /// Goes on for ever; `see` is called after each look, and about every 100 ms in between.
    package func follow(see: (Look) async throws -> Void) async throws {
        let signal = ProgressSignal()
        // Where no listener can be had, as on a standby, polling does.
        let listener = try? Listener(await session.options, channels: ["chantier_progress"]) { signal.receive($0) }
        defer { listener?.stop() }
        var look = Look()
        var freshAt = ContinuousClock.now
        while true {
            let lookedAt = ContinuousClock.now
            do {
                if look.attempt > 0 { try await session.reconnect() }
                look = Look(dashboard: try await session.perform { db in try Dashboard.read(on: db) }, isNew: true)
                freshAt = lookedAt
            } catch let error as PostgresError where error.isTransient {
                look.attempt += 1
                look.isNew = false
                guard lookedAt - freshAt < Self.patience else {
                    let language = Language.current
                    throw ProgramFailure(
                        language(
                            "the connection to PostgreSQL was lost for good",
                            "la connexion à PostgreSQL est définitivement perdue"),
                        reason: error.message, code: .noConnection)
                }
            }
            try await see(look)
            look.isNew = false
            let pause: Duration =
                look.attempt > 0 ? .milliseconds(min(5_000, 125 << min(look.attempt, 5))) : Self.pollGap
            while true {
                try await Task.sleep(for: .milliseconds(100))
                let gap = ContinuousClock.now - lookedAt
                if gap >= pause || look.attempt == 0 && gap >= Self.leastGap && signal.take() { break }
                try await see(look)
            }
        }
    }
}

/// The dashboard on the terminal's second screen, kept up to date.
package struct DashboardWatch: Sendable {
    let context: Context
    let session: Session
    let times: TimeStyle?

    package init(_ context: Context, session: Session, times: TimeStyle?) {
        self.context = context
        self.session = session
        self.times = times
    }

    /// Runs until Ctrl-C, which leaves the last picture on the first screen.
    package func run() async throws {
        let console = context.console
        let alternate = AlternateScreen(console)
        Interrupts.setLastAct { alternate.leave() }
        alternate.enter()
        defer { alternate.leave() }
        var drawnColumns = 0
        var drawnAttempt = 0
        try await DashboardFeed(session: session).follow { look in
            guard let dashboard = look.dashboard else { return }
            guard look.isNew || drawnColumns != console.columns || drawnAttempt != look.attempt else { return }
            (drawnColumns, drawnAttempt) = (console.columns, look.attempt)
            let trouble =
                look.attempt == 0
                ? nil
                : console.language(
                    "connection lost, retrying (\(look.attempt))", "connexion perdue, nouvel essai (\(look.attempt))")
            let lines = DashboardScreen(dashboard, Screen(console, times: times), trouble: trouble).lines()
            alternate.draw(lines, kept: lines)
        }
    }
}
