// SPDX-License-Identifier: Apache-2.0

internal import Tracking

/// A table for a terminal: columns as wide as their cells, shrunk or dropped where the line is too short.
package struct Table: Sendable {
    package struct Column: Sendable {
        var title: String
        /// Numbers stand at the right.
        var isRight: Bool
        /// What goes first when the width does not suffice; nil is never dropped.
        var dropOrder: Int?
        /// Whether its cells may be cut; the widest of these shrinks before anything is dropped.
        var mayShrink: Bool

        package init(_ title: String, isRight: Bool = false, dropOrder: Int? = nil, mayShrink: Bool = false) {
            self.title = title
            self.isRight = isRight
            self.dropOrder = dropOrder
            self.mayShrink = mayShrink
        }
    }

    /// A text and how it is coloured once its width is settled.
    package struct Cell: Sendable {
        var text: String
        var paint: (@Sendable (String) -> String)?

        package init(_ text: String, paint: (@Sendable (String) -> String)? = nil) {
            self.text = text
            self.paint = paint
        }
    }

    let columns: [Column]
    /// Cells, and a line that follows the row over the whole width.
    private var rows: [(cells: [Cell], below: String?)] = []

    package init(_ columns: [Column]) { self.columns = columns }

    package mutating func add(_ cells: [Cell], below: String? = nil) { rows.append((cells, below)) }

    /// The lines, the titles first.
    package func lines(width limit: Int, ellipsis: String, gap: Int = 2) -> [String] {
        var widths = columns.indices.map { place in
            max(columns[place].title.width, rows.map { PlainLine.cell($0.cells[place].text).width }.max() ?? 0)
        }
        var shown = Array(columns.indices)
        func total() -> Int { shown.reduce(0) { $0 + widths[$1] } + max(0, shown.count - 1) * gap }
        // Cells of a column that may shrink keep at least this much; then columns go.
        let least = 18
        // When nothing can go any more, they shrink further.
        let smallest = 8
        while total() > limit {
            if let widest = shown.filter({ columns[$0].mayShrink && widths[$0] > least }).max(by: {
                widths[$0] < widths[$1]
            }) {
                widths[widest] = max(least, widths[widest] - (total() - limit))
            } else if let dropped = shown.filter({ columns[$0].dropOrder != nil })
                .min(by: { (columns[$0].dropOrder ?? 0) < (columns[$1].dropOrder ?? 0) })
            {
                shown.removeAll { $0 == dropped }
            } else if let widest = shown.filter({ columns[$0].mayShrink && widths[$0] > smallest }).max(by: {
                widths[$0] < widths[$1]
            }) {
                widths[widest] = max(smallest, widths[widest] - (total() - limit))
            } else {
                break
            }
        }
        var lines = [line(columns.map { Cell($0.title) }, shown, widths, ellipsis, gap)]
        for row in rows {
            lines.append(line(row.cells, shown, widths, ellipsis, gap))
            if let below = row.below { lines.append(below) }
        }
        return lines
    }

    /// A cell never commands the terminal; the mark is a seven-bit one where the ellipsis is.
    private func harmless(_ text: String, _ ellipsis: String) -> String {
        PlainLine.onOneLine(text, mark: ellipsis == "…" ? "\u{fffd}" : "?")
    }

    private func line(_ cells: [Cell], _ shown: [Int], _ widths: [Int], _ ellipsis: String, _ gap: Int) -> String {
        var parts: [String] = []
        for (place, column) in shown.enumerated() {
            let cut = harmless(cells[column].text, ellipsis).cut(to: widths[column], ellipsis: ellipsis)
            let isLast = place == shown.count - 1
            let text =
                columns[column].isRight
                ? cut.aligned(to: widths[column]) : isLast ? cut : cut.padded(to: widths[column])
            parts.append(cells[column].paint?(text) ?? text)
        }
        var line = parts.joined(separator: String(repeating: " ", count: gap))
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}
