// SPDX-License-Identifier: Apache-2.0

/// The lines of a file as a YAML reader counts them: each of CR LF, CR, LF, NEL, LS and PS ends one, as it is written.
///
/// Swift's own splitting knows others too (VT, FF), and takes CR LF for one character that is no LF.
package struct YAMLLines: Sendable {
    private let bytes: [UInt8]
    /// Where each line starts and where its text ends.
    private var lines: [(start: Int, end: Int)] = []

    /// Takes a file apart; the text behind the last line end is a line too, empty as it may be.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var start = 0
        var place = 0
        while place < bytes.count {
            let length = Self.lineEnd(bytes, place)
            guard length > 0 else {
                place += 1
                continue
            }
            lines.append((start, place))
            place += length
            start = place
        }
        lines.append((start, bytes.count))
    }

    /// How many lines there are.
    package var count: Int { lines.count }

    /// A line without its end, from 0.
    package func line(_ place: Int) -> ArraySlice<UInt8> { bytes[lines[place].start..<lines[place].end] }

    /// Some lines as they are, the first from 0, without what lies beyond the file; the last one ends with a line end.
    package func whole(_ range: Range<Int>) -> [UInt8] {
        let kept = range.clamped(to: 0..<lines.count)
        guard !kept.isEmpty else { return [] }
        let end = kept.upperBound < lines.count ? lines[kept.upperBound].start : bytes.count
        let own = bytes[lines[kept.lowerBound].start..<end]
        let isEnded = own.isEmpty || kept.upperBound < lines.count || lines[kept.upperBound - 1].start == bytes.count
        return isEnded ? Array(own) : own + [UInt8(ascii: "\n")]
    }

    /// Whether the map at a place is written between braces, as in JSON; line and column, in characters, from 1.
    package func isFlowMap(line: Int, column: Int) -> Bool {
        guard line >= 1, line <= lines.count else { return false }
        var rest = String(decoding: bytes[lines[line - 1].start...], as: UTF8.self).unicodeScalars.dropFirst(column - 1)
        // Its name and its tag stand before it.
        while let first = rest.first, first == "&" || first == "!" {
            rest = rest.drop { !$0.properties.isWhitespace }.drop { $0.properties.isWhitespace }
        }
        return rest.first == "{"
    }

    /// Whether the byte at a place is the last of a line end.
    package static func endsLine(_ bytes: [UInt8], at place: Int) -> Bool {
        (1...3).contains { length in place + 1 >= length && lineEnd(bytes, place + 1 - length) == length }
    }

    /// How many bytes the line end at a place has; 0: there is none.
    private static func lineEnd(_ bytes: [UInt8], _ place: Int) -> Int {
        func next(_ distance: Int) -> UInt8 { place + distance < bytes.count ? bytes[place + distance] : 0 }
        switch bytes[place] {
        case 0x0A: return 1
        case 0x0D: return next(1) == 0x0A ? 2 : 1
        case 0xC2: return next(1) == 0x85 ? 2 : 0
        case 0xE2: return next(1) == 0x80 && (next(2) == 0xA8 || next(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }
}
