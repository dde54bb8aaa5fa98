// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// The warnings and notes of an execution, page by page: step by step, those about a step as a whole first, then by row.
package struct WarningReader: Sendable {
    /// The execution.
    package let id: UUIDBytes
    private let execution: Int64
    private let month: String
    private let reason: String?
    private var steps: [(number: Int, name: String, id: Int64)]
    /// Where the next page begins; nil: at the beginning of the first step.
    package private(set) var cursor: WarningCursor?

    /// Prepares to read; nil when the person may not see the execution.
    ///
    /// `step` is a number or a name.
    package static func open(
        _ id: UUIDBytes, step: String? = nil, reason: String? = nil, after cursor: WarningCursor? = nil,
        on db: isolated Session
    ) throws -> WarningReader? {
        let rows = try db.query(Statements.warningSteps, id)
        guard !rows.isEmpty else { return nil }
        var steps: [(number: Int, name: String, id: Int64)] = []
        for row in 0..<rows.count {
            steps.append((try rows.int(row, 2), try rows.text(row, 3), try rows.int64(row, 4)))
        }
        if let step { steps = steps.filter { String($0.number) == step || $0.name == step } }
        return WarningReader(
            id: id, execution: try rows.int64(0, 0), month: try rows.text(0, 1), reason: reason, steps: steps,
            cursor: cursor)
    }

    private init(
        id: UUIDBytes, execution: Int64, month: String, reason: String?,
        steps: [(number: Int, name: String, id: Int64)],
        cursor: WarningCursor?
    ) {
        self.id = id
        self.execution = execution
        self.month = month
        self.reason = reason
        self.steps = steps.filter { $0.number >= cursor?.step ?? 0 }
        self.cursor = cursor
    }

    /// The numbers of the steps that are read.
    package var stepNumbers: Set<Int> { Set(steps.map(\.number)) }

    /// Whether a step was named that there is not.
    package var hasNoStep: Bool { steps.isEmpty && cursor == nil }

    /// Reads up to `limit` warnings; none when all were read.
    package mutating func next(_ limit: Int, on db: isolated Session) throws -> [ExecutionWarning] {
        var found: [ExecutionWarning] = []
        while found.count < limit, let step = steps.first {
            let place = cursor.flatMap { $0.step == step.number ? $0 : nil }
            let missing = Int64(limit - found.count)
            let rows =
                if let row = place?.row {
                    try db.query(
                        Statements.warningsOfRows, execution, month, step.id, reason, missing, row, place?.number ?? 0)
                } else {
                    try db.query(
                        Statements.warningsOfStep, execution, month, step.id, reason, missing, place?.number ?? 0)
                }
            for row in 0..<rows.count {
                found.append(try ExecutionWarning(rows, row, step: step.number, name: step.name))
            }
            if rows.count == missing, let last = found.last {
                cursor = WarningCursor(step: step.number, row: last.row, number: last.number)
            } else if place?.row == nil {
                // All about the step were read: now those of rows.
                cursor = WarningCursor(step: step.number, row: .min, number: 0)
            } else {
                steps.removeFirst()
                cursor = nil
            }
        }
        return found
    }
}

/// A place between two warnings: what `--after` takes.
package struct WarningCursor: Sendable, Hashable, CustomStringConvertible {
    package var step: Int
    package var row: Int64?
    package var number: Int64

    package init(step: Int, row: Int64?, number: Int64) {
        self.step = step
        self.row = row
        self.number = number
    }

    /// Reads `3.1904.77`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let step = Int(parts[0]), let number = Int64(parts[2]),
            parts[1].isEmpty || Int64(parts[1]) != nil
        else { return nil }
        self.init(step: step, row: Int64(parts[1]), number: number)
    }

    package var description: String { "\(step).\(row.map { String($0) } ?? "").\(number)" }
}

/// One item that could not be handled, or a note about one.
package struct ExecutionWarning: Sendable, Hashable {
    package var number: Int64
    package var step: Int
    package var stepName: String
    package var reason: String
    package var isNote: Bool
    package var row: Int64?
    package var line: Int64?
    package var identifier: String?
    package var field: String?
    package var value: String?
    package var message: String
    package var item: JSONB?
    package var at: PostgresTimestamp

    init(_ rows: borrowing Rows, _ row: Int, step: Int, name: String) throws {
        number = try rows.int64(row, 0)
        self.step = step
        stepName = name
        reason = try rows.text(row, 1)
        isNote = try rows.bool(row, 2)
        self.row = try rows.optionalInt64(row, 3)
        line = try rows.optionalInt64(row, 4)
        identifier = try rows.optionalText(row, 5)
        field = try rows.optionalText(row, 6)
        value = try rows.optionalText(row, 7)
        message = try rows.text(row, 8)
        item = try rows.optionalJSON(row, 9)
        at = try rows.timestamp(row, 10)
    }

    package var cursor: WarningCursor { WarningCursor(step: step, row: row, number: number) }

    /// The item itself, as JSON.
    package var itemJSON: JSONValue {
        guard let item else { return .null }
        // What the database keeps as jsonb always reads as JSON; a number beyond this program's range stays a text.
        return (try? JSONValue(parsing: item.bytes)) ?? .text(String(decoding: item.bytes, as: UTF8.self))
    }
}

extension Report.Reason {
    /// Whether this is no reason but the note that a step's later warnings are not kept.
    package var isCut: Bool { isNote && reason == "more_warnings" }
}

extension Report {
    /// How many warnings and notes of a step there were, kept or not.
    package func warningCount(of step: StepReport) -> Int64 {
        reasons.reduce(0) { $1.step == step.number && !$1.isCut ? $0 + $1.count : $0 }
    }

    /// The warnings and notes of an execution, grouped; nil when the person may not see it.
    package static func reasons(of id: UUIDBytes, on db: isolated Session) throws -> [Reason]? {
        guard let summary = try summary(id, on: db) else { return nil }
        return try reasons(db.query(Statements.reasons, summary.number))
    }
}
