// SPDX-License-Identifier: Apache-2.0

/// A family as products are judged by it.
public final class Family: Sendable {
    /// Its place among the families of its `Definitions`.
    public let index: Int
    /// Everything that is stored of it.
    public let entry: FamilyEntry
    /// The places of its attributes.
    package let attributes: AttributeSet

    /// The code.
    public var code: String { entry.code }

    init(index: Int, entry: FamilyEntry, attributes: AttributeSet) {
        self.index = index
        self.entry = entry
        self.attributes = attributes
    }
}

/// A family variant as product models and variants are judged by it.
public final class FamilyVariant: Sendable {
    /// Its place among the family variants of its `Definitions`.
    public let index: Int
    /// Everything that is stored of it.
    public let entry: FamilyVariantEntry
    /// The place of its family.
    public let family: Int
    /// The places of the axes of each level below the root: one or two.
    package let axes: [[Int]]
    /// The places of the attributes of each level: the root's first, the products' last.
    package let levels: [AttributeSet]

    /// The code.
    public var code: String { entry.code }
    /// The attributes that product models have and not the products below them.
    package var aboveProducts: AttributeSet {
        levels.dropLast().reduce(into: AttributeSet()) { $0.formUnion($1) }
    }
    /// How many levels there are below the root: 1 or 2.
    public var depth: Int { axes.count }

    init(index: Int, entry: FamilyVariantEntry, family: Family, find: (String) -> Int?) {
        self.index = index
        self.entry = entry
        self.family = family.index
        let below = entry.hasTwoLevels ? [entry.first, entry.second] : [entry.first]
        axes = below.map { $0.axes.compactMap(find) }
        let sets = below.map { AttributeSet(($0.attributes + $0.axes).compactMap(find)) }
        let own = sets.reduce(into: AttributeSet()) { $0.formUnion($1) }
        levels = [family.attributes.subtracting(own)] + sets
    }
}
