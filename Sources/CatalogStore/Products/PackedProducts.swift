// SPDX-License-Identifier: Apache-2.0

import Catalog
import Postgres

/// Rows of products, one behind the other in one buffer, until they are put into columns in the order wanted.
struct PackedProducts: Sendable {
    /// One row: its numbers, and where its nine texts end.
    private struct Entry: Sendable {
        var id: Int64
        var seen: Int64?
        var uuid: UUIDBytes?
        var mark: UUIDBytes?
        var parentID: Int64?
        var isEnabled: Bool
        var start: Int
        var ends: InlineArray<9, Int>
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }

    /// The id and whether it is new of the row at a place.
    func id(_ place: Int) -> Int64 { entries[place].id }

    mutating func append(id: Int64, seen: Int64?, uuid: UUIDBytes?, mark: UUIDBytes? = nil, _ row: borrowing Judgement)
    {
        var entry = Entry(
            id: id, seen: seen, uuid: uuid, mark: mark, parentID: row.parentID, isEnabled: row.isEnabled,
            start: bytes.count,
            ends: InlineArray(repeating: 0))
        bytes.append(contentsOf: row.identifier)
        entry.ends[0] = bytes.count
        bytes.append(contentsOf: row.identifierKey)
        entry.ends[1] = bytes.count
        bytes.append(contentsOf: row.family)
        entry.ends[2] = bytes.count
        bytes.append(contentsOf: row.parent)
        entry.ends[3] = bytes.count
        bytes.append(contentsOf: row.categories)
        entry.ends[4] = bytes.count
        bytes.append(contentsOf: row.groups)
        entry.ends[5] = bytes.count
        bytes.append(contentsOf: row.values)
        entry.ends[6] = bytes.count
        bytes.append(contentsOf: row.cleared)
        entry.ends[7] = bytes.count
        bytes.append(contentsOf: row.axisKey)
        entry.ends[8] = bytes.count
        entries.append(entry)
    }

    /// The rows as columns.
    func columns(sortedByID: Bool) -> ProductColumns {
        var columns = ProductColumns()
        var order = Array(entries.indices)
        let isSorted = zip(entries, entries.dropFirst()).allSatisfy { $0.id <= $1.id }
        if sortedByID, !isSorted { order.sort { entries[$0].id < entries[$1].id } }
        for place in order {
            let entry = entries[place]
            columns.ids.append(entry.id)
            if let seen = entry.seen { columns.seen.append(seen) } else { columns.seen.appendNull() }
            if let uuid = entry.uuid { columns.uuids.append(uuid) } else { columns.uuids.appendNull() }
            if let mark = entry.mark { columns.marks.append(mark) } else { columns.marks.appendNull() }
            if let parent = entry.parentID { columns.parentIDs.append(parent) } else { columns.parentIDs.appendNull() }
            columns.enabled.append(entry.isEnabled)
            columns.identifiers.append(optional: text(entry, 0))
            columns.identifierKeys.append(optional: text(entry, 1))
            columns.families.append(optional: text(entry, 2))
            columns.parents.append(optional: text(entry, 3))
            columns.categories.append(bytes: text(entry, 4))
            columns.groups.append(bytes: text(entry, 5))
            columns.values.append(bytes: text(entry, 6))
            columns.cleared.append(bytes: text(entry, 7))
            columns.axisKeys.append(optional: text(entry, 8))
        }
        return columns
    }

    private func text(_ entry: Entry, _ place: Int) -> ArraySlice<UInt8> {
        bytes[(place == 0 ? entry.start : entry.ends[place - 1])..<entry.ends[place]]
    }
}

/// The columns of `catalog.update_products` and `catalog.write_products_each`.
struct ProductColumns: Sendable {
    var ids = ArrayColumn(.int8)
    var seen = ArrayColumn(.int8)
    var uuids = ArrayColumn(.uuid)
    var identifiers = ArrayColumn(.text)
    var identifierKeys = ArrayColumn(.text)
    var families = ArrayColumn(.text)
    var parents = ArrayColumn(.text)
    var parentIDs = ArrayColumn(.int8)
    var enabled = ArrayColumn(.bool)
    var categories = ArrayColumn(.text)
    var groups = ArrayColumn(.text)
    var values = ArrayColumn(.jsonb)
    var cleared = ArrayColumn(.text)
    var axisKeys = ArrayColumn(.text)
    var marks = ArrayColumn(.uuid)

    func forUpdate(at: PostgresTimestamp) -> [(any PostgresEncodable)?] {
        [
            ids, seen, identifiers, identifierKeys, families, parents, parentIDs, enabled, categories, groups, values,
            cleared, axisKeys, marks, at,
        ]
    }

    func forEach(unique: UniqueColumns, at: PostgresTimestamp) -> [(any PostgresEncodable)?] {
        [
            ids, seen, uuids, identifiers, identifierKeys, families, parents, parentIDs, enabled, categories, groups,
            values, cleared, axisKeys, unique.items, unique.attributes, unique.keys, at,
        ]
    }
}

extension ArrayColumn {
    /// Appends a text, or NULL for an empty one.
    mutating func append(optional text: ArraySlice<UInt8>) {
        if text.isEmpty { appendNull() } else { append(bytes: text) }
    }
}

extension BinaryRows {
    /// Appends a text, or NULL for an empty one.
    mutating func append(optionalText text: [UInt8]) {
        if text.isEmpty { appendNull() } else { append(text: text) }
    }
}
