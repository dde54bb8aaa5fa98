// SPDX-License-Identifier: Apache-2.0

/// The values of an item as they are stored, taken apart: which key has which value.
///
/// Nothing is decoded: a value is a range of the JSON text as PostgreSQL prints it.
package struct StoredValues: Sendable {
    /// One member: its key without quotation marks, and its value as JSON.
    package struct Member: Sendable {
        /// Where the key stands.
        package var key: Range<Int>
        /// Where the value stands.
        package var value: Range<Int>
    }

    /// The JSON text.
    package private(set) var bytes: [UInt8] = []
    /// The members, in the order of the text.
    package private(set) var members: [Member] = []

    /// Nothing yet.
    package init() {}

    /// Values that stand in these bytes at places known to the caller; there are no members.
    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// Takes an object apart; what is not one, which the table's constraint excludes, counts as empty.
    package mutating func parse(_ json: [UInt8]) {
        bytes = json
        members.removeAll(keepingCapacity: true)
        Self.scan(json.span, into: &members)
    }

    private static func scan(_ json: Span<UInt8>, into members: inout [Member]) {
        var place = 0
        while place < json.count, json[place] != UInt8(ascii: "{") { place += 1 }
        while true {
            while place < json.count, json[place] != UInt8(ascii: "\""), json[place] != UInt8(ascii: "}") { place += 1 }
            guard place < json.count, json[place] == UInt8(ascii: "\"") else { return }
            let key = place + 1
            passText(json, &place)
            let keyEnd = place - 1
            while place < json.count, json[place] == UInt8(ascii: ":") || isBlank(json[place]) { place += 1 }
            let start = place
            passValue(json, &place)
            guard key <= keyEnd, start < place else { return }
            members.append(Member(key: key..<keyEnd, value: start..<place))
        }
    }

    /// Passes a text in quotation marks.
    private static func passText(_ json: Span<UInt8>, _ place: inout Int) {
        place += 1
        while place < json.count, json[place] != UInt8(ascii: "\"") {
            place += json[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place = min(place + 1, json.count)
    }

    private static func passValue(_ json: Span<UInt8>, _ place: inout Int) {
        var depth = 0
        while place < json.count {
            switch json[place] {
            case UInt8(ascii: "\""):
                passText(json, &place)
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
    package func inner(_ value: Range<Int>) -> Range<Int> {
        guard value.count >= 2, bytes[value.lowerBound] == UInt8(ascii: "\"") else { return value }
        return (value.lowerBound + 1)..<(value.upperBound - 1)
    }

    /// Amount and unit of a measure, as texts without quotation marks.
    package func measure(_ value: Range<Int>) -> (amount: Range<Int>, unit: Range<Int>)? {
        var found: [Member] = []
        Self.scan(bytes.span.extracting(value), into: &found)
        var amount: Range<Int>?
        var unit: Range<Int>?
        for member in found {
            let (key, text) = (moved(member.key, by: value.lowerBound), moved(member.value, by: value.lowerBound))
            if bytes[key].elementsEqual("amount".utf8) { amount = inner(text) }
            if bytes[key].elementsEqual("unit".utf8) { unit = inner(text) }
        }
        guard let amount, let unit else { return nil }
        return (amount, unit)
    }

    private func moved(_ range: Range<Int>, by offset: Int) -> Range<Int> {
        (range.lowerBound + offset)..<(range.upperBound + offset)
    }

    /// The text of a value, escapes resolved; nil for a measure.
    package func text(_ value: Range<Int>) -> [UInt8]? {
        guard value.lowerBound < value.upperBound, bytes[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
        var text: [UInt8] = []
        JSONBytes.append(unescaping: bytes.span.extracting(inner(value)), to: &text)
        return text
    }
}
