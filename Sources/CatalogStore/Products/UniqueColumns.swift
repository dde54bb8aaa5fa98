// SPDX-License-Identifier: Apache-2.0

import Postgres

/// What the products of a chunk take and give up of unique attributes.
struct UniqueColumns: Sendable {
    private(set) var products = ArrayColumn(.int8)
    private(set) var attributes = ArrayColumn(.text)
    private(set) var keys = ArrayColumn(.text)
    /// The places of the products among the rows, from 1.
    private(set) var items = ArrayColumn(.int4)

    mutating func append(product: Int64, attribute: [UInt8], key: [UInt8]?, item: Int = 0) {
        products.append(product)
        attributes.append(bytes: attribute)
        if let key { keys.append(bytes: key) } else { keys.appendNull() }
        items.append(Int32(item))
    }

    func write(on db: isolated Session) throws(PostgresError) {
        guard !products.isEmpty else { return }
        try db.execute(ProductStatements.replaceUniqueValues, products, attributes, keys)
    }
}

/// What the history keeps of one chunk.
struct HistoryColumns: Sendable {
    private let origin: ChangeOrigin
    private let itemKind: String
    private let at: PostgresTimestamp
    private var created: [Int64] = []
    private var items = ArrayColumn(.int8)
    private var befores = ArrayColumn(.jsonb)

    init(origin: ChangeOrigin, itemKind: String, at: PostgresTimestamp) {
        self.origin = origin
        self.itemKind = itemKind
        self.at = at
    }

    mutating func create(_ id: Int64) { created.append(id) }

    mutating func update(_ id: Int64, before: [UInt8]) {
        items.append(id)
        befores.append(bytes: before)
    }

    func write(on db: isolated Session) throws(PostgresError) {
        guard !created.isEmpty || !items.isEmpty else { return }
        try db.execute(
            ProductStatements.addHistory, origin.executionID, origin.owner, origin.month, itemKind,
            created.isEmpty ? nil : Self.multirange(created), items, befores, at)
    }

    /// The ids as an `int8multirange`: neighbours are one range, so a chunk of new items takes a few bytes.
    static func multirange(_ ids: [Int64]) -> String {
        var ranges: [(first: Int64, end: Int64)] = []
        for id in ids.sorted() {
            if let last = ranges.last, id == last.end {
                ranges[ranges.count - 1].end = id + 1
            } else {
                ranges.append((id, id + 1))
            }
        }
        return "{" + ranges.map { "[\($0.first),\($0.end))" }.joined(separator: ",") + "}"
    }
}

extension UUIDBytes {
    /// A new version 4 uuid.
    static func random() -> UUIDBytes {
        var generator = SystemRandomNumberGenerator()
        return UUIDBytes(
            high: generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000,
            low: generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }
}
