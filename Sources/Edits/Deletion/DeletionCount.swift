// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
package import Postgres

/// How many items a deletion concerns, before it is launched.
package enum DeletionCount {
    /// The items that a filter selects, with all that stands below its models; anybody who may read the catalogue may ask.
    package static func count(_ filters: JSONB, on db: isolated Session) throws -> SelectedItems {
        let selection = try Selection(
            json: filters, reach: .descendants, definitions: DefinitionsStore.load(on: db),
            start: DatabaseClock.now(on: db).microsecondsSince1970)
        return try selection.count(on: db)
    }
}
