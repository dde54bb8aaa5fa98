// SPDX-License-Identifier: Apache-2.0

/// A JSON value as filters need it: numbers stay text, so that no amount is rounded.
package enum FilterJSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(String)
    case text(String)
    case list([FilterJSON])
    case object([String: FilterJSON])

    /// How deep lists and objects may stand in each other.
    private static let deepest = 32

    /// Reads a JSON text; nil when it is none.
    package init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        guard let value = reader.value(depth: 0), reader.isAtEnd() else { return nil }
        self = value
    }

    /// The text, when it is one.
    package var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// The member of an object; null counts as missing.
    package subscript(_ key: String) -> FilterJSON? {
        guard case .object(let members) = self, let value = members[key], value != .null else { return nil }
        return value
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        mutating func skipBlanks() {
            while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
        }

        mutating func isAtEnd() -> Bool {
            skipBlanks()
            return place == bytes.count
        }

        mutating func take(_ byte: Character) -> Bool {
            skipBlanks()
            guard place < bytes.count, bytes[place] == byte.asciiValue else { return false }
            place += 1
            return true
        }

        mutating func take(word: String) -> Bool {
            guard bytes[place...].starts(with: word.utf8) else { return false }
            place += word.utf8.count
            return true
        }

        mutating func value(depth: Int) -> FilterJSON? {
            skipBlanks()
            guard depth < FilterJSON.deepest, place < bytes.count else { return nil }
            switch bytes[place] {
            case UInt8(ascii: "{"): return object(depth: depth)
            case UInt8(ascii: "["): return list(depth: depth)
            case UInt8(ascii: "\""): return text().map { .text($0) }
            case UInt8(ascii: "t"): return take(word: "true") ? .bool(true) : nil
            case UInt8(ascii: "f"): return take(word: "false") ? .bool(false) : nil
            case UInt8(ascii: "n"): return take(word: "null") ? .null : nil
            default: return number()
            }
        }

        mutating func object(depth: Int) -> FilterJSON? {
            place += 1
            var members: [String: FilterJSON] = [:]
            if take("}") { return .object(members) }
            while true {
                skipBlanks()
                guard place < bytes.count, bytes[place] == UInt8(ascii: "\""), let key = text(), take(":"),
                    let value = value(depth: depth + 1)
                else { return nil }
                members[key] = value
                if take("}") { return .object(members) }
                guard take(",") else { return nil }
            }
        }

        mutating func list(depth: Int) -> FilterJSON? {
            place += 1
            var values: [FilterJSON] = []
            if take("]") { return .list(values) }
            while true {
                guard let value = value(depth: depth + 1) else { return nil }
                values.append(value)
                if take("]") { return .list(values) }
                guard take(",") else { return nil }
            }
        }

        mutating func number() -> FilterJSON? {
            let start = place
            let allowed = Array("+-.eE0123456789".utf8)
            while place < bytes.count, allowed.contains(bytes[place]) { place += 1 }
            let text = String(decoding: bytes[start..<place], as: UTF8.self)
            return Double(text) == nil ? nil : .number(text)
        }

        /// A text in quotation marks, its escapes resolved.
        mutating func text() -> String? {
            place += 1
            var plain: [UInt8] = []
            while place < bytes.count {
                let byte = bytes[place]
                place += 1
                switch byte {
                case UInt8(ascii: "\""): return String(validating: plain, as: UTF8.self)
                case UInt8(ascii: "\\"): guard escape(into: &plain) else { return nil }
                case 0..<0x20: return nil
                default: plain.append(byte)
                }
            }
            return nil
        }

        mutating func escape(into plain: inout [UInt8]) -> Bool {
            guard place < bytes.count else { return false }
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "b"): plain.append(0x08)
            case UInt8(ascii: "f"): plain.append(0x0C)
            case UInt8(ascii: "n"): plain.append(0x0A)
            case UInt8(ascii: "r"): plain.append(0x0D)
            case UInt8(ascii: "t"): plain.append(0x09)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(byte)
            case UInt8(ascii: "u"):
                guard var code = unit() else { return false }
                if (0xD800..<0xDC00).contains(code) {
                    guard take(word: "\\u"), let low = unit(), (0xDC00..<0xE000).contains(low) else { return false }
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                }
                guard let scalar = Unicode.Scalar(code) else { return false }
                plain.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
            default: return false
            }
            return true
        }

        mutating func unit() -> UInt32? {
            guard place + 4 <= bytes.count else { return nil }
            let digits = String(decoding: bytes[place..<place + 4], as: UTF8.self)
            place += 4
            return digits.utf8.allSatisfy { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }
                ? UInt32(digits, radix: 16) : nil
        }
    }
}
