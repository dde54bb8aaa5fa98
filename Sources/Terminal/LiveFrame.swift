// SPDX-License-Identifier: Apache-2.0

internal import Setup
package import Tracking

/// One picture of an execution at work: a line for each step, with a bar for those that run.
package struct LiveFrame: Sendable {
    let report: Report
    let console: Console
    let look: Follower.Look
    /// Totals that have grown a moment ago, by the step's number.
    let raised: [Int: Int64]
    /// The width to draw for.
    let columns: Int

    package init(
        _ report: Report, _ console: Console, _ look: Follower.Look = .init(), raised: [Int: Int64] = [:],
        columns: Int? = nil
    ) {
        self.columns = columns ?? console.columns
        self.report = report
        self.console = console
        self.look = look
        self.raised = raised
    }

    private var wording: Wording { console.wording }
    private var execution: ExecutionSummary { report.summary }

    /// All of it: headline, steps, problems.
    package func lines(forError: Bool) -> [String] {
        var lines = [headline(forError)]
        let width = min(26, max(12, columns / 4))
        for step in report.steps {
            let mark = wording.symbol(step.status, step.colour)
            let title = wording.title(step).cut(to: width, ellipsis: wording.ellipsis).padded(to: width)
            let head = "\(step.number)/\(execution.stepCount)  " + (columns < 40 ? "" : "\(title)  ")
            lines.append(
                " \(console.painted(mark, step.colour, forError: forError)) \(head)"
                    + state(of: step, width: columns - mark.width - head.width - 2))
        }
        return lines + problems(forError)
    }

    /// Headline and the step at work, where there is not room for more.
    package func shortLines(forError: Bool) -> [String] {
        let lines = [headline(forError)]
        guard !execution.hasEnded, let step = report.currentStep, step.status != "waiting" else { return lines }
        let head = "   \(step.number)/\(execution.stepCount)  "
        return lines + [head + state(of: step, width: columns - head.width)]
    }

    /// Symbol, label and id at the left; time and freshness at the right.
    private func headline(_ forError: Bool) -> String {
        let language = console.language
        let symbol = wording.symbol(execution.status.rawValue, execution.colour)
        let elapsed = execution.durationSeconds ?? execution.elapsedSeconds
        let state =
            elapsed.map {
                execution.status == .running || execution.status == .starting
                    ? language("elapsed", "écoulé") + " " + wording.took($0)
                    : wording.status(execution) + " " + wording.took($0)
            } ?? wording.status(execution)
        let right = execution.hasEnded ? state : state + wording.dot + freshness
        let room = max(12, columns - symbol.width - right.width - 4)
        let name = "\(wording.label(execution))  \(execution.shortID)"
        let left =
            name.width <= room
            ? name
            : wording.label(execution).cut(to: max(4, room - 10), ellipsis: wording.ellipsis) + "  \(execution.shortID)"
        let line = "\(left.padded(to: room))   \(right)".cut(to: columns - symbol.width - 1, ellipsis: wording.ellipsis)
        return "\(console.painted(symbol, execution.colour, isBold: true, forError: forError)) \(line)"
    }

    /// Whether this is the present: `live · 10:02:16`, `connection lost, retrying (3) · as of 12:03:11`.
    private var freshness: String {
        let clock = look.readAt.map { LocalTime($0).clock }
        guard look.isStale else { return [wording.live, clock].compactMap { $0 }.joined(separator: wording.dot) }
        let asOf = clock.map { wording.asOf($0) }
        guard look.attempt > 0 else { return asOf ?? wording.live }
        return [wording.connectionLost(attempt: look.attempt), asOf].compactMap { $0 }.joined(separator: wording.dot)
    }

    private func problems(_ forError: Bool) -> [String] {
        var lines: [String] = []
        let text = wording.problems(execution)
        if !text.isEmpty {
            let colour: Colour = execution.errors > 0 ? .red : .yellow
            let mark = wording.symbol("completed", colour)
            var line = "\(mark) \(text)"
            if let last = look.lastWarnings[execution.number]?.first {
                line += "   " + console.language("last:", "dernier :") + " " + Self.text(of: last, wording)
            }
            lines.append(
                " "
                    + console.painted(
                        line.cut(to: columns - 1, ellipsis: wording.ellipsis), colour, forError: forError))
        }
        if !execution.hasEnded, look.jobsWithoutWorker.contains(execution.job) {
            lines.append(
                " "
                    + wording.nobodyTakes(execution.job).cut(to: columns - 1, ellipsis: wording.ellipsis))
        }
        return lines
    }

    /// `row 6 044 “size”: unknown option XXL`.
    static func text(of line: Watching.Line, _ wording: Wording) -> String {
        let place = [
            line.row.map { wording.language("row", "ligne") + " " + wording.grouped($0) },
            line.field.map { wording.quoted($0) },
        ].compactMap { $0 }.joined(separator: " ")
        return (place.isEmpty ? "" : place + wording.colon)
            + wording.bare(line.message, row: nil, field: line.field)
    }

    private func state(of step: StepReport, width: Int) -> String {
        switch step.status {
        case "running", "stopping", "paused":
            Bar(step.progress, wording).line(
                width: width, barWidth: width < 60 ? 12 : 24, raised: raised[step.number])
        case "waiting": execution.hasEnded && !step.wasNotRun ? wording.nothing : wording.stepStatus(step)
        case "completed": wording.took(step.seconds ?? 0)
        // What failed or was stopped keeps its true value.
        default:
            [
                step.progress.percent.map { "\($0) %" }, wording.amount(step.progress), wording.took(step.seconds ?? 0),
            ].compactMap { $0 }.joined(separator: "   ").cut(to: width, ellipsis: wording.ellipsis)
        }
    }
}
