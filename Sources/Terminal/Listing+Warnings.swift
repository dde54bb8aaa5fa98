// SPDX-License-Identifier: Apache-2.0

internal import Setup
package import Tracking

extension Listing where Item == ExecutionWarning {
    /// Warnings and notes, one by one.
    package static let warnings = Listing(
        [
            .init("step", "STEP", "ÉTAPE", isRight: true, dropOrder: 1, value: { .integer(Int64($0.step)) }),
            .init("step_name", value: { .text($0.stepName) }),
            .init(
                "row", "ROW", "LIGNE", isRight: true, value: { .integer($0.row) },
                cell: { warning, screen in
                    .init(warning.row.map(screen.wording.grouped) ?? screen.wording.nothing)
                }),
            .init("line", value: { .integer($0.line) }),
            .init(
                "identifier", "ITEM", "ÉLÉMENT", dropOrder: 3, mayShrink: true, yields: true, least: 12,
                value: { .text($0.identifier) }),
            .init(
                "field", "FIELD", "CHAMP", dropOrder: 2, mayShrink: true, yields: true, least: 12,
                value: { .text($0.field) }),
            .init(
                "value", "VALUE", "VALEUR", dropOrder: 0, mayShrink: true, yields: true, least: 10,
                value: { .text($0.value) }),
            .init("reason", value: { .text($0.reason) }),
            .init(
                "message", "MESSAGE", "MESSAGE", mayShrink: true, least: 24, value: { .text($0.message) },
                cell: { warning, screen in
                    screen.cell(
                        PlainLine.cell(screen.wording.bare(warning)), warning.isNote ? .grey : .yellow)
                }),
            .init("is_note", value: { .bool($0.isNote) }),
            .init("item", value: { $0.itemJSON }),
            .init("at", value: { .time($0.at) }, plain: { PlainLine.time($0.at) }),
            .init("cursor", value: { .text($0.cursor.description) }),
        ],
        plain: ["step", "row", "line", "identifier", "field", "value", "reason", "message", "is_note", "cursor"],
        csv: [
            "step", "step_name", "row", "line", "identifier", "field", "value", "reason", "message", "is_note", "item",
            "at",
        ], table: ["step", "row", "identifier", "field", "value", "message"])
}

extension Listing where Item == Report.Reason {
    /// Warnings and notes, grouped by step, reason and field.
    package static let reasons = Listing(
        [
            .init("step", "STEP", "ÉTAPE", isRight: true, dropOrder: 1, value: { .integer(Int64($0.step)) }),
            .init("reason", "REASON", "RAISON", mayShrink: true, yields: true, least: 20, value: { .text($0.reason) }),
            .init("is_note", value: { .bool($0.isNote) }),
            .init("field", "FIELD", "CHAMP", mayShrink: true, yields: true, least: 14, value: { .text($0.field) }),
            .init(
                "count", "COUNT", "NOMBRE", isRight: true, value: { .integer($0.count) },
                cell: { reason, screen in
                    .init(screen.wording.grouped(reason.count))
                }),
            .init(
                "message", "MESSAGE", "MESSAGE", least: 24, wraps: true, value: { .text($0.message) },
                cell: { reason, screen in
                    let text =
                        (reason.isUniform ? "" : screen.language("e.g. ", "p. ex. "))
                        + screen.wording.bare(reason.message, field: reason.field)
                    return screen.cell(PlainLine.cell(text), reason.isNote ? .grey : .yellow)
                }),
            .init("is_uniform", value: { .bool($0.isUniform) }),
            .init(
                "rows", "ROWS", "LIGNES", dropOrder: 0, value: { .array($0.rows.map { .integer($0) }) },
                plain: { $0.rows.map { String($0) }.joined(separator: " ") },
                cell: { reason, screen in .init(screen.rows(reason)) }),
        ], plain: ["step", "reason", "is_note", "field", "count", "message", "is_uniform", "rows"],
        table: ["step", "count", "reason", "field", "rows", "message"])
}

extension Screen {
    /// The first rows of a group: `17, 202, 640 …`.
    func rows(_ reason: Report.Reason) -> String {
        guard !reason.rows.isEmpty else { return wording.nothing }
        let text = reason.rows.map(wording.grouped).joined(separator: ", ")
        return Int64(reason.rows.count) < reason.count ? "\(text) \(wording.ellipsis)" : text
    }
}

extension Wording {
    /// A warning's message without what stands in the columns beside it.
    func bare(_ warning: ExecutionWarning) -> String {
        bare(
            warning.message, row: warning.row, line: warning.line, item: warning.identifier, field: warning.field)
    }
}
