// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Postgres

/// Collects the products of one chunk and writes them: the new ones by one COPY, the changed ones by one statement.
///
/// The order of locks is the same for every writer: stored products by id, new ones by identifier, unique values sorted. So
/// two imports of the same products wait for each other and never deadlock.
package struct ProductWriter: Sendable {
    /// How the products are written.
    package enum Mode: Sendable {
        /// Set-based: one bad product fails all.
        case together
        /// Item by item on the server: the bad ones are named, the others written. At most fifty a transaction.
        case each
    }

    private let mode: Mode
    private let origin: ChangeOrigin
    private let at: PostgresTimestamp
    private var created = BinaryRows()
    /// The changed products, and in mode `.each` the new ones too.
    private var packed = PackedProducts()
    private var unique = UniqueColumns()
    private var history: HistoryColumns
    /// Mode `.each`: what the history keeps of each product that is not refused; nil: it is new.
    private var befores: [[UInt8]?] = []

    /// Prepares for a chunk at a moment of the database's clock.
    package init(mode: Mode = .together, origin: ChangeOrigin, at: PostgresTimestamp) {
        self.mode = mode
        self.origin = origin
        self.at = at
        history = HistoryColumns(origin: origin, itemKind: "product", at: at)
    }

    /// Whether there is nothing to write.
    package var isEmpty: Bool { created.isEmpty && packed.isEmpty }

    /// Adds a new product with the id that it gets; `uuid` nil: any.
    ///
    /// `mark` says by which record the product comes to be as it is, when the same record again would change nothing.
    package mutating func create(id: Int64, uuid: UUIDBytes?, mark: UUIDBytes? = nil, _ judgement: borrowing Judgement)
    {
        guard mode == .together else {
            packed.append(id: id, seen: nil, uuid: uuid, judgement)
            befores.append(nil)
            return
        }
        created.beginRow(fields: 15)
        if judgement.identifier.isEmpty { created.appendNull() } else { created.append(key: judgement.identifierKey) }
        created.append(id)
        let uuid = uuid ?? .random()
        created.append(uuid: uuid.high, uuid.low)
        created.append(optionalText: judgement.identifier)
        created.append(optionalText: judgement.family)
        created.append(optionalText: judgement.parent)
        if let parentID = judgement.parentID { created.append(parentID) } else { created.appendNull() }
        created.append(judgement.isEnabled)
        created.append(codes: judgement.categories)
        created.append(codes: judgement.groups)
        created.append(json: judgement.values)
        created.append(optionalText: judgement.axisKey)
        created.append(at.microseconds)
        created.append(at.microseconds)
        if let mark { created.append(uuid: mark.high, mark.low) } else { created.appendNull() }
        history.create(id)
    }

    /// Adds a changed product; `seen` is the version of its row that was compared, `mark` as for a new one.
    package mutating func update(id: Int64, seen: Int64, mark: UUIDBytes? = nil, _ judgement: borrowing Judgement) {
        packed.append(id: id, seen: seen, uuid: nil, mark: mark, judgement)
        if mode == .each { befores.append(judgement.before) } else { history.update(id, before: judgement.before) }
    }

    /// Gives the product added last a value of a unique attribute, or takes it away (nil).
    package mutating func setUnique(_ key: [UInt8]?, attribute: [UInt8], product: Int64) {
        unique.append(product: product, attribute: attribute, key: key, item: packed.count)
    }

    /// Mode `.together`: writes everything; call it once.
    package func write(on db: isolated Session) throws -> WriteOutcome {
        if !packed.isEmpty {
            let columns = packed.columns(sortedByID: true)
            let count = try db.query(ProductStatements.updateProducts, parameters: columns.forUpdate(at: at))
            guard try count.int(0, 0) == packed.count else { return .changedMeanwhile }
        }
        if !created.isEmpty {
            let block = created.sortedBlock()
            _ = try db.copyIn(ProductStatements.copyProducts) { try $0.write(block) }
        }
        try unique.write(on: db)
        try history.write(on: db)
        return .written
    }

    /// Mode `.each`: writes what can be written and returns what the database refuses, by place among the products added.
    package func writeEach(on db: isolated Session) throws(PostgresError) -> [Refusal] {
        guard !packed.isEmpty else { return [] }
        let columns = packed.columns(sortedByID: false)
        let refused = try Refusal.all(
            in: try db.query(
                ProductStatements.writeProductsEach, parameters: columns.forEach(unique: unique, at: at)))
        let places = Set(refused.map(\.place))
        var history = HistoryColumns(origin: origin, itemKind: "product", at: at)
        for (place, before) in befores.enumerated() where !places.contains(place) {
            if let before { history.update(packed.id(place), before: before) } else { history.create(packed.id(place)) }
        }
        try history.write(on: db)
        return refused
    }
}
