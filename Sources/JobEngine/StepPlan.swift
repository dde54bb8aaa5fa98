// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// The tasks of one step, or of one phase of it.
public struct StepPlan: Sendable {
    /// The tasks.
    ///
    /// None: the step (or its last phase) has ended.
    public var tasks: [TaskPlan]
    /// How many items all tasks of the step will handle; nil: unknown, or as said before.
    public var total: Int64?
    /// What the total counts; nil: as the step says.
    public var unit: String?

    /// Plans tasks.
    public init(tasks: [TaskPlan], total: Int64? = nil, unit: String? = nil) {
        self.tasks = tasks
        self.total = total
        self.unit = unit
    }

    /// Nothing left to do: the step ends.
    public static let none = StepPlan(tasks: [])

    /// Cuts `range` into about `count` ranges of equal length, at least `minimum` long, one task each.
    ///
    /// Each task's part is its range start, so that output keeps the order of the items.
    public static func ranges(
        of range: Range<Int64>, count: Int, minimum: Int64 = 1, unit: String? = nil
    ) -> StepPlan {
        let length = Int64(range.count)
        let parts = max(1, min(Int64(count), length / max(1, minimum)))
        guard length > 0 else { return .none }
        let tasks = (0..<parts).map { number in
            // Whole quotients first: length * number could overflow.
            let start = range.lowerBound + length / parts * number + min(number, length % parts)
            let size = length / parts + (number < length % parts ? 1 : 0)
            return TaskPlan(part: start, rangeStart: start, rangeEnd: start + size)
        }
        return StepPlan(tasks: tasks, total: length, unit: unit)
    }
}

/// One task to be queued: a range of items, and what its code needs to know beyond the parameters.
public struct TaskPlan: Sendable {
    /// Orders what the tasks of the step put out.
    public var part: Int64
    /// The first item.
    public var rangeStart: Int64
    /// The item behind the last one; nil: to the end, wherever that is.
    public var rangeEnd: Int64?
    /// Anything the task's code needs; it never changes.
    public var input: JSONB?

    /// Plans one task.
    public init(part: Int64 = 0, rangeStart: Int64 = 0, rangeEnd: Int64? = nil, input: JSONB? = nil) {
        self.part = part
        self.rangeStart = rangeStart
        self.rangeEnd = rangeEnd
        self.input = input
    }
}
