// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// The products that a chunk speaks of, as they are now: its before-images.
///
/// All texts stand in one buffer, and a product is a set of ranges in it.
package struct StoredProducts: Sendable {
    /// One product.
    package struct Product: Sendable {
        /// Its id.
        package let id: Int64
        /// The version of its row; a write compares it.
        package let seen: Int64
        /// Its uuid.
        package let uuid: UUIDBytes
        /// Its identifier; nil when it has none.
        package let identifier: Range<Int>?
        /// The code of its family; nil when it has none.
        package let family: Range<Int>?
        /// The code of its product model; nil for a simple product.
        package let parent: Range<Int>?
        /// The id of its product model; nil for a simple product.
        package let parentID: Int64?
        /// Whether it is offered.
        package let isEnabled: Bool
        /// The sorted codes of its categories, joined by commas.
        package let categories: Range<Int>
        /// The sorted codes of its groups, joined by commas.
        package let groups: Range<Int>
        /// The JSON text of its values.
        package let values: Range<Int>
        /// The values of its axes, folded; nil for a simple product.
        package let axisKey: Range<Int>?
        /// Whether it is as the record asked with left it: then only its id has been read.
        package let isMarked: Bool
    }

    /// The texts of all products.
    package private(set) var bytes: [UInt8] = []
    private var products: [Product] = []
    private var byUUID: [Int32]
    private var byIdentifier: [Int32]
    private var byID: [Int32] = []

    /// Reads the products with these ids.
    package init(ids: [Int64], on db: isolated Session) throws(PostgresError) {
        (byUUID, byIdentifier) = ([], [])
        byID = Array(repeating: -1, count: ids.count)
        let rows = try db.query(ProductStatements.findProductsByID, ids)
        products.reserveCapacity(rows.count)
        for row in 0..<rows.count {
            products.append(try Self.product(rows, row, from: 1, hasMarks: false, into: &bytes))
            byID[try rows.int(row, 0) - 1] = Int32(row)
        }
    }

    /// The product with the id at a place of the list that was asked for; nil when it is gone.
    package func product(idAt place: Int) -> Product? { byID[place] < 0 ? nil : products[Int(byID[place])] }

    /// Reads the products with these uuids (a `.uuid` column) and these folded identifiers (a `.text` column).
    ///
    /// `marks`, one for each identifier, are those of its records (`.uuid`); nil: every product is read whole.
    package init(
        uuids: ArrayColumn, identifierKeys: ArrayColumn, marks: ArrayColumn? = nil, on db: isolated Session
    ) throws(PostgresError) {
        byUUID = Array(repeating: -1, count: uuids.count)
        byIdentifier = Array(repeating: -1, count: identifierKeys.count)
        let rows = try db.query(ProductStatements.findProducts, uuids, identifierKeys, marks)
        products.reserveCapacity(rows.count)
        for row in 0..<rows.count {
            products.append(try Self.product(rows, row, from: 2, hasMarks: true, into: &bytes))
            let place = try rows.int(row, 1) - 1
            if try rows.bool(row, 0) { byUUID[place] = Int32(row) } else { byIdentifier[place] = Int32(row) }
        }
    }

    /// The product with the uuid at a place of the column that was asked for; nil when there is none.
    package func product(uuidAt place: Int) -> Product? {
        byUUID[place] < 0 ? nil : products[Int(byUUID[place])]
    }

    /// The product with the identifier at a place of the column that was asked for; nil when there is none.
    package func product(identifierAt place: Int) -> Product? {
        byIdentifier[place] < 0 ? nil : products[Int(byIdentifier[place])]
    }

    /// One product, whose columns begin at a place.
    private static func product(
        _ rows: borrowing Rows, _ row: Int, from first: Int, hasMarks: Bool, into bytes: inout [UInt8]
    ) throws(PostgresError) -> Product {
        Product(
            id: try rows.int64(row, first), seen: try rows.int64(row, first + 1), uuid: try rows.uuid(row, first + 2),
            identifier: rows.copy(row, first + 3, into: &bytes), family: rows.copy(row, first + 4, into: &bytes),
            parent: rows.copy(row, first + 5, into: &bytes), parentID: try rows.optionalInt64(row, first + 6),
            isEnabled: try rows.bool(row, first + 7), categories: rows.copy(row, first + 8, into: &bytes) ?? 0..<0,
            groups: rows.copy(row, first + 9, into: &bytes) ?? 0..<0,
            values: rows.copy(row, first + 10, into: &bytes) ?? 0..<0,
            axisKey: rows.copy(row, first + 11, into: &bytes),
            isMarked: hasMarks ? try rows.bool(row, first + 12) : false)
    }
}
