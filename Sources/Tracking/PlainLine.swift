// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// What scripts read of us without JSON: columns between tabs, never translated.
///
/// Only columns at the end may be added.
package enum PlainLine {
    /// id, status, colour, kind, job, started, ended, seconds, warnings, errors.
    ///
    /// The seconds of an execution that has not begun are its wait.
    package static func execution(_ execution: ExecutionSummary) -> String {
        [
            execution.id.description, execution.status.rawValue, execution.colour.rawValue, execution.kind,
            execution.job,
            time(execution.startedAt), time(execution.endedAt), String(Int(execution.seconds)),
            String(execution.warnings),
            String(execution.errors),
        ].map(cell).joined(separator: "\t")
    }

    /// no, name, status, colour, done, total, unit, read, created, updated, unchanged, skipped, invalid, written, warnings, errors.
    package static func step(_ step: StepReport) -> String {
        let counters = step.counters
        let numbers: [Int64] = [
            counters.read, counters.created, counters.updated, counters.unchanged, counters.skipped, counters.invalid,
            counters.written, step.warnings, step.errors,
        ]
        return
            ([
                String(step.number), step.name, step.status, step.colour.rawValue, String(step.progress.done),
                step.progress.total.map { String($0) } ?? "", step.progress.unit ?? "",
            ] + numbers.map { String($0) }).map(cell).joined(separator: "\t")
    }

    /// One line for each change, where there is no terminal: `2026-11-22T09:58:04Z 7c9e2a1f running step=2/3 done=6100 …`.
    package static func change(_ execution: ExecutionSummary, _ step: StepReport?, at: String) -> String {
        var parts = [at, execution.shortID, execution.status.rawValue, "step=\(execution.step)/\(execution.stepCount)"]
        if let step {
            parts.append("done=\(step.progress.done)")
            parts.append("total=\(step.progress.total.map { String($0) } ?? "")")
        }
        parts.append("warnings=\(execution.warnings)")
        if execution.errors > 0 { parts.append("errors=\(execution.errors)") }
        if !execution.hasEnded, let trouble = step?.progress.trouble { parts.append("progress=\(trouble)") }
        return parts.joined(separator: " ")
    }

    /// ISO 8601 in UTC, to the second; empty when there is none.
    package static func time(_ time: PostgresTimestamp?) -> String {
        guard let time else { return "" }
        let text = time.description
        guard let dot = text.firstIndex(of: ".") else { return text }
        return text[..<dot] + "Z"
    }

    /// A tab or line break within a cell would make two of it, and what commands a terminal is marked.
    package static func cell(_ text: String) -> String { onOneLine(text, mark: "\u{fffd}") }

    /// The same with another mark.
    package static func onOneLine(_ text: String, mark: Unicode.Scalar) -> String {
        // Nearly all texts are harmless, and pages of them are long.
        guard text.unicodeScalars.contains(where: { $0.isTerminalControl || $0.value == 0x2028 || $0.value == 0x2029 })
        else { return text }
        return String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 }).visible(mark)
    }
}
