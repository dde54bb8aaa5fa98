// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Asks who has values that no two items may share: values of unique attributes, combinations of axes.
package struct UniqueLookup: Sendable {
    /// An item that has what was asked for.
    package struct Holder: Sendable, Equatable {
        /// Its id.
        package let id: Int64
        /// Its identifier, uuid or code, for people.
        package let name: String

        /// Names an item.
        package init(id: Int64, name: String) {
            self.id = id
            self.name = name
        }
    }

    private var attributes = ArrayColumn(.text)
    private var keys = ArrayColumn(.text)
    private var parents = ArrayColumn(.int8)
    private var axisKeys = ArrayColumn(.text)

    /// Asks for nothing yet.
    package init() {}

    /// Asks for a value of a unique attribute; returns its place in the answer.
    package mutating func ask(attribute: [UInt8], key: [UInt8]) -> Int {
        attributes.append(bytes: attribute)
        keys.append(bytes: key)
        return keys.count - 1
    }

    /// Asks for a combination of axes under a product model; returns its place in the answer.
    package mutating func ask(parent: Int64, axisKey: [UInt8]) -> Int {
        parents.append(parent)
        axisKeys.append(bytes: axisKey)
        return axisKeys.count - 1
    }

    /// Who has the values asked for, by place.
    package func valueHolders(on db: isolated Session) throws(PostgresError) -> [Holder?] {
        guard !keys.isEmpty else { return [] }
        return try Self.holders(
            in: try db.query(ProductStatements.findUniqueValues, attributes, keys), count: keys.count)
    }

    /// Which variants (`product`) or sub-models (`product_model`) have the combinations asked for, by place.
    package func axisHolders(kind: String, on db: isolated Session) throws(PostgresError) -> [Holder?] {
        guard !axisKeys.isEmpty else { return [] }
        return try Self.holders(
            in: try db.query(ProductStatements.findAxes, kind, parents, axisKeys), count: axisKeys.count)
    }

    private static func holders(in rows: consuming Rows, count: Int) throws(PostgresError) -> [Holder?] {
        var found: [Holder?] = Array(repeating: nil, count: count)
        for row in 0..<rows.count {
            found[try rows.int(row, 0) - 1] = Holder(id: try rows.int64(row, 1), name: try rows.text(row, 2))
        }
        return found
    }
}

/// The database's clock.
package enum DatabaseClock {
    /// The time now.
    package static func now(on db: isolated Session) throws(PostgresError) -> PostgresTimestamp {
        try db.query(ProductStatements.now).timestamp(0, 0)
    }
}

/// Blocks of ids for new products and product models.
package enum ItemIDs {
    /// Takes so many ids and returns the first.
    package static func reserve(_ count: Int64, on db: isolated Session) throws(PostgresError) -> Int64 {
        try db.query(ProductStatements.reserveIDs, count).int64(0, 0)
    }
}
