// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

/// A small boutique, made up for these tests.
enum Boutique {
    static let definitions: Definitions = {
        var source = Definitions.Source()
        source.locales = ["en_GB", "fr_FR", "de_DE"]
        source.currencies = [
            CurrencyEntry(code: "EUR"), CurrencyEntry(code: "GBP"), CurrencyEntry(code: "XAF", activated: false),
        ]
        source.categories = [("shop", true), ("tools", false), ("outlet", true)]
        source.channels = [
            ChannelEntry(code: "web", tree: "shop", locales: ["en_GB", "fr_FR"], currencies: ["EUR", "GBP"]),
            ChannelEntry(code: "paper", tree: "shop", locales: ["en_GB"], currencies: ["EUR"]),
        ]
        source.attributeGroups = ["general", "technical"]
        source.groupTypes = ["season"]
        source.groups = ["winter"]
        source.attributes = [
            attribute("sku", .identifier) { $0.unique = true },
            attribute("title", .text),
            attribute("ean", .text) { $0.unique = true },
            attribute("story", .textarea) { $0.localizable = true },
            attribute("mass", .metric) {
                $0.metricFamily = "Weight"
                $0.defaultMetricUnit = "KILOGRAM"
            },
            attribute("colour", .simpleSelect),
            attribute("size", .simpleSelect),
            attribute("tags", .multiSelect),
            attribute("photo", .image),
            attribute("banner", .image) { $0.scopable = true },
            attribute("washable", .boolean),
        ]
        source.options = [("colour", "red"), ("colour", "blue")]
        source.families = [
            FamilyEntry(
                code: "shirt",
                attributes: ["colour", "ean", "photo", "size", "sku", "story", "tags", "title", "washable"],
                attributeAsLabel: "title", requirements: ["web": ["sku", "title"]])
        ]
        source.familyVariants = [
            FamilyVariantEntry(
                code: "shirt_by_colour", family: "shirt",
                first: .init(axes: ["colour"], attributes: ["colour", "photo"]),
                second: .init(axes: ["size"], attributes: ["ean", "size", "sku"]))
        ]
        return Definitions(source)
    }()

    static func attribute(
        _ code: String, _ type: AttributeType, _ change: (inout AttributeEntry) -> Void = { _ in }
    ) -> AttributeEntry {
        var entry = AttributeEntry(code: code)
        entry.type = type.rawValue
        entry.group = "general"
        change(&entry)
        return entry
    }
}

/// One record of a file: its header and its line, cells separated by semicolons.
struct Line: CustomTestStringConvertible {
    let header: String
    let cells: String

    init(_ header: String, _ cells: String) {
        self.header = header
        self.cells = cells
    }

    var testDescription: String { "\(header) / \(cells)" }

    func judged<Entity: StructureEntity>(
        as type: Entity.Type, stored: Entity? = nil, own: [String: String] = [:],
        in definitions: Definitions = Boutique.definitions
    ) -> StructureOutcome<Entity> {
        let names = header.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        let values = cells.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        let checked = StructureHeader(names: names, columns: Entity.columns, definitions: definitions)
        let read = StructureCells(
            values, header: checked, columns: Entity.columns, definitions: definitions, own: own)
        return Entity.judge(read, stored: stored)
    }

    /// The faults as `reason field: text`, one a line.
    func faults<Entity: StructureEntity>(
        as type: Entity.Type, stored: Entity? = nil, own: [String: String] = [:]
    ) -> [String] {
        guard case .invalid(let violations) = judged(as: type, stored: stored, own: own) else { return [] }
        return violations.map { "\($0.reason.rawValue) \($0.field ?? "-"): \($0.text)" }
    }
}

extension StructureOutcome {
    var created: Entity? {
        if case .created(let entity) = self { entity } else { nil }
    }
    var updated: Entity? {
        if case .updated(let entity) = self { entity } else { nil }
    }
    var isUnchanged: Bool {
        if case .unchanged = self { true } else { false }
    }
}
