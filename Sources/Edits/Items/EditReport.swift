// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// What a chunk of an edit says about its items: counters and warnings.
struct EditReport {
    /// What was counted; `read` and `done` are summed at the end.
    var counters = Counters()
    private var warnings: [Warning] = []

    /// Counts an item that the edit does not concern.
    mutating func passOver() {
        counters.skipped += 1
        counters.more["not_applicable", default: 0] += 1
    }

    /// Counts an item that is left alone, and says why.
    mutating func skip(_ item: borrowing StoredItem, _ kind: ItemKind, _ violation: Violation) {
        counters.skipped += 1
        warn(item, kind, [violation], areNotes: true)
    }

    /// Counts an item that was deleted after it was selected.
    mutating func vanish(_ id: Int64, _ kind: ItemKind) {
        counters.skipped += 1
        let name = kind == .product ? "product \(id)" : "product model \(id)"
        warnings.append(
            Self.warning(Violation(.vanished, field: nil, text: "was deleted meanwhile"), name, isNote: true, item: nil)
        )
    }

    /// Counts a refused item, with a warning for each thing that is wrong with it.
    mutating func refuse(_ item: borrowing StoredItem, _ kind: ItemKind, _ violations: [Violation]) {
        counters.invalid += 1
        warn(item, kind, violations, areNotes: false)
    }

    /// Notes what refuses nothing.
    mutating func note(_ item: borrowing StoredItem, _ kind: ItemKind, _ notes: [Violation]) {
        warn(item, kind, notes, areNotes: true)
    }

    /// Puts everything into the chunk.
    func add(to chunk: inout Chunk) {
        var counters = counters
        counters.read = counters.updated + counters.unchanged + counters.skipped + counters.invalid
        counters.done = counters.read
        chunk.counters += counters
        for warning in warnings { chunk.warn(warning) }
    }

    private mutating func warn(
        _ item: borrowing StoredItem, _ kind: ItemKind, _ violations: [Violation], areNotes: Bool
    ) {
        guard !violations.isEmpty else { return }
        let name = String(decoding: item.identifier, as: UTF8.self)
        var cells = Array((kind == .product ? #"{"identifier":"# : #"{"code":"#).utf8)
        JSONBytes.append(text: item.identifier.span, to: &cells)
        for (column, text) in [("family", item.family), ("parent", item.parent)] where !text.isEmpty {
            cells += Array(",\"\(column)\":".utf8)
            JSONBytes.append(text: text.span, to: &cells)
        }
        cells.append(UInt8(ascii: "}"))
        for violation in violations {
            warnings.append(Self.warning(violation, name, isNote: areNotes, item: JSONB(cells)))
        }
    }

    /// `ab12, color: no option "x"`.
    private static func warning(_ violation: Violation, _ identifier: String, isNote: Bool, item: JSONB?) -> Warning {
        let places = [identifier, violation.field ?? ""].filter { !$0.isEmpty }
        let message = places.isEmpty ? violation.text : places.joined(separator: ", ") + ": " + violation.text
        return Warning(
            reason: violation.reason.rawValue, message: message, isNote: isNote,
            identifier: identifier.isEmpty ? nil : identifier, field: violation.field, value: violation.value,
            item: item)
    }
}
