// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import JobEngine
import Postgres

/// How a fault of a record becomes a warning: the message that every report shows, and the item itself.
package enum RecordReport {
    /// Makes a warning or note: `row 7 (line 9), ab12, price: not a number`.
    package static func warning(
        _ violation: Violation, isNote: Bool = false, row: Int64? = nil, line: Int64? = nil,
        identifier: String? = nil, item: [UInt8]? = nil
    ) -> Warning {
        var places: [String] = []
        if let row { places.append(line.map { "row \(row) (line \($0))" } ?? "row \(row)") }
        if let identifier, !identifier.isEmpty { places.append(identifier) }
        // A note about a column names it in its text.
        if row != nil, let field = violation.field, !field.isEmpty { places.append(field) }
        let message = places.isEmpty ? violation.text : places.joined(separator: ", ") + ": " + violation.text
        return Warning(
            reason: violation.reason.rawValue, message: message, isNote: isNote, row: row, line: line,
            identifier: identifier, field: violation.field, value: violation.value,
            item: item.map { JSONB($0) })
    }

    /// The note of a record that a later one replaces; it names both rows.
    package static func superseded(
        row: Int64, line: Int64, identifier: String?, later: Int64, item: [UInt8]?
    ) -> Warning {
        warning(
            Violation(.supersededInFile, field: nil, text: "replaced by row \(later)"), isNote: true, row: row,
            line: line, identifier: identifier, item: item)
    }
}
