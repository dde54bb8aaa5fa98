// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// A number that one task sets and another reads.
package final class SharedNumber: Sendable {
    private let stored: Mutex<Int>

    package init(_ value: Int) { stored = Mutex(value) }

    package var value: Int {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = newValue } }
    }
}
