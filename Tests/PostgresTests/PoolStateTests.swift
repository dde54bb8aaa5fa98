// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Postgres

@Suite struct PoolStateTests {
    private let start = ContinuousClock.now

    @Test func `up to the limit requests connect, then they wait`() {
        var pool = PoolState(maximum: 2, idleLimit: .seconds(60))
        #expect(pool.request(1, at: start).turn == .connect)
        #expect(pool.request(2, at: start).turn == .connect)
        #expect(pool.request(3, at: start).turn == .wait)
        #expect(pool.busyCount == 2)
        #expect(pool.waitingCount == 1)
    }

    @Test func `whoever waited longest gets the session that comes back`() {
        var pool = PoolState(maximum: 1, idleLimit: .seconds(60))
        _ = pool.request(1, at: start)
        for request in [2, 3] { #expect(pool.request(request, at: start).turn == .wait) }
        #expect(pool.release(10, isUsable: true, at: start) == .init(woken: [(2, .use(session: 10))]))
        #expect(pool.release(10, isUsable: true, at: start) == .init(woken: [(3, .use(session: 10))]))
        #expect(pool.release(10, isUsable: true, at: start) == .init())
        #expect(pool.idleCount == 1)
        #expect(pool.request(4, at: start).turn == .use(session: 10))
    }

    @Test func `nobody overtakes those who wait`() {
        var pool = PoolState(maximum: 1, idleLimit: .seconds(60))
        _ = pool.request(1, at: start)
        _ = pool.request(2, at: start)
        _ = pool.release(10, isUsable: true, at: start)
        #expect(pool.request(3, at: start).turn == .wait)
    }

    @Test func `a broken session is closed, and who waits makes a new one`() {
        var pool = PoolState(maximum: 1, idleLimit: .seconds(60))
        _ = pool.request(1, at: start)
        _ = pool.request(2, at: start)
        #expect(pool.release(10, isUsable: false, at: start) == .init(woken: [(2, .connect)], closed: [10]))
        #expect(pool.busyCount == 1)
        #expect(pool.connectFailed() == .init())
        #expect(pool.busyCount == 0)
    }

    @Test func `a failed attempt lets the next one try`() {
        var pool = PoolState(maximum: 1, idleLimit: .seconds(60))
        _ = pool.request(1, at: start)
        _ = pool.request(2, at: start)
        #expect(pool.connectFailed() == .init(woken: [(2, .connect)]))
        #expect(pool.busyCount == 1)
    }

    @Test func `who gives up is not woken`() {
        var pool = PoolState(maximum: 1, idleLimit: .seconds(60))
        _ = pool.request(1, at: start)
        _ = pool.request(2, at: start)
        _ = pool.request(3, at: start)
        let results = [pool.cancel(2), pool.cancel(2), pool.cancel(1)]
        #expect(results == [true, false, false])
        #expect(pool.release(10, isUsable: true, at: start) == .init(woken: [(3, .use(session: 10))]))
    }

    @Test func `sessions that were idle for too long are closed`() {
        var pool = PoolState(maximum: 3, idleLimit: .seconds(60))
        for request in 1...3 { _ = pool.request(request, at: start) }
        _ = pool.release(10, isUsable: true, at: start)
        _ = pool.release(11, isUsable: true, at: start + .seconds(30))
        #expect(pool.release(12, isUsable: true, at: start + .seconds(60)) == .init(closed: [10]))
        let (turn, actions) = pool.request(4, at: start + .seconds(95))
        #expect(turn == .use(session: 12))
        #expect(actions == .init(closed: [11]))
    }

    @Test func `a closed pool refuses, and closes what comes back`() {
        var pool = PoolState(maximum: 2, idleLimit: .seconds(60))
        _ = pool.request(1, at: start)
        _ = pool.request(2, at: start)
        _ = pool.request(3, at: start)
        _ = pool.cancel(3)
        _ = pool.release(10, isUsable: true, at: start)
        _ = pool.request(4, at: start)
        _ = pool.request(5, at: start)
        #expect(pool.close() == .init(woken: [(5, .refuse)], closed: []))
        #expect(pool.request(6, at: start).turn == .refuse)
        #expect(pool.release(10, isUsable: true, at: start) == .init(closed: [10]))
    }
}
