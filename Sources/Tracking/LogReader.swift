// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// A line of an execution's log.
package struct LogLine: Sendable, Hashable {
    package var at: PostgresTimestamp
    package var level: Level
    /// The stable code.
    package var event: String
    package var step: String?
    /// What people read of the step, and what it counts; nil where the job no longer has it.
    package var stepLabel: String?
    package var stepUnit: String?
    package var message: String
    /// Figures, as JSON text.
    package var detail: String?

    package enum Level: String, Sendable, Hashable, CaseIterable, Comparable {
        case debug, info, warning, error

        package static func < (left: Level, right: Level) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }
}

/// Reads an execution's log, at once or as it grows.
package struct LogReader: Sendable {
    private let execution: UUIDBytes
    private let least: LogLine.Level
    /// What was returned: a line may be committed a moment after a later one.
    private var seen: Set<LogLine> = []
    private var newest: PostgresTimestamp?
    /// Whether the execution had ended when it was last read.
    package private(set) var hasEnded = false

    package init(_ execution: UUIDBytes, least: LogLine.Level) {
        self.execution = execution
        self.least = least
    }

    /// The lines that were not returned before, in order.
    package mutating func read(on db: isolated Session) throws -> [LogLine] {
        let rows = try db.query(Statements.log, execution, newest)
        var lines: [LogLine] = []
        hasEnded = false
        for row in 0..<rows.count {
            let line = LogLine(
                at: try rows.timestamp(row, 0), level: LogLine.Level(rawValue: try rows.text(row, 2)) ?? .info,
                event: try rows.text(row, 3), step: try rows.optionalText(row, 4),
                stepLabel: try rows.optionalText(row, 7), stepUnit: try rows.optionalText(row, 8),
                message: try rows.text(row, 5), detail: try rows.optionalJSON(row, 6)?.text)
            newest = line.at
            if line.event == "ended" { hasEnded = true }
            guard line.level >= least, seen.insert(line).inserted else { continue }
            lines.append(line)
        }
        return lines
    }
}
