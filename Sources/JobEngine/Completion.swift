// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Postgres

/// The short tasks of one slot that are done and not completed yet.
///
/// They are completed in groups, on the slot's own session: one transaction for 100 of them instead of 100. Each slot keeps its own,
/// so nothing hops between threads. A killed worker's group runs again, which is why only tasks without data come here.
struct Completion {
    private var done: [ClaimedTask] = []
    private var since: ContinuousClock.Instant?
    private let limit: Int
    private let delay: Duration

    init(limit: Int, delay: Duration) {
        self.limit = limit
        self.delay = delay
    }

    var isEmpty: Bool { done.isEmpty }

    /// Adds tasks that are done.
    mutating func add(_ tasks: [ClaimedTask], at now: ContinuousClock.Instant) {
        if done.isEmpty { since = now }
        done += tasks
    }

    /// Whether the group is large enough, or its oldest task has waited long enough.
    func isDue(at now: ContinuousClock.Instant) -> Bool {
        guard let since else { return false }
        return done.count >= limit || now - since >= delay
    }

    /// Takes the group out, in order of task: finishers lock leases in that order.
    mutating func takeAll() -> [ClaimedTask] {
        defer {
            done.removeAll(keepingCapacity: true)
            since = nil
        }
        return done.sorted { $0.id < $1.id }
    }
}
