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
        guard limit > used else { return limit == used ? ellipsis : String(ellipsis.prefix(max(0, limit))) }
        for character in self {
            let columns = String(character).width
            if used + columns > limit { break }
            used += columns
            result.append(character)
        }
        return result + ellipsis
    }

    /// The text in lines of at most a width, broken between words, and within those that are longer.
    package func wrapped(to limit: Int) -> [String] {
        let limit = max(2, limit)
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            var word = word
            let longer = line.isEmpty ? word : line + " " + word
            if longer.width <= limit {
                line = longer
                continue
            }
            if !line.isEmpty { lines.append(line) }
            while word.width > limit {
                let head = word.cut(to: limit, ellipsis: "")
                lines.append(head)
                word = String(word.dropFirst(head.count))
            }
            line = word
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }

    /// The text in lines of at most a width; those behind the first begin with these blanks.
    package func wrapped(to limit: Int, hanging indent: Int) -> [String] {
        guard width > limit else { return [self] }
        let start = String(prefix { $0 == " " })
        let lines = String(dropFirst(start.count)).wrapped(to: max(8, limit - max(indent, start.count)))
        return lines.enumerated().map {
            ($0.offset == 0 ? start : String(repeating: " ", count: indent)) + $0.element
        }
    }

    /// The text with blanks behind it, up to a width.
    package func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - self.width)) }

    /// The text with blanks before it, up to a width.
    package func aligned(to width: Int) -> String { String(repeating: " ", count: max(0, width - self.width)) + self }
}

extension Unicode.Scalar {
    /// Columns of one scalar, by the classes of Unicode's East Asian Width: the blocks that matter, not the whole table.
    var columns: Int {
        switch value {
        case 0..<0x20, 0x7f..<0xa0: return 0
        case ..<0x300: return 1
        case 0x200b...0x200f, 0xfe00...0xfe0f, 0xfeff: return 0
        case 0x1100...0x115f, 0x231a...0x231b, 0x23e9...0x23ec, 0x23f0, 0x23f3, 0x25fd...0x25fe, 0x2614...0x2615,
            0x2648...0x2653, 0x267f, 0x2693, 0x26a1, 0x26aa...0x26ab, 0x26bd...0x26be, 0x26c4...0x26c5, 0x26ce, 0x26d4,
            0x26ea, 0x26f2...0x26f3, 0x26f5, 0x26fa, 0x26fd, 0x2705, 0x270a...0x270b, 0x2728, 0x274c, 0x274e,
            0x2753...0x2755, 0x2757, 0x2795...0x2797, 0x27b0, 0x27bf, 0x2b1b...0x2b1c, 0x2b50, 0x2b55,
            0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf, 0xa960...0xa97c,
            0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6,
            0x1f004, 0x1f0cf, 0x1f18e, 0x1f191...0x1f19a, 0x1f200...0x1f320, 0x1f32d...0x1f335, 0x1f337...0x1f37c,
            0x1f37e...0x1f393, 0x1f3a0...0x1f3ca, 0x1f3cf...0x1f3d3, 0x1f3e0...0x1f3f0, 0x1f3f4, 0x1f3f8...0x1f43e,
            0x1f440, 0x1f442...0x1f4fc, 0x1f4ff...0x1f53d, 0x1f54b...0x1f54e, 0x1f550...0x1f567, 0x1f57a,
            0x1f595...0x1f596, 0x1f5a4, 0x1f5fb...0x1f64f, 0x1f680...0x1f6c5, 0x1f6cc, 0x1f6d0...0x1f6d2,
            0x1f6d5...0x1f6d7, 0x1f6dc...0x1f6df, 0x1f6eb...0x1f6ec, 0x1f6f4...0x1f6fc, 0x1f7e0...0x1f7eb, 0x1f7f0,
            0x1f90c...0x1f93a, 0x1f93c...0x1f945, 0x1f947...0x1f9ff, 0x1fa70...0x1faff, 0x20000...0x3fffd:
            return 2
        default:
            switch properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: return 0
            default: return 1
            }
        }
    }
}
