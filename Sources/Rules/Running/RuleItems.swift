// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import Postgres

/// The items of a chunk as they are stored, with all that the chunk's rules can read of them.
struct RuleItems {
    private let kind: ItemKind
    private let products: StoredProducts?
    private let models: StoredModels
    /// The product models above, and the roots above those.
    private let parents: StoredModels
    private let roots: StoredModels
    private var placeOfParent: [Int64: Int] = [:]
    private var placeOfRoot: [Int64: Int] = [:]
    private var above: [Int64: Above] = [:]
    private let trails: [Int64: [InheritedChange]]
    private let rootTrails: [Int64: [InheritedChange]]
    private var times: [Times] = []
    private var variants: [[RuleVariant]] = []
    private let start: Int64

    /// When an item was created and last written, and when what stands above it was.
    private struct Times {
        var created: Int64 = 0
        var own: Int64 = 0
        var parent: Int64 = .min
        var root: Int64 = .min
    }

    /// What an item inherits.
    private struct Above {
        /// When the model and its root were last written before the rules, of those that rules have changed.
        var updated: (parent: Int64?, root: Int64?)
        var parent: ParentModel
        var keys: [[UInt8]]
        var categories: [UInt8]
        var changes: [InheritedChange]
    }

    /// Reads the items with these ids.
    init(_ kind: ItemKind, ids: [Int64], _ setup: RuleSetup, on db: isolated Session) throws {
        self.kind = kind
        start = setup.start
        if kind == .product {
            let found = try StoredProducts(ids: ids, on: db)
            (products, models) = (found, StoredModels())
            parents = try Self.models(
                ids.indices.lazy.map { found.product(idAt: $0)?.parentID }, &placeOfParent, on: db)
        } else {
            let found = try StoredModels(ids: ids, on: db)
            (products, models) = (nil, found)
            parents = try Self.models(ids.indices.lazy.map { found.model(at: $0)?.parentID }, &placeOfParent, on: db)
        }
        let read = parents
        trails = try ModelTrail.load(Array(placeOfParent.keys), setup, on: db)
        roots = try Self.models(placeOfParent.values.map { read.model(at: $0)?.parentID }, &placeOfRoot, on: db)
        rootTrails = try ModelTrail.load(Array(placeOfRoot.keys), setup, on: db)
        if setup.needsTimes {
            times = Array(repeating: Times(), count: ids.count)
            let rows = try db.query(RuleStatements.times(kind == .product ? .products : .productModels), ids)
            for row in 0..<rows.count {
                times[try rows.int(row, 0) - 1] = Times(
                    created: try rows.timestamp(row, 1).microsecondsSince1970,
                    own: try rows.timestamp(row, 2).microsecondsSince1970,
                    parent: try rows.optionalTimestamp(row, 3)?.microsecondsSince1970 ?? .min,
                    root: try rows.optionalTimestamp(row, 4)?.microsecondsSince1970 ?? .min)
            }
        }
        guard kind == .productModel, setup.program.needsVariants else { return }
        variants = Array(repeating: [], count: ids.count)
        let rows = try db.query(RuleStatements.variants, ids)
        for row in 0..<rows.count {
            let levels = [try rows.optionalJSON(row, 2)?.bytes, try rows.json(row, 3).bytes].compactMap { $0 }
            variants[try rows.int(row, 0) - 1].append(
                RuleVariant(identifierKey: try rows.optionalText(row, 1).map { Array($0.utf8) }, values: levels))
        }
    }

    /// Reads the models with some ids once each, and notes where each stands.
    private static func models(
        _ ids: some Sequence<Int64?>, _ places: inout [Int64: Int], on db: isolated Session
    ) throws(PostgresError) -> StoredModels {
        var wanted: [Int64] = []
        for id in ids {
            guard let id, places[id] == nil else { continue }
            places[id] = wanted.count
            wanted.append(id)
        }
        return try StoredModels(ids: wanted, on: db)
    }

    /// Fills an item with what is stored, and returns the version of its row; nil when it is gone.
    mutating func fill(_ item: inout RuleItem, _ place: Int) -> Int64? {
        let seen: Int64
        if let products {
            guard let product = products.product(idAt: place) else { return nil }
            item.stored.fill(product, from: products.bytes)
            item.uuid = FilterUUID(high: product.uuid.high, low: product.uuid.low)
            item.owner = LinkOwner(.product, product.id)
            seen = product.seen
        } else {
            guard let model = models.model(at: place) else { return nil }
            item.stored.fill(model, from: models.bytes)
            item.uuid = nil
            item.owner = LinkOwner(.productModel, model.id)
            seen = model.seen
        }
        item.kind = kind
        inherit(&item)
        if !times.isEmpty {
            let (own, known) = (times[place], item.stored.parentID.flatMap { above[$0] }?.updated)
            item.createdAt = own.created
            // What was written since the start counts as written then; models that rules have changed, as before their turn.
            item.updatedAt = min(max(own.own, known?.parent ?? own.parent, known?.root ?? own.root), start)
        }
        item.variants = variants.isEmpty ? [] : variants[place]
        return seen
    }

    /// The name of an item for people: identifier or code, else the uuid.
    func name(_ item: borrowing RuleItem, _ place: Int) -> String {
        guard item.stored.identifier.isEmpty else { return String(decoding: item.stored.identifier, as: UTF8.self) }
        return products?.product(idAt: place)?.uuid.description ?? ""
    }

    /// When an item itself was last written, in microseconds since 1970 UTC; nil: no rule asks.
    func updated(_ place: Int) -> Int64? { times.isEmpty ? nil : times[place].own }

    private mutating func inherit(_ item: inout RuleItem) {
        guard let id = item.stored.parentID, let known = above(id) else {
            item.parent = nil
            item.ancestorKeys.removeAll(keepingCapacity: true)
            item.inheritedCategories.removeAll(keepingCapacity: true)
            item.inheritedChanges.removeAll(keepingCapacity: true)
            return
        }
        item.parent = known.parent
        item.ancestorKeys = known.keys
        item.inheritedCategories = known.categories
        item.inheritedChanges = known.changes
    }

    private mutating func above(_ id: Int64) -> Above? {
        if let known = above[id] { return known }
        guard let place = placeOfParent[id], let model = parents.model(at: place),
            let parent = parents.parent(at: place)
        else { return nil }
        let own = ModelTrail.Model(categories: Array(parents.bytes[model.categories]), trail: trails[id] ?? [])
        var keys = [Array(folded(parent.code).utf8)]
        var root: ModelTrail.Model?
        if let rootID = model.parentID, let place = placeOfRoot[rootID], let model = roots.model(at: place) {
            keys.append(Array(folded(String(decoding: roots.bytes[model.code], as: UTF8.self)).utf8))
            root = ModelTrail.Model(
                categories: Array(roots.bytes[model.categories]), trail: rootTrails[rootID] ?? [])
        }
        let found = Above(
            updated: (own.updated, root?.updated), parent: parent, keys: keys,
            categories: ModelTrail.joined(own.categories, root?.categories),
            changes: ModelTrail.merged(own, root))
        above[id] = found
        return found
    }
}
