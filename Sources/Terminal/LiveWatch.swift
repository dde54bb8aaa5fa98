// SPDX-License-Identifier: Apache-2.0

internal import Glibc
package import Postgres
internal import Setup
package import Tracking

/// Executions on the terminal's second screen, drawn at most four times a second, with keys.
package struct LiveWatch {
    /// What takes the screen.
    enum Mode {
        case bars
        case keys
        case warnings
        /// Asks whether to stop one.
        case stopping(ExecutionSummary)
    }

    static let leastGap: Duration = .milliseconds(250)

    let context: Context
    let session: Session
    let follower: Follower
    let screen: AlternateScreen
    let keyboard: Keyboard?
    var mode = Mode.bars
    /// Which one the keys are for.
    var selected = 0
    /// A sentence below the bars, for some seconds.
    var notice: (text: String, until: Duration)?
    var raised = RaisedTotals()
    private var drawn: Drawn?
    private var drawnAt: Duration = .seconds(-1)

    /// What a frame was drawn for: another one is due when this differs.
    private struct Drawn: Equatable {
        var number: Int
        var attempt: Int
        var isStale: Bool
        var columns: Int
        var rows: Int
        var hasNotice: Bool
    }

    /// Left by a key; the executions go on.
    private struct Left: Error {}

    package init(_ context: Context, session: Session, limit: Duration?, patience: Duration) {
        self.context = context
        self.session = session
        follower = Follower(session: session, limit: limit, patience: patience, warnings: 1)
        screen = AlternateScreen(context.console)
        keyboard = Keyboard()
    }

    var console: Console { context.console }
    var wording: Wording { console.wording }

    /// Follows to the end of all; the last frame stays on the first screen.
    package mutating func run(_ subject: Follower.Subject) async throws -> [Report] {
        let (screen, keyboard) = (screen, keyboard)
        Interrupts.setLastAct {
            screen.leave()
            keyboard?.close()
        }
        screen.enter()
        defer {
            screen.leave()
            keyboard?.close()
            Interrupts.setLastAct(nil)
            Interrupts.setFarewell("")
        }
        var state = self
        do {
            return try await follower.follow(subject) { look in try await state.see(look) }
        } catch is Left {
            screen.leave()
            keyboard?.close()
            console.raw(state.farewell, toError: true)
            throw ExitStatus.interrupted
        }
    }

    /// Every 50 ms: keys, then a frame if one is due.
    private mutating func see(_ look: Follower.Look) async throws {
        if look.number != drawn?.number {
            raised.see(look.reports, at: look.elapsed)
            selected = min(selected, max(0, look.reports.count - 1))
            reports = look.reports
            Interrupts.setFarewell(farewell)
        }
        var isUrgent = false
        for key in keyboard?.pressed() ?? [] {
            isUrgent = true
            if try await press(key, look) == .leave { throw Left() }
        }
        if let until = notice?.until, look.elapsed > until { notice = nil }
        let now = Drawn(
            number: look.number, attempt: look.attempt, isStale: look.isStale, columns: console.columns,
            rows: console.rows, hasNotice: notice != nil)
        let isOver = !look.reports.isEmpty && look.reports.allSatisfy(\.summary.hasEnded)
        guard isUrgent || isOver || now != drawn && look.elapsed - drawnAt >= Self.leastGap else { return }
        (drawn, drawnAt) = (now, look.elapsed)
        screen.draw(Array(lines(look).prefix(console.rows)), kept: bars(look, rows: .max))
    }

    private var reports: [Report] = []

    /// What is said to whoever leaves.
    private var farewell: String {
        let live = reports.map(\.summary).filter { !$0.hasEnded }
        let next = live.count == 1 ? wording.next(live[0], live[0].shortID) : "tracker watch --all"
        let text =
            "\(console.program): \(wording.left(live))\n\(console.language("next:", "ensuite :")) \(next)\n"
        return wording.shown(text)
    }

    enum Turn { case stay, leave }
}
