// SPDX-License-Identifier: Apache-2.0

/// A channel as a file brings it.
public struct ChannelEntry: StructureEntity {
    /// Its code.
    public let code: String
    /// The root category of its tree.
    public var tree: String
    /// The sorted codes of its locales, which are active by it.
    public var locales: [String]
    /// The sorted codes of its currencies.
    public var currencies: [String]
    /// Attribute to the unit into which exports convert it.
    public var conversionUnits: [String: String]
    /// Locale to label.
    public var labels: [String: String]

    /// Puts a channel together from what is stored.
    public init(
        code: String, tree: String = "", locales: [String] = [], currencies: [String] = [],
        conversionUnits: [String: String] = [:], labels: [String: String] = [:]
    ) {
        self.code = code
        self.tree = tree
        self.locales = locales
        self.currencies = currencies
        self.conversionUnits = conversionUnits
        self.labels = labels
    }

    /// The columns in which it is stored.
    enum CodingKeys: String, CodingKey {
        case code, tree, locales, currencies, labels
        case conversionUnits = "conversion_units"
    }

    /// The columns of channel files.
    public static let columns = StructureColumns(
        required: ["code", "tree", "locales", "currencies"], optional: ["conversion_units"])

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: ChannelEntry?) -> ChannelEntry {
        let definitions = cells.definitions
        var entry = stored ?? ChannelEntry(code: cells.code(stored: nil, rule: .wordWithLetter))
        if case .filled(let tree) = cells.cell("tree") {
            let found = cells.reference("tree", tree, .unknownCategory, "category") { definitions.category($0) }
            if let found, !definitions.isRootCategory(found) {
                cells.refuse(.notARootCategory, "tree", tree, "\(quoted(tree)) is not the root of a tree")
            }
            entry.tree = found ?? entry.tree
        }
        if case .filled(let list) = cells.cell("locales") {
            entry.locales = cells.references("locales", list, .unknownLocale, "locale") { definitions.locale($0) }
            if list.commaSeparated().isEmpty { cells.refuse(.missingValue, "locales", list, "required cell empty") }
        }
        if case .filled(let list) = cells.cell("currencies") {
            entry.currencies = cells.references("currencies", list, .unknownCurrency, "currency") {
                definitions.currency($0)
            }
            for code in entry.currencies where !definitions.isActivated(currency: code) {
                cells.refuse(.currencyNotActive, "currencies", code, "currency \(quoted(code)) is not active")
            }
            if list.commaSeparated().isEmpty { cells.refuse(.missingValue, "currencies", list, "required cell empty") }
        }
        if case .filled(let list) = cells.cell("conversion_units") {
            entry.conversionUnits = units(list, &cells)
        }
        cells.labels(&entry.labels)
        return entry
    }

    /// Reads pairs of attribute and unit, such as `weight:GRAM, length:METER`.
    private static func units(_ list: String, _ cells: inout StructureCells) -> [String: String] {
        let column = "conversion_units"
        var units: [String: String] = [:]
        for pair in list.commaSeparated() {
            let parts = pair.split(separator: ":", maxSplits: 1).map { $0.trimmingBlanks() }
            let code = parts.first ?? ""
            guard let attribute = cells.definitions.attribute(code) else {
                cells.refuse(.unknownAttribute, column, code, "no attribute \(quoted(code))")
                continue
            }
            guard let family = attribute.measurementFamily else {
                cells.refuse(.propertyNotForType, column, code, "\(quoted(code)) has no unit")
                continue
            }
            let unit = parts.count == 2 ? parts[1] : ""
            guard let found = family.unit(unit) else {
                cells.refuse(.unknownUnit, column, unit, "no unit \(quoted(unit)) in \(family.code)")
                continue
            }
            units[attribute.code] = found
        }
        return units
    }

    /// The folded code.
    public var key: String { folded(code) }
    /// The code.
    public var name: String { code }
}
