// SPDX-License-Identifier: Apache-2.0

internal import Setup
package import Tracking

/// What is said at the end of an execution that was watched: how it ended, what ended it, and the next command.
package struct EndingLines: Sendable {
    let report: Report
    let console: Console

    package init(_ report: Report, _ console: Console) {
        self.report = report
        self.console = console
    }

    package func lines() -> [String] {
        let (wording, execution) = (console.wording, report.summary)
        let symbol = wording.symbol(execution.status.rawValue, execution.colour)
        let headline = wording.headline(execution)
        let end = " \(execution.shortID)\(wording.colon)\(headline)"
        let room = console.columns - symbol.width - end.width - 1
        let label = wording.label(execution).cut(to: max(1, room), ellipsis: wording.ellipsis)
        // How it ended stands on a line of its own where there is no room for a label beside it.
        let first =
            room >= min(12, wording.label(execution).width)
            ? ["\(symbol) \(label)\(end)"]
            : "\(symbol) \(headline)".wrapped(to: console.columns, hanging: 2) + [
                "  "
                    + wording.label(execution).cut(
                        to: max(1, console.columns - 4 - execution.shortID.width), ellipsis: wording.ellipsis)
                    + "  \(execution.shortID)"
            ]
        var lines = first.map { console.painted($0, execution.colour, isBold: true) }
        for failure in report.failures {
            let step = report.steps.first { $0.number == failure.step }
            let title = step.map(wording.title) ?? failure.stepName
            var line =
                "  "
                + console.language(
                    "step \(failure.step) \(wording.quoted(title)): \(wording.stored(failure.message))",
                    "étape \(failure.step) \(wording.quoted(title)) : \(wording.stored(failure.message))")
            if let progress = step?.progress, progress.done > 0 {
                line += console.language(", after ", ", après ") + wording.amount(progress)
            }
            lines += line.wrapped(to: console.columns, hanging: 4)
            if let hint = failure.hint {
                lines += "  \(console.language("do:  ", "faire :")) \(wording.stored(hint))".wrapped(
                    to: console.columns, hanging: 4)
            }
        }
        lines.append(
            "\(console.language("next:", "ensuite :")) tracker show \(execution.isOwn ? execution.shortID : execution.url)"
        )
        return lines
    }
}
