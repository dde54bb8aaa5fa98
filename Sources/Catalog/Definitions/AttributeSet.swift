// SPDX-License-Identifier: Apache-2.0

/// A set of attributes, by their places in the definitions: one bit each, asked once a cell.
package struct AttributeSet: Sendable, Equatable {
    private var words: [UInt64] = []
    /// The members as bits, 64 a word.
    var bits: [UInt64] { words }

    /// A set of these attributes.
    package init(_ places: some Sequence<Int> = []) {
        for place in places { insert(place) }
    }

    /// Whether an attribute is in the set.
    @inline(__always)
    package func contains(_ place: Int) -> Bool {
        let word = place >> 6
        return word < words.count && words[word] >> UInt64(place & 63) & 1 == 1
    }

    /// Adds an attribute.
    package mutating func insert(_ place: Int) {
        while words.count <= place >> 6 { words.append(0) }
        words[place >> 6] |= 1 << UInt64(place & 63)
    }

    /// Adds the attributes of another set.
    package mutating func formUnion(_ other: AttributeSet) {
        for (word, bits) in other.words.enumerated() {
            if word < words.count { words[word] |= bits } else { words.append(bits) }
        }
    }

    /// The set without the attributes of another one.
    package func subtracting(_ other: AttributeSet) -> AttributeSet {
        var rest = self
        for word in words.indices where word < other.words.count { rest.words[word] &= ~other.words[word] }
        return rest
    }
}
