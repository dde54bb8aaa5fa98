// SPDX-License-Identifier: Apache-2.0

internal import Setup

extension Wording {
    /// Stands for what is not there.
    package var nothing: String { isASCII ? "-" : "–" }
    /// Where something was cut off.
    package var ellipsis: String { isASCII ? "..." : "…" }
    /// Between two things of equal rank.
    package var dot: String { isASCII ? " - " : " · " }
    /// Between a number and what there is so often.
    package var times: String { isASCII ? "x" : "×" }
    /// A text in the language's quotation marks.
    package func quoted(_ text: String) -> String {
        let text = visible(text)
        return isASCII ? "\"\(text)\"" : language("“\(text)”", "« \(text) »")
    }
}

extension Wording {
    /// Bytes in the largest unit that leaves a whole number: `4 kB`.
    package func size(_ bytes: Int64) -> String {
        for (limit, unit) in [(1 << 30, "G"), (1 << 20, "M"), (1 << 10, "k")] as [(Int64, String)] where bytes >= limit
        {
            return "\(bytes / limit) \(unit)\(language("B", "o"))"
        }
        return "\(bytes) \(language("B", "o"))"
    }

    /// How long something usually takes, in one unit: `12 min`.
    package func roughly(_ seconds: Double) -> String {
        let whole = Int(max(1, seconds.rounded()))
        switch whole {
        case ..<100: return "\(whole) s"
        case ..<5_400: return "\((whole + 30) / 60) min"
        default: return "\((whole + 1_800) / 3_600) h"
        }
    }

    /// A warning's message without the row, item and field that stand beside it: they are the words up to the first colon.
    package func bare(_ message: String) -> String {
        guard message.hasPrefix("row "), let colon = message.firstRange(of: ": ") else { return stored(message) }
        return stored(String(message[colon.upperBound...]))
    }
}
