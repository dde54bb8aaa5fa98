// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Postgres

/// Which items an export takes: a condition over the aliases i (the item), m (its parent) and o (the parent of that).
struct ItemCondition: Sendable {
    /// The condition.
    let sql: String
    /// What is bound from the first free parameter on.
    let parameters: [(any PostgresEncodable & Sendable)?]
    /// The condition's own joins.
    let joins: String
}
