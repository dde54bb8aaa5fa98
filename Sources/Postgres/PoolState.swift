// SPDX-License-Identifier: Apache-2.0

/// Who holds which session of a pool, and who is next.
///
/// Pure: events in, action out; no clock, lock or I/O inside. Sessions and requests are numbers here; the pool knows what they
/// stand for. First come, first served: a free session goes to whoever has waited longest.
struct PoolState: Hashable {
    /// What a request is to do now.
    enum Turn: Hashable, Sendable {
        /// Use this idle session. Next: `release`.
        case use(session: Int)
        /// Make a new session. Next: `connected` or `connectFailed`.
        case connect
        /// Wait in line. Next: it is `woken` with one of the other two, or `cancel`.
        case wait
        /// Give up: the pool is closed.
        case refuse
    }

    /// What the pool is to do after an event.
    struct Actions: Hashable {
        /// Requests whose wait is over, and how.
        var woken: [(request: Int, turn: Turn)] = []
        /// Sessions that nobody may use any more.
        var closed: [Int] = []

        static func == (left: Actions, right: Actions) -> Bool {
            left.closed == right.closed && left.woken.elementsEqual(right.woken) { $0 == $1 }
        }
        func hash(into hasher: inout Hasher) {
            hasher.combine(closed)
            for entry in woken { hasher.combine(entry.request) }
        }
    }

    private struct Idle: Hashable {
        var session: Int
        var since: ContinuousClock.Instant
    }

    let maximum: Int
    let idleLimit: Duration
    /// Free sessions; the last one returned is used first, so that the others may grow old and go.
    private var idle: [Idle] = []
    /// Sessions lent out, and sessions being made.
    private(set) var busyCount = 0
    private var waiting: [Int] = []
    private var isClosed = false

    init(maximum: Int, idleLimit: Duration) {
        self.maximum = maximum
        self.idleLimit = idleLimit
    }

    var idleCount: Int { idle.count }
    var waitingCount: Int { waiting.count }

    /// Somebody wants a session.
    mutating func request(_ request: Int, at now: ContinuousClock.Instant) -> (turn: Turn, actions: Actions) {
        guard !isClosed else { return (.refuse, Actions()) }
        let actions = Actions(closed: expire(at: now))
        if waiting.isEmpty {
            if let free = idle.popLast() {
                busyCount += 1
                return (.use(session: free.session), actions)
            }
            if busyCount < maximum {
                busyCount += 1
                return (.connect, actions)
            }
        }
        waiting.append(request)
        return (.wait, actions)
    }

    /// A session came back, fit for further use or not.
    mutating func release(_ session: Int, isUsable: Bool, at now: ContinuousClock.Instant) -> Actions {
        var actions = Actions(closed: expire(at: now))
        guard isUsable, !isClosed else {
            actions.closed.append(session)
            busyCount -= 1
            wakeToConnect(&actions)
            return actions
        }
        if waiting.isEmpty {
            busyCount -= 1
            idle.append(Idle(session: session, since: now))
        } else {
            actions.woken.append((waiting.removeFirst(), .use(session: session)))
        }
        return actions
    }

    /// A request that was to connect, or to use a session, has nothing: its place is free.
    mutating func connectFailed() -> Actions {
        var actions = Actions()
        busyCount -= 1
        wakeToConnect(&actions)
        return actions
    }

    /// A request gives up; false when it no longer waits.
    mutating func cancel(_ request: Int) -> Bool {
        guard let place = waiting.firstIndex(of: request) else { return false }
        waiting.remove(at: place)
        return true
    }

    /// Nobody gets a session any more; those lent out are closed when they come back.
    mutating func close() -> Actions {
        isClosed = true
        defer {
            idle = []
            waiting = []
        }
        return Actions(woken: waiting.map { ($0, .refuse) }, closed: idle.map(\.session))
    }

    private mutating func wakeToConnect(_ actions: inout Actions) {
        guard !isClosed, !waiting.isEmpty, busyCount < maximum else { return }
        busyCount += 1
        actions.woken.append((waiting.removeFirst(), .connect))
    }

    private mutating func expire(at now: ContinuousClock.Instant) -> [Int] {
        let old = idle.filter { $0.since + idleLimit <= now }.map(\.session)
        if !old.isEmpty { idle.removeAll { $0.since + idleLimit <= now } }
        return old
    }
}
