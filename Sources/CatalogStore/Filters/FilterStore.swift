// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Postgres

/// Asks the database what filters select.
package enum FilterStore {
    /// The starts of the last completed executions of some profiles, by their folded codes, as an execution has to see them.
    ///
    /// In microseconds since 1970. A profile that was never completed is missing. Asked once, at an execution's start, and kept: the answer would
    /// change with housekeeping.
    package static func lastStarts(
        of profiles: [String], execution: Int64, on db: isolated Session
    ) throws -> [String: Int64] {
        guard !profiles.isEmpty else { return [:] }
        let rows = try db.query(lastStartsStatement, execution, profiles)
        var starts: [String: Int64] = [:]
        for row in 0..<rows.count {
            starts[folded(try rows.text(row, 0))] = try rows.timestamp(row, 1).microsecondsSince1970
        }
        return starts
    }

    /// How many items a filter selects whose id is above `from` and not above `through`.
    package static func count(
        _ filter: Filter, _ entity: FilterEntity, definitions: Definitions, from: Int64 = 0, through: Int64 = .max,
        on db: isolated Session
    ) throws -> Int {
        let sql = FilterSQL(filter, entity, definitions: definitions, firstParameter: 3)
        let rows = try db.query(
            Statement(
                "count selected",
                """
                select count(*) from \(entity.table) \(entity.joins) where i.id > $1 and i.id <= $2 and \(sql.condition)
                """, prepare: false), parameters: [from, through] + sql.parameters)
        return try rows.int(0, 0)
    }

    /// The ids that a filter selects, in their order: up to `limit` above `last` and not above `through`.
    package static func page(
        _ filter: Filter, _ entity: FilterEntity, definitions: Definitions, after last: Int64, through: Int64 = .max,
        limit: Int, on db: isolated Session
    ) throws -> [Int64] {
        let sql = FilterSQL(filter, entity, definitions: definitions, firstParameter: 4)
        let rows = try db.query(
            Statement(
                "page of selected",
                """
                select i.id from \(entity.table) \(entity.joins)
                 where i.id > $1 and i.id <= $2 and \(sql.condition) order by i.id limit $3
                """, prepare: false), parameters: [last, through, limit] + sql.parameters)
        return try (0..<rows.count).map { try rows.int64($0, 0) }
    }

    /// The highest id of the products or product models; 0 when there is none.
    ///
    /// A walk ends there, so that what is created later is not in it.
    package static func highestID(_ entity: FilterEntity, on db: isolated Session) throws -> Int64 {
        let rows = try db.query(entity == .products ? highestProduct : highestModel)
        return try rows.int64(0, 0)
    }

    private static let lastStartsStatement = Statement("last starts", "select * from catalog.last_starts($1, $2)")
    private static let highestProduct = Statement(
        "highest product", "select coalesce(max(p.id), 0) from catalog.product p")
    private static let highestModel = Statement(
        "highest product model", "select coalesce(max(m.id), 0) from catalog.product_model m")
}
