// SPDX-License-Identifier: Apache-2.0

package import Catalog
import FoundationEssentials
package import Postgres

/// The structure of the catalogue in its tables: what stands there by key, and what is new or different.
///
/// Every function runs in the caller's transaction. Who writes calls `lock` first, then reads, judges and writes.
package enum StructureStore {
    /// Waits until no other transaction is writing to the structure; the lock goes with the transaction.
    package static func lock(on db: isolated Session) throws(PostgresError) {
        _ = try db.query(StructureStatements.lock)
    }

    /// The counter that every write to the structure moves.
    package static func version(on db: isolated Session) throws(PostgresError) -> Int64 {
        let rows = try db.query(StructureStatements.version)
        return rows.isEmpty ? 0 : try rows.int64(0, 0)
    }

    /// What is stored under these keys.
    package static func load<Entity: StoredEntity>(
        _ type: Entity.Type, keys: [String], on db: isolated Session
    ) throws -> [String: Entity] {
        guard !keys.isEmpty else { return [:] }
        let rows = try db.query(Entity.table.load, keys)
        let decoder = JSONDecoder()
        var found: [String: Entity] = [:]
        for row in 0..<rows.count {
            let entity = try decoder.decode(Entity.self, from: Data(try rows.json(row, 0).bytes))
            found[entity.key] = entity
        }
        return found
    }

    /// Everything that is stored of a kind.
    package static func loadAll<Entity: StoredEntity>(
        _ type: Entity.Type, on db: isolated Session
    ) throws -> [Entity] {
        let rows = try db.query(Entity.table.all)
        let decoder = JSONDecoder()
        return try (0..<rows.count).map { row in
            try decoder.decode(Entity.self, from: Data(try rows.json(row, 0).bytes))
        }
    }

    /// Writes items that are new or differ, in one statement for the table and one for each of its side effects.
    ///
    /// Keys must differ: one statement cannot write a row twice.
    package static func write<Entity: StoredEntity>(_ entities: [Entity], on db: isolated Session) throws {
        guard !entities.isEmpty else { return }
        let rows = JSONB([UInt8](try JSONEncoder().encode(entities.map(KeyedRow.init))))
        for statement in Entity.table.writes { _ = try db.execute(statement, rows) }
    }

    /// Moves values to the level to which family variants, about to be written, move their attributes.
    package static func moveValuesDown(
        _ variants: [FamilyVariantEntry], execution: Int64, on db: isolated Session
    ) throws {
        guard !variants.isEmpty else { return }
        let rows = JSONB([UInt8](try JSONEncoder().encode(variants.map(KeyedRow.init))))
        _ = try db.query(StructureStatements.moveValuesDown, execution, rows)
    }

    /// The tree: the key of each category with its code and the key of its parent.
    package static func categoryTree(
        on db: isolated Session
    ) throws(PostgresError) -> [String: (code: String, parent: String?)] {
        let rows = try db.query(StructureStatements.categoryTree)
        var tree: [String: (code: String, parent: String?)] = [:]
        tree.reserveCapacity(rows.count)
        for row in 0..<rows.count {
            tree[try rows.text(row, 1)] = (try rows.text(row, 0), try rows.optionalText(row, 2))
        }
        return tree
    }

    /// How many attribute groups there are.
    package static func countAttributeGroups(on db: isolated Session) throws(PostgresError) -> Int {
        try db.query(StructureStatements.countAttributeGroups).int(0, 0)
    }

    /// Gives attribute groups the places 0, 1, 2 … in the order that files give, then by code.
    ///
    /// The answer counts all groups, and those whose place has changed; only these are written.
    package static func orderAttributeGroups(
        on db: isolated Session
    ) throws(PostgresError) -> (groups: Int, moved: Int) {
        let rows = try db.query(StructureStatements.attributeGroupOrder)
        var codes: [String] = []
        var places: [Int32] = []
        for row in 0..<rows.count {
            let place = try rows.int32(row, 1)
            guard try rows.int32(row, 2) != place else { continue }
            codes.append(try rows.text(row, 0))
            places.append(place)
        }
        if !codes.isEmpty { _ = try db.execute(StructureStatements.orderAttributeGroups, codes, places) }
        return (rows.count, codes.count)
    }
}

/// A row as the write statements take it: the item's own columns, and its folded key.
private struct KeyedRow<Entity: StoredEntity>: Encodable {
    let entity: Entity

    init(_ entity: Entity) {
        self.entity = entity
    }

    enum CodingKeys: String, CodingKey {
        case key = "code_key"
    }

    func encode(to encoder: any Encoder) throws {
        try entity.encode(to: encoder)
        var row = encoder.container(keyedBy: CodingKeys.self)
        try row.encode(entity.key, forKey: .key)
    }
}
