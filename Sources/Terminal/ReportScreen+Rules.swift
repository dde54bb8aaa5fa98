// SPDX-License-Identifier: Apache-2.0

internal import Setup
internal import Tracking

extension ReportScreen {
    /// Rules that a report shows, unless it may be wide.
    private static let mostRules = 20

    /// What each rule came to, in the order in which they run; of many those that changed or refused something first.
    func rules() -> [String] {
        guard let all = report.rules, !all.isEmpty else { return [] }
        var shown = all
        if !isWide, all.count > Self.mostRules {
            let telling = all.filter { $0.updated > 0 || $0.invalid > 0 }
            shown = Array((telling + all.filter { $0.updated == 0 && $0.invalid == 0 }).prefix(Self.mostRules))
            shown.sort { $0.number < $1.number }
        }
        var table = Table([
            .init("#", isRight: true, dropOrder: 1), .init(language("RULE", "RÈGLE"), mayShrink: true),
            .init(language("SELECTED", "CHOISIS"), isRight: true, dropOrder: 3),
            .init(
                execution.isPreview ? language("WOULD UPDATE", "À MODIF.") : language("UPDATED", "MODIF."),
                isRight: true),
            .init(language("UNCHANGED", "INCHANG."), isRight: true, dropOrder: 2),
            .init(language("INVALID", "REFUSÉS"), isRight: true, dropOrder: 4),
        ])
        for rule in shown {
            let code = wording.visible(rule.code)
            let name = rule.isEnabled ? code : code + language(" (disabled)", " (désactivée)")
            let counts = [rule.selected, rule.updated, rule.unchanged, rule.invalid].map { count in
                Table.Cell(rule.isEnabled ? wording.grouped(count) : wording.nothing)
            }
            table.add([.init(String(rule.number)), .init(name)] + counts)
        }
        var lines = [""] + table.lines(width: max(20, width - 2), ellipsis: wording.ellipsis).map { "  " + $0 }
        if shown.count < all.count {
            let more = wording.grouped(Int64(all.count - shown.count))
            lines.append(language("  and \(more) more rules", "  et \(more) autres règles"))
        }
        return lines
    }
}
