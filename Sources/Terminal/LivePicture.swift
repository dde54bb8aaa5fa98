// SPDX-License-Identifier: Apache-2.0

/// Draws frames one over the other, on the messages' terminal.
package final class LivePicture {
    private let console: Console
    private var height = 0

    package init(_ console: Console) {
        self.console = console
    }

    /// Replaces the frame before.
    package func draw(_ lines: [String]) {
        var text = height > 0 ? "\u{1b}[\(height)A\r" : ""
        for line in lines { text += "\u{1b}[2K\(console.wording.typeset(console.safe(line)))\n" }
        // A shorter frame leaves nothing of a longer one.
        if lines.count < height { text += "\u{1b}[J" }
        console.raw(text, toError: true)
        height = lines.count
    }

    /// Takes the frame away.
    package func clear() {
        if height > 0 { console.raw("\u{1b}[\(height)A\r\u{1b}[J", toError: true) }
        height = 0
    }
}
