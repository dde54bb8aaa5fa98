// SPDX-License-Identifier: Apache-2.0

internal import Postgres

extension Report {
    /// What a preview found: the first changes, and how many its file holds.
    package struct Changes: Sendable, Hashable {
        /// Those that the report shows.
        package var first: [Change]
        /// How many the file holds.
        package var count: Int64
        /// Whether there are more than the file holds.
        package var isCut: Bool

        /// One field as it is and as it would be; empty: none.
        package struct Change: Sendable, Hashable {
            package var item: String
            package var field: String
            package var before: String
            package var after: String
        }
    }

    static func changes(_ rows: borrowing Rows) throws -> Changes? {
        guard !rows.isEmpty else { return nil }
        var first: [Changes.Change] = []
        if case .array(let values) = try JSONValue(parsing: rows.json(0, 0).bytes) {
            for value in values {
                func text(_ key: String) -> String { if case .text(let text)? = value.member(key) { text } else { "" } }
                first.append(
                    Changes.Change(
                        item: text("item"), field: text("field"), before: text("before"), after: text("after")))
            }
        }
        return Changes(first: first, count: try rows.int64(0, 1), isCut: try rows.bool(0, 2))
    }
}

extension Report.Changes {
    /// The member `changes` of a report.
    var json: JSONValue {
        .object([
            ("count", .integer(count)), ("is_cut", .bool(isCut)),
            (
                "first",
                .array(
                    first.map {
                        .object([
                            ("item", .text($0.item)), ("field", .text($0.field)), ("before", .text($0.before)),
                            ("after", .text($0.after)),
                        ])
                    })
            ),
        ])
    }
}

extension Statements {
    /// What the last step of a preview keeps when its changes are listed.
    static let changes = Statement(
        "changes",
        """
        select coalesce(s.facts -> 'preview_first', '[]'), (s.facts ->> 'preview_changes')::bigint,
               coalesce((s.facts ->> 'preview_is_cut')::boolean, false)
          from tracker.step s
         where s.execution_id = $1 and s.facts ? 'preview_changes'
        """)
}
