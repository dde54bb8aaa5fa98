// SPDX-License-Identifier: Apache-2.0

/// The whole structure of the catalogue as it was at one moment; everything in it is found by code, without case.
///
/// Values, headers and records are judged by it. It never changes: who writes structure loads it anew.
public final class Definitions: Sendable {
    /// What a `Definitions` is made of; every list may be in any order.
    public struct Source: Sendable {
        /// All attributes.
        public var attributes: [AttributeEntry] = []
        /// All options of select attributes, as (attribute, code).
        public var options: [(attribute: String, code: String)] = []
        /// All families.
        public var families: [FamilyEntry] = []
        /// All family variants.
        public var familyVariants: [FamilyVariantEntry] = []
        /// All channels; they make locales active.
        public var channels: [ChannelEntry] = []
        /// All locales.
        public var locales: [String] = []
        /// All currencies.
        public var currencies: [CurrencyEntry] = []
        /// All categories.
        public var categories: [(code: String, isRoot: Bool)] = []
        /// The category above each that has one.
        public var categoryParents: [(code: String, parent: String)] = []
        /// All attribute groups.
        public var attributeGroups: [String] = []
        /// All groups of products.
        public var groups: [String] = []
        /// All group types.
        public var groupTypes: [String] = []
        /// All association types.
        public var associationTypes: [AssociationTypeEntry] = []
        /// All codes of reference data, as (list, code).
        public var referenceData: [(list: String, code: String)] = []
        /// All groups of people, by name.
        public var userGroups: [String] = []
        /// All roles of people.
        public var userRoles: [String] = []
        /// The codes of removed attributes whose values are not cleaned yet.
        public var blockedCodes: [String] = []

        /// An empty catalogue.
        public init() {}
    }

    /// All attributes; an attribute's `index` is its place here.
    public let attributes: [Attribute]
    /// All families.
    public let families: [Family]
    /// All family variants.
    public let familyVariants: [FamilyVariant]
    /// All channels, by code.
    public let channels: [ChannelEntry]
    /// All association types.
    public let associationTypes: [AssociationTypeEntry]
    /// The sorted locales that a channel uses.
    public let activeLocales: [String]
    /// The codes of identifier attributes; a catalogue has one.
    public let identifierCodes: [String]

    let attributeTable: CodeTable
    let familyTable: CodeTable
    let familyVariantTable: CodeTable
    package let categoryTable: CodeTable
    package let groupTable: CodeTable
    private let channelTable: CodeTable
    private let localeTable: CodeTable
    private let currencyTable: CodeTable
    private let groupTypeTable: CodeTable
    private let attributeGroupTable: CodeTable
    private let associationTypeTable: CodeTable
    private let userGroupTable: CodeTable
    private let userRoleTable: CodeTable
    private let blockedCodes: Set<String>
    private let rootCategories: Set<String>
    /// The places of the categories right below each, by its place.
    private let categoryChildren: [[Int]]
    private let activatedCurrencies: Set<String>
    private let activeLocaleKeys: Set<String>

    /// Looks everything up once.
    public init(_ source: Source = Source()) {
        var options: [String: CodeTable] = [:]
        for option in source.options { options[folded(option.attribute), default: CodeTable()].insert(option.code) }
        var lists: [String: CodeTable] = [:]
        for entry in source.referenceData { lists[folded(entry.list), default: CodeTable()].insert(entry.code) }
        var attributes: [Attribute] = []
        var table = CodeTable()
        for entry in source.attributes.sorted(by: { $0.code < $1.code }) {
            let list = entry.referenceDataName.flatMap { lists[folded($0)] }
            let known = list ?? options[folded(entry.code)] ?? CodeTable()
            guard let attribute = Attribute(index: attributes.count, entry: entry, options: known) else { continue }
            attributes.append(attribute)
            table.insert(entry.code)
        }
        self.attributes = attributes
        attributeTable = table
        identifierCodes = attributes.filter { $0.type == .identifier }.map(\.code)

        let families = source.families.sorted { $0.code < $1.code }
        self.families = families.enumerated().map { index, entry in
            Family(index: index, entry: entry, attributes: AttributeSet(entry.attributes.compactMap { table.find($0) }))
        }
        familyTable = CodeTable(families.map(\.code))
        let familyTable = familyTable
        let variants = source.familyVariants.sorted { $0.code < $1.code }
        let made = self.families
        familyVariants = variants.enumerated().compactMap { index, entry in
            guard let family = familyTable.find(entry.family) else { return nil }
            return FamilyVariant(index: index, entry: entry, family: made[family]) { table.find($0) }
        }
        familyVariantTable = CodeTable(familyVariants.map(\.code))
        channels = source.channels.sorted { $0.code < $1.code }
        channelTable = CodeTable(channels.map(\.code))
        associationTypes = source.associationTypes.sorted { $0.code < $1.code }
        associationTypeTable = CodeTable(associationTypes.map(\.code))
        localeTable = CodeTable(source.locales)
        activeLocales = Set(source.channels.flatMap(\.locales)).sorted()
        activeLocaleKeys = Set(activeLocales.map(folded))
        currencyTable = CodeTable(source.currencies.map(\.code))
        activatedCurrencies = Set(source.currencies.filter(\.activated).map { folded($0.code) })
        categoryTable = CodeTable(source.categories.map(\.code))
        rootCategories = Set(source.categories.filter(\.isRoot).map { folded($0.code) })
        var children: [[Int]] = Array(repeating: [], count: categoryTable.count)
        for link in source.categoryParents {
            guard let above = categoryTable.find(link.parent), let below = categoryTable.find(link.code) else {
                continue
            }
            children[above].append(below)
        }
        categoryChildren = children
        groupTable = CodeTable(source.groups)
        groupTypeTable = CodeTable(source.groupTypes)
        attributeGroupTable = CodeTable(source.attributeGroups)
        userGroupTable = CodeTable(source.userGroups)
        userRoleTable = CodeTable(source.userRoles)
        blockedCodes = Set(source.blockedCodes.map(folded))
    }
}

extension Definitions {
    /// The attribute of this code.
    public func attribute(_ code: String) -> Attribute? { attributeTable.find(code).map { attributes[$0] } }
    /// The family of this code.
    public func family(_ code: String) -> Family? { familyTable.find(code).map { families[$0] } }
    /// The family variant of this code.
    public func familyVariant(_ code: String) -> FamilyVariant? {
        familyVariantTable.find(code).map { familyVariants[$0] }
    }
    /// The channel of this code.
    public func channel(_ code: String) -> ChannelEntry? { channelTable.find(code).map { channels[$0] } }
    /// The association type of this code.
    public func associationType(_ code: String) -> AssociationTypeEntry? {
        associationTypeTable.find(code).map { associationTypes[$0] }
    }
    /// The stored spelling of a locale, active or not.
    public func locale(_ code: String) -> String? { localeTable.find(code).map { localeTable.codes[$0] } }
    /// The stored spelling of a currency, activated or not.
    public func currency(_ code: String) -> String? { currencyTable.find(code).map { currencyTable.codes[$0] } }
    /// The stored spelling of a category.
    public func category(_ code: String) -> String? { categoryTable.find(code).map { categoryTable.codes[$0] } }
    /// The stored spelling of a group of products.
    public func group(_ code: String) -> String? { groupTable.find(code).map { groupTable.codes[$0] } }
    /// The stored spelling of a group type.
    public func groupType(_ code: String) -> String? { groupTypeTable.find(code).map { groupTypeTable.codes[$0] } }
    /// The stored spelling of an attribute group.
    public func attributeGroup(_ code: String) -> String? {
        attributeGroupTable.find(code).map { attributeGroupTable.codes[$0] }
    }

    /// The stored spelling of a group of people.
    public func userGroup(_ name: String) -> String? { userGroupTable.find(name).map { userGroupTable.codes[$0] } }
    /// The stored spelling of a role of people.
    public func userRole(_ code: String) -> String? { userRoleTable.find(code).map { userRoleTable.codes[$0] } }
    /// Whether values of a removed attribute of this code are still being cleaned.
    public func isBlocked(attribute code: String) -> Bool { blockedCodes.contains(folded(code)) }

    /// Whether a category is the root of a tree.
    public func isRootCategory(_ code: String) -> Bool { rootCategories.contains(folded(code)) }
    /// These categories and all below them, at any depth, each once.
    public func categoriesBelow(_ codes: [String]) -> [String] {
        var found = AttributeSet()
        var places: [Int] = []
        var open = codes.compactMap(categoryTable.find)
        while let place = open.popLast() {
            guard !found.contains(place) else { continue }
            found.insert(place)
            places.append(place)
            open += categoryChildren[place]
        }
        return places.map { categoryTable.codes[$0] }
    }
    /// Whether a channel uses the locale.
    public func isActive(locale: String) -> Bool { activeLocaleKeys.contains(folded(locale)) }
    /// Whether prices may be given in the currency.
    public func isActivated(currency: String) -> Bool { activatedCurrencies.contains(folded(currency)) }
    /// The activated currencies, in the order they were given.
    public var activatedCurrencyCodes: [String] {
        currencyTable.codes.filter { activatedCurrencies.contains(folded($0)) }
    }

    /// The attributes of a family; nil when there is no such family.
    public func attributeCodes(ofFamily code: String) -> Set<String>? { family(code).map { Set($0.entry.attributes) } }
    /// The attributes that are an axis of a variant of this family.
    public func axes(ofFamily code: String) -> Set<String> {
        let key = folded(code)
        let entries = familyVariants.map(\.entry).filter { folded($0.family) == key }
        return Set(entries.flatMap { $0.first.axes + $0.second.axes })
    }

    /// The family of units of this code.
    public static func measurementFamily(_ code: String) -> MeasurementFamily? { MeasurementFamily.named(code) }
    /// Whether a text is a day: `yyyy-MM-dd`.
    public static func isDay(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return CalendarDay(bytes.span, format: .iso) != nil
    }
}
