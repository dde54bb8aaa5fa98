// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Testing

@Suite struct LeaseStateTests {
    let start = ContinuousClock.now

    func lease() -> LeaseState { LeaseState(at: start, length: .seconds(20), heartbeat: .seconds(5)) }

    func expect(_ lease: inout LeaseState, at now: ContinuousClock.Instant, is expected: LeaseState.Standing) {
        let standing = lease.standing(at: now)
        #expect(standing == expected)
    }

    @Test(arguments: [
        (0, LeaseState.Standing.proceed), (13, .proceed), (14, .stopWriting), (19, .stopWriting), (20, .abandonTasks),
    ])
    func `a lease of 20 s that nobody renews`(second: Int, standing: LeaseState.Standing) {
        var lease = lease()
        expect(&lease, at: start + .seconds(second), is: standing)
    }

    @Test func `a late answer lets writing go on`() {
        var lease = lease()
        expect(&lease, at: start + .seconds(15), is: .stopWriting)
        lease.renewed(sentAt: start + .seconds(15))
        expect(&lease, at: start + .seconds(16), is: .proceed)
        expect(&lease, at: start + .seconds(28), is: .proceed)
        expect(&lease, at: start + .seconds(29), is: .stopWriting)
    }

    @Test func `a renewal counts from when it was sent, and answers out of order take nothing back`() {
        var lease = lease()
        lease.renewed(sentAt: start + .seconds(10))
        lease.renewed(sentAt: start + .seconds(5))
        expect(&lease, at: start + .seconds(23), is: .proceed)
        expect(&lease, at: start + .seconds(24), is: .stopWriting)
    }

    @Test func `a lost lease stays lost, whatever answers come`() {
        var ended = lease()
        expect(&ended, at: start + .seconds(20), is: .abandonTasks)
        ended.renewed(sentAt: start + .seconds(20))
        expect(&ended, at: start + .seconds(20), is: .abandonTasks)

        var thawed = lease()
        thawed.renewed(sentAt: start + .seconds(60))
        expect(&thawed, at: start + .seconds(60), is: .abandonTasks)

        var taken = lease()
        taken.takenAway()
        taken.renewed(sentAt: start + .seconds(1))
        expect(&taken, at: start + .seconds(1), is: .abandonTasks)
    }

    @Test func `tasks of an earlier registration are lost`() {
        let watch = LeaseWatch()
        #expect(watch.worker == nil)
        watch.register(1, lease: LeaseState(at: .now, length: .seconds(20), heartbeat: .seconds(5)))
        #expect(watch.standing(of: 1) == .proceed)
        watch.takeAway()
        #expect(watch.worker == nil)
        watch.register(2, lease: LeaseState(at: .now, length: .seconds(20), heartbeat: .seconds(5)))
        #expect(watch.standing(of: 1) == .abandonTasks)
        #expect(watch.standing(of: 2) == .proceed)
    }
}
