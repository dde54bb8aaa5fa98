// SPDX-License-Identifier: Apache-2.0

internal import Synchronization
package import Tracking

/// A bar for a file on its way, on the messages' terminal and nowhere else.
package final class TransferLine: Sendable {
    private let context: Context
    private let name: String
    private let total: Int64?
    private let isShown: Bool
    private let state = Mutex<(done: Int64, drawn: ContinuousClock.Instant?)>((0, nil))

    package init(_ context: Context, _ artifact: Report.Artifact) {
        self.context = context
        name = artifact.name
        total = artifact.size
        isShown = context.console.isErrorTerminal && !context.isQuiet
    }

    /// Counts bytes, and draws at most ten times a second.
    package func add(_ count: Int) {
        let now = ContinuousClock.now
        let done: Int64? = state.withLock { state in
            state.done += Int64(count)
            guard isShown, now - (state.drawn ?? now - .seconds(1)) >= .milliseconds(100) else { return nil }
            state.drawn = now
            return state.done
        }
        guard let done else { return }
        let wording = context.console.wording
        let bar = Bar(.init(done: done, total: total, unit: "bytes"), wording).drawing(width: 24)
        let amount = total.map { "\(wording.size(done)) / \(wording.size($0))" } ?? wording.size(done)
        let line = "\(name.cut(to: 30, ellipsis: wording.ellipsis))  \(bar)  \(amount)"
        context.console.raw(
            "\r\u{1b}[2K\(wording.shown(line.visible()).cut(to: context.console.columns - 1))", toError: true)
    }

    /// Takes the bar away.
    package func clear() {
        if isShown, state.withLock({ $0.drawn }) != nil { context.console.raw("\r\u{1b}[2K", toError: true) }
    }
}
