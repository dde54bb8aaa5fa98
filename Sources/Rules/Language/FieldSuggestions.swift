// SPDX-License-Identifier: Apache-2.0

import Catalog

/// What may have been meant by the code of an attribute that is not known.
final class FieldSuggestions {
    /// The codes of attributes by their length, folded and as they are.
    private var codes: [Int: [(key: [UInt8], code: String)]] = [:]
    /// What was found before: files often have the same mistake in many rules.
    private var known: [String: String] = [:]

    init(_ definitions: Definitions) {
        for attribute in definitions.attributes {
            let key = Array(folded(attribute.code).utf8)
            codes[key.count, default: []].append((key, attribute.code))
        }
    }

    /// `; did you mean "x"?` with the attribute that is the nearest by its letters; empty: none is, or several are.
    func suggestion(for written: String) -> String {
        guard written.utf8.count > 3, written.utf8.count < 40 else { return "" }
        if let known = known[written] { return known }
        let key = Array(folded(written).utf8)
        var near: [String] = []
        for length in (key.count - 2)...(key.count + 2) {
            near += (codes[length] ?? []).filter { Self.isNear($0.key, key) }.map(\.code)
        }
        let found = near.count == 1 ? "; did you mean \(quoted(near[0]))?" : ""
        known[written] = found
        return found
    }

    /// Whether at most two letters must be changed, added or taken away to make one word of another.
    private static func isNear(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        var row = Array(0...other.count)
        for (above, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = above + 1
            var least = row[0]
            for (place, against) in other.enumerated() {
                let next = min(row[place] + 1, row[place + 1] + 1, diagonal + (letter == against ? 0 : 1))
                diagonal = row[place + 1]
                row[place + 1] = next
                least = min(least, next)
            }
            // It never becomes less.
            guard least <= 2 else { return false }
        }
        return row[other.count] <= 2
    }
}
