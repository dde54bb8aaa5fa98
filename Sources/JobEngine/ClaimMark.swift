// SPDX-License-Identifier: Apache-2.0

/// From which virtual time on a claim must look for ready tasks.
///
/// Pure: readings of the horizon in, marks out.
///
/// Under the mark there is nothing but dead index entries, and while some snapshot pins them nobody clears them away: a claim
/// from 0 took 22.6 ms at 380,000 of them, from the mark 0.63 ms. A launch takes its transaction id before its tags, and tags
/// lie above the clock at that time. So a clock reading is proved once every transaction that had begun by then has ended: no
/// launch to come lies below it. What lies below it already, launched late or passed by a claim that was rolled back, shows as
/// the first tag; the mark never passes that.
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
        /// The lowest tags from the present marks on, of priorities 0, 1 and 2; nil where nothing is ready.
        package var firstTags: [Int64?]

        package init(nextTransaction: Int64, oldestTransaction: Int64, clocks: [Int64], firstTags: [Int64?]) {
            self.nextTransaction = nextTransaction
            self.oldestTransaction = oldestTransaction
            self.clocks = clocks
            self.firstTags = firstTags
        }
    }

    private struct Note {
        var nextTransaction: Int64
        var clocks: [Int64]
        var at: Instant
    }

    /// How long a writing transaction may hold the mark back.
    package static let patience: Duration = .seconds(30)
    /// How often to look from 0 while the mark is not proved.
    package static let rescanInterval: Duration = .seconds(5)

    /// Where claims begin, for priorities 0, 1 and 2.
    package private(set) var marks: [Int64] = [0, 0, 0]
    private var notes: [Note] = []
    /// Set while the marks stand ahead of what is proved: the reading that must be proved to end it.
    private var unproved: Note?
    /// The marks as they were when they last stood on what is proved.
    private var trusted: [Int64] = [0, 0, 0]
    private var lastRescan: Instant?

    package init() {}

    /// Takes a reading, made with the present marks, and moves them as far as it proves.
    package mutating func take(_ reading: Reading, at now: Instant) {
        defer { notes.append(Note(nextTransaction: reading.nextTransaction, clocks: reading.clocks, at: now)) }
        if let unproved, unproved.nextTransaction <= reading.oldestTransaction {
            // Back to what was proved, for what committed meanwhile; the next reading goes on from there.
            self.unproved = nil
            lastRescan = nil
            marks = trusted
            return
        }
        if unproved == nil {
            if let proved = notes.lastIndex(where: { $0.nextTransaction <= reading.oldestTransaction }) {
                raise(to: notes[proved], firstTags: reading.firstTags)
                notes.removeFirst(proved + 1)
            }
            trusted = marks
        }
        if let impatient = notes.lastIndex(where: { now - $0.at > Self.patience }) {
            raise(to: notes[impatient], firstTags: reading.firstTags)
            unproved = notes[impatient]
            notes.removeFirst(impatient + 1)
        }
    }

    /// Whether the next claim should begin at 0, since the marks may have passed a launch that commits late.
    package mutating func takesRescan(at now: Instant) -> Bool {
        guard unproved != nil else { return false }
        if let lastRescan, now - lastRescan < Self.rescanInterval { return false }
        lastRescan = now
        return true
    }

    private mutating func raise(to note: Note, firstTags: [Int64?]) {
        for priority in marks.indices {
            marks[priority] = max(marks[priority], min(note.clocks[priority], firstTags[priority] ?? .max))
        }
    }
}
