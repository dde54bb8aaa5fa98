// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// True for whoever asks first, false ever after; for faults that a test wants once.
final class Once: Sendable {
    private let isTaken = Atomic(false)

    func take() -> Bool { !isTaken.exchange(true, ordering: .acquiringAndReleasing) }
    var wasTaken: Bool { isTaken.load(ordering: .acquiring) }
}

/// Something that is known only later.
final class Later<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    func set(_ new: Value) { value.withLock { $0 = new } }
    var current: Value? { value.withLock { $0 } }
}
