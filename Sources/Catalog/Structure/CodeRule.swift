// SPDX-License-Identifier: Apache-2.0

/// What a code may look like.
enum CodeRule {
    /// Letters, digits and underscores.
    case word
    /// The same, with at least one letter.
    case wordWithLetter
    /// Three letters.
    case currency
    /// Language and country.
    case locale
    /// Anything in one line.
    case name

    /// Whether `code` looks like that; codes are ASCII.
    func accepts(_ code: String) -> Bool {
        let bytes = Array(code.utf8)
        switch self {
        case .word: return bytes.allSatisfy(Self.isWord)
        case .wordWithLetter: return bytes.allSatisfy(Self.isWord) && bytes.contains(where: Self.isLetter)
        case .currency: return bytes.count == 3 && bytes.allSatisfy(Self.isLetter)
        case .locale: return Self.isLocale(bytes)
        case .name: return code.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        }
    }

    /// The rule in words.
    var text: String {
        switch self {
        case .word: "only letters, digits and underscores"
        case .wordWithLetter: "only letters, digits and underscores, at least one letter"
        case .currency: "three letters, as in ISO 4217"
        case .locale: "language and country, as en_US"
        case .name: "no line end or control character"
        }
    }

    private static func isLocale(_ bytes: [UInt8]) -> Bool {
        guard let underscore = bytes.firstIndex(of: UInt8(ascii: "_")) else { return false }
        let country = bytes[(underscore + 1)...]
        return underscore >= 2 && bytes[..<underscore].allSatisfy(isLetter) && country.count >= 2
            && country.allSatisfy(isWord)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte == UInt8(ascii: "_") || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }
}
