// SPDX-License-Identifier: Apache-2.0

package import Catalog

extension StoredItem {
    /// Becomes a stored product, whose texts stand in `bytes`; the buffers keep their memory.
    package mutating func fill(_ product: StoredProducts.Product, from bytes: [UInt8]) {
        put(\.identifier, product.identifier, bytes)
        put(\.family, product.family, bytes)
        put(\.familyVariant, nil, bytes)
        put(\.parent, product.parent, bytes)
        put(\.axisKey, product.axisKey, bytes)
        parentID = product.parentID
        put(\.categories, product.categories, bytes)
        put(\.groups, product.groups, bytes)
        put(\.values, product.values, bytes)
        isEnabled = product.isEnabled
    }

    /// Becomes a stored product model, whose texts stand in `bytes`.
    package mutating func fill(_ model: StoredModels.Model, from bytes: [UInt8]) {
        put(\.identifier, model.code, bytes)
        put(\.family, model.family, bytes)
        put(\.familyVariant, model.familyVariant, bytes)
        put(\.parent, model.parent, bytes)
        put(\.axisKey, model.axisKey, bytes)
        parentID = model.parentID
        put(\.categories, model.categories, bytes)
        put(\.groups, nil, bytes)
        put(\.values, model.values, bytes)
        isEnabled = true
    }

    private mutating func put(_ target: WritableKeyPath<StoredItem, [UInt8]>, _ range: Range<Int>?, _ bytes: [UInt8]) {
        self[keyPath: target].removeAll(keepingCapacity: true)
        if let range { self[keyPath: target].append(contentsOf: bytes[range]) }
    }
}
