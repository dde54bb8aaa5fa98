// SPDX-License-Identifier: Apache-2.0

package import Tracking

/// A progress bar and its words.
package struct Bar: Sendable {
    let progress: StepReport.Progress
    let wording: Wording

    package init(_ progress: StepReport.Progress, _ wording: Wording) {
        self.progress = progress
        self.wording = wording
    }

    /// `██████████████░░░░░░░░░░  61 %`, or a bar without an end where the total is unknown.
    package func drawing(width: Int) -> String {
        guard let percent = progress.percent else {
            let dots = wording.isASCII ? "..." : "⠿⠿⠿"
            return dots.padded(to: width)
        }
        let filled = min(width, width * percent / 100)
        let (full, empty) = wording.isASCII ? ("#", "-") : ("█", "░")
        return String(repeating: full, count: filled) + String(repeating: empty, count: width - filled)
            + "  \(percent) %".aligned(to: 6)
    }

    /// The bar with amount, rate and time left, cut to a width.
    package func line(width: Int, barWidth: Int = 24) -> String {
        let parts = [
            drawing(width: barWidth), wording.amount(progress), progress.total == nil ? nil : wording.rate(progress),
            wording.outlook(progress),
        ].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.joined(separator: "   ").cut(to: width, ellipsis: wording.isASCII ? "..." : "…")
    }
}
