// SPDX-License-Identifier: Apache-2.0

internal import Setup
package import Tracking

/// One picture of an execution at work: a line for each step, with a bar for those that run.
package struct LiveFrame: Sendable {
    let report: Report
    let console: Console
    /// Why this may be stale, such as “connection lost, retrying (3)”.
    let trouble: String?

    package init(_ report: Report, _ console: Console, trouble: String? = nil) {
        self.report = report
        self.console = console
        self.trouble = trouble
    }

    package func lines(forError: Bool) -> [String] {
        let (wording, language, execution) = (console.wording, console.language, report.summary)
        let symbol = console.painted(
            wording.symbol(execution.status.rawValue, execution.colour), execution.colour, isBold: true,
            forError: forError)
        let elapsed = execution.durationSeconds ?? execution.elapsedSeconds
        let time = elapsed.map { language("elapsed", "écoulé") + " " + wording.took($0) } ?? wording.status(execution)
        let live = trouble ?? LocalTime.now.clock
        let dot = wording.isASCII ? " - " : " · "
        let name = "\(execution.label)  \(execution.shortID)".cut(to: max(20, console.columns - 34))
        var lines = ["\(symbol) \(name)   \(time)\(dot)\(live)"]
        let width = min(26, max(12, console.columns / 4))
        for step in report.steps {
            let mark = console.painted(wording.symbol(step.status, step.colour), step.colour, forError: forError)
            let title = step.title.cut(to: width).padded(to: width)
            let head = " \(mark) \(step.number)/\(execution.stepCount)  \(title)  "
            lines.append(head + state(of: step, width: console.columns - head.width))
        }
        let problems = wording.problems(execution)
        if !problems.isEmpty {
            lines.append(
                " " + console.painted("\(wording.isASCII ? "[!!]" : "▲") \(problems)", .yellow, forError: forError))
        }
        return lines
    }

    private func state(of step: StepReport, width: Int) -> String {
        switch step.status {
        case "running", "stopping":
            Bar(step.progress, console.wording).line(width: width, barWidth: width < 60 ? 12 : 24)
        case "waiting": report.summary.hasEnded ? "–" : console.wording.stepStatus(step)
        case "completed": console.wording.took(step.seconds ?? 0)
        // What failed or was stopped keeps its true value.
        default: "\(console.wording.amount(step.progress))   \(console.wording.took(step.seconds ?? 0))"
        }
    }
}

/// Draws frames one over the other, on the messages' terminal.
package final class LivePicture {
    private let console: Console
    private var height = 0

    package init(_ console: Console) {
        self.console = console
    }

    /// Replaces the frame before.
    package func draw(_ lines: [String]) {
        var text = height > 0 ? "\u{1b}[\(height)A\r" : ""
        for line in lines { text += "\u{1b}[2K\(line)\n" }
        // A shorter frame leaves nothing of a longer one.
        if lines.count < height { text += "\u{1b}[J" }
        console.raw(text, toError: true)
        height = lines.count
    }

    /// Takes the frame away.
    package func clear() {
        if height > 0 { console.raw("\u{1b}[\(height)A\r\u{1b}[J", toError: true) }
        height = 0
    }
}
