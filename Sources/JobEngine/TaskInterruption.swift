// SPDX-License-Identifier: Apache-2.0

/// Why a task's code is left before it is done.
///
/// Thrown by `TaskContext.chunk`; a step's code lets it pass.
package enum TaskInterruption: Error, Equatable, Sendable {
    /// The execution was asked to stop, or a sibling failed; the task has ended as stopped.
    case stopped
    /// The execution was asked to pause; the task stands aside as its last chunk left it.
    case paused
    /// The worker drains: the task goes back as its last chunk left it.
    case handBack
    /// The lease is another's or ended: nothing may be written, and nothing needs to be.
    case leaseLost
}
