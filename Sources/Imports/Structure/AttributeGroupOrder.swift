// SPDX-License-Identifier: Apache-2.0

import CatalogStore
import JobEngine
import Postgres

/// The last step of an import of attribute groups: their places become 0, 1, 2 …, without ties and gaps.
enum AttributeGroupOrder {
    static let step = Step(name: "order_attribute_groups", label: "Order the groups", unit: "groups") { context, db in
        try await context.chunk(on: db) { chunk, db in
            try StructureStore.lock(on: db)
            let (groups, moved) = try StructureStore.orderAttributeGroups(on: db)
            chunk.setTotal(Int64(groups))
            chunk.counters.done = Int64(groups)
            chunk.counters.read = Int64(groups)
            chunk.counters.updated = Int64(moved)
            chunk.counters.unchanged = Int64(groups - moved)
            chunk.position = Int64(groups)
            chunk.finish()
        }
    }
}
