// SPDX-License-Identifier: Apache-2.0

internal import Setup
internal import Tracking

extension ReportScreen {
    /// What ended it badly, and what had been done by then.
    func failures() -> [String] {
        guard !report.failures.isEmpty else { return [] }
        var lines = report.failures.prefix(5).flatMap { failure -> [String] in
            let title = report.steps.first { $0.number == failure.step }.map(wording.title) ?? failure.stepName
            let head = language(
                "Error in step \(failure.step) \(wording.quoted(title)): \(failure.reason)",
                "Erreur à l'étape \(failure.step) \(wording.quoted(title)) : \(failure.reason)")
            var lines = [""] + head.wrapped(to: width, hanging: 2).map { console.painted($0, .red, isBold: true) }
            func add(_ text: String) { lines += ("  " + text).wrapped(to: width, hanging: 4) }
            add(wording.stored(failure.message))
            if let cause = failure.cause { add("\(language("why: ", "cause :")) \(wording.stored(cause))") }
            if let hint = failure.hint { add("\(language("do:  ", "faire :")) \(wording.stored(hint))") }
            let origin = [
                failure.sqlState.map { "SQLSTATE \($0)" },
                failure.worker.map { language("worker", "exécutant") + " \($0)" },
            ]
            .compactMap { $0 }.joined(separator: ", ")
            if !origin.isEmpty { add("(\(wording.visible(origin)))") }
            return lines
        }
        if report.failures.count > 5 {
            let more = report.failures.count - 5
            let count = wording.grouped(Int64(more))
            lines.append(
                more == 1
                    ? language("  and 1 more error", "  et 1 autre erreur")
                    : language("  and \(count) more errors", "  et \(count) autres erreurs"))
        }
        if execution.hasEnded { lines += ("  " + done()).wrapped(to: width, hanging: 4) }
        return lines
    }

    /// What stays although it failed.
    private func done() -> String {
        let counters = report.steps.map(\.counters)
        func sum(_ value: (StepReport.Counters) -> Int64) -> Int64 { counters.reduce(0) { $0 + value($1) } }
        let parts = [
            (sum { $0.created }, language("created", "créées")), (sum { $0.updated }, language("updated", "modifiées")),
            (sum { $0.written }, language("written to files", "écrites dans des fichiers")),
        ].filter { $0.0 > 0 }.map { "\(wording.grouped($0.0)) \($0.1)" }
        guard !parts.isEmpty else {
            return language("done before: nothing was changed", "fait auparavant : rien n'a été modifié")
        }
        let list = parts.joined(separator: ", ")
        return language("done before: \(list) (not reverted)", "fait auparavant : \(list) (non annulé)")
    }

    /// Warnings and notes by reason, the most frequent first.
    func reasons() -> [String] {
        var lines: [String] = []
        for step in report.steps {
            let reasons = report.reasons.filter { $0.step == step.number && !$0.isCut }
            guard !reasons.isEmpty else { continue }
            let count = wording.grouped(report.warningCount(of: step))
            let title = wording.quoted(wording.title(step))
            let heading = language(
                "  Warnings and notes of step \(step.number) \(title) (\(count), grouped)",
                "  Avertissements et notes de l'étape \(step.number) \(title) (\(count), groupés)")
            lines += ["", heading.cut(to: width, ellipsis: wording.ellipsis)]
            let shown = reasons.prefix(12)
            let numberWidth = shown.map { wording.grouped($0.count).width }.max() ?? 1
            let texts = shown.map { reason in
                let subject = wording.visible([reason.reason, reason.field].compactMap { $0 }.joined(separator: " "))
                let example =
                    reason.isUniform
                    ? wording.bare(reason.message, field: reason.field)
                    : language("e.g. ", "p. ex. ") + wording.bare(reason.message, field: reason.field)
                return "\(subject)\(wording.colon)\(PlainLine.cell(example))"
            }
            let rows = shown.map { $0.rows.isEmpty ? "" : language("rows ", "lignes ") + screen.rows($0) }
            let rowsWidth = rows.map(\.width).max() ?? 0
            let room = width - numberWidth - 9
            let textWidth = min(texts.map(\.width).max() ?? 0, rowsWidth + 40 <= room ? room - rowsWidth : room)
            for place in shown.indices {
                let number = wording.grouped(shown[place].count).aligned(to: numberWidth)
                let text = texts[place].cut(to: textWidth, ellipsis: wording.ellipsis)
                let hasRows = !rows[place].isEmpty && textWidth + rowsWidth <= room
                let line =
                    "   \(number) \(wording.times)  "
                    + (hasRows ? "\(text.padded(to: textWidth))  \(rows[place])" : text)
                lines.append(console.painted(line, shown[place].isNote ? .grey : .yellow))
            }
            if reasons.count > shown.count {
                let more = reasons.count - shown.count
                lines.append(
                    "   "
                        + (more == 1
                            ? language("and 1 more reason", "et 1 autre raison")
                            : language("and \(more) more reasons", "et \(more) autres raisons")))
            }
            if let cut = report.reasons.first(where: { $0.step == step.number && $0.isCut }) {
                let note = wording.bare(cut.message, field: nil).cut(to: width - 3, ellipsis: wording.ellipsis)
                lines.append(console.painted("   " + note, .grey))
            }
        }
        return lines
    }

    /// Parameters that are not the usual ones, and files.
    func details() -> [String] {
        var lines: [String] = []
        func add(_ name: String, _ text: String) {
            lines += "  \(name.padded(to: 11)) \(text)".wrapped(to: width, hanging: 14)
        }
        if let changed = report.extras?.changed, !changed.isEmpty {
            let texts = changed.map { wording.visible("\($0.key)=\($0.value.plainText)") }
            add(
                language("parameters", "paramètres"),
                texts.joined(separator: wording.dot).cut(to: max(20, width - 14), ellipsis: wording.ellipsis))
        }
        if !report.artifacts.isEmpty {
            let texts = report.artifacts.map { artifact -> String in
                let details = [
                    artifact.records.map { wording.count($0, language("record", "enregistrement")) },
                    artifact.size.map(wording.size), artifact.isComplete ? nil : language("not complete", "incomplet"),
                ].compactMap { $0 }.joined(separator: ", ")
                let name = wording.visible(artifact.name)
                return details.isEmpty ? name : "\(name) (\(details))"
            }
            add(language("files", "fichiers"), texts.joined(separator: wording.dot))
        }
        if !execution.hasDetails {
            add(
                language("kept", "conservé"),
                language(
                    "warnings, errors, log and files of that month have been removed",
                    "avertissements, erreurs, journal et fichiers de ce mois ont été supprimés"))
        }
        return lines.isEmpty ? [] : [""] + lines
    }

    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    /// The commands that people need next.
    func next() -> [String] {
        let id = execution.shortID
        // Somebody else's is opened by its URL only.
        let name = execution.isOwn ? id : execution.url
        guard execution.hasEnded else {
            return [""] + lines(screen.next(wording.next(execution, name), "tracker stop \(name)"))
        }
        var commands: [String] = []
        if !report.reasons.isEmpty { commands.append("tracker warnings \(name)") }
        if report.artifacts.contains(where: { $0.kind != "input" && $0.isComplete }) {
            commands.append("tracker download \(name) --to DIR")
        }
        if execution.isOwn, execution.hasDetails, execution.colour == .red || execution.colour == .grey {
            commands.append("tracker retry \(name)")
        }
        guard !commands.isEmpty else { return [] }
        return [""] + lines(screen.next(commands))
    }
}
