// SPDX-License-Identifier: Apache-2.0

/// The order of columns in files: without case, and numbers by their value, so that `attr_9` stands before `attr_10`.
///
/// Letters count as upper case, so `_` stands behind them all.
package enum NaturalOrder {
    /// Whether the first name stands before the second; names that differ in case only are ordered by their bytes.
    package static func precedes(_ first: String, _ second: String) -> Bool {
        let (one, other) = (Array(first.utf8), Array(second.utf8))
        let order = compare(one, other)
        return order == 0 ? one.lexicographicallyPrecedes(other) : order < 0
    }

    private static func compare(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var (left, right) = (0, 0)
        while left < one.count, right < other.count {
            if PlainDecimal.isDigit(one[left]), PlainDecimal.isDigit(other[right]) {
                let order = compareNumbers(one, &left, other, &right)
                if order != 0 { return order }
                continue
            }
            let (first, second) = (upper(one[left]), upper(other[right]))
            if first != second { return first < second ? -1 : 1 }
            left += 1
            right += 1
        }
        return (one.count - left) - (other.count - right)
    }

    /// Compares two runs of digits, and passes them: by value, or digit by digit where one begins with 0.
    private static func compareNumbers(
        _ one: [UInt8], _ left: inout Int, _ other: [UInt8], _ right: inout Int
    ) -> Int {
        let first = one[left...].prefix(while: PlainDecimal.isDigit)
        let second = other[right...].prefix(while: PlainDecimal.isDigit)
        left += first.count
        right += second.count
        let zero = UInt8(ascii: "0")
        if first.count != second.count, first.first != zero, second.first != zero { return first.count - second.count }
        if first.elementsEqual(second) { return 0 }
        return first.lexicographicallyPrecedes(second) ? -1 : 1
    }

    private static func upper(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte
    }
}
