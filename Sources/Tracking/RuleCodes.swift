// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// The rules of the catalogue, as far as a command line needs them: their codes.
package enum RuleCodes {
    /// The codes in the order in which the rules run, each with a label.
    package static func list(on db: isolated Session) throws -> [(code: String, label: String)] {
        let rows = try db.query(statement)
        return try (0..<rows.count).map { (try rows.text($0, 0), try rows.text($0, 1)) }
    }

    private static let statement = Statement(
        "rule_codes",
        """
        select r.code, coalesce((select l.value from jsonb_each_text(r.labels) l order by l.key limit 1), '')
          from catalog.rule r order by r.priority desc, r.code
        """)
}
