// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine

/// What a chunk says about its records: counters, warnings, refused records.
struct RecordsReport {
    /// What was counted; `read` and `done` are summed at the end.
    var counters = Counters()
    private var warnings: [Warning] = []
    private var refused: [(row: Int64, bytes: [UInt8])] = []
    private let setup: RecordSetup

    init(setup: RecordSetup) {
        self.setup = setup
    }

    /// Counts a record that is passed over, under the names that say why.
    mutating func skip(_ names: [String]) {
        counters.skipped += 1
        for name in names { counters.more[name, default: 0] += 1 }
    }

    /// Counts a record that a later one replaces, with a note that names both.
    mutating func supersede(_ record: Int, of page: RecordPage, by later: Int64) {
        skip(["superseded"])
        warnings.append(
            RecordReport.superseded(
                row: page.records.row(record), line: page.records.line(record), identifier: name(record, page),
                later: later, item: page.item(record, names: setup.header.names)))
    }

    /// Counts filled cells that were passed over.
    mutating func countOutsideFamily(_ cells: Int64) {
        if cells > 0 { counters.more["outside_family", default: 0] += cells }
    }

    /// Counts a refused record, with a warning for each thing that is wrong with it.
    mutating func refuse(_ record: Int, of page: RecordPage, _ violations: [Violation]) {
        counters.invalid += 1
        refused.append((page.records.row(record), page.bytes(record)))
        warn(record, of: page, violations, areNotes: false)
    }

    /// Notes what refuses nothing.
    mutating func note(_ record: Int, of page: RecordPage, _ notes: [Violation]) {
        warn(record, of: page, notes, areNotes: true)
    }

    /// Puts everything into the chunk.
    func add(to chunk: inout Chunk) {
        var counters = counters
        counters.read =
            counters.created + counters.updated + counters.unchanged + counters.skipped + counters.invalid
        counters.done = counters.read
        chunk.counters += counters
        for warning in warnings { chunk.warn(warning) }
        let (facts, header) = (setup.facts, refused.isEmpty ? [] : setup.facts.receivedHeader)
        for record in refused {
            chunk.refuse(
                row: record.row, bytes: facts.received(record.bytes), header: header, file: facts.invalidItemsName)
        }
    }

    private mutating func warn(_ record: Int, of page: RecordPage, _ violations: [Violation], areNotes: Bool) {
        guard !violations.isEmpty else { return }
        let (identifier, item) = (name(record, page), page.item(record, names: setup.header.names))
        for violation in violations {
            warnings.append(
                RecordReport.warning(
                    violation, isNote: areNotes, row: page.records.row(record), line: page.records.line(record),
                    identifier: identifier, item: item))
        }
    }

    /// How people call the record: its identifier or code, else its uuid.
    private func name(_ record: Int, _ page: RecordPage) -> String? {
        for column in [ProductHeader.Fixed.identifier, .uuid] {
            guard let place = setup.header.fixed[column] else { continue }
            let cell = page.records.cell(record, place)
            if !cell.isEmpty { return page.records.text(cell) }
        }
        return nil
    }
}
