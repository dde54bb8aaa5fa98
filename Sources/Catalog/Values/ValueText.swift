// SPDX-License-Identifier: Apache-2.0

/// Comparing values by what they mean: numbers by value, codes without case, everything else exactly.
package enum ValueText {
    /// Whether a new value and a stored one say the same.
    package static func isSame(
        _ type: AttributeType, _ new: [UInt8], _ value: Range<Int>, _ stored: StoredValues, _ old: Range<Int>
    ) -> Bool {
        switch type {
        case .number, .price:
            let (mine, theirs) = (inner(value), stored.inner(old))
            return PlainDecimal.compare(new.span.extracting(mine), stored.bytes.span.extracting(theirs)) == 0
        case .metric:
            guard let theirs = stored.measure(old), let mine = measure(new, value) else { return false }
            return PlainDecimal.compare(
                new.span.extracting(mine.amount), stored.bytes.span.extracting(theirs.amount)) == 0
                && isSameFolded(new[mine.unit], stored.bytes[theirs.unit])
        case .simpleSelect, .referenceSimpleSelect:
            return isSameFolded(new[inner(value)], stored.bytes[stored.inner(old)])
        case .multiSelect, .referenceMultiSelect:
            return members(new[inner(value)]) == members(stored.bytes[stored.inner(old)])
        case .identifier, .text, .textarea, .boolean, .date, .image, .file:
            return false
        }
    }

    /// The form of a value by which a unique attribute compares it.
    package static func comparable(_ bytes: [UInt8], _ json: Range<Int>, _ type: AttributeType) -> [UInt8] {
        let text = inner(json)
        guard type == .number, let number = PlainDecimal.normalized(String(decoding: bytes[text], as: UTF8.self)) else {
            var key: [UInt8] = []
            appendFolded(bytes.span.extracting(text), to: &key)
            return key
        }
        return Array(number.utf8)
    }

    /// A text value without its quotation marks.
    package static func inner(_ json: Range<Int>) -> Range<Int> {
        json.count >= 2 ? (json.lowerBound + 1)..<(json.upperBound - 1) : json
    }

    /// Amount and unit of a measure as `CellConverter` writes it: `{"unit": "…", "amount": "…"}`.
    static func measure(_ bytes: [UInt8], _ json: Range<Int>) -> (amount: Range<Int>, unit: Range<Int>)? {
        let quotes = json.filter { bytes[$0] == UInt8(ascii: "\"") }
        guard quotes.count == 8 else { return nil }
        return ((quotes[6] + 1)..<quotes[7], (quotes[2] + 1)..<quotes[3])
    }

    private static func isSameFolded(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
        one.count == other.count && zip(one, other).allSatisfy { foldedASCII($0) == foldedASCII($1) }
    }

    private static func members(_ list: ArraySlice<UInt8>) -> Set<String> {
        Set(list.split(separator: UInt8(ascii: ",")).map { folded(String(decoding: $0, as: UTF8.self)) })
    }
}
