// SPDX-License-Identifier: Apache-2.0

/// Filters made ready to be asked of millions of items: one item is loaded once and asked by all of them.
///
/// It answers exactly as `FilterSQL` does; a test compares the two over random items.
package struct FilterProgram: Sendable {
    private let definitions: Definitions
    private var keys = FilterKeys()
    private var filters: [[Predicate]] = []

    /// Makes filters ready.
    package init(_ filters: [Filter], definitions: Definitions) {
        self.definitions = definitions
        for filter in filters {
            self.filters.append(filter.tests.map { Predicate($0, keys: &keys, definitions: definitions) })
        }
    }

    /// An item to load, empty.
    package func makeItem() -> FilterItem { FilterItem(keys: keys, definitions: definitions) }

    /// Whether an item meets all conditions of a filter, by its place.
    package func matches(_ filter: Int, _ item: borrowing FilterItem) -> Bool {
        let predicates = filters[filter]
        for place in predicates.indices where !predicates[place].holds(item) { return false }
        return true
    }
}

/// One condition with everything looked up: codes as places, keys as places, texts as bytes.
enum Predicate: Sendable {
    case everything
    case nothing
    case identifier(TextMatcher, namesModels: Bool)
    /// Families or family variants by place; `none`: whether an item without one matches.
    case family(AttributeSet, none: Bool)
    case familyVariant(AttributeSet, none: Bool)
    case groups(AttributeSet, isNegated: Bool)
    case hasGroups(Bool)
    case parent(Set<[UInt8]>)
    case hasParent(Bool)
    case categories(AttributeSet, isNegated: Bool, orNone: Bool)
    case isUnclassified
    case isEnabled(Bool)
    case isProduct(Bool)
    case items(Set<FilterUUID>, Set<[UInt8]>, isNegated: Bool, countsAncestors: Bool)
    case percent(CompletenessTable, isAll: Bool, [Bool])
    case variants(CompletenessTable, isAll: Bool, areComplete: Bool)
    case time(FilterTest.TimeField, FilterTest.TimeTest)
    case noValue([Int], AttributeHomes)
    case someValue([Int])
    case text(Int, FilterTest.TextForm, TextMatcher)
    case number(Int, FilterTest.Order, [UInt8])
    case measure(Int, FilterTest.Order, CodeTable, [MeasureBound])
    case flag(Int, UInt8)
    case codes(Int, CodeTable, isNegated: Bool)
    case day(Int, FilterTest.DayTest)

    init(_ test: FilterTest, keys: inout FilterKeys, definitions: Definitions) {
        switch test {
        case .everything: self = .everything
        case .nothing: self = .nothing
        case .identifier(let test, let namesModels): self = .identifier(TextMatcher(test), namesModels: namesModels)
        case .codes(let field, let test): self = Self.codes(field, test, definitions)
        case .categories(let test): self = Self.categories(test, definitions)
        case .isEnabled(let isOn): self = .isEnabled(isOn)
        case .isProduct(let isProduct): self = .isProduct(isProduct)
        case .items(let test):
            self = .items(
                Set(test.uuids), Set(test.codes.map { Array($0.utf8) }), isNegated: test.isNegated,
                countsAncestors: test.countsAncestors)
        case .completeness(let test):
            let table = CompletenessTable(test, keys: &keys, definitions: definitions)
            switch test.rule {
            case .percent(let quantifier, let isAllowed):
                self = .percent(table, isAll: quantifier == .allLocales, isAllowed)
            case .variants(let quantifier, let areComplete):
                self = .variants(table, isAll: quantifier == .allLocales, areComplete: areComplete)
            }
        case .time(let field, let test): self = .time(field, test)
        case .value(let test): self = Self.value(test, &keys)
        }
    }

    private static func codes(
        _ field: FilterTest.CodeField, _ test: FilterTest.CodeTest, _ definitions: Definitions
    ) -> Predicate {
        let (codes, isNegated, isEmpty): ([String], Bool, Bool?) =
            switch test {
            case .isIn(let codes): (codes, false, nil)
            case .isNotIn(let codes): (codes, true, nil)
            case .isEmpty: ([], false, true)
            case .isNotEmpty: ([], false, false)
            }
        switch field {
        case .family, .familyVariant:
            let isFamily = field == .family
            let all = AttributeSet(isFamily ? definitions.families.indices : definitions.familyVariants.indices)
            let some = AttributeSet(
                codes.compactMap { isFamily ? definitions.family($0)?.index : definitions.familyVariant($0)?.index })
            let wanted: AttributeSet =
                switch isEmpty {
                case true?: AttributeSet()
                case false?: all
                case nil: isNegated ? all.subtracting(some) : some
                }
            let none = isEmpty ?? isNegated
            return isFamily ? .family(wanted, none: none) : .familyVariant(wanted, none: none)
        case .groups:
            if let isEmpty { return .hasGroups(!isEmpty) }
            return .groups(AttributeSet(codes.compactMap { definitions.groupTable.find($0) }), isNegated: isNegated)
        case .parent:
            if let isEmpty { return .hasParent(!isEmpty) }
            return .parent(Set(codes.map { Array($0.utf8) }))
        }
    }

    private static func categories(_ test: FilterTest.CategoryTest, _ definitions: Definitions) -> Predicate {
        func places(_ codes: [String]) -> AttributeSet {
            AttributeSet(codes.compactMap { definitions.categoryTable.find($0) })
        }
        switch test {
        case .isIn(let codes): return .categories(places(codes), isNegated: false, orNone: false)
        case .isNotIn(let codes): return .categories(places(codes), isNegated: true, orNone: false)
        case .isInOrUnclassified(let codes): return .categories(places(codes), isNegated: false, orNone: true)
        case .isUnclassified: return .isUnclassified
        }
    }

    private static func value(_ test: FilterTest.ValueTest, _ keys: inout FilterKeys) -> Predicate {
        let slots = test.keys.map { keys.insert($0) }
        switch test.comparison {
        case .isEmpty(let homes): return .noValue(slots, homes)
        case .isNotEmpty: return .someValue(slots)
        case .text(let form, let text): return .text(slots[0], form, TextMatcher(text))
        case .number(let order, let number): return .number(slots[0], order, Array(number.utf8))
        case .measure(let order, let scale):
            return .measure(slots[0], order, CodeTable(scale.units.map(\.code)), scale.units.map(MeasureBound.init))
        case .flag(let isOn): return .flag(slots[0], UInt8(ascii: isOn ? "1" : "0"))
        case .codes(let codes, let isNegated):
            return .codes(slots[0], CodeTable(codes), isNegated: isNegated)
        case .day(let day): return .day(slots[0], day)
        }
    }
}

/// What an amount of a unit is compared with.
struct MeasureBound: Sendable {
    let factor: [UInt8]
    /// The factor, where it is small enough: most are.
    let smallFactor: UInt64?
    let bound: [UInt8]

    init(_ unit: MeasureScale.Unit) {
        factor = Array(unit.factor.utf8)
        smallFactor = UInt64(unit.factor)
        bound = Array(unit.bound.utf8)
    }
}

/// What families require for a channel and each of some locales, by places of keys.
struct CompletenessTable: Sendable {
    /// One family's requirements.
    struct Requirement: Sendable {
        /// How many attributes are required, the identifier among them.
        var count = 0
        var needsIdentifier = false
        /// The keys of each attribute that must all be there.
        var keys: [[Int]] = []
    }

    /// By locale, then by the family's place.
    let locales: [[Requirement]]

    init(_ test: FilterTest.CompletenessTest, keys: inout FilterKeys, definitions: Definitions) {
        var locales: [[Requirement]] = []
        for locale in test.locales {
            guard let channel = definitions.channel(test.channel) else { continue }
            locales.append(
                definitions.families.map { family in
                    let all = Requirements(of: family, channel: channel, locale: locale, in: definitions).all
                    return Requirement(
                        count: all.count, needsIdentifier: all.contains(where: \.isIdentifier),
                        keys: all.filter { !$0.isIdentifier }.map { $0.keys.map { keys.insert($0) } })
                })
        }
        self.locales = locales
    }

    /// The percentage of a product in a locale; nil when it has no family.
    func percent(_ item: borrowing FilterItem, _ locale: Int) -> Int? {
        guard !item.isModel, let family = item.family else { return nil }
        let requirement = locales[locale][family]
        guard requirement.count > 0 else { return 100 }
        var filled = requirement.needsIdentifier && item.identifierKey != nil ? 1 : 0
        for keys in requirement.keys {
            var isFilled = true
            for key in keys where !item.slots[key].isThere { isFilled = false }
            if isFilled { filled += 1 }
        }
        return filled * 100 / requirement.count
    }
}
