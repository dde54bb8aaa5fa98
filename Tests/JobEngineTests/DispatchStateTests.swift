// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import JobEngine

@Suite struct DispatchStateTests {
    private let begin = ContinuousClock.now
    private let idle = (free: 2, queued: 0)

    private func state(poll: Duration = .milliseconds(500)) -> DispatchState {
        var configuration = WorkerConfiguration(slots: 2)
        configuration.poll = poll
        var state = DispatchState(configuration: configuration)
        // Nothing else is due for a while.
        _ = state.isRescueDue(at: begin)
        _ = state.isUpkeepDue(at: begin)
        return state
    }

    @Test func `after work it looks again after 10, 20 and 40 ms, then at its poll`() {
        var state = state()
        for _ in 0..<2 {
            state.claimed(1, ofThemShort: 0, limit: 2)
            #expect(state.isClaimDue(room: idle, at: begin), "at once after a claim that found something")
            state.claimed(0, ofThemShort: 0, limit: 2)
            var now = begin
            for wait in [10, 20, 40] {
                state.foundNothing(at: now)
                #expect(!state.isClaimDue(room: idle, at: now + .milliseconds(wait) - .microseconds(1)))
                now += .milliseconds(wait)
                #expect(state.isClaimDue(room: idle, at: now))
            }
            state.foundNothing(at: now)
            #expect(!state.isClaimDue(room: idle, at: now + .milliseconds(399)))
            #expect(state.isClaimDue(room: idle, at: now + .milliseconds(601)))
        }
    }

    @Test func `no look comes later than the poll`() {
        var state = state(poll: .milliseconds(5))
        state.foundNothing(at: begin)
        #expect(state.isClaimDue(room: idle, at: begin + .milliseconds(6)))
    }

    @Test func `a hint is followed at once, unless there is no room`() {
        var state = state()
        state.foundNothing(at: begin)
        #expect(!state.isClaimDue(room: idle, at: begin))
        state.isHinted = true
        #expect(state.isClaimDue(room: idle, at: begin))
        #expect(!state.isClaimDue(room: (free: 0, queued: 0), at: begin))
    }
}
