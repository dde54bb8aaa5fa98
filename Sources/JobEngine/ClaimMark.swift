// SPDX-License-Identifier: Apache-2.0

/// From which virtual time on a claim must look for ready tasks.
///
/// Pure: readings of the horizon in, marks out.
///
/// Under the mark there is nothing but dead index entries, and while some snapshot pins them nobody clears them away: a claim
/// from 0 took 22.6 ms at 380,000 of them, from the mark 0.63 ms. A launch takes its transaction id before its tags, and tags
/// lie above the clock at that time. So nothing new can appear under a clock reading once every transaction that had begun by
/// then has ended: the reading is proved. What is there already must still be taken: the marks move up to a proved reading only
/// after a claim that began at the old marks, later than the proof, has left nothing below it.
///
/// A claim that rolls back puts its tasks back where they were, which may be under the marks by then. So now and then one worker
/// looks from 0, whatever is proved.
package struct ClaimMark: Sendable {
    package typealias Instant = ContinuousClock.Instant

    /// One reading of `job.horizon`.
    package struct Reading: Sendable, Equatable {
        /// The id that the next transaction gets.
        package var nextTransaction: Int64
        /// The oldest transaction still open that writes.
        package var oldestTransaction: Int64
        /// The clocks of priorities 0, 1 and 2.
        package var clocks: [Int64]

        package init(nextTransaction: Int64, oldestTransaction: Int64, clocks: [Int64]) {
            self.nextTransaction = nextTransaction
            self.oldestTransaction = oldestTransaction
            self.clocks = clocks
        }
    }

    private struct Note {
        var nextTransaction: Int64
        var clocks: [Int64]
        var at: Instant
    }

    /// How long a writing transaction may hold the mark back.
    package static let patience: Duration = .seconds(30)
    /// How often to look from 0 while there is enough to do above the marks.
    package static let rescanInterval: Duration = .seconds(5)
    /// How often to look from 0 while there is not.
    package static let idleRescanInterval: Duration = .seconds(1)

    /// Where claims begin, for priorities 0, 1 and 2.
    package private(set) var marks: [Int64] = [0, 0, 0]
    private var notes: [Note] = []
    /// The latest proved reading that claims have not been seen to reach, for each priority.
    private var proved: [Int64] = [0, 0, 0]
    private var wasIdle = false
    /// Set while the marks stand ahead of what is proved: the reading that must be proved to end it.
    private var unproved: Note?
    private var lastRescan: Instant?

    package init() {}

    /// Takes a reading and moves the marks as far as it proves.
    package mutating func take(_ reading: Reading, at now: Instant) {
        if let latest = notes.lastIndex(where: { $0.nextTransaction <= reading.oldestTransaction }) {
            prove(notes[latest])
            notes.removeFirst(latest + 1)
        }
        if let unproved, unproved.nextTransaction <= reading.oldestTransaction {
            // One last look from 0, for what committed since the last one.
            self.unproved = nil
            isRescanDue = true
        }
        if let impatient = notes.lastIndex(where: { now - $0.at > Self.patience }) {
            prove(notes[impatient])
            unproved = notes[impatient]
            notes.removeFirst(impatient + 1)
        }
        notes.append(Note(nextTransaction: reading.nextTransaction, clocks: reading.clocks, at: now))
    }

    private var isRescanDue = false

    /// Whether the next claim should begin at 0, for what launches that commit late and claims that roll back leave below.
    package mutating func takesRescan(at now: Instant) -> Bool {
        let interval = wasIdle ? Self.idleRescanInterval : Self.rescanInterval
        guard let lastRescan else {
            self.lastRescan = now
            return false
        }
        guard isRescanDue || now - lastRescan >= interval else { return false }
        isRescanDue = false
        self.lastRescan = now
        return true
    }

    /// Takes the end of a claim that began at the marks or at 0: the priority and tag of its last task, nil when there was none,
    /// and whether it took all it found, since there were fewer than it asked for.
    package mutating func claimed(last: (priority: Int, tag: Int64)?, isExhausted: Bool) {
        wasIdle = last == nil
        if isExhausted {
            for priority in marks.indices { marks[priority] = max(marks[priority], proved[priority]) }
        } else if let last, last.tag >= proved[last.priority] {
            marks[last.priority] = max(marks[last.priority], proved[last.priority])
        }
    }

    private mutating func prove(_ note: Note) {
        for priority in proved.indices where priority < note.clocks.count {
            proved[priority] = max(proved[priority], note.clocks[priority])
        }
    }
}
