// SPDX-License-Identifier: Apache-2.0

internal import Postgres
internal import Setup
internal import Synchronization
internal import Tracking

/// The task that reads for a follower.
struct Reader: Sendable {
    let session: Session
    let subject: Follower.Subject
    let feed: Feed
    let signal: ProgressSignal
    let warningLimit: SharedNumber

    private static let leastGap: Duration = .milliseconds(250)
    private static let pollGap: Duration = .seconds(2)
    /// A queued execution is given this long before somebody asks whether any worker takes it.
    private static let workerPatience: Duration = .seconds(3)

    /// Reads until all have ended, it fails for good, or it is cancelled.
    func run() async {
        let begin = ContinuousClock.now
        var known: [UUIDBytes] = []
        var ended: [UUIDBytes: Report] = [:]
        var attempts = 0
        while !Task.isCancelled {
            let lookedAt = ContinuousClock.now
            do {
                if attempts > 0 { try await session.reconnect() }
                let asksForWorkers = lookedAt - begin > Self.workerPatience
                let (before, old) = (known, ended)
                let found = try await session.perform { db in
                    try read(before, except: old, asksForWorkers: asksForWorkers, on: db)
                }
                attempts = 0
                known = found.reports.map(\.summary.id)
                for report in found.reports where report.summary.hasEnded { ended[report.summary.id] = report }
                signal.follow(found.reports.map(\.summary.number))
                let isOver = found.reports.allSatisfy(\.summary.hasEnded)
                put(found, isOver: isOver)
                if isOver { return }
            } catch let error as PostgresError where error.isTransient {
                attempts += 1
                let (count, reason) = (attempts, error.message)
                feed.state.withLock { state in
                    state.look.attempt = count
                    state.reason = reason
                }
                try? await Task.sleep(for: .milliseconds(min(5_000, 125 << min(attempts, 5))))
                continue
            } catch {
                feed.state.withLock { $0.failure = error }
                return
            }
            await waitForChange(since: lookedAt)
        }
    }

    private func put(_ found: Follower.Look, isOver: Bool) {
        let now = ContinuousClock.now
        let time = LocalTime.timestamp
        feed.state.withLock { state in
            let number = state.look.number + 1
            state.look = found
            state.look.number = number
            state.look.readAt = time
            state.freshAt = now
            state.reason = nil
            state.isOver = isOver
        }
    }

    /// One look at all of them; what has ended is not read again.
    private func read(
        _ known: [UUIDBytes], except ended: [UUIDBytes: Report], asksForWorkers: Bool, on db: isolated Session
    ) throws -> Follower.Look {
        var look = Follower.Look()
        for id in try ids(known, on: db) {
            guard let report = try ended[id] ?? Report.read(id, on: db) else { throw Self.gone(id) }
            look.reports.append(report)
        }
        let live = look.reports.map(\.summary).filter { !$0.hasEnded }
        let limit = warningLimit.value
        if limit > 0 {
            for execution in live where execution.warnings > 0 {
                look.lastWarnings[execution.number] = try Watching.lastWarnings(
                    of: execution.number, among: execution.warnings, limit: limit, on: db)
            }
        }
        guard asksForWorkers else { return look }
        let waiting = look.reports.filter { report in
            report.summary.status == .queued
                || !report.summary.hasEnded && report.currentStep?.progress.isUnattended == true
        }
        for job in Set(waiting.map(\.summary.job)) where try Launching.workers(for: job, on: db) == 0 {
            look.jobsWithoutWorker.insert(job)
        }
        return look
    }

    private func ids(_ known: [UUIDBytes], on db: isolated Session) throws -> [UUIDBytes] {
        switch subject {
        case .these(let ids): ids
        case .allRunning: known + (try ExecutionReference.running(on: db).map(\.id).filter { !known.contains($0) })
        }
    }

    /// Removed, or opened by its URL as an administrator, for a quarter of an hour that is over.
    private static func gone(_ id: UUIDBytes) -> ProgramFailure {
        let language = Language.current
        let name = id.description.prefix(8)
        return ProgramFailure(
            language("cannot follow execution \(name) any more", "impossible de suivre encore l'exécution \(name)"),
            reason: language(
                "it is not there any more, or the time for which you had opened it is over.",
                "elle n'existe plus, ou le temps pour lequel vous l'aviez ouverte est écoulé."),
            action: language(
                "somebody else's execution is opened again by its full URL.",
                "l'exécution d'autrui s'ouvre de nouveau par son URL complète."),
            code: .notFound)
    }

    /// Until something has changed, or it is time to ask anyway.
    private func waitForChange(since lookedAt: ContinuousClock.Instant) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(50))
            let gap = ContinuousClock.now - lookedAt
            if gap >= Self.pollGap || gap >= Self.leastGap && signal.take() { return }
        }
    }
}
