// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Postgres

/// Writes the items of one chunk, products or product models, and remembers which record each came from.
package struct ItemWriter {
    private let kind: ItemKind
    private let mode: ProductWriter.Mode
    private var products: ProductWriter
    private var models: ModelWriter
    /// The records in the order of their items, and whether each is new.
    package private(set) var written: [(record: Int, isNew: Bool)] = []

    /// Prepares for a chunk at a moment of the database's clock.
    package init(kind: ItemKind, mode: ProductWriter.Mode, origin: ChangeOrigin, at: PostgresTimestamp) {
        self.kind = kind
        self.mode = mode
        products = ProductWriter(mode: mode, origin: origin, at: at)
        models = ModelWriter(origin: origin, at: at)
    }

    /// Adds a new item, made of a record.
    package mutating func create(
        _ record: Int, id: Int64, uuid: UUIDBytes?, mark: UUIDBytes?, _ judgement: borrowing Judgement
    ) {
        written.append((record, true))
        if kind == .product {
            products.create(id: id, uuid: uuid, mark: mark, judgement)
            setUnique(id, judgement)
        } else {
            models.append(id: id, seen: nil, copy judgement)
        }
    }

    /// Adds a changed item; `seen` is the version of its row that was compared.
    package mutating func update(
        _ record: Int, id: Int64, seen: Int64, mark: UUIDBytes?, _ judgement: borrowing Judgement
    ) {
        written.append((record, false))
        if kind == .product {
            products.update(id: id, seen: seen, mark: mark, judgement)
            setUnique(id, judgement)
        } else {
            models.append(id: id, seen: seen, copy judgement)
        }
    }

    /// Writes all; returns the records that the database refuses, which is only asked for item by item.
    package func write(on db: isolated Session) throws -> [(record: Int, isNew: Bool, refusal: Refusal)] {
        guard !written.isEmpty else { return [] }
        guard mode == .each else {
            let outcome = try kind == .product ? products.write(on: db) : models.write(on: db)
            guard outcome == .written else {
                throw PostgresError.changedMeanwhile
            }
            return []
        }
        let refused = try kind == .product ? products.writeEach(on: db) : models.writeEach(on: db)
        return refused.map { (written[$0.place].record, written[$0.place].isNew, $0) }
    }

    private mutating func setUnique(_ id: Int64, _ judgement: borrowing Judgement) {
        for value in judgement.uniqueValues {
            products.setUnique(value.key, attribute: Array(value.attribute.utf8), product: id)
        }
    }
}

extension PostgresError {
    /// Somebody else wrote an item after it was looked up.
    ///
    /// Passing: the chunk is repeated with what is there by then.
    package static let changedMeanwhile = PostgresError(
        kind: .server, state: .serializationFailure, message: "an item was changed while its record was compared")
}
