// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The worker's lease as all its threads see it: the heartbeat writes it, slots ask before each chunk and commit.
///
/// A registration is named by the worker's number in the database. Tasks belong to the registration under which they were
/// claimed; when a worker had to register anew, the old ones are lost.
package final class LeaseWatch: Sendable {
    private struct Registration {
        var worker: Int32
        var lease: LeaseState
    }

    private let registration = Mutex<Registration?>(nil)

    package init() {}

    /// The worker's present number; nil before the first registration and after a lease was lost.
    package var worker: Int32? {
        registration.withLock { registration in
            guard registration?.lease.standing(at: .now) != .abandonTasks else { return nil }
            return registration?.worker
        }
    }

    /// Begins a new lease under a new number.
    package func register(_ worker: Int32, lease: LeaseState) {
        registration.withLock { $0 = Registration(worker: worker, lease: lease) }
    }

    /// Lengthens the lease; returns false when it had ended before.
    package func renew(sentAt: ContinuousClock.Instant) -> Bool {
        registration.withLock { registration in
            registration?.lease.renewed(sentAt: sentAt)
            return registration?.lease.standing(at: .now) != .abandonTasks
        }
    }

    /// The database no longer knows this worker.
    package func takeAway() { registration.withLock { $0?.lease.takenAway() } }

    /// What a task that was claimed under this number may do now.
    package func standing(of worker: Int32) -> LeaseState.Standing {
        registration.withLock { registration in
            guard registration?.worker == worker else { return .abandonTasks }
            return registration?.lease.standing(at: .now) ?? .abandonTasks
        }
    }
}
