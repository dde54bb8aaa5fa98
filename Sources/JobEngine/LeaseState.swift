// SPDX-License-Identifier: Apache-2.0

/// What a worker knows of its right to write.
///
/// Pure: events in, answers out; no clock, lock or connection inside.
///
/// Times are the worker's own, taken before a renewal was sent: the database's lease can only end later than this one.
package struct LeaseState: Sendable, Equatable {
    package typealias Instant = ContinuousClock.Instant

    /// What may be done now.
    package enum Standing: Equatable, Sendable {
        /// Chunks may begin and commit.
        case proceed
        /// Nothing may be written; a late answer may still renew the lease.
        case stopWriting
        /// The tasks belong to others, or soon will: forget them.
        case abandonTasks
    }

    private enum State: Equatable {
        case held(since: Instant)
        case lost
    }

    private var state: State
    private let length: Duration
    private let writingLimit: Duration

    /// A lease that was just given.
    ///
    /// Writing stops a heartbeat and a margin before its end, so that a chunk begun in time is also committed in time.
    package init(at now: Instant, length: Duration, heartbeat: Duration) {
        state = .held(since: now)
        self.length = length
        writingLimit = max(length - heartbeat - length / 20, length / 2)
    }

    /// A renewal that was sent at this moment has been confirmed.
    ///
    /// A lost lease stays lost: its tasks may be taken already.
    package mutating func renewed(sentAt: Instant) {
        guard case .held(let since) = state else { return }
        state = sentAt < since + length ? .held(since: max(since, sentAt)) : .lost
    }

    /// The database says that the worker was declared dead.
    package mutating func takenAway() { state = .lost }

    /// What may be done at this moment.
    package mutating func standing(at now: Instant) -> Standing {
        guard case .held(let since) = state else { return .abandonTasks }
        if now < since + writingLimit { return .proceed }
        if now < since + length { return .stopWriting }
        state = .lost
        return .abandonTasks
    }
}
