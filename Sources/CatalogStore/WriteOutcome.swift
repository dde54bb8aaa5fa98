// SPDX-License-Identifier: Apache-2.0

import Postgres

/// What came of writing the items of a chunk in one go.
package enum WriteOutcome: Sendable, Equatable {
    /// All are written.
    case written
    /// Somebody changed an item after it was read: the chunk must be compared again.
    case changedMeanwhile
}

/// An item that the database refused.
package struct Refusal: Sendable, Equatable {
    /// Its place among the items handed to the writer, from 0.
    package let place: Int
    /// The SQLSTATE.
    package let state: String
    /// The constraint that was violated; empty when it was something else.
    package let constraint: String
    /// The server's message.
    package let message: String

    /// Whether an item of the same identifier or code is there already.
    package var isKeyTaken: Bool {
        constraint == "product_identifier_key_key" || constraint == "product_model_code_key_key"
    }

    /// The answer of `catalog.write_…_each`.
    static func all(in rows: consuming Rows) throws(PostgresError) -> [Refusal] {
        var found: [Refusal] = []
        for row in 0..<rows.count {
            found.append(
                Refusal(
                    place: try rows.int(row, 0) - 1, state: try rows.text(row, 1),
                    constraint: try rows.optionalText(row, 2) ?? "", message: try rows.optionalText(row, 3) ?? ""))
        }
        return found
    }
}
