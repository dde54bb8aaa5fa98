// SPDX-License-Identifier: Apache-2.0

internal import Setup
package import Tracking

/// The last touch before people see a text: what their terminal cannot show is written so that it still reads.
extension Wording {
    /// A text for people with our own typography in seven-bit characters, where nothing else can be shown.
    ///
    /// With seven-bit symbols asked for, names keep theirs. Where the character set is not UTF-8, nothing may stay that would be shown
    /// as two or three wrong characters: accents go, and what has no letter of its own becomes a question mark for each column.
    package func shown(_ text: String) -> String {
        guard isASCII, text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        let text = Self.plainForms.reduce(text) { $0.replacing($1.0, with: $1.1) }
        guard isSevenBit, text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(contentsOf: Self.sevenBit(scalar).unicodeScalars) }
        return String(result)
    }

    /// The same for a terminal, with the spaces of French before its tall punctuation, which break no line.
    package func typeset(_ text: String) -> String {
        guard language == .french, !isASCII else { return shown(text) }
        let tall: Set<Unicode.Scalar> = [":", ";", "?", "!", "»"]
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            guard scalar == " " else {
                result.append(scalar)
                continue
            }
            let next = place + 1 < scalars.count ? scalars[place + 1] : " "
            let behind = place + 2 < scalars.count ? scalars[place + 2] : " "
            let endsWord = behind.properties.isWhitespace || behind == "\u{1b}" || [",", ".", ")"].contains(behind)
            let isOpened = place > 0 && scalars[place - 1] == "«"
            // Blanks that align something stay blanks.
            let isAlone = place == 0 || scalars[place - 1] != " "
            result.append(isOpened || isAlone && tall.contains(next) && endsWord ? "\u{202f}" : " ")
        }
        return String(result)
    }

    private static let plainForms = [
        ("“", "\""), ("”", "\""), ("« ", "\""), (" »", "\""), ("\u{a0}", " "), ("\u{202f}", " "), ("–", "-"),
        ("…", "..."), ("×", "x"), ("·", "-"), ("→", "->"), ("\u{fffd}", "?"),
    ]

    /// The nearest seven-bit characters: the letter without its accent, else a mark for each column that it would take.
    private static func sevenBit(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case ..<0x80: String(scalar)
        case 0xc6: "AE"
        case 0xe6: "ae"
        case 0xdf: "ss"
        case 0x152: "OE"
        case 0x153: "oe"
        case 0xa0...0xff: String(latin1[Int(scalar.value) - 0xa0])
        case 0x100...0x17f: String(latinExtended[Int(scalar.value) - 0x100])
        case 0x2010...0x2015: "-"
        case 0x2018...0x201b: "'"
        case 0x201c...0x201f: "\""
        case 0x2002...0x200a: " "
        case 0x20ac: "E"
        default: String(repeating: "?", count: scalar.columns)
        }
    }

    /// From U+00A0 to U+00FF.
    private static let latin1 = Array(
        " !cL?Y|S\"ca\"--R-o+23'uP-,1o\"????AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty")

    /// From U+0100 to U+017F.
    private static let latinExtended = Array(
        "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"
    )
}
