// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Postgres

/// Which table a filter is asked of.
package enum FilterEntity: Sendable, CaseIterable {
    case products, productModels

    /// The table, under the name `i`.
    package var table: String {
        self == .products ? "catalog.product i" : "catalog.product_model i"
    }

    /// The models above, as `m` (the parent) and, of products, `o` (the parent's parent); the planner drops what is not asked.
    package var joins: String {
        switch self {
        case .products:
            """
            left join catalog.product_model m on m.id = i.parent_id
            left join catalog.product_model o on o.id = m.parent_id
            """
        case .productModels: "left join catalog.product_model m on m.id = i.parent_id"
        }
    }
}

/// A filter as one SQL condition with bound parameters: no text of a person stands in it.
///
/// The condition is about `i` (the item), `m` and `o` as `FilterEntity` joins them. It selects exactly the items that
/// `FilterProgram` selects, whatever the server's locale is.
package struct FilterSQL: Sendable {
    /// The condition; `true` when everything is selected.
    package let condition: String
    /// What is bound, from `$firstParameter` on.
    package let parameters: [any PostgresEncodable & Sendable]

    /// Makes the condition; `firstParameter` is the number of the first that the caller does not use.
    package init(_ filter: Filter, _ entity: FilterEntity, definitions: Definitions, firstParameter: Int = 1) {
        var writer = FilterSQLWriter(entity: entity, definitions: definitions, firstParameter: firstParameter)
        let conditions = filter.tests.map { writer.condition($0) }.filter { $0 != "true" }
        condition = conditions.isEmpty ? "true" : conditions.map { "(\($0))" }.joined(separator: " and ")
        parameters = writer.parameters
    }

    /// The joins that the condition may need.
    package static func joins(_ entity: FilterEntity) -> String { entity.joins }
}

/// Writes conditions and collects what they bind.
struct FilterSQLWriter {
    let entity: FilterEntity
    let definitions: Definitions
    private let firstParameter: Int
    private(set) var parameters: [any PostgresEncodable & Sendable] = []

    init(entity: FilterEntity, definitions: Definitions, firstParameter: Int) {
        self.entity = entity
        self.definitions = definitions
        self.firstParameter = firstParameter
    }

    var isProduct: Bool { entity == .products }
    /// The aliases of the item and its ancestors, the item first.
    var levels: [String] { isProduct ? ["i", "m", "o"] : ["i", "m"] }

    /// Binds a value; its place as it stands in SQL.
    mutating func bind(_ value: any PostgresEncodable & Sendable, _ type: String) -> String {
        parameters.append(value)
        return "$\(firstParameter + parameters.count - 1)::\(type)"
    }

    mutating func condition(_ test: FilterTest) -> String {
        switch test {
        case .everything: return "true"
        case .nothing: return "false"
        case .identifier(let text, let namesModels): return identifier(text, namesModels)
        case .codes(let field, let test): return codes(field, test)
        case .categories(let test): return categories(test)
        case .isEnabled(let isOn): return isProduct ? (isOn ? "i.enabled" : "not i.enabled") : "false"
        case .isProduct(let isTrue): return String(isTrue == isProduct)
        case .items(let test): return items(test)
        case .completeness(let test): return completeness(test)
        case .time(let field, let test): return time(field, test)
        case .value(let test): return value(test)
        }
    }

    // MARK: Properties

    private mutating func identifier(_ test: FilterTest.TextTest, _ namesModels: Bool) -> String {
        guard isProduct || namesModels else {
            if case .isNotIn = test { return "true" }
            return "false"
        }
        let key = isProduct ? "i.identifier_key" : "i.code_key"
        switch test {
        case .startsWith(let text): return "starts_with(\(key), \(bind(text, "text")))"
        case .contains(let text): return "strpos(\(key), \(bind(text, "text"))) > 0"
        case .lacks(let text): return "strpos(\(key), \(bind(text, "text"))) = 0"
        case .equals(let text): return "\(key) = \(bind(text, "text"))"
        case .differs(let text): return "\(key) <> \(bind(text, "text"))"
        case .isIn(let texts): return "\(key) = any (\(bind(texts, "text[]")))"
        case .isNotIn(let texts): return "coalesce(\(key) <> all (\(bind(texts, "text[]"))), true)"
        case .isEmpty: return namesModels ? "\(key) is null" : "\(key) is null and i.family is not null"
        case .isNotEmpty: return "\(key) is not null"
        }
    }

    private mutating func codes(_ field: FilterTest.CodeField, _ test: FilterTest.CodeTest) -> String {
        if field == .groups { return groups(test) }
        let column =
            switch field {
            case .family, .groups: "i.family"
            case .familyVariant: isProduct ? "m.family_variant" : "i.family_variant"
            case .parent: "m.code_key"
            }
        switch test {
        case .isIn(let codes): return "\(column) = any (\(bind(codes, "text[]")))"
        case .isNotIn(let codes): return "coalesce(\(column) <> all (\(bind(codes, "text[]"))), true)"
        case .isEmpty: return field == .parent ? "i.parent_id is null" : "\(column) is null"
        case .isNotEmpty: return field == .parent ? "i.parent_id is not null" : "\(column) is not null"
        }
    }

    private mutating func groups(_ test: FilterTest.CodeTest) -> String {
        switch test {
        case .isIn(let codes): return isProduct ? "i.groups && \(bind(codes, "text[]"))" : "false"
        case .isNotIn(let codes): return isProduct ? "not i.groups && \(bind(codes, "text[]"))" : "true"
        case .isEmpty: return isProduct ? "i.groups = '{}'" : "true"
        case .isNotEmpty: return isProduct ? "i.groups <> '{}'" : "false"
        }
    }

    private mutating func categories(_ test: FilterTest.CategoryTest) -> String {
        switch test {
        case .isIn(let codes): return areIn(codes)
        case .isNotIn(let codes): return "not (\(areIn(codes)))"
        case .isInOrUnclassified(let codes): return "\(areIn(codes)) or \(isUnclassified)"
        case .isUnclassified: return isUnclassified
        }
    }

    private mutating func areIn(_ codes: [String]) -> String {
        let list = bind(codes, "text[]")
        let above = levels.dropFirst().map { " or coalesce(\($0).categories && \(list), false)" }.joined()
        return "i.categories && \(list)\(above)"
    }

    private var isUnclassified: String {
        let above = levels.dropFirst().map { " and coalesce(\($0).categories = '{}', true)" }.joined()
        return "i.categories = '{}'\(above)"
    }

    private mutating func items(_ test: FilterTest.ItemTest) -> String {
        var ways: [String] = []
        if isProduct {
            let uuids = test.uuids.map { UUIDBytes(high: $0.high, low: $0.low) }
            ways.append("i.uuid = any (\(bind(uuids, "uuid[]")))")
        } else {
            ways.append("i.code_key = any (\(bind(test.codes, "text[]")))")
        }
        if test.countsAncestors {
            for level in levels.dropFirst() {
                ways.append("coalesce(\(level).code_key = any (\(bind(test.codes, "text[]"))), false)")
            }
        }
        let all = ways.joined(separator: " or ")
        return test.isNegated ? "not (\(all))" : all
    }

    private mutating func time(_ field: FilterTest.TimeField, _ test: FilterTest.TimeTest) -> String {
        let column: String
        switch field {
        case .created: column = "i.created_at"
        case .updated: column = "greatest(\(levels.map { "\($0).updated_at" }.joined(separator: ", ")))"
        }
        var ends: [String] = []
        if let from = test.from {
            ends.append("\(column) >= \(bind(PostgresTimestamp(microsecondsSince1970: from), "timestamptz"))")
        }
        if let before = test.before {
            ends.append("\(column) < \(bind(PostgresTimestamp(microsecondsSince1970: before), "timestamptz"))")
        }
        let all = ends.joined(separator: " and ")
        return test.isNegated ? "not (\(all))" : all
    }
}
