// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Postgres

/// Collects the product models of one chunk and writes them with one statement for the new and one for the changed ones.
package struct ModelWriter: Sendable {
    private struct Row: Sendable {
        var id: Int64
        var seen: Int64?
        var judgement: Judgement
    }

    private var rows: [Row] = []
    private let origin: ChangeOrigin
    private let at: PostgresTimestamp

    /// Prepares for a chunk at a moment of the database's clock.
    package init(origin: ChangeOrigin, at: PostgresTimestamp) {
        self.origin = origin
        self.at = at
    }

    /// Whether there is nothing to write.
    package var isEmpty: Bool { rows.isEmpty }

    /// Adds a product model; `seen` is the version of the row that was compared, nil for a new one.
    package mutating func append(id: Int64, seen: Int64?, _ judgement: Judgement) {
        rows.append(Row(id: id, seen: seen, judgement: judgement))
    }

    /// Writes everything in two statements; call it once.
    package func write(on db: isolated Session) throws(PostgresError) -> WriteOutcome {
        let changed = rows.filter { $0.seen != nil }.sorted { $0.id < $1.id }
        if !changed.isEmpty {
            let columns = Self.columns(changed)
            let count = try db.query(
                ProductStatements.updateModels, columns.ids, columns.seen, columns.parents, columns.parentIDs,
                columns.categories, columns.values, columns.cleared, columns.axisKeys, at)
            guard try count.int(0, 0) == changed.count else { return .changedMeanwhile }
        }
        let created = rows.filter { $0.seen == nil }
        if !created.isEmpty {
            let columns = Self.columns(created)
            try db.execute(
                ProductStatements.insertModels, columns.ids, columns.codes, columns.codeKeys, columns.families,
                columns.variants, columns.parents, columns.parentIDs, columns.categories, columns.values,
                columns.axisKeys, at)
        }
        try writeHistory(leavingOut: [], on: db)
        return .written
    }

    /// Writes item by item on the server and returns those that it refuses; at most fifty a transaction.
    package func writeEach(on db: isolated Session) throws(PostgresError) -> [Refusal] {
        let columns = Self.columns(rows)
        let refused = try Refusal.all(
            in: try db.query(
                ProductStatements.writeModelsEach, columns.ids, columns.seen, columns.codes, columns.codeKeys,
                columns.families, columns.variants, columns.parents, columns.parentIDs, columns.categories,
                columns.values, columns.cleared, columns.axisKeys, at))
        try writeHistory(leavingOut: Set(refused.map(\.place)), on: db)
        return refused
    }

    private static func columns(_ rows: [Row]) -> ModelColumns {
        var columns = ModelColumns()
        for row in rows { columns.append(id: row.id, seen: row.seen, row.judgement) }
        return columns
    }

    private func writeHistory(leavingOut refused: Set<Int>, on db: isolated Session) throws(PostgresError) {
        var history = HistoryColumns(origin: origin, itemKind: "product_model", at: at)
        for (place, row) in rows.enumerated() where !refused.contains(place) {
            if row.seen == nil { history.create(row.id) } else { history.update(row.id, before: row.judgement.before) }
        }
        try history.write(on: db)
    }
}

/// The columns of the statements that write product models.
private struct ModelColumns {
    var ids = ArrayColumn(.int8)
    var seen = ArrayColumn(.int8)
    var codes = ArrayColumn(.text)
    var codeKeys = ArrayColumn(.text)
    var families = ArrayColumn(.text)
    var variants = ArrayColumn(.text)
    var parents = ArrayColumn(.text)
    var parentIDs = ArrayColumn(.int8)
    var categories = ArrayColumn(.text)
    var values = ArrayColumn(.jsonb)
    var cleared = ArrayColumn(.text)
    var axisKeys = ArrayColumn(.text)

    mutating func append(id: Int64, seen version: Int64?, _ model: Judgement) {
        ids.append(id)
        if let version { seen.append(version) } else { seen.appendNull() }
        codes.append(bytes: model.identifier)
        codeKeys.append(bytes: model.identifierKey)
        families.append(bytes: model.family)
        variants.append(bytes: model.familyVariant)
        parents.append(optional: model.parent[...])
        if let parent = model.parentID { parentIDs.append(parent) } else { parentIDs.appendNull() }
        categories.append(bytes: model.categories)
        values.append(bytes: model.values)
        cleared.append(bytes: model.cleared)
        axisKeys.append(optional: model.axisKey[...])
    }
}
