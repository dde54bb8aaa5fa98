// SPDX-License-Identifier: Apache-2.0

import Testing

/// A rule of an import: a record that breaks it, and what the report must say about that record.
struct Rule: Sendable {
    /// The stable code that the warning has.
    let reason: String
    /// The cells of the record at fault, by column.
    let cells: [String: String]
    /// The column or attribute that the warning names; nil: the whole record.
    let field: String?
    /// What the warning quotes; nil: the cell of `field`.
    let value: String?
    /// A part of the sentence, which must tell what is allowed or what is missing.
    let words: String
    /// Whether breaking this rule breaks others too.
    let breaksOthers: Bool
    /// Cells beyond the header's.
    let surplus: [String]

    init(
        _ reason: String, _ cells: [String: String], at field: String?, _ value: String? = nil, says words: String,
        breaksOthers: Bool = false, surplus: [String] = []
    ) {
        self.reason = reason
        self.cells = cells
        self.field = field
        self.value = value ?? field.flatMap { cells[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        self.words = words
        self.breaksOthers = breaksOthers
        self.surplus = surplus
    }
}

/// A file of records that break one rule each, a sound record before and behind every one of them.
struct RuleFile {
    let columns: [String]
    let rules: [Rule]
    /// The sound record of a number.
    let neighbour: (Int) -> [String: String]

    /// The number of sound records.
    var neighbours: Int { rules.count + 1 }

    /// The lines of the file, header first; the record of rule n is the line 2n + 2, counted from 0.
    var lines: [String] {
        var lines = [columns.joined(separator: ";"), line(neighbour(0))]
        for (place, rule) in rules.enumerated() {
            lines.append(line(rule.cells, rule.surplus))
            lines.append(line(neighbour(place + 1)))
        }
        return lines
    }

    var text: String { lines.map { $0 + "\n" }.joined() }

    /// What the file of refused records must hold: the header and the records at fault, byte for byte.
    var refused: String {
        let lines = lines
        return lines[0] + "\n" + rules.indices.map { lines[2 * $0 + 2] + "\n" }.joined()
    }

    private func line(_ cells: [String: String], _ surplus: [String] = []) -> String {
        let values = columns.map { cells[$0] ?? "" } + surplus
        return values.map { value in
            value.contains { ";\"\n\r".contains($0) } ? "\"\(value.replacing("\"", with: "\"\""))\"" : value
        }.joined(separator: ";")
    }

    /// Checks a report against the rules: each record at fault has its warning, and no other record has one.
    func check(_ report: RunReport) {
        for (place, rule) in rules.enumerated() {
            let row = Int64(2 * place + 2)
            let found = report.warnings.filter { $0.row == row && !$0.isNote }
            let what = "\(rule.reason) \(rule.cells)"
            guard let warning = found.first(where: { $0.reason == rule.reason }) else {
                Issue.record("\(what): \(found.map { "\($0.reason) \($0.field ?? "-") \($0.message)" })")
                continue
            }
            if !rule.breaksOthers { #expect(found.map(\.reason) == [rule.reason], "\(what)") }
            #expect(warning.field == rule.field, "\(what)")
            #expect(warning.value == rule.value, "\(what)")
            #expect(warning.line == row + 1, "\(what)")
            #expect(warning.message.hasPrefix("row \(row) (line \(row + 1))"), "\(what)")
            #expect(warning.message.contains(rule.words), "\(what): \(warning.message)")
        }
        let strangers = report.warnings.filter { $0.row.map { $0 % 2 == 1 } ?? true }
        #expect(strangers.map(\.message) == [], "warnings about sound records")
        #expect(report.invalidItems == refused)
    }
}
