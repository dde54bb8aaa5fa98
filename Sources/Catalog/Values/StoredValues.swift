// SPDX-License-Identifier: Apache-2.0

/// The values of an item as they are stored, taken apart: which key has which value.
///
/// Nothing is decoded: a value is a range of the JSON text as PostgreSQL prints it.
struct StoredValues {
    /// One member: its key without quotation marks, and its value as JSON.
    struct Member {
        var key: Range<Int>
        var value: Range<Int>
    }

    /// The JSON text.
    private(set) var bytes: [UInt8] = []
    private(set) var members: [Member] = []

    /// Takes an object apart; what is not one, which the table's constraint excludes, counts as empty.
    mutating func parse(_ json: [UInt8]) {
        bytes = json
        members.removeAll(keepingCapacity: true)
        var place = 0
        guard skipTo(UInt8(ascii: "{"), &place) else { return }
        while true {
            while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != UInt8(ascii: "}") {
                place += 1
            }
            guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return }
            let key = string(&place)
            guard skipTo(UInt8(ascii: ":"), &place) else { return }
            while place < bytes.count, isBlank(bytes[place]) { place += 1 }
            let start = place
            skipValue(&place)
            members.append(Member(key: (key.lowerBound + 1)..<(key.upperBound - 1), value: start..<place))
        }
    }

    private func skipTo(_ byte: UInt8, _ place: inout Int) -> Bool {
        while place < bytes.count {
            place += 1
            if bytes[place - 1] == byte { return true }
        }
        return false
    }

    /// Passes a text in quotation marks and returns where it stands, marks included.
    private func string(_ place: inout Int) -> Range<Int> {
        let start = place
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place = min(place + 1, bytes.count)
        return start..<place
    }

    private func skipValue(_ place: inout Int) {
        var depth = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                _ = string(&place)
                if depth == 0 { return }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                place += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return }
                depth -= 1
                place += 1
                if depth == 0 { return }
            case UInt8(ascii: ","):
                if depth == 0 { return }
                place += 1
            default:
                place += 1
            }
        }
    }

    /// A text value without its quotation marks; escapes stay.
    func inner(_ value: Range<Int>) -> Range<Int> {
        guard value.count >= 2, bytes[value.lowerBound] == UInt8(ascii: "\"") else { return value }
        return (value.lowerBound + 1)..<(value.upperBound - 1)
    }

    /// Amount and unit of a measure, as texts without quotation marks.
    func measure(_ value: Range<Int>) -> (amount: Range<Int>, unit: Range<Int>)? {
        var place = value.lowerBound
        var found: (amount: Range<Int>?, unit: Range<Int>?) = (nil, nil)
        guard place < value.upperBound, bytes[place] == UInt8(ascii: "{") else { return nil }
        while place < value.upperBound {
            guard bytes[place] == UInt8(ascii: "\"") else {
                place += 1
                continue
            }
            let key = inner(string(&place))
            while place < value.upperBound, bytes[place] != UInt8(ascii: "\"") { place += 1 }
            guard place < value.upperBound else { break }
            let text = inner(string(&place))
            if bytes[key].elementsEqual("amount".utf8) { found.amount = text }
            if bytes[key].elementsEqual("unit".utf8) { found.unit = text }
        }
        guard let amount = found.amount, let unit = found.unit else { return nil }
        return (amount, unit)
    }

    /// The text of a value, escapes resolved; nil for a measure.
    func text(_ value: Range<Int>) -> [UInt8]? {
        guard value.lowerBound < value.upperBound, bytes[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
        var text: [UInt8] = []
        var place = value.lowerBound + 1
        while place < value.upperBound - 1 {
            guard bytes[place] == UInt8(ascii: "\\") else {
                text.append(bytes[place])
                place += 1
                continue
            }
            switch bytes[place + 1] {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "u"):
                // PostgreSQL escapes only control characters so, and those are below U+0020.
                let digits = String(decoding: bytes[(place + 2)..<min(place + 6, value.upperBound)], as: UTF8.self)
                if let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) {
                    text.append(contentsOf: String(Character(scalar)).utf8)
                }
                place += 4
            case let other: text.append(other)
            }
            place += 2
        }
        return text
    }
}
