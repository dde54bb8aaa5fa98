// SPDX-License-Identifier: Apache-2.0

/// How a worker works.
public struct WorkerConfiguration: Sendable {
    /// How many tasks it runs at once; each slot is a thread with a session of its own.
    public var slots: Int
    /// The name that people read; nil: host and process.
    public var name: String?
    /// The version of the program.
    public var version = "development"
    /// Whether it ends when nothing is left that it could run.
    public var endsWhenIdle = false
    /// How long its tasks stay its own without a heartbeat.
    public var lease: Duration = .seconds(20)
    /// How often it says that it lives.
    public var heartbeat: Duration = .seconds(5)
    /// How often an idle worker looks for tasks when no hint comes; spread by ± 20 %.
    public var poll: Duration = .milliseconds(500)
    /// How often it looks for dead workers; spread, and rarer when there are many workers.
    public var rescue: Duration = .milliseconds(500)
    /// How often it looks after partitions and leftovers.
    public var upkeep: Duration = .seconds(60)
    /// The most tasks that one claim takes.
    public var claimLimit = 100
    /// How many short tasks are completed in one group.
    public var completionLimit = 100
    /// How long a completed short task may wait for its group.
    public var completionDelay: Duration = .milliseconds(250)

    /// The defaults, with so many slots.
    public init(slots: Int = 2) {
        precondition(slots > 0, "a worker needs a slot")
        self.slots = slots
    }
}
