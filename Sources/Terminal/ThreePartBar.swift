// SPDX-License-Identifier: Apache-2.0

package import Tracking

/// A bar of what is done, what is in progress and what is to do.
package struct ThreePartBar: Sendable {
    let sums: Project.Sums
    let console: Console

    package init(_ sums: Project.Sums, _ console: Console) {
        self.sums = sums
        self.console = console
    }

    /// How many columns each part takes; one that is not nothing has at least one, where there is room.
    package func parts(width: Int) -> (done: Int, inProgress: Int, toDo: Int) {
        let counts = [sums.done, sums.inProgress, sums.toDo]
        let total = sums.total
        guard total > 0, width > 0 else { return (0, 0, 0) }
        var parts = counts.map { $0 == 0 ? 0 : max(1, Int($0 * Int64(width) / total)) }
        while parts.reduce(0, +) > width, let widest = parts.indices.max(by: { parts[$0] < parts[$1] }) {
            parts[widest] -= 1
        }
        while parts.reduce(0, +) < width,
            let widest = counts.indices.filter({ counts[$0] > 0 }).max(by: { counts[$0] < counts[$1] })
        {
            parts[widest] += 1
        }
        return (parts[0], parts[1], parts[2])
    }

    /// `██████▒▒▒▒░░`, in the colours of the states.
    package func drawing(width: Int) -> String {
        guard sums.total > 0 else { return String(repeating: console.wording.isASCII ? "." : "·", count: width) }
        let parts = parts(width: width)
        let marks = console.wording.isASCII ? ("#", "=", "-") : ("█", "▒", "░")
        return painted(marks.0, parts.done, .green) + painted(marks.1, parts.inProgress, .yellow)
            + painted(marks.2, parts.toDo, .red)
    }

    private func painted(_ mark: String, _ count: Int, _ colour: Colour) -> String {
        count == 0 ? "" : console.painted(String(repeating: mark, count: count), colour)
    }
}
