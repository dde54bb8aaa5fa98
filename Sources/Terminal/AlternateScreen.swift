// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The terminal's second screen, which leaves what was on the first one as it was.
///
/// Whoever leaves, also by a signal, finds the last frame on the first screen.
package final class AlternateScreen: Sendable {
    private let console: Console
    private let state = Mutex((isEntered: false, lines: [String]()))

    package init(_ console: Console) { self.console = console }

    /// Goes there, with the cursor hidden.
    package func enter() {
        state.withLock { state in
            console.raw("\u{1b}[?1049h\u{1b}[?25l\u{1b}[2J", toError: false)
            state.isEntered = true
        }
    }

    /// Replaces the frame; `kept` is what stays on the first screen if this is the last one.
    package func draw(_ lines: [String], kept: [String]) {
        state.withLock { state in
            guard state.isEntered else { return }
            let text = lines.map { "\(console.wording.typeset(console.safe($0)))\u{1b}[K" }.joined(separator: "\r\n")
            console.raw("\u{1b}[H\(text)\u{1b}[J", toError: false)
            state.lines = kept.map { console.wording.typeset(console.safe($0)) }
        }
    }

    /// Comes back, and writes the last frame there unless it is left out; from any thread, once.
    package func leave(keepsFrame: Bool = true) {
        state.withLock { state in
            guard state.isEntered else { return }
            state.isEntered = false
            let frame = keepsFrame ? state.lines.map { $0 + "\n" }.joined() : ""
            console.raw("\u{1b}[?25h\u{1b}[?1049l\(frame)", toError: false)
        }
    }
}
