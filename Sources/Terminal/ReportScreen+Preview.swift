// SPDX-License-Identifier: Apache-2.0

internal import Setup
internal import Tracking

extension ReportScreen {
    /// Says plainly that nothing was written.
    func previewNotice() -> [String] {
        guard execution.isPreview else { return [] }
        let notice =
            execution.hasEnded
            ? language(
                "Preview: nothing was written to the catalogue; the steps say what would be created and updated.",
                "Aperçu : rien n'a été écrit dans le catalogue ; les étapes disent ce qui serait créé et modifié.")
            : language(
                "Preview: nothing is written to the catalogue.", "Aperçu : rien n'est écrit dans le catalogue.")
        return ["  " + console.painted(notice, .blue, isBold: true)]
    }

    /// The first changes, a field a line: as it is, and as it would be.
    func changes() -> [String] {
        guard let changes = report.changes else { return [] }
        guard changes.count > 0 else {
            return ["", language("  Changes: none", "  Modifications : aucune")]
        }
        let (shown, all) = (wording.grouped(Int64(changes.first.count)), wording.grouped(changes.count))
        let most = changes.isCut ? language("more than \(all)", "plus de \(all)") : all
        let extent =
            changes.first.count < Int(changes.count) || changes.isCut
            ? language("first \(shown) of \(most)", "les \(shown) premières sur \(most)") : all
        var lines = [
            "",
            language(
                "  Changes (\(extent)): item, field, before → after",
                "  Modifications (\(extent)) : élément, champ, avant → après"),
        ]
        if wording.isASCII { lines[1] = lines[1].replacing("→", with: "->") }
        let arrow = wording.isASCII ? "->" : "→"
        let rows = changes.first.map { change in
            (
                PlainLine.cell(wording.visible(change.item)), PlainLine.cell(wording.visible(change.field)),
                [value(change.before), arrow, value(change.after)].joined(separator: " ")
            )
        }
        let itemWidth = min(rows.map(\.0.width).max() ?? 0, isWide ? .max : 24)
        let fieldWidth = min(rows.map(\.1.width).max() ?? 0, isWide ? .max : 28)
        for row in rows {
            let head =
                row.0.cut(to: itemWidth, ellipsis: wording.ellipsis).padded(to: itemWidth) + "  "
                + row.1.cut(to: fieldWidth, ellipsis: wording.ellipsis).padded(to: fieldWidth)
            lines.append("   " + "\(head)  \(row.2)".cut(to: max(20, width - 3), ellipsis: wording.ellipsis))
        }
        return lines
    }

    private func value(_ text: String) -> String {
        text.isEmpty ? wording.nothing : PlainLine.cell(wording.visible(text))
    }
}
