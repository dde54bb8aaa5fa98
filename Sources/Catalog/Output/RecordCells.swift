// SPDX-License-Identifier: Apache-2.0

/// The cells of one record, as bytes in one buffer that is used again for the next record.
package struct RecordCells: Sendable {
    /// Where a cell's bytes stand; an empty one: nowhere.
    package struct Place: Sendable {
        package var start: Int32 = 0
        package var end: Int32 = 0

        /// Whether the cell is empty.
        package var isEmpty: Bool { start == end }
        /// The bytes' places.
        package var range: Range<Int> { Int(start)..<Int(end) }
    }

    /// The bytes of all cells.
    package var bytes: [UInt8] = []
    /// One place a column.
    package private(set) var places: [Place]

    /// Makes empty cells.
    package init(columns: Int) {
        places = Array(repeating: Place(), count: columns)
        bytes.reserveCapacity(4_096)
    }

    /// Empties all cells and keeps the memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        for place in places.indices { places[place] = Place() }
    }

    /// Gives a column the bytes from `start` to the end of the buffer; what it had before is forgotten.
    @inline(__always)
    package mutating func set(_ column: Int, from start: Int) {
        places[column] = Place(start: Int32(start), end: Int32(bytes.count))
    }

    /// Gives a column a text.
    package mutating func set(_ column: Int, _ text: some Collection<UInt8>) {
        let start = bytes.count
        bytes.append(contentsOf: text)
        set(column, from: start)
    }

    /// Makes a cell empty.
    package mutating func clear(_ column: Int) { places[column] = Place() }
}

/// An item as it is stored: its cells as bytes, and the JSON text of its values and of those above it.
package struct OutputItem: Sendable {
    /// The bytes of everything.
    package var bytes: [UInt8] = []
    package var uuid: Range<Int>?
    package var identifier: Range<Int>?
    package var family: Range<Int>?
    package var familyVariant: Range<Int>?
    package var parent: Range<Int>?
    package var enabled = false
    /// Codes, joined by commas.
    package var categories: Range<Int>?
    package var groups: Range<Int>?
    /// JSON objects, the one that counts most last.
    package var values: [Range<Int>] = []

    /// An empty item.
    package init() {}

    /// Empties it and keeps the memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        (uuid, identifier, family, familyVariant, parent) = (nil, nil, nil, nil, nil)
        (categories, groups) = (nil, nil)
    }
}
