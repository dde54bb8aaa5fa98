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
    private var changes = ChangeLines(.states)
    private var connection = ConnectionNotes()
    private var raised = RaisedTotals()
    private var drawn = (number: -1, attempt: 0, isStale: false)
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
            Interrupts.setFarewell(context.console.wording.shown("\n\(context.console.program): \(text)\n"))
        }
        let follower = Follower(session: session, limit: limit, warnings: isLive ? 1 : 0)
        var state = self
        let reports = try await follower.follow(.these(ids)) { look in
            state.warnWhenNobody(look)
            state.announce()
            if isLive { state.draw(look) } else { state.tell(look) }
        }
        self = state
        picture.clear()
        announce()
        Interrupts.setFarewell("")
        return reports
    }

    /// Says what waits, above the picture.
    private mutating func announce() {
        let texts = announcements.take()
        guard !texts.isEmpty else { return }
        picture.clear()
        drawn.number = -1
        for text in texts { context.note(text) }
    }

    private mutating func draw(_ look: Follower.Look) {
        let now = (look.number, look.attempt, look.isStale)
        guard now != drawn else { return }
        drawn = now
        raised.see(look.reports, at: look.elapsed)
        picture.draw(
            look.reports.flatMap {
                LiveFrame(
                    $0, context.console, look, raised: raised.recent(of: $0.summary.id, at: look.elapsed)
                ).lines(forError: true)
            })
    }

    private mutating func tell(_ look: Follower.Look) {
        guard !context.isQuiet else { return }
        if let note = connection.note(look, context.console.wording) {
            context.console.note("\(context.console.program): \(note)")
        }
        for report in changes.changed(look) {
            let time = PlainLine.time(look.readAt)
            context.console.note(PlainLine.change(report.summary, report.currentStep, at: time))
            if report.summary.hasEnded { explain(report) }
        }
    }

    /// What ended an execution badly: what failed, why, what to do.
    private func explain(_ report: Report) {
        let language = context.language
        for failure in report.failures.prefix(3) {
            let wording = context.console.wording
            let title = report.steps.first { $0.number == failure.step }.map(wording.title) ?? failure.stepName
            var lines = [
                "  " + language("step", "étape")
                    + " \(failure.step) \(wording.quoted(title)): \(wording.stored(failure.message))"
            ]
            if let cause = failure.cause { lines.append("  \(language("why: ", "cause :")) \(wording.stored(cause))") }
            if let hint = failure.hint { lines.append("  \(language("do:  ", "faire :")) \(wording.stored(hint))") }
            context.console.note(lines.joined(separator: "\n"))
        }
    }

    /// After some seconds without a live worker that takes the job.
    private mutating func warnWhenNobody(_ look: Follower.Look) {
        guard !hasSaidNobody, let job = look.jobsWithoutWorker.min() else { return }
        hasSaidNobody = true
        picture.clear()
        let language = context.language
        let text = context.console.wording.nobodyTakes(job)
        context.console.note(
            language(
                "\(context.console.program): \(text); waiting for one.\n  do:   start one in another terminal: “chantier worker”",
                "\(context.console.program) : \(text) ; en attente.\n  faire : en démarrer un dans un autre terminal : « chantier worker »"
            ))
    }
}
