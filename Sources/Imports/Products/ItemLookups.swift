// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import Postgres

/// What the records of a chunk name, as it is stored: the items themselves and the product models above them.
struct ItemLookups {
    /// One record, and where the answers for it stand.
    struct Entry {
        /// Its place in the page.
        let record: Int
        /// The uuid that it gives.
        var uuid: UUIDBytes?
        /// Whether its uuid cannot be read or is of another version.
        var isUUIDInvalid = false
        fileprivate var uuidPlace: Int?
        fileprivate var keyPlace: Int?
        fileprivate var parentPlace: Int?
        /// The record's mark; nil: it has none.
        fileprivate(set) var mark: UUIDBytes?
    }

    /// A stored item: enough to write it.
    struct Hit {
        let id: Int64
        let seen: Int64
        let match: ProductMatch
        fileprivate let parent: Range<Int>?
        fileprivate let axisKey: Range<Int>?
        fileprivate let product: StoredProducts.Product?
        fileprivate let model: StoredModels.Model?
        /// Whether the record left the item as it is: nothing else of it has been read.
        var isMarked: Bool { product?.isMarked ?? false }
    }

    private let setup: RecordSetup
    private var uuids = ArrayColumn(.uuid)
    private var keys = ArrayColumn(.text)
    private var marks = ArrayColumn(.uuid)
    private var parentKeys = ArrayColumn(.text)
    private var parentPlaces: [[UInt8]: Int] = [:]
    private var products: StoredProducts?
    private var models = StoredModels()
    private var parents = StoredModels()
    private var made: [Int: ParentModel] = [:]

    init(setup: RecordSetup) {
        self.setup = setup
    }

    /// Asks for what a record names; `mark` nil: for all that is stored of it.
    mutating func ask(_ record: Int, in batch: borrowing RecordBatch, mark: UUIDBytes?) -> Entry {
        var entry = Entry(record: record)
        if let column = setup.header.fixed[.uuid] {
            let cell = batch.trimmed(record, column)
            if !cell.isEmpty {
                if let uuid = UUIDBytes(batch.text(cell)), uuid.isVersion4 {
                    entry.uuid = uuid
                    entry.uuidPlace = uuids.count
                    uuids.append(uuid)
                } else {
                    entry.isUUIDInvalid = true
                }
            }
        }
        var key: [UInt8] = []
        if let column = setup.header.fixed[.identifier], batch.appendKey(record, column, to: &key) {
            entry.keyPlace = keys.count
            keys.append(bytes: key)
            entry.mark = mark
            if let mark { marks.append(mark) } else { marks.appendNull() }
        }
        if let column = setup.header.fixed[.parent] {
            let cell = batch.trimmed(record, column)
            if !cell.isEmpty { entry.parentPlace = askParent(batch.bytes[cell]) }
        }
        return entry
    }

    /// Reads what was asked for; the models above stored items too.
    mutating func load(_ entries: [Entry], on db: isolated Session) throws(PostgresError) {
        if setup.kind == .product {
            let marks = setup.markKey == nil ? nil : marks
            products = try StoredProducts(uuids: uuids, identifierKeys: keys, marks: marks, on: db)
        } else {
            models = try StoredModels(codeKeys: keys, on: db)
        }
        for entry in entries {
            if let hit = hit(entry), let parent = hit.parent { _ = askParent(bytes(hit)[parent]) }
        }
        parents = try StoredModels(codeKeys: parentKeys, on: db)
    }

    /// The stored item of a record; nil when it is new.
    func hit(_ entry: Entry) -> Hit? {
        guard let products else {
            guard let place = entry.keyPlace, let model = models.model(at: place) else { return nil }
            return Hit(
                id: model.id, seen: model.seen, match: .identifier, parent: model.parent, axisKey: model.axisKey,
                product: nil, model: model)
        }
        if let place = entry.uuidPlace { return products.product(uuidAt: place).map { Self.hit($0, .uuid) } }
        return entry.keyPlace.flatMap { products.product(identifierAt: $0) }.map { Self.hit($0, .identifier) }
    }

    /// Whether a record that gives a uuid has an identifier other than the one stored with that uuid.
    func changesIdentifier(_ entry: Entry, _ hit: Hit?, in batch: borrowing RecordBatch) -> Bool {
        guard entry.uuid != nil, let hit, let product = hit.product, let products,
            let column = setup.header.fixed[.identifier]
        else { return false }
        let given = batch.trimmed(entry.record, column).isEmpty ? 0..<0 : batch.cell(entry.record, column)
        return !batch.bytes[given].elementsEqual(products.bytes[product.identifier ?? 0..<0])
    }

    /// Whether a record's identifier belongs to another product than the one its uuid names.
    func isIdentifierTaken(_ entry: Entry, _ hit: Hit?) -> Bool {
        guard entry.uuid != nil, let products, let place = entry.keyPlace,
            let holder = products.product(identifierAt: place)
        else { return false }
        return holder.id != hit?.id
    }

    /// Fills an item with what is stored of it.
    func fill(_ item: inout StoredItem, _ hit: Hit) {
        if let product = hit.product {
            item.fill(product, from: bytes(hit))
        } else if let model = hit.model {
            item.fill(model, from: bytes(hit))
        }
    }

    /// The product model that a record names.
    mutating func givenParent(_ entry: Entry) -> GivenParent {
        guard let place = entry.parentPlace else { return .none }
        return parent(at: place).map { .found($0) } ?? .unknown
    }

    /// The product model above a stored item.
    mutating func storedParent(_ hit: Hit) -> ParentModel? {
        guard let range = hit.parent else { return nil }
        let bytes = bytes(hit)
        var key: [UInt8] = []
        appendFolded(bytes.span.extracting(range), to: &key)
        return parentPlaces[key].flatMap { parent(at: $0) }
    }

    /// Whether an item stands below the same product model with the same axes as before.
    func keepsAxes(_ hit: Hit?, _ judgement: borrowing Judgement) -> Bool {
        guard let hit, let axisKey = hit.axisKey, let parent = hit.parent else { return judgement.axisKey.isEmpty }
        let bytes = bytes(hit)
        return judgement.axisKey.elementsEqual(bytes[axisKey]) && judgement.parent.elementsEqual(bytes[parent])
    }

    private func bytes(_ hit: Hit) -> [UInt8] { hit.product == nil ? models.bytes : products?.bytes ?? [] }

    private static func hit(_ product: StoredProducts.Product, _ match: ProductMatch) -> Hit {
        Hit(
            id: product.id, seen: product.seen, match: match, parent: product.parent, axisKey: product.axisKey,
            product: product, model: nil)
    }

    private mutating func askParent(_ code: ArraySlice<UInt8>) -> Int {
        var key: [UInt8] = []
        appendFolded(code.span, to: &key)
        if let place = parentPlaces[key] { return place }
        parentPlaces[key] = parentKeys.count
        parentKeys.append(bytes: key)
        return parentKeys.count - 1
    }

    private mutating func parent(at place: Int) -> ParentModel? {
        if let known = made[place] { return known }
        let parent = parents.parent(at: place)
        if let parent { made[place] = parent }
        return parent
    }
}

extension UUIDBytes {
    /// Whether it is of version 4, as all uuids of products are.
    var isVersion4: Bool { high & 0xF000 == 0x4000 && low >> 62 == 2 }
}
