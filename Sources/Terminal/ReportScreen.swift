// SPDX-License-Identifier: Apache-2.0

internal import Postgres
internal import Setup
package import Tracking

/// The report of one execution on a terminal.
package struct ReportScreen: Sendable {
    let report: Report
    let console: Console

    package init(_ report: Report, _ console: Console) {
        self.report = report
        self.console = console
    }

    private var wording: Wording { console.wording }
    private var execution: ExecutionSummary { report.summary }

    package func lines() -> [String] {
        headline() + failures() + [""] + steps() + progress() + reasons() + artifacts() + next()
    }

    private func headline() -> [String] {
        let language = console.language
        let state = "\(wording.symbol(execution.status.rawValue, execution.colour)) \(wording.headline(execution))"
        let dot = wording.isASCII ? " - " : " · "
        let origin = [
            wording.kind(execution.kind), execution.job,
            execution.profile.map { language("profile \($0)", "profil \($0)") },
        ]
        .compactMap { $0 }.joined(separator: dot)
        var lines = ["\(console.painted(state, execution.colour, isBold: true))   \(execution.label)  (\(origin))"]
        func add(_ name: String, _ text: String) { lines.append("  \(name.padded(to: 9)) \(text)") }
        let by = language("by \(execution.owner)", "par \(execution.owner)")
        if let started = execution.startedAt {
            let wait = language("queued", "attente") + " " + wording.took(execution.queueSeconds ?? 0)
            add(language("started", "début"), "\(LocalTime(started).long(language))   \(by)   \(wait)")
        } else {
            let waits = language("waiting", "en attente") + " " + wording.took(execution.ageSeconds)
            add(
                language("launched", "lancée"),
                "\(LocalTime(execution.queuedAt).long(language))   \(by)   \(execution.hasEnded ? "" : waits)")
        }
        if let ended = execution.endedAt {
            let took = execution.durationSeconds.map { language("took", "durée") + " " + wording.took($0) } ?? ""
            add(language("ended", "fin"), "\(LocalTime(ended).long(language))   \(took)")
        } else if let elapsed = execution.elapsedSeconds {
            add(language("running", "en cours"), wording.took(elapsed))
        }
        add("url", execution.url)
        return lines
    }

    private func failures() -> [String] {
        let language = console.language
        return report.failures.flatMap { failure -> [String] in
            let title = report.steps.first { $0.number == failure.step }?.title ?? failure.stepName
            let head = language(
                "Error in step \(failure.step) “\(title)”: \(failure.reason)",
                "Erreur à l'étape \(failure.step) « \(title) » : \(failure.reason)")
            var lines = ["", console.painted(head, .red, isBold: true), "  \(failure.message)"]
            if let cause = failure.cause { lines.append("  \(language("why: ", "cause :")) \(cause)") }
            if let hint = failure.hint { lines.append("  \(language("do:  ", "faire :")) \(hint)") }
            let origin = [
                failure.sqlState.map { "SQLSTATE \($0)" },
                failure.worker.map { language("worker", "exécutant") + " \($0)" },
            ]
            .compactMap { $0 }.joined(separator: ", ")
            if !origin.isEmpty { lines.append("  (\(origin))") }
            return lines
        }
    }

    private func steps() -> [String] {
        let language = console.language
        var table = Table([
            .init("#", isRight: true), .init(language("STEP", "ÉTAPE"), mayShrink: true),
            .init(language("STATUS", "ÉTAT")),
            .init(language("TOOK", "DURÉE"), isRight: true, dropOrder: 5),
            .init(language("READ", "LUES"), isRight: true, dropOrder: 6),
            .init(language("CREATED", "CRÉÉES"), isRight: true), .init(language("UPDATED", "MODIF."), isRight: true),
            .init(language("UNCHANGED", "INCHANG."), isRight: true, dropOrder: 3),
            .init(language("SKIPPED", "IGNORÉES"), isRight: true, dropOrder: 2),
            .init(language("INVALID", "REFUSÉES"), isRight: true),
            .init(language("RATE", "DÉBIT"), isRight: true, dropOrder: 1),
        ])
        for step in report.steps {
            let console = console
            let isWaiting = step.status == "waiting"
            let counters = step.counters
            let hasCounted = counters.read > 0 || counters.created > 0 || counters.invalid > 0
            func number(_ value: Int64) -> Table.Cell { .init(hasCounted ? wording.grouped(value) : "–") }
            let symbol = wording.symbol(step.status, step.colour)
            table.add([
                .init(String(step.number)), .init(step.title),
                .init("\(symbol) \(wording.stepStatus(step))") { console.painted($0, step.colour) },
                .init(isWaiting ? "–" : wording.took(step.seconds ?? 0)), number(counters.read),
                number(counters.created),
                number(counters.updated), number(counters.unchanged), number(counters.skipped),
                number(counters.invalid),
                .init(isWaiting || !hasCounted ? "–" : wording.rate(step.progress) ?? "–"),
            ])
        }
        return table.lines(width: console.columns - 2, ellipsis: wording.isASCII ? "..." : "…").map { "  " + $0 }
    }

    /// The bar of the step at work.
    private func progress() -> [String] {
        guard !execution.hasEnded, let step = report.currentStep, step.status != "waiting" else { return [] }
        return ["", "  " + Bar(step.progress, wording).line(width: console.columns - 2)]
    }

    private func reasons() -> [String] {
        let language = console.language
        var lines: [String] = []
        for step in report.steps {
            let reasons = report.reasons.filter { $0.step == step.number }
            guard !reasons.isEmpty else { continue }
            let title = step.title
            lines += [
                "",
                "  "
                    + language(
                        "Warnings and notes of step \(step.number) “\(title)”",
                        "Avertissements et notes de l'étape \(step.number) « \(title) »"),
            ]
            let shown = reasons.prefix(12)
            let width = shown.map { wording.grouped($0.count).width }.max() ?? 1
            for reason in shown {
                let subject = [reason.reason, reason.field].compactMap { $0 }.joined(separator: " ")
                let times = wording.isASCII ? "x" : "×"
                let example = reason.isUniform ? reason.message : language("e.g. ", "p. ex. ") + reason.message
                let line = "   \(wording.grouped(reason.count).aligned(to: width)) \(times)  \(subject): \(example)"
                lines.append(console.painted(line.cut(to: console.columns), reason.isNote ? .grey : .yellow))
            }
            if reasons.count > shown.count {
                lines.append(
                    "   "
                        + language(
                            "and \(reasons.count - shown.count) more reasons",
                            "et \(reasons.count - shown.count) autres raisons"))
            }
        }
        return lines
    }

    private func artifacts() -> [String] {
        guard !report.artifacts.isEmpty else { return [] }
        let texts = report.artifacts.map { artifact -> String in
            let details = [
                artifact.records.map { wording.count($0, console.language("record", "enregistrement")) },
                artifact.size.map(size),
            ].compactMap { $0 }.joined(separator: ", ")
            return details.isEmpty ? artifact.name : "\(artifact.name) (\(details))"
        }
        return [
            "",
            "  \(console.language("files", "fichiers"))     \(texts.joined(separator: wording.isASCII ? " - " : " · "))",
        ]
    }

    private func size(_ bytes: Int64) -> String {
        for (limit, unit) in [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")] where bytes >= limit {
            return "\(bytes / Int64(limit)) \(unit)"
        }
        return "\(bytes) B"
    }

    private func next() -> [String] {
        guard !execution.hasEnded else { return [] }
        return ["", "\(console.language("next:", "ensuite :")) tracker watch \(execution.shortID)"]
    }
}
