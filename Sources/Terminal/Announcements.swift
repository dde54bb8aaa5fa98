// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Sentences that wait to be said between two frames of a live picture, which would overwrite them else.
package final class Announcements: Sendable {
    private let texts = Mutex<[String]>([])

    package init() {}

    /// Adds a sentence, from any task.
    package func add(_ text: String) { texts.withLock { $0.append(text) } }

    /// Takes all that wait.
    func take() -> [String] {
        texts.withLock { texts in
            defer { texts = [] }
            return texts
        }
    }
}
