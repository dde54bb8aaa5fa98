// SPDX-License-Identifier: Apache-2.0

/// Numbers as a sheet stores them, turned into plain decimals.
///
/// A sheet stores binary numbers with up to 17 digits, so that 1.1 × 3 stands there as 3.3000000000000003; spreadsheets show 15
/// of them. So does this: more than 15 digits are rounded, but for integers written out, which are kept.
enum NumberText {
    private static let shown = 15

    /// Appends the number without exponent, without zeros at either end, without point where it is whole; false, with nothing
    /// appended, when it is no number.
    static func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) -> Bool {
        var at = 0
        var isNegative = false
        if at < text.count, text[at] == UInt8(ascii: "-") || text[at] == UInt8(ascii: "+") {
            isNegative = text[at] == UInt8(ascii: "-")
            at += 1
        }
        let start = bytes.count
        // The digits first, without the point: its place is counted.
        var point = 0
        var (isBehindPoint, hasDigit, hasPoint) = (false, false, false)
        while at < text.count {
            let byte = text[at]
            if byte &- 0x30 < 10 {
                hasDigit = true
                if byte != 0x30 || bytes.count > start {
                    bytes.append(byte)
                    if !isBehindPoint { point += 1 }
                } else if isBehindPoint {
                    point -= 1
                }
            } else if byte == UInt8(ascii: "."), !hasPoint {
                (isBehindPoint, hasPoint) = (true, true)
            } else {
                break
            }
            at += 1
        }
        guard hasDigit, let exponent = exponent(text, from: at) else {
            bytes.removeLast(bytes.count - start)
            return false
        }
        let hasExponent = at < text.count
        point += exponent
        if bytes.count - start > shown, hasExponent || bytes.count - start > point {
            point += round(&bytes, from: start)
        }
        while bytes.count > start, bytes[bytes.count - 1] == 0x30,
            bytes.count - start > point || hasPoint || hasExponent
        {
            bytes.removeLast()
        }
        guard bytes.count > start else {
            bytes.append(0x30)
            return true
        }
        let digits = bytes.count - start
        if point <= 0 {
            bytes.insert(contentsOf: [0x30, UInt8(ascii: ".")] + [UInt8](repeating: 0x30, count: -point), at: start)
        } else if point < digits {
            bytes.insert(UInt8(ascii: "."), at: start + point)
        } else {
            for _ in digits..<point { bytes.append(0x30) }
        }
        if isNegative { bytes.insert(UInt8(ascii: "-"), at: start) }
        return true
    }

    /// The exponent from a place on, 0 without one; nil when something else stands there or no binary number is that large.
    private static func exponent(_ text: Span<UInt8>, from start: Int) -> Int? {
        guard start < text.count else { return 0 }
        guard text[start] | 0x20 == UInt8(ascii: "e") else { return nil }
        var at = start + 1
        var sign = 1
        if at < text.count, text[at] == UInt8(ascii: "-") || text[at] == UInt8(ascii: "+") {
            sign = text[at] == UInt8(ascii: "-") ? -1 : 1
            at += 1
        }
        guard at < text.count else { return nil }
        var value = 0
        while at < text.count {
            guard text[at] &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(text[at] &- 0x30)
            guard value < 400 else { return nil }
            at += 1
        }
        return sign * value
    }

    /// Keeps the first 15 digits, rounded; returns by how many places the point moves (1 when 999… became 1000…).
    private static func round(_ bytes: inout [UInt8], from start: Int) -> Int {
        let isUp = bytes[start + shown] >= UInt8(ascii: "5")
        bytes.removeLast(bytes.count - start - shown)
        guard isUp else { return 0 }
        var at = bytes.count - 1
        while at >= start, bytes[at] == UInt8(ascii: "9") {
            bytes[at] = 0x30
            at -= 1
        }
        guard at < start else {
            bytes[at] += 1
            return 0
        }
        bytes.insert(UInt8(ascii: "1"), at: start)
        return 1
    }
}
