// SPDX-License-Identifier: Apache-2.0

internal import Setup
internal import Tracking

extension LiveWatch {
    /// The whole frame of the present mode.
    func lines(_ look: Follower.Look) -> [String] {
        switch mode {
        case .keys: return keys()
        case .warnings: return warnings(look)
        case .bars, .stopping: break
        }
        let foot = foot(look)
        return bars(look, rows: console.rows - foot.count) + foot
    }

    /// Each execution with all its steps, or with the one at work where the screen is too low for all.
    func bars(_ look: Follower.Look, rows: Int) -> [String] {
        let isOne = look.reports.count == 1
        let width = console.columns - (isOne ? 0 : 2)
        let frames = look.reports.map {
            LiveFrame(
                $0, console, look, raised: raised.recent(of: $0.summary.id, at: look.elapsed), columns: width)
        }
        var blocks = frames.map { $0.lines(forError: false) }
        if !isOne, blocks.joined().count > rows { blocks = frames.map { $0.shortLines(forError: false) } }
        if isOne { return Array(blocks.joined()) }
        var lines: [String] = []
        for (place, block) in blocks.enumerated() {
            let isLast = place == blocks.count - 1
            guard lines.count + block.count + (isLast ? 0 : 1) <= rows else {
                let more = blocks.count - place
                lines.append(console.language("  and \(more) more", "  et \(more) autres"))
                break
            }
            let mark = place == selected && rows < .max ? (wording.isASCII ? "> " : "› ") : "  "
            lines += block.enumerated().map { ($0.offset == 0 ? mark : "  ") + $0.element }
        }
        return lines
    }

    private func foot(_ look: Follower.Look) -> [String] {
        let language = console.language
        if case .stopping(let execution) = mode { return [""] + question(execution, look) }
        let dot = wording.dot
        let isPaused = look.reports.count == 1 && look.reports[0].summary.status == .paused
        var parts = [
            isPaused
                ? language(
                    "paused: tracker resume \(look.reports[0].summary.shortID)",
                    "en pause : tracker resume \(look.reports[0].summary.shortID)")
                : look.reports.count == 1
                    ? language("Ctrl-C leaves the job running", "Ctrl-C laisse le travail continuer")
                    : language("Ctrl-C leaves them running", "Ctrl-C les laisse continuer")
        ]
        if keyboard != nil {
            parts += [
                language("s stop", "s arrêter"), language("w warnings", "w avertissements"),
                language("o open in browser", "o ouvrir dans le navigateur"), language("? keys", "? touches"),
            ]
        }
        let help = console.painted(
            " " + parts.joined(separator: dot).cut(to: console.columns - 1, ellipsis: wording.ellipsis),
            .grey)
        return [notice.map { " " + $0.text.cut(to: console.columns - 1, ellipsis: wording.ellipsis) } ?? "", help]
    }

    private func question(_ execution: ExecutionSummary, _ look: Follower.Look) -> [String] {
        let language = console.language
        let step = look.reports.first { $0.summary.id == execution.id }?.currentStep
        let name = wording.quoted(wording.label(execution))
        var lines = [
            " " + language("Stop \(name) (\(execution.shortID))?", "Arrêter \(name) (\(execution.shortID)) ?")
        ]
        if let step, step.progress.done > 0 {
            let amount = "\(wording.grouped(step.progress.done)) \(wording.unit(step.progress.unit))"
            lines.append(
                " "
                    + language(
                        "Step \(execution.step) of \(execution.stepCount); \(amount) already done will NOT be reverted.",
                        "Étape \(execution.step) sur \(execution.stepCount) ; \(amount) déjà traités ne seront PAS annulés."
                    ))
        }
        lines.append(" " + language("[y/N]", "[o/N]"))
        return lines
    }

    private func keys() -> [String] {
        let language = console.language
        let entries: [(String, String)] =
            [
                ("s", language("stop it, after a question", "l'arrêter, après une question")),
                ("w", language("the last warnings, or the bars again", "les derniers avertissements, ou les barres")),
                ("o", language("open the report in the browser", "ouvrir le rapport dans le navigateur")),
                (
                    "↑ ↓ j k",
                    language("choose which one the keys are for", "choisir celle que visent les touches")
                ),
                ("q", language("leave; the job runs on (as Ctrl-C)", "quitter ; le travail continue (comme Ctrl-C)")),
                ("?", language("this page, or the bars again", "cette page, ou les barres")),
            ]
        return ["", " " + language("Keys", "Touches"), ""]
            + entries.map { "   " + (wording.isASCII && $0.0.hasPrefix("↑") ? "j k" : $0.0).padded(to: 9) + $0.1 }
    }

    private func warnings(_ look: Follower.Look) -> [String] {
        let language = console.language
        guard look.reports.indices.contains(selected) else { return [] }
        let execution = look.reports[selected].summary
        let title =
            " \(wording.label(execution))  \(execution.shortID)\(wording.colon)\(wording.count(execution.warnings, language("warning", "avertissement")))"
        let entries = look.lastWarnings[execution.number] ?? []
        let room = max(1, console.rows - 4)
        let lines = entries.prefix(room).reversed().map { line in
            console.painted(
                ("   " + LiveFrame.text(of: line, wording)).cut(
                    to: console.columns, ellipsis: wording.ellipsis), line.isNote ? .grey : .yellow)
        }
        let foot = console.painted(
            " "
                + (execution.warnings > Watching.mostSorted
                ? language(
                    "the last ones by row; w: the bars again; all: tracker warnings \(execution.shortID)",
                    "les derniers par ligne ; w : les barres ; tous : tracker warnings \(execution.shortID)")
                : language(
                    "the latest ones; w: the bars again; all: tracker warnings \(execution.shortID)",
                    "les plus récents ; w : les barres ; tous : tracker warnings \(execution.shortID)")).cut(
                    to: console.columns - 1, ellipsis: wording.ellipsis), .grey)
        let none = entries.isEmpty ? ["   " + language("none yet", "aucun pour l'instant")] : []
        return [title.cut(to: console.columns, ellipsis: wording.ellipsis), ""] + lines + none + ["", foot]
    }
}
