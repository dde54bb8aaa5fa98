// SPDX-License-Identifier: Apache-2.0

package import Catalog
import CatalogStore
package import Postgres

/// Reads one item with what a rule can look at.
package enum RuleItemReader {
    /// The item that a person names by identifier, uuid or code, a product before a product model; nil: there is none.
    package static func find(_ name: String, on db: isolated Session) throws -> RuleItem? {
        let uuid = name.utf8.count == 36 ? UUIDBytes(name) : nil
        let products = try db.query(product, folded(name), uuid)
        if !products.isEmpty { return try read(products, .product, on: db) }
        let models = try db.query(model, folded(name))
        return models.isEmpty ? nil : try read(models, .productModel, on: db)
    }

    /// Gives a product model its variants, when a condition of a rule asks for them.
    package static func readVariants(
        of item: inout RuleItem, for program: RuleProgram, on db: isolated Session
    ) throws {
        guard program.needsVariants, item.kind == .productModel, let owner = item.owner else { return }
        item.variants = try variants(of: owner.id, on: db)
    }

    /// The items to which links of a rule lead, as a person may read them.
    package static func targets(of program: RuleProgram, on db: isolated Session) throws -> LinkTargets {
        var targets = LinkTargets()
        for name in program.linkNames {
            let uuid = name.text.utf8.count == 36 ? UUIDBytes(name.text) : nil
            let rows = try db.query(target, name.kind, folded(name.text), uuid)
            guard !rows.isEmpty else { continue }
            let kind: LinkOwner.Kind = name.kind == "product" ? .product : .productModel
            targets.add(.item(LinkOwner(kind, try rows.int64(0, 0))), for: name)
        }
        return targets
    }

    /// The media that a rule gives, as far as they are in the store.
    package static func media(of program: RuleProgram, on db: isolated Session) throws -> MediaFiles {
        var media = MediaFiles()
        for path in program.mediaPaths {
            let hash = String(path.prefix { $0 != "/" })
            let rows = try db.query(medium, hash)
            guard !rows.isEmpty else { continue }
            media.add(MediaFiles.File(hash: hash, size: try rows.int64(0, 0)), path: path)
        }
        return media
    }

    private static func read(_ rows: borrowing Rows, _ kind: ItemKind, on db: isolated Session) throws -> RuleItem {
        var item = RuleItem()
        let id = try rows.int64(0, 0)
        item.kind = kind
        item.owner = LinkOwner(kind == .product ? .product : .productModel, id)
        item.uuid = try rows.optionalUUID(0, 1).map { FilterUUID(high: $0.high, low: $0.low) }
        item.stored.identifier = Array((try rows.optionalText(0, 2) ?? "").utf8)
        item.stored.family = Array((try rows.optionalText(0, 3) ?? "").utf8)
        if kind == .productModel { item.stored.familyVariant = Array((try rows.optionalText(0, 4) ?? "").utf8) }
        item.stored.isEnabled = try rows.bool(0, 5)
        item.stored.categories = Array(try rows.text(0, 6).utf8)
        item.stored.groups = Array(try rows.text(0, 7).utf8)
        item.stored.values = Array(try rows.text(0, 8).utf8)
        item.stored.axisKey = Array((try rows.optionalText(0, 9) ?? "").utf8)
        item.createdAt = try rows.timestamp(0, 10).microsecondsSince1970
        item.updatedAt = try rows.timestamp(0, 11).microsecondsSince1970
        item.inheritedCategories = Array(try rows.text(0, 12).utf8)
        item.ancestorKeys = try rows.text(0, 13).split(separator: ",").map { Array($0.utf8) }
        if let parentID = try rows.optionalInt64(0, 14) {
            let parent = try StoredParent.read(parentID, on: db)
            item.stored.parentID = parentID
            item.stored.parent = Array((parent?.code ?? "").utf8)
            item.parent = parent
        }
        item.links = try links(of: id, kind, on: db)
        return item
    }

    private static func links(of id: Int64, _ kind: ItemKind, on db: isolated Session) throws -> Set<Link> {
        let owner = LinkOwner(kind == .product ? .product : .productModel, id)
        let rows = try db.query(associations, owner.kind.rawValue, id)
        var links: Set<Link> = []
        for row in 0..<rows.count {
            let target: LinkTarget
            switch try rows.text(row, 1) {
            case "product": target = .item(LinkOwner(.product, try rows.int64(row, 2)))
            case "product_model": target = .item(LinkOwner(.productModel, try rows.int64(row, 2)))
            default: target = .group(try rows.text(row, 3))
            }
            links.insert(
                Link(
                    owner: owner, type: try rows.text(row, 0), target: target,
                    quantity: try rows.optionalInt32(row, 4)))
        }
        return links
    }

    private static func variants(of id: Int64, on db: isolated Session) throws -> [RuleVariant] {
        let rows = try db.query(variantsOfModel, id)
        return try (0..<rows.count).map { row in
            RuleVariant(
                identifierKey: try rows.optionalText(row, 0).map { Array($0.utf8) },
                values: [Array((try rows.optionalText(row, 1) ?? "{}").utf8), Array(try rows.text(row, 2).utf8)])
        }
    }

    /// The product model above an item, as a person may read it.
    private enum StoredParent {
        static func read(_ id: Int64, on db: isolated Session) throws -> ParentModel? {
            let rows = try db.query(parentModel, id)
            guard !rows.isEmpty else { return nil }
            return ParentModel(
                id: id, code: try rows.text(0, 0), familyVariant: try rows.text(0, 1), level: try rows.int(0, 2),
                values: Array(try rows.text(0, 3).utf8))
        }
    }

    private static let product = Statement(
        "rule_product",
        """
        select i.id, i.uuid, i.identifier, i.family, m.family_variant, i.enabled, array_to_string(i.categories, ','),
               array_to_string(i.groups, ','), i.values::text, i.axis_key, i.created_at,
               greatest(i.updated_at, m.updated_at, o.updated_at),
               array_to_string(coalesce(m.categories, '{}') || coalesce(o.categories, '{}'), ','),
               array_to_string(array_remove(array[m.code_key, o.code_key], null), ','), i.parent_id
          from catalog.product i left join catalog.product_model m on m.id = i.parent_id
          left join catalog.product_model o on o.id = m.parent_id
         where i.identifier_key = $1 or i.uuid = $2
         order by i.identifier_key is distinct from $1 limit 1
        """)
    private static let model = Statement(
        "rule_model",
        """
        select i.id, null::uuid, i.code, i.family, i.family_variant, true, array_to_string(i.categories, ','), '',
               i.values::text, i.axis_key, i.created_at, greatest(i.updated_at, m.updated_at),
               array_to_string(coalesce(m.categories, '{}'), ','), coalesce(m.code_key, ''), i.parent_id
          from catalog.product_model i left join catalog.product_model m on m.id = i.parent_id
         where i.code_key = $1
        """)
    private static let parentModel = Statement(
        "rule_parent",
        """
        select m.code, m.family_variant, (m.parent_id is not null)::int, (coalesce(o.values, '{}') || m.values)::text
          from catalog.product_model m left join catalog.product_model o on o.id = m.parent_id where m.id = $1
        """)
    private static let variantsOfModel = Statement(
        "rule_variants",
        """
        select p.identifier_key, case when m.id <> $1 then m.values::text end, p.values::text
          from catalog.product p join catalog.product_model m on m.id = p.parent_id
         where m.id = $1 or m.parent_id = $1 order by p.id
        """)
    private static let medium = Statement("rule_medium", "select m.size from catalog.media m where m.hash = $1")
    private static let target = Statement(
        "rule_target",
        """
        select t.id
          from (select p.id, p.identifier_key is distinct from $2 as is_by_uuid from catalog.product p
                 where $1 = 'product' and (p.identifier_key = $2 or p.uuid = $3)
                union all
                select m.id, false from catalog.product_model m where $1 = 'product_model' and m.code_key = $2) t
         order by t.is_by_uuid
         limit 1
        """)
    private static let associations = Statement(
        "rule_associations",
        """
        select a.type, a.target_kind, a.target_id, a.target_group, a.quantity
          from catalog.association a where a.owner_kind = $1 and a.owner_id = $2
        """)
}
