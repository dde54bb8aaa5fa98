// SPDX-License-Identifier: Apache-2.0

/// How far the products of one family are, attribute group by attribute group, for one channel and locale.
///
/// Used again and again: `begin`, `add` the values of all levels, then read. The identifier is not counted: nobody fills it in.
package struct GroupMeter: Sendable {
    /// The places of the groups with something required, ascending.
    package let groups: [Int]
    /// How many attributes each of these groups requires.
    package let required: [Int]
    /// How many of them are filled, group by group, once `measure` was called.
    package private(set) var filled: [Int]
    /// How many attributes are required in all.
    package let totalRequired: Int

    private struct Need: Sendable {
        var keys: Range<Int>
        var group: Int
    }

    private var keys = FilterKeys()
    private var isThere: [Bool]
    private let needs: [Need]
    /// The keys of all needs, one after the other.
    private let needed: [Int]
    private var stored = StoredValues()

    /// Prepares for a family's requirements; `place` gives an attribute group its number, nil: it is left out.
    package init(_ requirements: Requirements, place: (String) -> Int?) {
        let counted = requirements.all.filter { !$0.isIdentifier }
            .compactMap { need in place(need.group).map { (need: need, place: $0) } }
        let groups = Set(counted.map(\.place)).sorted()
        var (keys, needs, needed) = (FilterKeys(), [Need](), [Int]())
        var required = Array(repeating: 0, count: groups.count)
        for (need, place) in counted {
            guard let group = groups.firstIndex(of: place) else { continue }
            required[group] += 1
            let first = needed.count
            for key in need.keys { needed.append(keys.insert(key)) }
            needs.append(Need(keys: first..<needed.count, group: group))
        }
        self.groups = groups
        self.required = required
        totalRequired = counted.count
        filled = Array(repeating: 0, count: groups.count)
        self.keys = keys
        self.needs = needs
        self.needed = needed
        isThere = Array(repeating: false, count: keys.count)
    }

    /// Begins a product.
    package mutating func begin() {
        for place in isThere.indices { isThere[place] = false }
    }

    /// Adds values, a JSON object as PostgreSQL prints it: the product's own, or those of a model above it.
    package mutating func add(values json: [UInt8]) {
        stored.parse(json)
        for member in stored.members {
            if let place = keys.find(json.span.extracting(member.key)) { isThere[place] = true }
        }
    }

    /// Counts what is filled; answers how much in all.
    package mutating func measure() -> Int {
        for group in filled.indices { filled[group] = 0 }
        var total = 0
        for need in needs where needed[need.keys].allSatisfy({ isThere[$0] }) {
            filled[need.group] += 1
            total += 1
        }
        return total
    }
}
