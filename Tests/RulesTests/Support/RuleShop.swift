// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import Testing

@testable import Rules

/// A small catalogue of shoes with an attribute of each type, and what rules make of its items.
enum RuleShop {
    /// 2026-03-31 10:20:30 UTC.
    static let start: Int64 = 1_774_952_430_000_000

    static let definitions: Definitions = {
        var source = Definitions.Source()
        source.attributes = attributes
        for code in ["red", "blue", "green", "36", "Navy"] {
            for attribute in ["color", "colors"] { source.options.append((attribute, code)) }
        }
        for code in ["red", "blue"] { source.options.append(("hue", code)) }
        for code in ["acme", "zeta", "red"] { source.referenceData.append(("brands", code)) }
        let all = source.attributes.map(\.code)
        source.families = [
            FamilyEntry(
                code: "shoes", attributes: all.filter { $0 != "page" }, requirements: ["web": ["name", "size"]]),
            FamilyEntry(code: "tops", attributes: ["sku", "name", "story"]),
        ]
        source.familyVariants = [
            FamilyVariantEntry(
                code: "by_color", family: "shoes",
                first: .init(axes: ["color"], attributes: ["color", "size", "count", "sku", "tag"]))
        ]
        source.locales = ["en_US", "fr_FR", "de_DE"]
        source.currencies = [
            CurrencyEntry(code: "EUR"), CurrencyEntry(code: "USD"), CurrencyEntry(code: "SEK", activated: false),
        ]
        source.categories = [("shop", true), ("summer", false), ("sandals", false), ("winter", false)]
        source.categoryParents = [("summer", "shop"), ("sandals", "summer"), ("winter", "shop")]
        source.groups = ["sale", "new"]
        source.associationTypes = [
            AssociationTypeEntry(code: "X_SELL"), AssociationTypeEntry(code: "PAIR", isTwoWay: true),
            AssociationTypeEntry(code: "PACK", isQuantified: true),
        ]
        source.channels = [
            ChannelEntry(code: "web", tree: "shop", locales: ["en_US", "fr_FR"], currencies: ["EUR", "USD"]),
            ChannelEntry(code: "print", tree: "shop", locales: ["en_US"], currencies: ["EUR"]),
        ]
        return Definitions(source)
    }()

    private static let attributes: [AttributeEntry] = {
        func attribute(_ code: String, _ type: AttributeType, _ change: (inout AttributeEntry) -> Void = { _ in })
            -> AttributeEntry
        {
            var entry = AttributeEntry(code: code)
            entry.type = type.rawValue
            change(&entry)
            return entry
        }
        return [
            attribute("sku", .identifier) { $0.unique = true },
            attribute("name", .text), attribute("short", .text) { $0.maxCharacters = 5 },
            attribute("tag", .text) { $0.unique = true }, attribute("page", .text),
            attribute("title", .text) { $0.localizable = true },
            attribute("slogan", .text) { ($0.localizable, $0.scopable) = (true, true) },
            attribute("story", .textarea), attribute("note", .textarea),
            attribute("size", .number) { $0.decimalsAllowed = true },
            attribute("count", .number),
            attribute("balance", .number) { ($0.decimalsAllowed, $0.negativeAllowed) = (true, true) },
            attribute("weight", .metric) {
                ($0.metricFamily, $0.defaultMetricUnit, $0.decimalsAllowed) = ("Weight", "GRAM", true)
            },
            attribute("net", .metric) {
                ($0.metricFamily, $0.defaultMetricUnit, $0.decimalsAllowed) = ("Weight", "KILOGRAM", true)
            },
            attribute("price", .price) { $0.decimalsAllowed = true },
            attribute("cost", .price) { ($0.decimalsAllowed, $0.scopable) = (true, true) },
            attribute("sold", .boolean), attribute("kept", .boolean), attribute("day", .date),
            attribute("until", .date),
            attribute("color", .simpleSelect), attribute("hue", .simpleSelect), attribute("colors", .multiSelect),
            attribute("brand", .referenceSimpleSelect) { $0.referenceDataName = "brands" },
            attribute("maker", .referenceSimpleSelect) { $0.referenceDataName = "brands" },
            attribute("brands", .referenceMultiSelect) { $0.referenceDataName = "brands" },
            attribute("photo", .image) { $0.allowedExtensions = ["jpg"] }, attribute("scan", .image),
            attribute("manual", .file),
        ]
    }()

    // MARK: Rules

    /// The rules of a file; what is wrong with it is thrown.
    static func file(_ text: String) throws -> RuleFile { try RuleFile(Array(text.utf8)) }

    /// A program of the rules of a file, all of which are as they should be.
    static func program(_ text: String, labels: RuleLabels = RuleLabels()) throws -> RuleProgram {
        let file = try file(text)
        let program = RuleProgram(
            file.entries.map(\.rule), definitions: definitions, context: FilterContext(start: start), labels: labels)
        #expect(file.entries.flatMap(\.faults).map(\.message) == [])
        #expect(program.faults.map(\.message) == [])
        return program
    }

    /// Everything that is wrong with the rules of a file: line, detail and message.
    static func faults(_ text: String) throws -> [String] {
        let compiler = RuleCompiler(definitions: definitions, context: FilterContext(start: start))
        return try file(text).entries.flatMap { entry in
            compiler.faults(of: entry).map { "\($0.line) \($0.detail.rawValue) \($0.message)" }
        }
    }

    /// One rule without conditions, its actions in YAML's flow form.
    static func rule(_ actions: String...) -> String {
        "rules:\n  r:\n    actions:\n" + actions.map { "      - {\($0)}\n" }.joined()
    }

    // MARK: Items

    /// A product of the family shoes.
    static func product(_ values: String = "{}", family: String = "shoes") -> RuleItem {
        var item = RuleItem()
        item.stored.identifier = Array("P1".utf8)
        item.stored.family = Array(family.utf8)
        item.stored.values = Array(values.utf8)
        item.updatedAt = start - 1_000_000
        item.createdAt = start - 1_000_000
        item.owner = LinkOwner(.product, 1)
        return item
    }

    /// A variant below a root model with these values.
    static func variant(_ values: String, of model: String = "{}") -> RuleItem {
        var item = product(values)
        item.stored.parent = Array("m".utf8)
        item.stored.parentID = 7
        item.stored.axisKey = Array("red".utf8)
        item.parent = ParentModel(id: 7, code: "m", familyVariant: "by_color", level: 0, values: Array(model.utf8))
        item.ancestorKeys = [Array("m".utf8)]
        return item
    }

    /// A root model of the family variant `by_color`.
    static func model(_ values: String = "{}") -> RuleItem {
        var item = RuleItem()
        item.kind = .productModel
        item.stored.identifier = Array("m".utf8)
        item.stored.family = Array("shoes".utf8)
        item.stored.familyVariant = Array("by_color".utf8)
        item.stored.values = Array(values.utf8)
        item.owner = LinkOwner(.productModel, 7)
        return item
    }

    /// What rules make of an item: its values, sorted, as JSON; or why they refuse it.
    static func result(_ text: String, _ item: RuleItem, labels: RuleLabels = RuleLabels()) throws -> String {
        var evaluator = try RuleEvaluator(try program(text, labels: labels))
        evaluator.evaluate(item)
        let faults = evaluator.outcomes.flatMap(\.faults).map {
            "\($0.violation.reason.rawValue): \($0.violation.text)"
        }
        guard faults.isEmpty else { return faults.joined(separator: "; ") }
        return String(decoding: evaluator.written(item).values, as: UTF8.self)
    }
}

extension RuleEvaluator {
    /// The last item as it is after it was written.
    func written(_ item: RuleItem) -> StoredItem {
        guard isChanged else { return item.stored }
        var stored = item.stored
        stored.family = judgement.family
        stored.isEnabled = judgement.isEnabled
        stored.categories = judgement.categories
        stored.groups = judgement.groups
        guard case .object(var values)? = FilterJSON(stored.values),
            case .object(let new)? = FilterJSON(judgement.values)
        else { return stored }
        for key in judgement.cleared.split(separator: UInt8(ascii: ",")) {
            values[String(decoding: key, as: UTF8.self)] = nil
        }
        values.merge(new) { $1 }
        stored.values = FilterJSON.object(values).bytes
        return stored
    }
}
