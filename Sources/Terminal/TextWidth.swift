// SPDX-License-Identifier: Apache-2.0

extension String {
    /// How many columns a terminal needs for this text: wide characters take two, combining ones and colour codes none.
    package var width: Int {
        var width = 0
        var isEscape = false
        for scalar in unicodeScalars {
            if isEscape {
                if scalar.properties.isAlphabetic { isEscape = false }
            } else if scalar == "\u{1b}" {
                isEscape = true
            } else {
                width += scalar.columns
            }
        }
        return width
    }

    /// The text cut to a width, with an ellipsis where something was cut off.
    ///
    /// Only for texts without colour codes.
    package func cut(to limit: Int, ellipsis: String = "…") -> String {
        guard width > limit else { return self }
        var result = ""
        var used = ellipsis.width
        guard limit > used else { return String(ellipsis.prefix(max(0, limit))) }
        for character in self {
            let columns = String(character).width
            if used + columns > limit { break }
            used += columns
            result.append(character)
        }
        return result + ellipsis
    }

    /// The text with blanks behind it, up to a width.
    package func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - self.width)) }

    /// The text with blanks before it, up to a width.
    package func aligned(to width: Int) -> String { String(repeating: " ", count: max(0, width - self.width)) + self }
}

extension Unicode.Scalar {
    /// Columns of one scalar, by the classes of Unicode's East Asian Width: the blocks that matter, not the whole table.
    fileprivate var columns: Int {
        switch value {
        case 0..<0x20, 0x7f..<0xa0: return 0
        case ..<0x300: return 1
        case 0x200b...0x200f, 0xfe00...0xfe0f, 0xfeff: return 0
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
            0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f,
            0x1f900...0x1f9ff, 0x20000...0x3fffd:
            return 2
        default:
            switch properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: return 0
            default: return 1
            }
        }
    }
}
