// SPDX-License-Identifier: Apache-2.0

internal import Postgres

extension Report {
    /// What one rule of a run came to.
    package struct Rule: Sendable, Hashable {
        /// Its place in the order in which rules run, from 1.
        package var number: Int
        package var code: String
        /// Whether it was executed: one that is disabled is not.
        package var isEnabled: Bool
        /// Items that met its conditions.
        package var selected: Int64
        /// Items that it changed, or in a preview would change.
        package var updated: Int64
        package var unchanged: Int64
        /// Items of which nothing of it was kept.
        package var invalid: Int64
        package var warnings: Int64
    }

    /// Whether a job may have run rules.
    static func runsRules(_ summary: ExecutionSummary) -> Bool {
        summary.kind == "rule" || summary.job.hasSuffix("_with_rules")
    }

    static func rules(_ rows: borrowing Rows) throws -> [Rule] {
        var result: [Rule] = []
        for row in 0..<rows.count {
            result.append(
                Rule(
                    number: try rows.int(row, 0), code: try rows.text(row, 1), isEnabled: try rows.bool(row, 2),
                    selected: try rows.int64(row, 3), updated: try rows.int64(row, 4),
                    unchanged: try rows.int64(row, 5), invalid: try rows.int64(row, 6),
                    warnings: try rows.int64(row, 7)))
        }
        return result
    }
}

extension [Report.Rule]? {
    /// The member `rules` of a report.
    var json: JSONValue {
        guard let self else { return .null }
        return .array(
            self.map {
                .object([
                    ("no", .integer(Int64($0.number))), ("code", .text($0.code)), ("enabled", .bool($0.isEnabled)),
                    ("selected", .integer($0.selected)), ("updated", .integer($0.updated)),
                    ("unchanged", .integer($0.unchanged)), ("invalid", .integer($0.invalid)),
                    ("warnings", .integer($0.warnings)),
                ])
            })
    }
}

extension Statements {
    /// What the rules of an execution came to.
    static let rules = Statement(
        "rules",
        """
        select r.no, r.code, r.enabled, r.selected, r.updated, r.unchanged, r.invalid, r.warnings
          from tracker.rule r
         where r.execution_id = $1
         order by r.no
        """)
}
