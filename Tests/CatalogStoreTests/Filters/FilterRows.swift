// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import Postgres

/// All items of a catalogue, loaded for the evaluator.
struct FilterRows {
    private static let products = Statement(
        "all products",
        """
        select i.id, i.uuid, i.identifier_key, i.family, m.family_variant, array_to_string(array_remove(array[m.code_key, o.code_key], null), ','),
               i.enabled, array_to_string(i.categories || coalesce(m.categories, '{}') || coalesce(o.categories, '{}'), ','),
               array_to_string(i.groups, ','), i.created_at, greatest(i.updated_at, m.updated_at, o.updated_at), o.values::text, m.values::text,
               i.values::text
          from catalog.product i left join catalog.product_model m on m.id = i.parent_id
          left join catalog.product_model o on o.id = m.parent_id order by i.id
        """)
    private static let models = Statement(
        "all models",
        """
        select i.id, null::uuid, i.code_key, i.family, i.family_variant, coalesce(m.code_key, ''), true,
               array_to_string(i.categories || coalesce(m.categories, '{}'), ','), '', i.created_at, greatest(i.updated_at, m.updated_at),
               null, m.values::text, i.values::text
          from catalog.product_model i left join catalog.product_model m on m.id = i.parent_id order by i.id
        """)

    private(set) var ids: [FilterEntity: [Int64]] = [:]
    private var items: [FilterEntity: [FilterItem]] = [:]

    /// Loads everything for a program.
    init(_ program: FilterProgram, definitions: Definitions, on db: isolated Session) throws {
        var variants: [String: [FilterItem]] = [:]
        for entity in [FilterEntity.products, .productModels] {
            let rows = try db.query(entity == .products ? Self.products : Self.models)
            for row in 0..<rows.count {
                var item = program.makeItem()
                item.isModel = entity == .productModels
                item.uuid = try rows.optionalUUID(row, 1).map { FilterUUID(high: $0.high, low: $0.low) }
                item.identifierKey = try rows.optionalText(row, 2).map { Array($0.utf8) }
                item.family = try rows.optionalText(row, 3).flatMap { definitions.family($0)?.index }
                item.familyVariant = try rows.optionalText(row, 4).flatMap { definitions.familyVariant($0)?.index }
                let above = try rows.text(row, 5).split(separator: ",").map(String.init)
                item.ancestorKeys = above.map { Array($0.utf8) }
                item.isEnabled = try rows.bool(row, 6)
                let (categories, groups) = (Array(try rows.text(row, 7).utf8), Array(try rows.text(row, 8).utf8))
                item.add(categories: categories.span)
                item.add(groups: groups.span)
                item.createdAt = try rows.timestamp(row, 9).microsecondsSince1970
                item.updatedAt = try rows.timestamp(row, 10).microsecondsSince1970
                for column in 11...13 {
                    if let values = try rows.optionalText(row, column) { item.add(values: Array(values.utf8)) }
                }
                if entity == .products {
                    for code in above { variants[code, default: []].append(item) }
                } else {
                    item.variants = variants[String(decoding: item.identifierKey ?? [], as: UTF8.self)] ?? []
                }
                ids[entity, default: []].append(try rows.int64(row, 0))
                items[entity, default: []].append(item)
            }
        }
    }

    /// The ids that a filter of the program selects.
    func selected(_ filter: Int, _ entity: FilterEntity, _ program: FilterProgram) -> [Int64] {
        zip(ids[entity] ?? [], items[entity] ?? []).filter { program.matches(filter, $0.1) }.map(\.0)
    }
}
