// SPDX-License-Identifier: Apache-2.0

package import CatalogStore
package import JobEngine
package import Postgres

/// Reads what `SelectTask` has kept, from any number on.
package struct SelectionPages {
    private let execution: Int64
    private let kind: LinkOwner.Kind
    private var first: Int64 = 0
    private var ids: [Int64] = []

    /// The products or product models of an execution.
    package init(execution: Int64, kind: LinkOwner.Kind) {
        self.execution = execution
        self.kind = kind
    }

    /// Ids from a number on and before another, all of one page, at most `limit`.
    package mutating func ids(
        from number: Int64, upTo end: Int64, limit: Int, on db: isolated Session
    ) throws -> ArraySlice<Int64> {
        if number < first || number >= first + Int64(ids.count) {
            let rows = try db.query(SelectionStatements.page, execution, kind.rawValue, number)
            guard !rows.isEmpty else { throw EditFailure.selectionIsGone() }
            first = try rows.int64(0, 0)
            ids = try rows.int64Array(0, 1)
        }
        let start = Int(number - first)
        guard start < ids.count else { throw EditFailure.selectionIsGone() }
        return ids[start..<min(ids.count, start + min(limit, Int(end - number)))]
    }

    /// All ids of a kind.
    static func all(
        _ kind: String, of execution: Int64, on db: isolated Session
    ) throws(PostgresError) -> [Int64] {
        let rows = try db.query(SelectionStatements.pages, execution, kind)
        var ids: [Int64] = []
        for row in 0..<rows.count { ids += try rows.int64Array(row, 0) }
        return ids
    }

    /// How many items `SelectTask` has found for a step.
    package static func selected(ofStep name: String, _ context: TaskContext, on db: isolated Session) throws
        -> SelectedItems
    {
        guard let facts = try context.facts(ofStep: name, on: db) else { throw EditFailure.selectionIsGone() }
        return try facts.decoded(as: SelectedItems.self)
    }

    /// How many items `SelectTask` has found for a step, for its plan.
    package static func selected(ofStep name: String, _ context: PlanContext, on db: isolated Session) throws
        -> SelectedItems
    {
        guard let facts = try context.facts(ofStep: name, on: db) else { throw EditFailure.selectionIsGone() }
        return try facts.decoded(as: SelectedItems.self)
    }

    /// Drops them, when all items were visited.
    package static func forget(_ execution: Int64, on db: isolated Session) throws(PostgresError) {
        _ = try db.query(SelectionStatements.forget, execution)
    }
}
