// SPDX-License-Identifier: Apache-2.0

package import Catalog
import CatalogJobs
import CatalogStore
package import JobEngine
package import Postgres

/// How many items an edit visits.
package struct SelectedItems: Sendable, Codable, Equatable {
    /// Product models.
    package var models: Int64
    /// Products.
    package var products: Int64

    /// Counts items.
    package init(models: Int64 = 0, products: Int64 = 0) {
        self.models = models
        self.products = products
    }

    /// Both.
    package var total: Int64 { models + products }

    /// What `SelectTask` has found for a step.
    package static func found(byStep name: String, _ context: TaskContext, on db: isolated Session) throws
        -> SelectedItems
    {
        guard let facts = try context.facts(ofStep: name, on: db) else { throw StepFailure.selectionIsGone }
        return try facts.decoded(as: SelectedItems.self)
    }

    /// What `SelectTask` has found for a step, for its plan.
    package static func found(byStep name: String, _ context: PlanContext, on db: isolated Session) throws
        -> SelectedItems
    {
        guard let facts = try context.facts(ofStep: name, on: db) else { throw StepFailure.selectionIsGone }
        return try facts.decoded(as: SelectedItems.self)
    }

    enum CodingKeys: String, CodingKey {
        case models = "selected_product_models"
        case products = "selected_products"
    }
}

/// What an edit's parameter `filters` selects: conditions of the one filter language, on products and product models alike.
package struct Selection: Sendable {
    package let filter: Filter
    package let reach: Reach
    package let definitions: Definitions

    /// Reads the conditions, or throws all that is wrong with them.
    ///
    /// Nothing given selects nothing, since an edit of the whole catalogue must be asked for: `[]`.
    package init(
        json: JSONB?, reach: Reach, definitions: Definitions, start: Int64, lastStarts: [String: Int64] = [:]
    ) throws {
        guard let json, json.text != "null" else { throw EditFailure.nothingSelected() }
        let context = FilterContext(
            start: start, channel: definitions.channels.first?.code, lastStarts: lastStarts)
        do throws(FilterFaults) {
            filter = try Filter(json: json.bytes, definitions: definitions, context: context)
        } catch {
            throw EditFailure.invalidFilter(error.sentences.joined(separator: "; "))
        }
        self.reach = reach
        self.definitions = definitions
    }

    /// How many items it comes to now: exact, in one statement; anybody who may read the catalogue may ask.
    package func count(on db: isolated Session) throws(PostgresError) -> SelectedItems {
        let models = FilterSQL(filter, .productModels, definitions: definitions, firstParameter: 1)
        let products = FilterSQL(
            filter, .products, definitions: definitions, firstParameter: models.parameters.count + 1)
        let below = reach == .itself ? "" : "or i.parent_id in (select r.id from reached r)"
        let reached =
            reach == .itself
            ? "select c.id from chosen c"
            : """
            select c.id from chosen c
             union
            select s.id from catalog.product_model s where s.parent_id in (select c.id from chosen c)
            """
        let visited = reach == .variants ? "0::bigint" : "(select count(*) from reached)"
        let rows = try db.query(
            Statement(
                "count selection",
                """
                with chosen as materialized (
                  select i.id from \(FilterEntity.productModels.table) \(FilterEntity.productModels.joins)
                   where \(models.condition)),
                reached as materialized (\(reached))
                select \(visited),
                       (select count(*) from \(FilterEntity.products.table) \(FilterEntity.products.joins)
                         where (\(products.condition)) \(below))
                """, prepare: false), parameters: models.parameters + products.parameters)
        return SelectedItems(models: try rows.int64(0, 0), products: try rows.int64(0, 1))
    }
}
