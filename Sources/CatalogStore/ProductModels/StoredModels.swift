// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Postgres

/// The product models that a chunk speaks of, as they are now: before-images, and what variants inherit.
package struct StoredModels: Sendable {
    /// One product model.
    package struct Model: Sendable {
        /// Its id.
        package let id: Int64
        /// The version of its row; a write compares it.
        package let seen: Int64
        /// Its code.
        package let code: Range<Int>
        /// The code of its family.
        package let family: Range<Int>
        /// The code of its family variant.
        package let familyVariant: Range<Int>
        /// The code of the root above; nil for a root.
        package let parent: Range<Int>?
        /// The id of the root above; nil for a root.
        package let parentID: Int64?
        /// The sorted codes of its categories, joined by commas.
        package let categories: Range<Int>
        /// The JSON text of its own values.
        package let values: Range<Int>
        /// The values of its axes, folded; nil for a root.
        package let axisKey: Range<Int>?
        /// The JSON text of the values of the root above; nil for a root.
        package let rootValues: Range<Int>?
    }

    /// The texts of all product models.
    package private(set) var bytes: [UInt8] = []
    private var models: [Model] = []
    private var places: [Int32]

    /// None.
    package init() { places = [] }

    /// Reads the product models with these folded codes (a `.text` column).
    package init(codeKeys: ArrayColumn, on db: isolated Session) throws(PostgresError) {
        places = Array(repeating: -1, count: codeKeys.count)
        guard !codeKeys.isEmpty else { return }
        try take(try db.query(ProductStatements.findModels, codeKeys))
    }

    /// Reads the product models with these ids.
    package init(ids: [Int64], on db: isolated Session) throws(PostgresError) {
        places = Array(repeating: -1, count: ids.count)
        guard !ids.isEmpty else { return }
        try take(try db.query(ProductStatements.findModelsByID, ids))
    }

    private mutating func take(_ rows: consuming Rows) throws(PostgresError) {
        models.reserveCapacity(rows.count)
        for row in 0..<rows.count {
            places[try rows.int(row, 0) - 1] = Int32(row)
            models.append(
                Model(
                    id: try rows.int64(row, 1), seen: try rows.int64(row, 2),
                    code: rows.copy(row, 3, into: &bytes) ?? 0..<0, family: rows.copy(row, 4, into: &bytes) ?? 0..<0,
                    familyVariant: rows.copy(row, 5, into: &bytes) ?? 0..<0, parent: rows.copy(row, 6, into: &bytes),
                    parentID: try rows.optionalInt64(row, 7), categories: rows.copy(row, 8, into: &bytes) ?? 0..<0,
                    values: rows.copy(row, 9, into: &bytes) ?? 0..<0, axisKey: rows.copy(row, 10, into: &bytes),
                    rootValues: rows.copy(row, 11, into: &bytes)))
        }
    }

    /// The product model with the code or id at a place of what was asked for; nil when there is none.
    package func model(at place: Int) -> Model? { places[place] < 0 ? nil : models[Int(places[place])] }

    /// The model at a place as what stands below it sees it, with all that it inherits.
    package func parent(at place: Int) -> ParentModel? {
        guard let model = model(at: place) else { return nil }
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        let own = bytes[model.values]
        let values: [UInt8]
        if let root = model.rootValues.map({ bytes[$0] }), root.count > 2 {
            // Both print as {…}; what a level holds, no other has.
            values = own.count > 2 ? Array(root.dropLast()) + Array(", ".utf8) + Array(own.dropFirst()) : Array(root)
        } else {
            values = Array(own)
        }
        return ParentModel(
            id: model.id, code: text(model.code), familyVariant: text(model.familyVariant),
            level: model.parentID == nil ? 0 : 1, values: values)
    }
}
