// SPDX-License-Identifier: Apache-2.0

import CatalogStore
import JobEngine
import Postgres

/// How a step that reads a scanned file is cut into tasks.
///
/// Phase 0: ranges of records side by side, each beginning at a known start. Phase 1: one task for the records that wait
/// until all others are written; it has no end, so no idle worker cuts it, and it goes in file order.
enum RangePlan {
    /// Fewer records than twice this make one task; a task costs some milliseconds.
    static let recordsPerTask: Int64 = 2_500
    /// More tasks than this share no better.
    static let maximumTasks: Int64 = 64

    /// The plan for the phase that is asked for.
    static func plan(
        _ context: PlanContext, waitsForOrder: Bool, isCut: Bool = true, on db: isolated Session
    ) throws -> StepPlan {
        let facts = try scanFacts(context, on: db)
        switch context.phase {
        case 0:
            let tasks =
                isCut ? ranges(facts) : [TaskPlan(part: 1, rangeStart: 1)]
            return StepPlan(tasks: tasks, total: facts.records)
        case 1 where waitsForOrder:
            guard try DeferredRecords.exist(execution: context.executionID, on: db) else { return .none }
            return StepPlan(tasks: [TaskPlan(part: facts.records + 1, rangeStart: 1)])
        default: return .none
        }
    }

    /// What the scan has found out.
    static func scanFacts(_ context: PlanContext, on db: isolated Session) throws -> ScanFacts {
        guard let facts = try context.facts(ofStep: "scan", on: db) else { throw ImportFailure.notFound("") }
        return try ScanFacts(json: facts.bytes)
    }

    /// Ranges that begin at split points; at least one, so that an empty file has its step too.
    static func ranges(_ facts: ScanFacts) -> [TaskPlan] {
        let wanted = max(1, min(maximumTasks, facts.records / recordsPerTask))
        let length = max(1, facts.records / wanted)
        var starts: [Int64] = [1]
        for split in facts.splits where starts.count < Int(wanted) {
            if split.record >= Int64(starts.count) * length + 1, split.record > starts[starts.count - 1] {
                starts.append(split.record)
            }
        }
        return starts.indices.map { place in
            let end = place + 1 < starts.count ? starts[place + 1] : facts.records + 1
            return TaskPlan(part: starts[place], rangeStart: starts[place], rangeEnd: end)
        }
    }
}
