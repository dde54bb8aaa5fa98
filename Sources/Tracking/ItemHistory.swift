// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// One thing that became of a product or product model; of a change, one field.
package struct ItemChange: Sendable, Hashable {
    /// `product` or `product_model`.
    package var itemKind: String
    /// The item's identifier, uuid or code.
    package var item: String
    /// When.
    package var at: PostgresTimestamp
    /// `created`, `changed`, `deleted` or `restored`.
    package var action: String
    /// The field that changed, as files call it.
    package var field: String?
    /// What it was; nil: nothing.
    package var before: String?
    /// What it became; nil: nothing.
    package var after: String?
    /// The kind of job that did it; nil: no longer known.
    package var kind: String?
    /// Whether the execution is the reader's own; only then the members behind are there.
    package var isOwn: Bool
    /// Who.
    package var person: String?
    /// The job.
    package var job: String?
    /// The execution's label.
    package var label: String?
    /// The execution.
    package var execution: UUIDBytes?
    /// The URL of its report.
    package var url: String?

    /// What became of an item, newest first; the item is named by identifier, uuid or code.
    package static func read(_ item: String, on db: isolated Session) throws -> [ItemChange] {
        let rows = try db.query(Statements.itemHistory, item)
        var changes: [ItemChange] = []
        for row in 0..<rows.count {
            changes.append(
                ItemChange(
                    itemKind: try rows.text(row, 0), item: try rows.text(row, 1), at: try rows.timestamp(row, 2),
                    action: try rows.text(row, 3), field: try rows.optionalText(row, 4),
                    before: try rows.optionalText(row, 5), after: try rows.optionalText(row, 6),
                    kind: try rows.optionalText(row, 7), isOwn: try rows.bool(row, 8),
                    person: try rows.optionalText(row, 9), job: try rows.optionalText(row, 10),
                    label: try rows.optionalText(row, 11), execution: try rows.optionalUUID(row, 12),
                    url: try rows.optionalText(row, 13)))
        }
        return changes
    }
}
