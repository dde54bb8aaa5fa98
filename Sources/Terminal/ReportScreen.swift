// SPDX-License-Identifier: Apache-2.0

internal import Postgres
internal import Setup
package import Tracking

/// The report of one execution on a terminal.
package struct ReportScreen: Sendable {
    let report: Report
    let screen: Screen
    /// Whether no column and no text is cut.
    let isWide: Bool

    package init(_ report: Report, _ screen: Screen, isWide: Bool = false) {
        self.report = report
        self.screen = screen
        self.isWide = isWide
    }

    package init(_ report: Report, _ console: Console) { self.init(report, Screen(console)) }

    var console: Console { screen.console }
    var wording: Wording { screen.wording }
    var language: Language { screen.language }
    var execution: ExecutionSummary { report.summary }
    var width: Int { isWide ? Int.max / 2 : console.columns }

    package func lines() -> [String] {
        headline() + previewNotice() + failures() + [""] + steps() + progress() + rules() + reasons() + changes()
            + details()
            + next()
    }

    private func headline() -> [String] {
        let state = "\(wording.symbol(execution.status.rawValue, execution.colour)) \(wording.headline(execution))"
        let origin = [
            wording.kind(execution.kind), wording.visible(execution.job),
            execution.profile.map(wording.visible).map { language("profile \($0)", "profil \($0)") },
        ]
        .compactMap { $0 }.joined(separator: wording.dot)
        let name = "\(wording.label(execution))  (\(origin))"
        let head = console.painted(state, execution.colour, isBold: true)
        var lines =
            state.width + name.width + 3 > width
            ? state.wrapped(to: width, hanging: 2).map { console.painted($0, execution.colour, isBold: true) }
                + ("  " + name).wrapped(to: width, hanging: 4) : ["\(head)   \(name)"]
        // What does not fit stands below, in the same column.
        func add(_ name: String, _ parts: String?...) {
            var line = "  \(name.padded(to: 9)) "
            var isEmpty = true
            for part in parts.compactMap({ $0 }) {
                if !isEmpty, line.width + 3 + part.width > width {
                    lines += line.wrapped(to: width, hanging: 12)
                    line = String(repeating: " ", count: 12) + part
                } else {
                    line += (isEmpty ? "" : "   ") + part
                }
                isEmpty = false
            }
            lines += line.wrapped(to: width, hanging: 12)
        }
        let owner = wording.visible(execution.owner)
        let by = language("by \(owner)", "par \(owner)")
        if let started = execution.startedAt {
            let wait = language("queued", "attente") + " " + wording.took(execution.queueSeconds ?? 0)
            add(language("started", "début"), time(started, isFirst: true), by, wait)
        } else {
            let waits = language("waiting", "en attente") + " " + wording.took(execution.ageSeconds)
            add(
                language("launched", "lancée"), time(execution.queuedAt, isFirst: true), by,
                execution.hasEnded ? nil : waits)
        }
        if let ended = execution.endedAt {
            let took = execution.durationSeconds.map { language("took", "durée") + " " + wording.took($0) }
            add(language("ended", "fin"), time(ended), took, usual)
        } else if let elapsed = execution.elapsedSeconds {
            add(language("running", "en cours"), wording.took(elapsed), usual)
        }
        // A URL in two parts could not be opened.
        let url = wording.visible(execution.url)
        if 12 + url.width > width { lines += ["  url", url] } else { add("url", url) }
        return lines + openings()
    }

    /// The zone's offset stands once, at the first time.
    private func time(_ time: PostgresTimestamp, isFirst: Bool = false) -> String {
        switch screen.times {
        case .raw: return PlainLine.time(time)
        case .iso: return LocalTime(time).iso
        case .relative, nil:
            let text = LocalTime(time).long(language)
            return isFirst ? text : text.lastIndex(of: " ").map { String(text[..<$0]) } ?? text
        }
    }

    /// `usually 11–13 min (last 20 runs)`.
    private var usual: String? {
        guard let usual = report.extras?.usual else { return nil }
        let (from, to) = (wording.roughly(usual.from), wording.roughly(usual.to))
        let range = from == to ? to : "\(from)\(wording.isASCII ? "-" : "–")\(to)"
        return language(
            "usually \(range) (last \(usual.runs) runs)", "d'habitude \(range) (\(usual.runs) dernières fois)")
    }

    /// Both sides of an administrator's visit.
    private func openings() -> [String] {
        if !execution.isOwn {
            let owner = wording.visible(execution.owner)
            let text = language(
                "opened by you as administrator; \(owner) can see this",
                "ouverte par vous comme administrateur ; \(owner) peut le voir")
            return ("  " + text).wrapped(to: width, hanging: 4)
        }
        return (report.extras?.openings ?? []).prefix(3).flatMap { opening in
            let via = opening.via.map { " (\(wording.visible($0)))" } ?? ""
            let at = LocalTime(opening.at).short(language)
            let person = wording.visible(opening.person)
            let text = language(
                "opened by administrator \(person), \(at)\(via)",
                "ouverte par l'administrateur \(person), \(at)\(via)")
            return ("  " + text).wrapped(to: width, hanging: 4)
        }
    }

    private func steps() -> [String] {
        let writes = report.steps.contains { $0.counters.written > 0 }
        let listing =
            execution.isPreview ? Listing<StepReport>.previewSteps : writes ? Listing<StepReport>.writingSteps : .steps
        return listing.table(report.steps, screen, isWide: isWide, indent: 2)
    }

    /// The bar of the step at work.
    private func progress() -> [String] {
        guard !execution.hasEnded, let step = report.currentStep, step.isUnderWay else { return [] }
        return ["", "  " + Bar(step.progress, wording).line(width: max(20, console.columns - 2))]
    }
}
