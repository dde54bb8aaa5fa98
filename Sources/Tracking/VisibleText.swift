// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The text with a mark for each character that would command a terminal instead of being seen.
    ///
    /// These are C0 with tab and line break, DEL, C1, and what turns the direction of writing. Whoever names a job or writes a file
    /// must not be able to paint, move or rename what another person's terminal shows.
    package func visible(_ mark: Unicode.Scalar = "\u{fffd}", keepsLines: Bool = false) -> String {
        func isHidden(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isTerminalControl && !(keepsLines && scalar == "\n")
        }
        guard unicodeScalars.contains(where: isHidden) else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars { result.append(isHidden(scalar) ? mark : scalar) }
        return String(result)
    }
}

extension String {
    /// Data of several lines for a terminal: tabs and line ends stay, with marks for all else that would command it.
    package var harmless: String {
        guard unicodeScalars.contains(where: { $0.isTerminalControl && $0 != "\n" }) else { return self }
        let scalars = Array(unicodeScalars)
        var result = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            // A carriage return alone would let a line be written over.
            let endsLine = scalar == "\r" && place + 1 < scalars.count && scalars[place + 1] == "\n"
            let isLayout = scalar == "\n" || scalar == "\t" || endsLine
            result.append(scalar.isTerminalControl && !isLayout ? "\u{fffd}" : scalar)
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    /// Whether a terminal obeys it instead of showing it.
    package var isTerminalControl: Bool {
        switch value {
        case 0..<0x20, 0x7f...0x9f, 0x202a...0x202e, 0x2066...0x2069: true
        default: false
        }
    }
}

extension Wording {
    /// A text that came from data, on one line and safe to be shown: blanks for tabs and line breaks, marks for the rest.
    package func visible(_ text: String) -> String { PlainLine.onOneLine(text, mark: isASCII ? "?" : "\u{fffd}") }
}
