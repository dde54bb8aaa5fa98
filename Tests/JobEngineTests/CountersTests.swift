// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Testing

@Suite struct CountersTests {
    @Test func `every counter is added, also the job's own`() {
        var left = Counters()
        left.done = 1
        left.read = 2
        left.more = ["superseded": 1]
        var right = Counters()
        right.done = 10
        right.created = 3
        right.updated = 4
        right.unchanged = 5
        right.skipped = 6
        right.invalid = 7
        right.written = 8
        right.more = ["superseded": 2, "with_parent": 1]
        let sum = left + right
        #expect(sum.done == 11)
        #expect(sum.read == 2)
        #expect(
            [sum.created, sum.updated, sum.unchanged, sum.skipped, sum.invalid, sum.written] == [3, 4, 5, 6, 7, 8])
        #expect(sum.more == ["superseded": 3, "with_parent": 1])
    }
}
