// SPDX-License-Identifier: Apache-2.0

import Postgres

/// How far a product is: for each attribute group whether something is required, some of it filled, all of it filled.
///
/// Bits stand as in the database's bit strings: place 0 is the highest bit of the first word.
struct ProductState: Hashable, Sendable {
    var required = 0
    var filled = 0
    /// Present, begun and complete, each as many words as the project has.
    var bits: [UInt64]
    /// The user groups that may edit it by its categories; nil: everybody.
    var editors: [String]?

    /// Nothing required.
    init(words: Int) {
        bits = Array(repeating: 0, count: 3 * words)
    }

    /// Reads three bit strings and the editors from columns on; nil: there is no state.
    init?(_ rows: borrowing Rows, _ row: Int, from column: Int, words: Int) throws {
        guard !rows.isNull(row, column) else { return nil }
        bits = []
        bits.reserveCapacity(3 * words)
        for place in column..<column + 3 { bits += try Bits.words(rows.byteArray(row, place)) }
        editors = rows.isNull(row, column + 3) ? nil : try rows.textArray(row, column + 3)
    }

    /// Words of one of the three.
    var words: Int { bits.count / 3 }

    /// Notes a group with something required.
    mutating func put(place: Int, filled: Int, of required: Int) {
        let (word, bit) = (place >> 6, Bits.bit(place))
        bits[word] |= bit
        if filled > 0 { bits[words + word] |= bit }
        if filled == required { bits[2 * words + word] |= bit }
    }

    /// One of the three, as the database reads a bit string.
    func text(_ part: Int) -> String { Bits.text(bits[part * words..<(part + 1) * words]) }
}

/// Bit strings, 64 bits a word.
enum Bits {
    @inline(__always)
    static func bit(_ place: Int) -> UInt64 { 1 << UInt64(63 - place & 63) }

    /// A bit string from its hexadecimal digits: `x00…`.
    static func text(_ words: some Sequence<UInt64>) -> String {
        var text: [UInt8] = [UInt8(ascii: "x")]
        for word in words {
            for shift in stride(from: 60, through: 0, by: -4) {
                let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
                text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The words of a bit string in binary form: its length in four bytes, then its bytes.
    static func words(_ bytes: [UInt8]) -> [UInt64] {
        stride(from: 4, to: bytes.count, by: 8).map { start in
            (0..<8).reduce(UInt64(0)) { word, offset in
                word << 8 | (start + offset < bytes.count ? UInt64(bytes[start + offset]) : 0)
            }
        }
    }
}

/// The states of many products, each once: products that are equally far share one.
struct StateTable {
    private(set) var states: [ProductState] = []
    private var places: [ProductState: Int32] = [:]

    /// The number of a state, from 1.
    mutating func number(of state: ProductState) -> Int32 {
        if let place = places[state] { return place }
        states.append(state)
        let place = Int32(states.count)
        places[state] = place
        return place
    }
}
