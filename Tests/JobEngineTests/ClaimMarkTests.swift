// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Testing

@Suite struct ClaimMarkTests {
    let start = ContinuousClock.now

    func reading(next: Int64, oldest: Int64, clock: Int64) -> ClaimMark.Reading {
        ClaimMark.Reading(nextTransaction: next, oldestTransaction: oldest, clocks: [clock, clock * 10, clock * 100])
    }

    @Test
    func `a clock is safe once every transaction that had begun by then has ended and a claim has left nothing below`()
    {
        var mark = ClaimMark()
        mark.take(reading(next: 100, oldest: 90, clock: 5), at: start)
        mark.claimed(last: nil, isExhausted: true)
        #expect(mark.marks == [0, 0, 0])
        mark.take(reading(next: 110, oldest: 99, clock: 6), at: start + .milliseconds(200))
        mark.claimed(last: nil, isExhausted: true)
        #expect(mark.marks == [0, 0, 0], "transaction 99 may still launch with a tag above 0")
        mark.take(reading(next: 120, oldest: 100, clock: 7), at: start + .milliseconds(400))
        #expect(mark.marks == [0, 0, 0], "what transaction 99 has launched is not claimed yet")
        mark.claimed(last: nil, isExhausted: true)
        #expect(mark.marks == [5, 50, 500])
        mark.take(reading(next: 130, oldest: 125, clock: 8), at: start + .milliseconds(600))
        mark.claimed(last: nil, isExhausted: true)
        #expect(mark.marks == [7, 70, 700], "the latest of the proved readings")
    }

    @Test func `a claim that took all it asked for proves only its last priority, and only up to its last tag`() {
        var mark = ClaimMark()
        mark.take(reading(next: 100, oldest: 100, clock: 5), at: start)
        mark.take(reading(next: 100, oldest: 100, clock: 9), at: start + .milliseconds(200))
        mark.claimed(last: (1, 49), isExhausted: false)
        #expect(mark.marks == [0, 0, 0], "there may be more below 50")
        mark.claimed(last: (1, 50), isExhausted: false)
        #expect(mark.marks == [0, 50, 0])
        mark.claimed(last: (2, 1), isExhausted: true)
        #expect(mark.marks == [5, 50, 500])
    }

    @Test func `a reading proves nothing about itself`() {
        var mark = ClaimMark()
        mark.take(reading(next: 100, oldest: 100, clock: 5), at: start)
        mark.claimed(last: nil, isExhausted: true)
        #expect(mark.marks == [0, 0, 0])
    }

    @Test func `a clock that steps back never lowers a mark`() {
        var mark = ClaimMark()
        mark.take(reading(next: 100, oldest: 100, clock: 5), at: start)
        mark.take(reading(next: 101, oldest: 101, clock: 4), at: start + .milliseconds(200))
        mark.take(reading(next: 102, oldest: 102, clock: 4), at: start + .milliseconds(400))
        mark.claimed(last: nil, isExhausted: true)
        #expect(mark.marks == [5, 50, 500])
    }

    @Test func `a long transaction is waited for 30 s, and looked behind once more when it ends`() {
        var mark = ClaimMark()
        mark.take(reading(next: 100, oldest: 90, clock: 5), at: start)
        mark.take(reading(next: 200, oldest: 90, clock: 6), at: start + .seconds(29))
        mark.claimed(last: nil, isExhausted: true)
        #expect(mark.marks == [0, 0, 0])
        mark.take(reading(next: 300, oldest: 90, clock: 7), at: start + .seconds(31))
        mark.claimed(last: (0, 9), isExhausted: true)
        #expect(mark.marks == [5, 50, 500])
        var rescans = mark.takesRescan(at: start + .seconds(31))
        #expect(!rescans, "the first look from the marks is one from 0")

        mark.take(reading(next: 400, oldest: 350, clock: 8), at: start + .seconds(32))
        rescans = mark.takesRescan(at: start + .seconds(32))
        #expect(rescans, "it has ended: what it launched may lie below")
        rescans = mark.takesRescan(at: start + .seconds(33))
        #expect(!rescans)
    }

    @Test func `what a claim puts back by rolling back is looked for now and then, sooner when there is nothing else`()
    {
        var mark = ClaimMark()
        _ = mark.takesRescan(at: start)
        mark.claimed(last: (1, 10), isExhausted: false)
        var rescans = mark.takesRescan(at: start + .milliseconds(4900))
        #expect(!rescans)
        rescans = mark.takesRescan(at: start + .milliseconds(5000))
        #expect(rescans)
        mark.claimed(last: nil, isExhausted: true)
        rescans = mark.takesRescan(at: start + .milliseconds(5900))
        #expect(!rescans)
        rescans = mark.takesRescan(at: start + .milliseconds(6000))
        #expect(rescans)
    }
}
