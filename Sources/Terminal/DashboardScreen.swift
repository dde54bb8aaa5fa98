// SPDX-License-Identifier: Apache-2.0

internal import Postgres
internal import Setup
package import Tracking

/// The dashboard on a terminal: one screen.
package struct DashboardScreen: Sendable {
    let dashboard: Dashboard
    let screen: Screen
    /// Why this may be stale, such as “connection lost, retrying (3)”; nil: it is fresh.
    let trouble: String?

    package init(_ dashboard: Dashboard, _ screen: Screen, trouble: String? = nil) {
        self.dashboard = dashboard
        self.screen = screen
        self.trouble = trouble
    }

    private var wording: Wording { screen.wording }
    private var language: Language { screen.language }
    private var width: Int { screen.console.columns }

    package func lines() -> [String] {
        ([head()] + counts() + dashboard.live.map(live) + [""] + operations() + [""] + week()
            + next().split(separator: "\n").map(String.init))
    }

    private func head() -> String {
        let place =
            "\(wording.visible(dashboard.person)) \(wording.isASCII ? "-" : "·") \(wording.visible(dashboard.database))"
        let time = LocalTime(dashboard.readAt).long(language)
        let state = trouble.map { language("as of \(time): \($0)", "état de \(time) : \($0)") } ?? time
        return [place, state].joined(separator: wording.dot).cut(to: width, ellipsis: wording.ellipsis)
    }

    /// `RUNNING 1   PAUSED 1   QUEUED 1 (position 4)   UNREAD 2`.
    private func counts() -> [String] {
        var waiting = "\(language("QUEUED", "EN ATTENTE")) \(wording.grouped(dashboard.queued))"
        if let place = dashboard.live.compactMap(\.summary.queuePosition).min() {
            waiting += " (position \(wording.grouped(place)))"
        }
        let unread =
            dashboard.unread > Dashboard.mostUnread
            ? "> \(wording.grouped(Dashboard.mostUnread))" : wording.grouped(dashboard.unread)
        let paused =
            dashboard.paused > 0 ? "\(language("PAUSED", "EN PAUSE")) \(wording.grouped(dashboard.paused))" : nil
        let parts = [
            "\(language("RUNNING", "EN COURS")) \(wording.grouped(dashboard.running))", paused, waiting,
            "\(language("UNREAD", "NON LUES")) \(unread)",
        ]
        return screen.packed(parts.compactMap(\.self), separator: "   ")
    }

    /// One that has not ended: its label, and the bar of its step or the word for its state.
    private func live(_ entry: ExecutionList.Entry) -> String {
        let execution = entry.summary
        let symbol = wording.symbol(execution.status.rawValue, execution.colour)
        let place = "  \(execution.step)/\(execution.stepCount)  "
        let step = entry.step.flatMap { $0.isUnderWay ? $0 : nil }
        // The title gives way to how long it takes.
        let room = width - symbol.width - 1 - place.width
        let least = step.map { Bar($0.progress, wording).leastWidth } ?? wording.status(execution).width
        let titleWidth = max(12, min(32, width / 3, room - least))
        let title = PlainLine.cell(wording.label(execution)).cut(to: titleWidth, ellipsis: wording.ellipsis)
            .padded(to: titleWidth)
        let rest = max(10, room - titleWidth)
        let state =
            if let step {
                Bar(step.progress, wording).line(width: rest, barWidth: rest < 50 ? 10 : 20)
            } else {
                wording.status(execution).cut(to: rest, ellipsis: wording.ellipsis)
            }
        return "\(screen.console.painted(symbol, execution.colour)) \(title)\(place)\(state)"
    }

    private func operations() -> [String] {
        let title = language("LAST OPERATIONS", "DERNIÈRES OPÉRATIONS")
        guard !dashboard.lastOperations.isEmpty else {
            return [title, "  " + language("None yet.", "Aucune pour l'instant.")]
        }
        var table = Table([
            .init("", dropOrder: 2), .init(""), .init("", dropOrder: 1), .init("", mayShrink: true), .init(""),
            .init("", isRight: true, dropOrder: 0), .init(""),
        ])
        for execution in dashboard.lastOperations.map(\.summary) {
            let symbol = wording.symbol(execution.status.rawValue, execution.colour)
            let seconds = execution.durationSeconds ?? execution.elapsedSeconds
            table.add([
                .init(screen.moment(execution.startedAt ?? execution.queuedAt, age: execution.ageSeconds)),
                screen.cell(symbol, execution.colour), .init(wording.kind(execution.kind)),
                .init(PlainLine.cell(wording.label(execution))), problems(execution),
                .init(seconds.map(wording.took) ?? wording.nothing), .init(execution.shortID),
            ])
        }
        return [title] + table.lines(width: width - 2, ellipsis: wording.ellipsis).dropFirst().map { "  " + $0 }
    }

    private func problems(_ execution: ExecutionSummary) -> Table.Cell {
        let number = execution.errors > 0 ? execution.errors : execution.warnings
        let text =
            screen.isNarrow
            ? (number > 0 ? wording.grouped(number) : "") : wording.briefProblems(execution)
        return text.isEmpty ? .init("") : screen.cell(text, execution.colour)
    }

    /// `LAST 7 DAYS  96 ✔  24 ▲  5 ✖   p50 1m10s  p95 13m03s   ▁▂▂▅▃▇▂`.
    private func week() -> [String] {
        let week = dashboard.week
        let title = language("LAST 7 DAYS", "7 DERNIERS JOURS")
        var parts: [String] = []
        for (count, colour) in [
            (week.green, Colour.green), (week.yellow, .yellow), (week.red, .red), (week.stopped, .grey),
        ] where count > 0 || colour != .grey {
            let text = "\(wording.grouped(count)) \(wording.symbol("completed", colour))"
            parts.append(screen.console.painted(text, colour))
        }
        if let median = week.medianSeconds, let p95 = week.p95Seconds {
            let times = " p50 \(wording.took(median))  p95 \(wording.took(p95))"
            if title.width + (parts + [times]).reduce(0, { $0 + 2 + $1.width }) <= width { parts.append(times) }
        }
        if width >= 80, !wording.isASCII { parts.append(" " + Sparkline.text(week.perDay)) }
        return screen.packed([title] + parts, separator: "  ", indent: 2)
    }

    private func next() -> String {
        guard let first = dashboard.live.first?.summary else {
            return screen.next("tracker list", "tracker notifications", "tracker stats")
        }
        return screen.next(wording.next(first, first.shortID), "tracker list", "tracker stats")
    }
}

/// Numbers as bars of one character each.
package enum Sparkline {
    /// The highest is a full bar, nothing the lowest.
    package static func text(_ numbers: [Int64]) -> String {
        let bars = Array("▁▂▃▄▅▆▇█")
        guard let most = numbers.max(), most > 0 else { return String(repeating: "▁", count: numbers.count) }
        return String(numbers.map { number in bars[Int(max(0, number) * Int64(bars.count - 1) / most)] })
    }
}
