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

    /// The bar with amount, rate and time left, cut to a width; `raised` is a total that has just grown.
    ///
    /// Where all of it is too wide, the bar shrinks, then the rate and the amount go: why it does not move is never cut off for
    /// a picture.
    package func line(width: Int, barWidth: Int = 24, raised: Int64? = nil) -> String {
        let outlook = wording.outlook(progress) { LocalTime($0).clock }
        let tail = [raised.map { wording.raised(to: $0) }, outlook].compactMap { $0 }.filter { !$0.isEmpty }
        let amount = wording.amount(progress)
        let rate = wording.rate(progress).map { [$0] } ?? []
        let narrow = min(barWidth, 10)
        let forms =
            [
                [drawing(width: barWidth), amount] + rate + tail, [drawing(width: narrow), amount] + rate + tail,
                [drawing(width: narrow), amount] + tail, [drawing(width: narrow)] + tail,
            ].map { $0.joined(separator: "   ") } + brief(tail).map { $0.joined(separator: "  ") }
        let fitting = forms.first { $0.width <= width } ?? forms[forms.count - 1]
        return fitting.cut(to: width, ellipsis: wording.ellipsis)
    }

    /// Without a picture: how far it is, and how long it takes.
    private func brief(_ tail: [String]) -> [[String]] {
        let percent = progress.percent.map { ["\($0) %"] } ?? []
        let isQuiet = progress.trouble == nil && !progress.isPaused && !progress.isFinishing
        let left = isQuiet ? progress.secondsLeft.map { [wording.briefLeft($0)] } : nil
        return [percent + tail, percent + (left ?? tail), left ?? tail]
    }

    /// The fewest columns in which how far it is and how long it takes stand in full.
    package var leastWidth: Int {
        let tail = [wording.outlook(progress) { LocalTime($0).clock }].filter { !$0.isEmpty }
        return brief(tail)[0].joined(separator: "  ").width
    }
}
