// SPDX-License-Identifier: Apache-2.0

/// When a dispatcher does what.
///
/// Pure: it is told the time and what was found, and answers what is due.
struct DispatchState {
    typealias Instant = ContinuousClock.Instant

    /// Where claims begin.
    var mark = ClaimMark()
    /// Something happened since the last claim: a hint, a free slot, a new connection.
    var isHinted = true
    /// How many workers there are, as far as was last seen; the more, the rarer each one looks for dead ones.
    var liveWorkers = 1

    /// How far a claim has come that is not in the slots' hands yet.
    var claim = Claim.none

    enum Claim { case none, sent, answered }

    /// The numbers of this program's jobs, once they are read.
    var jobs: [Int16: Job]?

    private let configuration: WorkerConfiguration
    private var nextPoll: Instant?
    private var nextReading: Instant?
    private var nextRescue: Instant?
    private var nextUpkeep: Instant?
    private var claims = 0
    /// How often it has looked again since it last found something.
    private var quickLooks = 0
    /// Whether the last claim found only short tasks, so that more than there are free slots may be claimed.
    private var isShort = false

    init(configuration: WorkerConfiguration) { self.configuration = configuration }

    /// Whether to claim now: there is room, and either something happened or the poll is due.
    func isClaimDue(room: (free: Int, queued: Int), at now: Instant) -> Bool {
        claimLimit(room: room) > 0 && (isHinted || nextPoll.map { $0 <= now } ?? true)
    }

    /// How many tasks to claim: one for each free slot, and of short ones enough to keep the slots busy for a round trip.
    func claimLimit(room: (free: Int, queued: Int)) -> Int {
        let wanted = isShort ? 2 * configuration.claimLimit : room.free
        return min(max(wanted - room.queued, 0), configuration.claimLimit)
    }

    /// Takes note of what a claim found.
    mutating func claimed(_ count: Int, ofThemShort short: Int, limit: Int) {
        isShort = count > 0 && short == count
        // The next claim follows at once: it finds more, or it finds nothing and so asks for hints.
        isHinted = count > 0
        if count > 0 { quickLooks = 0 }
    }

    /// Nothing is ready: look again at the next poll, or when a hint comes.
    ///
    /// The first looks follow soon, after 10, 20 and 40 ms: a launch that read just before the empty claim was committed that this
    /// worker is not idle sent no hint.
    mutating func foundNothing(at now: Instant) {
        isHinted = false
        let poll = configuration.poll.jittered
        nextPoll = now + (quickLooks < 3 ? min(poll, .milliseconds(10 << quickLooks)) : poll)
        quickLooks = min(quickLooks + 1, 3)
    }

    /// Every tenth claim begins with the lowest priority, or it would never be served while higher ones are busy.
    mutating func takesLowestFirst() -> Bool {
        claims += 1
        return claims % 10 == 0
    }

    /// Whether the horizon should be read again.
    mutating func isReadingDue(at now: Instant) -> Bool { Self.isDue(&nextReading, at: now, every: .milliseconds(200)) }

    /// Whether to look for dead workers.
    mutating func isRescueDue(at now: Instant) -> Bool {
        // The looks of all workers together stay as frequent as those of two.
        let spread = min(max(Double(liveWorkers) / 2, 1), 5)
        return Self.isDue(&nextRescue, at: now, every: (configuration.rescue * spread).jittered)
    }

    /// Whether to look after partitions and leftovers.
    mutating func isUpkeepDue(at now: Instant) -> Bool {
        Self.isDue(&nextUpkeep, at: now, every: configuration.upkeep.jittered)
    }

    /// How long nothing is due.
    ///
    /// Without room, polling is not.
    func wait(room: (free: Int, queued: Int), at now: Instant) -> Duration {
        let poll = claimLimit(room: room) > 0 ? nextPoll ?? now : nil
        let next = [poll, nextRescue, nextUpkeep].compactMap(\.self).min() ?? now
        return max(next - now, .zero)
    }

    private static func isDue(_ next: inout Instant?, at now: Instant, every interval: Duration) -> Bool {
        if let next, now < next { return false }
        next = now + interval
        return true
    }
}
