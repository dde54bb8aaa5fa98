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
        /// Whether it shrinks before those that say more.
        var yields: Bool
        /// What its cells keep before other columns are dropped for it.
        var least: Int
        /// Whether a cell that is too long goes on in the lines below; only for the last column.
        var wraps: Bool

        package init(
            _ title: String, isRight: Bool = false, dropOrder: Int? = nil, mayShrink: Bool = false,
            yields: Bool = false, least: Int = 18, wraps: Bool = false
        ) {
            self.title = title
            self.isRight = isRight
            self.dropOrder = dropOrder
            self.mayShrink = mayShrink || wraps
            self.yields = yields
            self.least = least
            self.wraps = wraps
        }
    }

    /// A text and how it is coloured once its width is settled.
    package struct Cell: Sendable {
        var text: String
        var paint: (@Sendable (String) -> String)?
        /// Says the same in fewer columns, where the end is not what matters least.
        package var fit: (@Sendable (Int) -> String)?

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
        let layout = layout(width: limit, gap: gap)
        var lines = line(columns.map { Cell($0.title) }, layout, ellipsis, isTitle: true)
        for row in rows {
            lines += line(row.cells, layout, ellipsis)
            if let below = row.below { lines.append(below) }
        }
        return lines
    }

    /// Which columns are shown, how wide, and how far apart.
    private struct Layout {
        var shown: [Int]
        var widths: [Int]
        var gap: Int

        var total: Int { shown.reduce(0) { $0 + widths[$1] } + max(0, shown.count - 1) * gap }
    }

    /// Shrinks and drops until the line fits: what yields first, then the widest; then columns go; then the rest shrinks further.
    private func layout(width limit: Int, gap: Int) -> Layout {
        let widths = columns.indices.map { place in
            max(columns[place].title.width, rows.map { PlainLine.cell($0.cells[place].text).width }.max() ?? 0)
        }
        var layout = Layout(shown: Array(columns.indices), widths: widths, gap: gap)
        func shrink(to floor: (Column) -> Int, onlyYielding: Bool = false) -> Bool {
            let widest = layout.shown.filter {
                columns[$0].mayShrink && (columns[$0].yields || !onlyYielding)
                    && layout.widths[$0] > floor(columns[$0])
            }.max { layout.widths[$0] < layout.widths[$1] }
            guard let widest else { return false }
            layout.widths[widest] = max(floor(columns[widest]), layout.widths[widest] - (layout.total - limit))
            return true
        }
        while layout.total > limit {
            if shrink(to: \.least, onlyYielding: true) || shrink(to: \.least) { continue }
            if let dropped = layout.shown.filter({ columns[$0].dropOrder != nil })
                .min(by: { (columns[$0].dropOrder ?? 0) < (columns[$1].dropOrder ?? 0) })
            {
                layout.shown.removeAll { $0 == dropped }
            } else if shrink(to: { min($0.least, 10) }, onlyYielding: true) || shrink(to: { min($0.least, 8) }) {
                continue
            } else if layout.gap > 1 {
                layout.gap = 1
            } else if !shrink(to: { _ in 1 }) {
                break
            }
        }
        // What columns took that were dropped later comes back to what says most.
        let room = limit - layout.total
        if room > 0, limit < Int.max / 4 {
            var rest = room
            let cut = layout.shown.filter { layout.widths[$0] < widths[$0] }
            for place in cut.filter({ !columns[$0].yields }) + cut.filter({ columns[$0].yields }) {
                let more = min(rest, widths[place] - layout.widths[place])
                layout.widths[place] += more
                rest -= more
            }
        }
        return layout
    }

    /// A cell never commands the terminal; the mark is a seven-bit one where the ellipsis is.
    private func harmless(_ text: String, _ ellipsis: String) -> String {
        PlainLine.onOneLine(text, mark: ellipsis == "…" ? "\u{fffd}" : "?")
    }

    /// A row: one line, and those in which its last cell goes on.
    private func line(_ cells: [Cell], _ layout: Layout, _ ellipsis: String, isTitle: Bool = false) -> [String] {
        var parts: [String] = []
        var rest: [String] = []
        let separator = String(repeating: " ", count: layout.gap)
        for (place, column) in layout.shown.enumerated() {
            let (width, cell) = (layout.widths[column], cells[column])
            let isLast = place == layout.shown.count - 1
            var text = harmless(cell.text, ellipsis)
            if text.width > width, let fit = cell.fit { text = harmless(fit(width), ellipsis) }
            if columns[column].wraps, isLast, !isTitle, text.width > width {
                var lines = text.wrapped(to: width)
                text = lines.removeFirst()
                let before = layout.shown.dropLast().reduce(0) { $0 + layout.widths[$1] + layout.gap }
                rest = lines.map { String(repeating: " ", count: before) + (cell.paint?($0) ?? $0) }
            }
            let cut = text.cut(to: width, ellipsis: ellipsis)
            let aligned =
                columns[column].isRight ? cut.aligned(to: width) : isLast ? cut : cut.padded(to: width)
            parts.append(cell.paint?(aligned) ?? aligned)
        }
        var line = parts.joined(separator: separator)
        while line.hasSuffix(" ") { line.removeLast() }
        return [line] + rest
    }
}
