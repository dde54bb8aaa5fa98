// SPDX-License-Identifier: Apache-2.0

extension Predicate {
    /// Whether an item meets the condition.
    func holds(_ item: borrowing FilterItem) -> Bool {
        switch self {
        case .everything: return true
        case .nothing: return false
        case .identifier(let text, let namesModels): return holds(text, namesModels: namesModels, item)
        case .family(let places, let none): return item.family.map(places.contains) ?? none
        case .familyVariant(let places, let none): return item.familyVariant.map(places.contains) ?? none
        case .groups(let places, let isNegated): return item.groups.intersects(places) != isNegated
        case .hasGroups(let has): return item.hasGroups == has
        case .parent(let codes): return item.ancestorKeys.first.map(codes.contains) ?? false
        case .hasParent(let has): return item.ancestorKeys.isEmpty != has
        case .categories(let places, let isNegated, let orNone):
            return item.categories.intersects(places) != isNegated || orNone && !item.hasCategories
        case .isUnclassified: return !item.hasCategories
        case .isEnabled(let isOn): return !item.isModel && item.isEnabled == isOn
        case .isProduct(let isProduct): return item.isModel != isProduct
        case .items(let uuids, let codes, let isNegated, let countsAncestors):
            return isOne(of: uuids, codes, countsAncestors, item) != isNegated
        case .percent(let table, let isAll, let isAllowed): return holds(table, isAll, isAllowed, item)
        case .variants(let table, let isAll, let areComplete): return holds(table, isAll, areComplete, item)
        case .time(let field, let test): return test.contains(field == .created ? item.createdAt : item.updatedAt)
        default: return holdsValue(item)
        }
    }

    private func holds(_ text: TextMatcher, namesModels: Bool, _ item: borrowing FilterItem) -> Bool {
        guard namesModels || !item.isModel else { return text.isExclusion }
        // As an attribute the identifier is empty only where a family has it.
        if !namesModels, text.isAbsence, item.family == nil { return false }
        return text.matches(folded: item.identifierKey)
    }

    private func isOne(
        of uuids: Set<FilterUUID>, _ codes: Set<[UInt8]>, _ countsAncestors: Bool, _ item: borrowing FilterItem
    ) -> Bool {
        if item.isModel {
            if let code = item.identifierKey, codes.contains(code) { return true }
        } else if let uuid = item.uuid, uuids.contains(uuid) {
            return true
        }
        return countsAncestors && item.ancestorKeys.contains(where: codes.contains)
    }

    private func holds(
        _ table: CompletenessTable, _ isAll: Bool, _ isAllowed: [Bool], _ item: borrowing FilterItem
    ) -> Bool {
        guard !item.isModel, item.family != nil else { return false }
        for locale in table.locales.indices {
            guard let percent = table.percent(item, locale) else { return false }
            if isAllowed[percent] != isAll { return !isAll }
        }
        return isAll
    }

    private func holds(
        _ table: CompletenessTable, _ isAll: Bool, _ areComplete: Bool, _ item: borrowing FilterItem
    ) -> Bool {
        guard item.isModel else { return holds(table, isAll, Self.complete(areComplete), item) }
        let isAllowed = Self.complete(areComplete)
        let variants = item.variants
        for variant in variants where holds(table, isAll, isAllowed, variant) != isAll { return !isAll }
        return isAll && !variants.isEmpty
    }

    private static func complete(_ isComplete: Bool) -> [Bool] {
        (0...100).map { ($0 == 100) == isComplete }
    }

    private func holdsValue(_ item: borrowing FilterItem) -> Bool {
        switch self {
        case .noValue(let slots, let homes):
            guard homes.contain(item) else { return false }
            for slot in slots where item.slots[slot].isThere { return false }
            return true
        case .someValue(let slots):
            for slot in slots where item.slots[slot].isThere { return true }
            return false
        case .text(let slot, let form, let matcher):
            guard item.slots[slot].isThere else { return false }
            let (bytes, range) = (item.bytes, item.slots[slot].text)
            switch form {
            case .plain: return matcher.matches(bytes.span.extracting(range))
            case .fileName:
                let start = FilterText.nameStart(bytes.span.extracting(range))
                return matcher.matches(bytes.span.extracting(range.dropFirst(start)))
            case .area:
                let plain = FilterText.plainArea(bytes.span.extracting(range))
                return matcher.matches(plain.span)
            }
        case .number(let slot, let order, let bound):
            guard item.slots[slot].isThere else { return false }
            let number = item.bytes.span.extracting(item.slots[slot].text)
            return PlainDecimal.compare(number, bound.span).map(order.holds) ?? false
        case .measure(let slot, let order, let units, let bounds): return holds(slot, order, units, bounds, item)
        case .flag(let slot, let byte):
            guard item.slots[slot].isThere else { return false }
            let text = item.bytes.span.extracting(item.slots[slot].text)
            return text.count == 1 && text[0] == byte
        case .codes(let slot, let codes, let isNegated):
            guard item.slots[slot].isThere else { return isNegated }
            let (bytes, range) = (item.bytes, item.slots[slot].text)
            return Self.hasCode(bytes.span.extracting(range), codes) != isNegated
        case .day(let slot, let test):
            guard item.slots[slot].isThere else { return false }
            return test.holds(item.bytes[item.slots[slot].text])
        default: return false
        }
    }

    private func holds(
        _ slot: Int, _ order: FilterTest.Order, _ units: CodeTable, _ bounds: [MeasureBound],
        _ item: borrowing FilterItem
    ) -> Bool {
        guard item.slots[slot].isThere else { return false }
        let (bytes, value) = (item.bytes, item.slots[slot])
        let amount = bytes.span.extracting(value.text)
        guard let place = units.find(bytes.span.extracting(value.unit)), let parts = PlainDecimal.parts(amount)
        else { return false }
        var number = WideInteger(amount, parts)
        if let factor = bounds[place].smallFactor {
            number.multiply(by: factor)
        } else {
            number.multiply(by: bounds[place].factor)
        }
        var scaled: [UInt8] = []
        number.append(decimals: parts.fraction.count, to: &scaled)
        let bound = bounds[place].bound
        return PlainDecimal.compare(scaled.span, bound.span).map(order.holds) ?? false
    }

    /// Whether one of the codes stands in a list; one code is a list of one.
    private static func hasCode(_ list: Span<UInt8>, _ codes: CodeTable) -> Bool {
        var start = 0
        for end in 0...list.count where end == list.count || list[end] == UInt8(ascii: ",") {
            if codes.find(list.extracting(start..<end)) != nil { return true }
            start = end + 1
        }
        return false
    }
}

extension AttributeHomes {
    /// Whether an item's family has the attribute, at the item's level or above.
    func contain(_ item: borrowing FilterItem) -> Bool {
        guard item.isModel else { return item.family.map(families.contains) ?? false }
        guard let variant = item.familyVariant else { return false }
        return item.ancestorKeys.isEmpty ? roots.contains(variant) : subs.contains(variant)
    }
}

extension FilterTest.TimeTest {
    /// Whether a moment lies in the span, or outside where that is asked.
    func contains(_ moment: Int64) -> Bool {
        let isWithin = from.map { moment >= $0 } ?? true && before.map { moment < $0 } ?? true
        return isWithin != isNegated
    }
}

extension FilterTest.DayTest {
    /// Whether a day is meant; days in this form are ordered as their bytes.
    func holds(_ day: ArraySlice<UInt8>) -> Bool {
        func isLess(_ one: some Sequence<UInt8>, _ other: some Sequence<UInt8>) -> Bool {
            one.lexicographicallyPrecedes(other)
        }
        switch self {
        case .before(let end): return isLess(day, end.utf8)
        case .after(let end): return isLess(end.utf8, day)
        case .within(let first, let last): return !isLess(day, first.utf8) && !isLess(last.utf8, day)
        case .outside(let first, let last): return isLess(day, first.utf8) || isLess(last.utf8, day)
        }
    }
}

extension AttributeSet {
    /// Whether two sets share a member.
    func intersects(_ other: AttributeSet) -> Bool {
        for (one, two) in zip(bits, other.bits) where one & two != 0 { return true }
        return false
    }
}
