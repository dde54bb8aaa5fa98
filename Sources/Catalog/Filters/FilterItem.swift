// SPDX-License-Identifier: Apache-2.0

/// One product or product model as filters look at it: made by a `FilterProgram`, whose keys it knows, and used again and again.
package struct FilterItem: Sendable {
    /// Where a value stands in the item's bytes.
    struct Slot: Sendable {
        /// The text, its escapes resolved; of a measurement its amount.
        var text = 0..<0
        /// The unit of a measurement.
        var unit = 0..<0
        var isThere = false
    }

    /// Whether it is a product model.
    package var isModel = false
    /// A product's uuid.
    package var uuid: FilterUUID?
    /// The folded identifier, or the folded code of a product model; nil: it has none.
    package var identifierKey: [UInt8]?
    /// The place of its family in the definitions; nil: it has none.
    package var family: Int?
    /// The place of its family variant: a product model's own, a variant's model's; nil for a simple product.
    package var familyVariant: Int?
    /// The folded codes of its ancestors, the nearest first.
    package var ancestorKeys: [[UInt8]] = []
    /// Whether a product is enabled.
    package var isEnabled = true
    /// When it was created, in microseconds since 1970 UTC.
    package var createdAt: Int64 = 0
    /// When it or an ancestor was last written, in microseconds since 1970 UTC.
    package var updatedAt: Int64 = 0
    /// A product model's variants, at any level; only operators about them look at these.
    package var variants: [FilterItem] = []

    private let definitions: Definitions
    private let keys: FilterKeys
    private(set) var categories = AttributeSet()
    private(set) var hasCategories = false
    private(set) var groups = AttributeSet()
    private(set) var hasGroups = false
    private(set) var bytes: [UInt8] = []
    private(set) var slots: [Slot]
    private var stored = StoredValues()

    init(keys: FilterKeys, definitions: Definitions) {
        self.keys = keys
        self.definitions = definitions
        slots = Array(repeating: Slot(), count: keys.count)
    }

    /// Makes it an item without properties, categories, groups and values; its memory stays.
    package mutating func reset() {
        isModel = false
        uuid = nil
        identifierKey = nil
        family = nil
        familyVariant = nil
        ancestorKeys.removeAll(keepingCapacity: true)
        isEnabled = true
        createdAt = 0
        updatedAt = 0
        variants.removeAll(keepingCapacity: true)
        clearCategories()
        clearGroups()
        clearValues()
    }

    /// Takes all categories away.
    package mutating func clearCategories() {
        categories = AttributeSet()
        hasCategories = false
    }

    /// Adds categories, its own or inherited ones: codes joined by commas.
    package mutating func add(categories codes: Span<UInt8>) {
        Self.forEachCode(codes) { code in
            hasCategories = true
            if let place = definitions.categoryTable.find(code) { categories.insert(place) }
        }
    }

    /// Takes all groups away.
    package mutating func clearGroups() {
        groups = AttributeSet()
        hasGroups = false
    }

    /// Adds groups: codes joined by commas.
    package mutating func add(groups codes: Span<UInt8>) {
        Self.forEachCode(codes) { code in
            hasGroups = true
            if let place = definitions.groupTable.find(code) { groups.insert(place) }
        }
    }

    /// Takes all values away.
    package mutating func clearValues() {
        bytes.removeAll(keepingCapacity: true)
        for place in slots.indices { slots[place].isThere = false }
    }

    /// Adds values, a JSON object as PostgreSQL prints it; of one key the last counts, so the root's come first.
    package mutating func add(values json: [UInt8]) {
        stored.parse(json)
        for member in stored.members {
            guard let place = keys.find(json.span.extracting(member.key)) else { continue }
            slots[place] = slot(of: member.value)
        }
    }

    /// Changes one value as rules do: JSON as PostgreSQL prints it, or nil to take it away.
    package mutating func set(_ key: String, to json: [UInt8]?) {
        let name = Array(key.utf8)
        guard let place = keys.find(name.span) else { return }
        guard let json else {
            slots[place].isThere = false
            return
        }
        stored.parse(Array("{\"v\":".utf8) + json + [UInt8(ascii: "}")])
        guard let member = stored.members.first else { return }
        slots[place] = slot(of: member.value)
    }

    private mutating func slot(of value: Range<Int>) -> Slot {
        if let measure = stored.measure(value) {
            return Slot(
                text: copy(measure.amount, of: stored.bytes), unit: copy(measure.unit, of: stored.bytes), isThere: true)
        }
        let inner = stored.inner(value)
        guard stored.bytes[inner].contains(UInt8(ascii: "\\")), let text = stored.text(value) else {
            return Slot(text: copy(inner, of: stored.bytes), isThere: true)
        }
        return Slot(text: copy(text.indices, of: text), isThere: true)
    }

    private mutating func copy(_ range: Range<Int>, of source: [UInt8]) -> Range<Int> {
        let start = bytes.count
        bytes.append(range, of: source)
        return start..<bytes.count
    }

    private static func forEachCode(_ codes: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
        var start = 0
        for end in 0...codes.count where end == codes.count || codes[end] == UInt8(ascii: ",") {
            if end > start { body(codes.extracting(start..<end)) }
            start = end + 1
        }
    }
}
