// SPDX-License-Identifier: Apache-2.0

internal import Postgres
internal import Setup
package import Tracking

extension Listing where Item == ExecutionList.Entry {
    /// The list of executions.
    ///
    /// Its tab-separated columns are a contract: more may only be added behind them.
    package static let executions = Listing(
        summaryColumns + [
            .init(
                "symbol", isInJSON: false, value: { .text($0.summary.colour.rawValue) },
                cell: { entry, screen in
                    screen.cell(
                        screen.wording.symbol(entry.summary.status.rawValue, entry.summary.colour), entry.summary.colour
                    )
                }),
            .init("seconds", "TOOK", "DURÉE", isRight: true, dropOrder: 0, isInJSON: false) { entry in
                let execution = entry.summary
                return .integer(Int64(execution.seconds))
            } cell: { entry, screen in
                let execution = entry.summary
                return .init(
                    screen.wording.took(execution.seconds))
            },
            .init("step_count", value: { .integer(Int64($0.summary.stepCount)) }),
            .init("elapsed_s", value: { .seconds($0.summary.elapsedSeconds) }),
            .init("stopped_by", value: { .text($0.summary.stoppedBy) }),
            .init("first_error", value: { .text($0.firstError) }),
            .init("progress", value: { $0.step?.json ?? .null }),
            .init("preview", value: { .bool($0.summary.isPreview) }),
        ],
        plain: [
            "id", "status", "colour", "kind", "job", "started_at", "ended_at", "seconds", "warnings", "errors",
        ], table: ["symbol", "status", "label", "kind", "started_at", "seconds", "id"], below: below)

    private static let summaryColumns: [Column] = [
        .init(
            "id", "ID", "ID", value: { .text($0.summary.id.description) },
            cell: { entry, _ in .init(entry.summary.shortID)
            }),
        .init("url", value: { .text($0.summary.url) }),
        .init("job", value: { .text($0.summary.job) }),
        .init("profile", value: { .text($0.summary.profile) }),
        .init(
            "label", "JOB", "TRAVAIL", mayShrink: true, value: { .text($0.summary.label) },
            cell: { entry, screen in .init(PlainLine.cell(screen.wording.label(entry.summary))) }),
        .init(
            "kind", "KIND", "GENRE", dropOrder: 1, value: { .text($0.summary.kind) },
            cell: { entry, screen in
                .init(screen.wording.kind(entry.summary.kind))
            }),
        .init("owner", value: { .text($0.summary.owner) }),
        .init(
            "status", "STATUS", "ÉTAT", value: { .text($0.summary.status.rawValue) },
            cell: { entry, screen in
                screen.cell(state(entry, screen), entry.summary.colour, isBold: true)
            }),
        .init("colour", value: { .text($0.summary.colour.rawValue) }),
        .init("warnings", value: { .integer($0.summary.warnings) }),
        .init("errors", value: { .integer($0.summary.errors) }),
        .init("queued_at", value: { .time($0.summary.queuedAt) }),
        .init(
            "started_at", "STARTED", "DÉBUT", dropOrder: 2, value: { .time($0.summary.startedAt) },
            plain: { PlainLine.time($0.summary.startedAt) },
            cell: { entry, screen in
                let execution = entry.summary
                return .init(
                    screen.moment(execution.startedAt, age: execution.ageSeconds - (execution.queueSeconds ?? 0)))
            }),
        .init("ended_at", value: { .time($0.summary.endedAt) }, plain: { PlainLine.time($0.summary.endedAt) }),
        .init("queue_s", value: { .seconds($0.summary.queueSeconds) }),
        .init("duration_s", value: { .seconds($0.summary.durationSeconds) }),
        .init("step", value: { .integer(Int64($0.summary.step)) }),
    ]

    /// The state in words, with what is wrong; on a narrow terminal also how far it is, since there is no bar.
    private static func state(_ entry: ExecutionList.Entry, _ screen: Screen) -> String {
        let word = screen.wording.status(entry.summary)
        guard screen.isNarrow else {
            return [word, screen.wording.briefProblems(entry.summary)].filter { !$0.isEmpty }.joined(separator: "  ")
        }
        if let percent = entry.step?.progress.percent, isWorking(entry) { return "\(word) \(percent)%" }
        let number = entry.summary.errors > 0 ? entry.summary.errors : entry.summary.warnings
        return number > 0 ? "\(word) \(screen.wording.grouped(number))" : word
    }

    private static func isWorking(_ entry: ExecutionList.Entry) -> Bool {
        entry.step?.isUnderWay ?? false
    }

    /// A bar below what runs, the first error below what failed.
    private static func below(_ entry: ExecutionList.Entry, _ screen: Screen) -> [String] {
        guard !screen.isNarrow else { return [] }
        let console = screen.console
        let indent = screen.wording.isASCII ? "   `- " : "   └ "
        if let error = entry.firstError {
            let line = (indent + PlainLine.cell(screen.wording.stored(error))).cut(
                to: console.columns, ellipsis: screen.wording.ellipsis)
            return [console.painted(line, .red)]
        }
        guard let step = entry.step, isWorking(entry) else { return [] }
        let title = screen.wording.title(step).cut(to: 18, ellipsis: screen.wording.ellipsis).padded(to: 18)
        let drawing = Bar(step.progress, screen.wording).drawing(width: console.columns < 120 ? 16 : 24)
        let (amount, outlook) = (
            screen.wording.amount(step.progress), screen.wording.outlook(step.progress) { LocalTime($0).clock }
        )
        // How long it takes matters more than how much there is.
        let lines = [[drawing, amount, outlook], [drawing, outlook], [drawing]].map { parts in
            indent + title + "  " + parts.filter { !$0.isEmpty }.joined(separator: "   ")
        }
        return [lines.first { $0.width <= console.columns } ?? lines[2]]
    }
}

extension Screen {
    /// Too narrow for bars.
    package var isNarrow: Bool { console.columns < 80 }
}
