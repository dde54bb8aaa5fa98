// SPDX-License-Identifier: Apache-2.0

internal import Postgres
internal import Setup
package import Tracking

/// The list of executions on a terminal.
package struct ListScreen: Sendable {
    let list: ExecutionList
    let console: Console

    package init(_ list: ExecutionList, _ console: Console) {
        self.list = list
        self.console = console
    }

    /// The table, a bar below each execution at work, a count and the next command.
    package func lines() -> [String] {
        let (wording, language) = (console.wording, console.language)
        var table = Table([
            .init(""), .init(language("STATUS", "ÉTAT")), .init(language("JOB", "TRAVAIL"), mayShrink: true),
            .init(language("KIND", "GENRE"), dropOrder: 1), .init(language("STARTED", "DÉBUT"), dropOrder: 2),
            .init(language("TOOK", "DURÉE"), isRight: true, dropOrder: 0), .init("ID"),
        ])
        for execution in list.executions {
            table.add(row(execution), below: bar(execution))
        }
        var lines = table.lines(width: console.columns, ellipsis: wording.isASCII ? "..." : "…")
        lines.append("")
        lines.append(count())
        if let first = list.executions.first {
            lines.append("\(language("next:", "ensuite :")) tracker show \(first.shortID)")
        }
        return lines
    }

    private func row(_ execution: ExecutionSummary) -> [Table.Cell] {
        let (wording, console) = (console.wording, console)
        let colour = execution.colour
        let problems = wording.problems(execution)
        let started = execution.startedAt.map { time in
            execution.ageSeconds < 86_400
                ? wording.ago(execution.ageSeconds - (execution.queueSeconds ?? 0))
                : LocalTime(time).short(console.language)
        }
        return [
            .init(wording.symbol(execution.status.rawValue, colour)) { console.painted($0, colour) },
            .init([wording.status(execution), problems].filter { !$0.isEmpty }.joined(separator: "  ")) {
                console.painted($0, colour, isBold: true)
            },
            .init(execution.label), .init(wording.kind(execution.kind)), .init(started ?? "–"),
            .init(wording.took(execution.seconds)),
            .init(execution.shortID),
        ]
    }

    private func bar(_ execution: ExecutionSummary) -> String? {
        guard let step = list.currentSteps[execution.number], step.status == "running" || step.status == "stopping"
        else {
            return nil
        }
        let indent = console.wording.isASCII ? "   `- " : "   └ "
        let title = step.title.cut(to: 22).padded(to: 22)
        let width = max(20, console.columns - indent.width - 24)
        return indent + title + "  "
            + Bar(step.progress, console.wording).line(width: width, barWidth: width < 60 ? 12 : 24)
    }

    /// How many of each sort are shown.
    private func count() -> String {
        let language = console.language
        var parts: [String] = []
        func add(_ number: Int, _ word: String) { if number > 0 { parts.append("\(number) \(word)") } }
        let executions = list.executions
        add(executions.filter { $0.status == .queued }.count, language("queued", "en attente"))
        add(executions.filter { !$0.hasEnded && $0.status != .queued }.count, language("running", "en cours"))
        for (colour, english, french) in [
            (Colour.green, "green", "en vert"), (.yellow, "yellow", "en jaune"), (.red, "red", "en rouge"),
            (.grey, "stopped", "arrêtées"),
        ] {
            add(executions.filter { $0.colour == colour }.count, language(english, french))
        }
        let noun = console.wording.count(Int64(executions.count), language("execution", "exécution"))
        let separator = console.wording.isASCII ? ", " : " · "
        return "\(noun): \(parts.joined(separator: separator))"
    }
}
