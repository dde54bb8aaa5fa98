// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Claimed tasks on their way from the dispatcher to the slots.
///
/// It is as short as can be: as many tasks as slots wait, and for short jobs a bounded number more. A slot that finds nothing
/// suspends; `onNeed` (the dispatcher's wake) is called when there is room again.
final class TaskQueue: Sendable {
    /// A claimed task with its job.
    struct Entry: Sendable {
        var task: ClaimedTask
        var job: Job
        var arrivedAt: ContinuousClock.Instant
    }

    private struct State {
        /// In claim order, the next one last: taking is cheap.
        var entries: [Entry] = []
        var waiting: [CheckedContinuation<[Entry]?, Never>] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let slots: Int
    private let batchLimit: Int
    private let onNeed: @Sendable () -> Void

    init(slots: Int, batchLimit: Int, onNeed: @escaping @Sendable () -> Void) {
        self.slots = slots
        self.batchLimit = batchLimit
        self.onNeed = onNeed
    }

    /// How many slots wait, and how many tasks.
    var room: (free: Int, queued: Int) { state.withLock { ($0.waiting.count, $0.entries.count) } }

    /// Hands tasks to waiting slots and keeps the rest.
    ///
    /// Returns false when the queue is closed and nothing was taken.
    func add(_ entries: [Entry]) -> Bool {
        let handed: [(CheckedContinuation<[Entry]?, Never>, [Entry])]? = state.withLock { state in
            guard !state.isClosed else { return nil }
            state.entries.insert(contentsOf: entries.reversed(), at: 0)
            var handed: [(CheckedContinuation<[Entry]?, Never>, [Entry])] = []
            while let slot = state.waiting.last, let work = takeWork(from: &state) {
                state.waiting.removeLast()
                handed.append((slot, work))
            }
            return handed
        }
        guard let handed else { return false }
        for (slot, work) in handed { slot.resume(returning: work) }
        return true
    }

    /// Takes the next task, or several short ones of one job; nil when there are none now.
    func take() -> [Entry]? {
        let (work, isNeeded) = state.withLock { state in
            let work = takeWork(from: &state)
            return (work, state.entries.count < batchLimit)
        }
        if work != nil, isNeeded { onNeed() }
        return work
    }

    /// Waits for the next task; nil when the queue is closed and empty.
    func next() async -> [Entry]? {
        await withCheckedContinuation { continuation in
            let (isAnswered, work): (Bool, [Entry]?) = state.withLock { state in
                if let work = takeWork(from: &state) { return (true, work) }
                if state.isClosed { return (true, nil) }
                state.waiting.append(continuation)
                return (false, nil)
            }
            if isAnswered { continuation.resume(returning: work) }
            onNeed()
        }
    }

    /// Takes back what has waited since before this moment.
    func removeEntries(arrivedBefore limit: ContinuousClock.Instant) -> [Entry] {
        state.withLock { state in
            let late = state.entries.filter { $0.arrivedAt < limit }
            if !late.isEmpty { state.entries.removeAll { $0.arrivedAt < limit } }
            return late
        }
    }

    /// Lets nothing more in, takes back what waits, and ends the slots once they are done.
    func close() -> [Entry] {
        let (left, waiting) = state.withLock { state in
            defer { state = State(isClosed: true) }
            return (state.entries, state.waiting)
        }
        for slot in waiting { slot.resume(returning: nil) }
        return left
    }

    /// One task; of short jobs an equal share for each slot, so that no hop is paid per task.
    private func takeWork(from state: inout State) -> [Entry]? {
        guard let first = state.entries.popLast() else { return nil }
        guard first.job.isShort else { return [first] }
        var work = [first]
        let share = min(batchLimit, max(1, (state.entries.count + slots) / slots))
        while work.count < share, let next = state.entries.last, next.job.name == first.job.name {
            work.append(next)
            state.entries.removeLast()
        }
        return work
    }
}
