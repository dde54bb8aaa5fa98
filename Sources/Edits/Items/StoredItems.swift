// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import Postgres

/// The items of a chunk as they are stored, and the product models above them and above where they are to go.
struct StoredItems {
    /// One item: enough to write it.
    struct Hit {
        let id: Int64
        let seen: Int64
        fileprivate let parentID: Int64?
        fileprivate let axisKey: Range<Int>?
        fileprivate let parent: Range<Int>?
        fileprivate let product: StoredProducts.Product?
        fileprivate let model: StoredModels.Model?
    }

    private let products: StoredProducts?
    private let models: StoredModels
    private let parents: StoredModels
    private var placeOfParent: [Int64: Int] = [:]
    private var made: [Int64: ParentModel] = [:]
    private let target: ParentModel?

    /// Reads the items with these ids; `target` is the code of the product model to which they are to go.
    init(_ kind: ItemKind, ids: [Int64], target: String?, on db: isolated Session) throws(PostgresError) {
        var above: [Int64] = []
        var seen: Set<Int64> = []
        if kind == .product {
            let products = try StoredProducts(ids: ids, on: db)
            for place in ids.indices {
                if let id = products.product(idAt: place)?.parentID, seen.insert(id).inserted { above.append(id) }
            }
            (self.products, models) = (products, StoredModels())
        } else {
            models = try StoredModels(ids: ids, on: db)
            products = nil
            for place in ids.indices {
                if let id = models.model(at: place)?.parentID, seen.insert(id).inserted { above.append(id) }
            }
        }
        parents = try StoredModels(ids: above, on: db)
        for (place, id) in above.enumerated() { placeOfParent[id] = place }
        if let target {
            var keys = ArrayColumn(.text)
            keys.append(folded(target))
            self.target = try StoredModels(codeKeys: keys, on: db).parent(at: 0)
        } else {
            self.target = nil
        }
    }

    /// The item with the id at a place; nil when it is gone.
    func hit(_ place: Int) -> Hit? {
        if let products {
            return products.product(idAt: place).map {
                Hit(
                    id: $0.id, seen: $0.seen, parentID: $0.parentID, axisKey: $0.axisKey, parent: $0.parent,
                    product: $0,
                    model: nil)
            }
        }
        return models.model(at: place).map {
            Hit(
                id: $0.id, seen: $0.seen, parentID: $0.parentID, axisKey: $0.axisKey, parent: $0.parent, product: nil,
                model: $0)
        }
    }

    /// Fills an item with what is stored of it.
    func fill(_ item: inout StoredItem, _ hit: Hit) {
        if let product = hit.product, let products {
            item.fill(product, from: products.bytes)
        } else if let model = hit.model {
            item.fill(model, from: models.bytes)
        }
    }

    /// The product model above an item.
    mutating func parent(_ hit: Hit) -> ParentModel? {
        guard let id = hit.parentID, let place = placeOfParent[id] else { return nil }
        if let known = made[id] { return known }
        let parent = parents.parent(at: place)
        made[id] = parent
        return parent
    }

    /// The product model to which items are to go.
    var givenParent: GivenParent { target.map { .found($0) } ?? .unknown }

    /// Whether an item stands below the same product model with the same axes as before.
    func keepsAxes(_ hit: Hit, _ judgement: borrowing Judgement) -> Bool {
        guard let axisKey = hit.axisKey, let parent = hit.parent else { return judgement.axisKey.isEmpty }
        let bytes = products?.bytes ?? models.bytes
        return judgement.axisKey.elementsEqual(bytes[axisKey]) && judgement.parent.elementsEqual(bytes[parent])
    }
}
