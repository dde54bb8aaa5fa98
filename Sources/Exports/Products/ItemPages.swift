// SPDX-License-Identifier: Apache-2.0

import Catalog
import Postgres

/// Reads the items of an export in the order of their records, a page of ids at a time, and so many items at once that their bytes fit a
/// bounded memory.
struct ItemPages {
    /// What is held of items at once, about.
    private static let bytesAtOnce = 2 << 20
    private static let fewest = 20

    let execution: Int64
    let kind: ItemKind
    let isCopied: Bool
    let hasUUID: Bool
    private var first: Int64 = 0
    private var ids: [Int64] = []
    private var bytesAnItem = 8_192
    private let hasVariants: Bool

    init(execution: Int64, plan: ExportPlan, kind: ItemKind, hasUUID: Bool) {
        self.execution = execution
        self.kind = kind
        isCopied = plan.isCopied
        self.hasUUID = hasUUID
        hasVariants = plan.columns.contains { $0.content == .parent }
    }

    /// Ids from a record on, some of one page; empty when there is none such.
    mutating func ids(from record: Int64, upTo end: Int64, on db: isolated Session) throws -> ArraySlice<Int64> {
        if record < first || record >= first + Int64(ids.count) {
            let rows = try db.query(ExportStatements.page, execution, kind.rawValue, record)
            guard !rows.isEmpty else { throw ExportFailure.planIsGone() }
            first = try rows.int64(0, 0)
            ids = try rows.int64Array(0, 1)
        }
        let start = Int(record - first)
        guard start < ids.count else { throw ExportFailure.planIsGone() }
        let most = max(Self.fewest, Self.bytesAtOnce / max(1, bytesAnItem))
        return ids[start..<min(ids.count, start + min(most, Int(end - record)))]
    }

    /// The items with these ids that are still there.
    func items(_ ids: ArraySlice<Int64>, on db: isolated Session) throws -> Rows {
        let list = Array(ids)
        guard let low = list.first, let high = list.last else { throw ExportFailure.planIsGone() }
        // Ids that stand close together are cheaper to read as a range.
        let numbers = high - low + 1
        let spread: ExportStatements.Spread =
            numbers == Int64(list.count) ? .whole : numbers < Int64(list.count) * 2 ? .dense : .scattered
        let statement = ExportStatements.items(kind, isCopied: isCopied, spread, hasVariants: hasVariants)
        return try db.query(statement, list, low, high, hasUUID, execution)
    }

    /// Remembers how large items are.
    mutating func note(items: Int, bytes: Int) {
        guard items > 0 else { return }
        bytesAnItem = max(64, (bytesAnItem + 3 * (bytes / items)) / 4)
    }

    /// Copies one row into an item.
    static func take(_ rows: borrowing Rows, _ row: Int, into item: inout OutputItem) throws {
        item.removeAll()
        item.uuid = rows.copy(row, 1, into: &item.bytes)
        item.identifier = rows.copy(row, 2, into: &item.bytes)
        item.family = rows.copy(row, 3, into: &item.bytes)
        item.familyVariant = rows.copy(row, 4, into: &item.bytes)
        item.parent = rows.copy(row, 5, into: &item.bytes)
        item.enabled = try rows.optionalBool(row, 6) ?? false
        item.categories = rows.copy(row, 7, into: &item.bytes)
        item.groups = rows.copy(row, 8, into: &item.bytes)
        for column in 9...11 {
            if let values = rows.copy(row, column, into: &item.bytes) { item.values.append(values) }
        }
    }
}
