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
        isASCII ? "\"\(text)\"" : language("“\(text)”", "« \(text) »")
    }
}
