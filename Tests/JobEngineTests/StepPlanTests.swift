// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Testing

@Suite struct StepPlanTests {
    @Test(arguments: [(0, 4), (1, 4), (7, 3), (1_000, 8), (1_001, 7), (12, 12)] as [(Int64, Int)])
    func `ranges cover every item once, in order, and differ by one at most`(length: Int64, count: Int) {
        let plan = StepPlan.ranges(of: 10..<(10 + length), count: count)
        var next: Int64 = 10
        var sizes: Set<Int64> = []
        for task in plan.tasks {
            #expect(task.rangeStart == next)
            #expect(task.part == task.rangeStart)
            let end = task.rangeEnd ?? 0
            sizes.insert(end - task.rangeStart)
            next = end
        }
        #expect(next == 10 + length)
        #expect(plan.tasks.count == min(count, Int(length)))
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }

    @Test func `no range is shorter than the minimum, and a large one does not overflow`() {
        #expect(StepPlan.ranges(of: 0..<1_000, count: 8, minimum: 300).tasks.count == 3)
        #expect(StepPlan.ranges(of: 0..<10, count: 8, minimum: 300).tasks.count == 1)
        #expect(StepPlan.ranges(of: 0..<Int64.max, count: 4).tasks.last?.rangeEnd == .max)
    }
}
