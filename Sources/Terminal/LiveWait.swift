// SPDX-License-Identifier: Apache-2.0

package import Postgres
internal import Setup
package import Tracking

/// Waits for executions while a person looks on: bars on the messages' terminal, else a line for each change.
package struct LiveWait {
    let context: Context
    /// What others want to be said meanwhile.
    package let announcements = Announcements()
    /// Says that no worker takes the job, once.
    private var hasSaidNobody = false
    private var lastLine: [UUIDBytes: (line: String, at: Duration)] = [:]
    private let picture: LivePicture

    package init(_ context: Context) {
        self.context = context
        picture = LivePicture(context.console)
    }

    /// Follows executions to their end; the picture is taken away before it returns.
    package mutating func wait(for ids: [UUIDBytes], session: Session, limit: Duration? = nil) async throws -> [Report]
    {
        let isLive = context.console.isErrorTerminal && !context.isQuiet
        if !context.isQuiet {
            let text = context.language("Ctrl-C: left; the job runs on.", "Ctrl-C : quitté ; le travail continue.")
            Interrupts.setFarewell("\n\(context.console.program): \(text)\n")
        }
        let follower = Follower(session: session, limit: limit)
        var state = self
        let reports = try await follower.follow(ids) { look, session in
            try await state.warnWhenNobody(look, session)
            state.announce()
            if isLive {
                state.picture.draw(
                    look.reports.flatMap {
                        LiveFrame($0, state.context.console, trouble: look.trouble).lines(forError: true)
                    })
            } else {
                state.tell(look)
            }
        }
        self = state
        picture.clear()
        announce()
        Interrupts.setFarewell("")
        return reports
    }

    /// Says what waits, above the picture.
    private func announce() {
        let texts = announcements.take()
        guard !texts.isEmpty else { return }
        picture.clear()
        for text in texts { context.note(text) }
    }

    /// One line for a change of state or step, or for every half minute.
    private mutating func tell(_ look: Follower.Look) {
        guard !context.isQuiet else { return }
        for report in look.reports {
            let execution = report.summary
            let state = "\(execution.status.rawValue) \(execution.step) \(look.trouble ?? "")"
            let last = lastLine[execution.id]
            if last?.line == state, look.elapsed - (last?.at ?? .zero) < .seconds(30) { continue }
            lastLine[execution.id] = (state, look.elapsed)
            let now = PlainLine.time(LocalTime.timestamp)
            let line = PlainLine.change(execution, report.currentStep, at: now)
            context.console.note(line + (look.trouble.map { "  (\($0))" } ?? ""))
        }
    }

    /// After three seconds without a live worker that takes the job.
    private mutating func warnWhenNobody(_ look: Follower.Look, _ session: Session) async throws {
        guard !hasSaidNobody, look.trouble == nil, look.elapsed > .seconds(3),
            let waiting = look.reports.first(where: { !$0.summary.hasEnded })
        else { return }
        let job = waiting.summary.job
        let workers = try await session.perform { db in try Launching.workers(for: job, on: db) }
        guard workers == 0 else { return }
        hasSaidNobody = true
        picture.clear()
        let language = context.language
        context.console.note(
            language(
                "\(context.console.program): no worker is running that takes \(job); waiting for one.\n  do:   start one in another terminal: “chantier worker”",
                "\(context.console.program) : aucun exécutant en marche ne prend \(job) ; en attente.\n  faire : en démarrer un dans un autre terminal : « chantier worker »"
            ))
    }
}
