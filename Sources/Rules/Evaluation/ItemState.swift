// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore

/// An item on its way through the rules: its values by the places of their keys, its fields, and a log to take a rule back by.
///
/// Values stay JSON in one buffer; only what an action reads is decoded.
struct ItemState {
    /// Where an attribute may stand.
    struct Home {
        /// The attributes that the item has on its own level; nil: it has no family.
        var own: AttributeSet?
        /// All attributes of its family.
        var family: AttributeSet?
        /// The axes of its level.
        var axes: [Int] = []
    }

    /// What is not a value.
    struct Fields: Equatable {
        var family: [UInt8] = []
        var isEnabled = true
        var categories: [UInt8] = []
        var groups: [UInt8] = []
        var links: Set<Link> = []
    }

    private(set) var bytes: [UInt8] = []
    private(set) var own: [Range<Int>?]
    private(set) var inherited: [Range<Int>?]
    private var stored: [Range<Int>?]
    /// Each change of the rule at hand: which value, and where it stood.
    private(set) var log: [(slot: Int, old: Range<Int>?)] = []
    private var isTouched: [Bool]
    /// The values that any rule has changed.
    private(set) var touched: [Int] = []
    var fields = Fields()
    private(set) var fieldsAtStart = Fields()
    var home = Home()
    private var values = StoredValues()

    init(slots: Int) {
        own = Array(repeating: nil, count: slots)
        inherited = own
        stored = own
        isTouched = Array(repeating: false, count: slots)
    }

    /// Becomes an item.
    mutating func load(_ item: borrowing RuleItem, keys: FilterKeys, definitions: Definitions) {
        bytes.removeAll(keepingCapacity: true)
        for slot in own.indices {
            own[slot] = nil
            inherited[slot] = nil
        }
        for slot in touched { isTouched[slot] = false }
        touched.removeAll(keepingCapacity: true)
        log.removeAll(keepingCapacity: true)
        if let parent = item.parent { take(parent.values, keys, isOwn: false) }
        take(item.stored.values, keys, isOwn: true)
        for slot in own.indices { stored[slot] = own[slot] }
        fields = Fields(
            family: item.stored.family, isEnabled: item.stored.isEnabled, categories: item.stored.categories,
            groups: item.stored.groups, links: item.links)
        fieldsAtStart = fields
        findHome(item, definitions)
    }

    private mutating func take(_ json: [UInt8], _ keys: FilterKeys, isOwn: Bool) {
        values.parse(json)
        let start = bytes.count
        bytes.append(contentsOf: json)
        for member in values.members {
            guard let slot = keys.find(json.span.extracting(member.key)) else { continue }
            let range = (member.value.lowerBound + start)..<(member.value.upperBound + start)
            if isOwn { own[slot] = range } else { inherited[slot] = range }
        }
    }

    /// Finds out which attributes the item has, by its family as it is now.
    mutating func findHome(_ item: borrowing RuleItem, _ definitions: Definitions) {
        home = Home()
        let code =
            item.kind == .productModel ? item.stored.familyVariant : Array((item.parent?.familyVariant ?? "").utf8)
        if !code.isEmpty {
            guard let variant = definitions.familyVariant(String(decoding: code, as: UTF8.self)) else { return }
            let level = item.kind == .product ? variant.depth : item.stored.parent.isEmpty ? 0 : 1
            home.own = variant.levels[level]
            home.family = definitions.families[variant.family].attributes
            home.axes = level > 0 ? variant.axes[level - 1] : []
        } else if let family = definitions.family(String(decoding: fields.family, as: UTF8.self)) {
            home.own = family.attributes
            home.family = family.attributes
        }
    }

    // MARK: Values

    /// Where a value stands as the item shows it: its own, else the inherited one.
    func value(_ slot: Int) -> Range<Int>? { own[slot] ?? inherited[slot] }

    /// A value as a file would write it: escapes resolved, a measurement as amount and unit; nil when there is none.
    func text(_ slot: Int) -> [UInt8]? { value(slot).map(text) }

    func text(_ range: Range<Int>) -> [UInt8] {
        let values = StoredValues(bytes: bytes)
        if let text = values.text(range) { return text }
        guard let measure = values.measure(range) else { return Array(bytes[range]) }
        return bytes[measure.amount] + [UInt8(ascii: " ")] + bytes[measure.unit]
    }

    /// Amount and unit of a measurement.
    func measure(_ slot: Int) -> (amount: [UInt8], unit: [UInt8])? {
        guard let range = value(slot), let parts = StoredValues(bytes: bytes).measure(range) else { return nil }
        return (Array(bytes[parts.amount]), Array(bytes[parts.unit]))
    }

    /// Whether the item's own value says the same as a new one.
    func isSame(_ slot: Int, _ type: AttributeType, _ json: [UInt8]?, _ range: Range<Int>) -> Bool {
        guard let json, let old = own[slot] else { return (json == nil) == (own[slot] == nil) }
        if old.count == range.count, bytes[old].elementsEqual(json[range]) { return true }
        return ValueText.isSame(type, json, range, StoredValues(bytes: bytes), old)
    }

    /// Gives the item a value of its own, or takes it away.
    mutating func put(_ slot: Int, _ json: [UInt8]?, _ range: Range<Int>) {
        log.append((slot, own[slot]))
        if !isTouched[slot] {
            isTouched[slot] = true
            touched.append(slot)
        }
        guard let json else {
            own[slot] = nil
            return
        }
        let start = bytes.count
        bytes.append(contentsOf: json[range])
        own[slot] = start..<bytes.count
    }

    /// Gives the item another inherited value, or none.
    mutating func inherit(_ slot: Int, _ json: [UInt8]?) {
        guard let json else {
            inherited[slot] = nil
            return
        }
        let start = bytes.count
        bytes.append(contentsOf: json)
        inherited[slot] = start..<bytes.count
    }

    // MARK: Rules

    /// Begins a rule.
    mutating func begin() {
        log.removeAll(keepingCapacity: true)
        fieldsAtStart = fields
    }

    /// Takes everything back that the rule at hand has done.
    mutating func rollBack() {
        for change in log.reversed() { own[change.slot] = change.old }
        fields = fieldsAtStart
    }

    /// Whether the rule at hand has changed a field besides links, which leave the item's own row alone.
    var changesFields: Bool {
        var (one, other) = (fields, fieldsAtStart)
        (one.links, other.links) = ([], [])
        return one != other
    }

    /// The values that the rule at hand has changed, each once.
    var changedSlots: [Int] {
        var slots: [Int] = []
        for (place, change) in log.enumerated() where !log[..<place].contains(where: { $0.slot == change.slot }) {
            if !isSameText(change.old, own[change.slot]) { slots.append(change.slot) }
        }
        return slots
    }

    private func isSameText(_ one: Range<Int>?, _ other: Range<Int>?) -> Bool {
        guard let one, let other else { return (one == nil) == (other == nil) }
        return bytes[one].elementsEqual(bytes[other])
    }

    /// What all rules together have changed of the stored values.
    func changes(names: [String], attributes: [Int]) -> [ValueChange] {
        touched.compactMap { slot in
            guard !isSameText(stored[slot], own[slot]) else { return nil }
            return ValueChange(
                attribute: attributes[slot], key: names[slot], old: stored[slot].map { Array(bytes[$0]) },
                new: own[slot].map { Array(bytes[$0]) })
        }
    }
}
