// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// Warnings as the arrays that `job.add_warnings` takes.
struct WarningColumns {
    private(set) var reason = ArrayColumn(.text)
    private(set) var isNote = ArrayColumn(.bool)
    private(set) var row = ArrayColumn(.int8)
    private(set) var line = ArrayColumn(.int8)
    private(set) var identifier = ArrayColumn(.text)
    private(set) var field = ArrayColumn(.text)
    private(set) var value = ArrayColumn(.text)
    private(set) var message = ArrayColumn(.text)
    private(set) var item = ArrayColumn(.jsonb)

    init(_ warnings: [Warning]) {
        for warning in warnings {
            reason.append(warning.reason)
            isNote.append(warning.isNote)
            Self.append(warning.row, to: &row)
            Self.append(warning.line, to: &line)
            Self.append(warning.identifier, to: &identifier)
            Self.append(warning.field, to: &field)
            Self.append(warning.value.map { String($0.prefix(200)) }, to: &value)
            message.append(warning.message)
            if let json = warning.item { item.append(bytes: json.bytes) } else { item.appendNull() }
        }
    }

    private static func append(_ value: Int64?, to column: inout ArrayColumn) {
        if let value { column.append(value) } else { column.appendNull() }
    }

    private static func append(_ text: String?, to column: inout ArrayColumn) {
        // A text of PostgreSQL cannot hold NUL; a warning must never fail on the very value it complains about.
        if let text {
            column.append(text.utf8.contains(0) ? text.filter { $0 != "\0" } : text)
        } else {
            column.appendNull()
        }
    }
}
