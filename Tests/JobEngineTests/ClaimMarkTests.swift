// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Testing

@Suite struct ClaimMarkTests {
    let start = ContinuousClock.now

    func reading(
        next: Int64, oldest: Int64, clock: Int64, firstTags: [Int64?] = [nil, nil, nil]
    ) -> ClaimMark.Reading {
        ClaimMark.Reading(
            nextTransaction: next, oldestTransaction: oldest, clocks: [clock, clock * 10, clock * 100],
            firstTags: firstTags)
    }

    @Test func `a clock is safe once every transaction that had begun by then has ended`() {
        var mark = ClaimMark()
        mark.take(reading(next: 100, oldest: 90, clock: 5), at: start)
        #expect(mark.marks == [0, 0, 0])
        mark.take(reading(next: 110, oldest: 99, clock: 6), at: start + .milliseconds(200))
        #expect(mark.marks == [0, 0, 0], "transaction 99 may still launch with a tag above 0")
        mark.take(reading(next: 120, oldest: 100, clock: 7), at: start + .milliseconds(400))
        #expect(mark.marks == [5, 50, 500])
        mark.take(reading(next: 130, oldest: 125, clock: 8), at: start + .milliseconds(600))
        #expect(mark.marks == [7, 70, 700], "the latest of the proved readings")
    }

    @Test func `a task that is still there holds the mark, however far the clock has gone`() {
        var mark = ClaimMark()
        mark.take(reading(next: 100, oldest: 100, clock: 5), at: start)
        // Launched late, or passed by a claim that was rolled back: tag 3 waits although tag 5 was claimed.
        mark.take(reading(next: 101, oldest: 101, clock: 6, firstTags: [3, nil, 900]), at: start + .milliseconds(200))
        #expect(mark.marks == [3, 50, 500])
        mark.take(reading(next: 102, oldest: 102, clock: 7, firstTags: [8, 61, nil]), at: start + .milliseconds(400))
        #expect(mark.marks == [6, 60, 600])
    }

    @Test func `a reading proves nothing about itself`() {
        var mark = ClaimMark()
        mark.take(reading(next: 100, oldest: 100, clock: 5), at: start)
        #expect(mark.marks == [0, 0, 0])
        mark.take(reading(next: 100, oldest: 100, clock: 9), at: start + .milliseconds(200))
        #expect(mark.marks == [5, 50, 500])
    }

    @Test func `a clock that steps back never lowers a mark`() {
        var mark = ClaimMark()
        mark.take(reading(next: 100, oldest: 100, clock: 5), at: start)
        mark.take(reading(next: 101, oldest: 101, clock: 4), at: start + .milliseconds(200))
        mark.take(reading(next: 102, oldest: 102, clock: 4), at: start + .milliseconds(400))
        #expect(mark.marks == [5, 50, 500])
    }

    @Test func `a long transaction is waited for 30 s, then looked behind every 5 s until it ends`() {
        var mark = ClaimMark()
        mark.take(reading(next: 100, oldest: 90, clock: 5), at: start)
        mark.take(reading(next: 200, oldest: 90, clock: 6), at: start + .seconds(29))
        #expect(mark.marks == [0, 0, 0])
        let rescansAt29 = mark.takesRescan(at: start + .seconds(29))
        #expect(!rescansAt29)

        mark.take(reading(next: 300, oldest: 90, clock: 7), at: start + .seconds(31))
        #expect(mark.marks == [5, 50, 500])
        let rescansAt31 = mark.takesRescan(at: start + .seconds(31))
        #expect(rescansAt31)
        let rescansAt35 = mark.takesRescan(at: start + .seconds(35))
        #expect(!rescansAt35)
        let rescansAt36 = mark.takesRescan(at: start + .seconds(36))
        #expect(rescansAt36)

        // It has ended: back to what was proved, since it may have launched below; then the first tags lead the way again.
        mark.take(reading(next: 400, oldest: 350, clock: 8), at: start + .seconds(37))
        #expect(mark.marks == [0, 0, 0])
        mark.take(reading(next: 401, oldest: 401, clock: 8, firstTags: [2, nil, nil]), at: start + .seconds(38))
        #expect(mark.marks == [2, 80, 800])
        let rescansAt60 = mark.takesRescan(at: start + .seconds(60))
        #expect(!rescansAt60)
    }
}
