// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// A page of an execution's warnings and notes, in order of step, row and number.
package struct WarningPage: Sendable {
    package var warnings: [Entry]
    /// Where the next page begins; nil when this is the last one.
    package var next: Cursor?

    /// A place between two warnings.
    package struct Cursor: Sendable, Hashable {
        package var step: Int
        package var row: Int64
        package var number: Int64

        /// Before the first one.
        package static let start = Cursor(step: 0, row: 0, number: 0)
    }

    package struct Entry: Sendable, Hashable {
        package var number: Int64
        package var step: Int
        package var reason: String
        package var isNote: Bool
        package var row: Int64?
        package var line: Int64?
        package var identifier: String?
        package var field: String?
        package var value: String?
        package var message: String
        package var item: JSONB?
    }

    /// Reads up to `limit` warnings behind a cursor.
    package static func read(
        of execution: Int64, after cursor: Cursor = .start, limit: Int = 100, on db: isolated Session
    ) throws -> WarningPage {
        let rows = try db.query(
            Statements.warnings, execution, Int16(clamping: cursor.step), cursor.row, cursor.number, limit)
        var warnings: [Entry] = []
        for row in 0..<rows.count {
            warnings.append(
                Entry(
                    number: try rows.int64(row, 0), step: try rows.int(row, 1), reason: try rows.text(row, 2),
                    isNote: try rows.bool(row, 3), row: try rows.optionalInt64(row, 4),
                    line: try rows.optionalInt64(row, 5),
                    identifier: try rows.optionalText(row, 6), field: try rows.optionalText(row, 7),
                    value: try rows.optionalText(row, 8), message: try rows.text(row, 9),
                    item: try rows.optionalJSON(row, 10)))
        }
        let last = warnings.count == limit ? warnings.last : nil
        return WarningPage(
            warnings: warnings, next: last.map { Cursor(step: $0.step, row: $0.row ?? 0, number: $0.number) })
    }
}
