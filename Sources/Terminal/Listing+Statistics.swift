// SPDX-License-Identifier: Apache-2.0

internal import Postgres
internal import Setup
package import Tracking

extension Listing where Item == Statistics.Row {
    /// Statistics; the first column is there where rows stand for days or hours.
    ///
    /// Its tab-separated columns are a contract: more may only be added behind them.
    package static func statistics(_ grouping: Statistics.Grouping) -> Listing {
        let span: [Column] = grouping == .job ? [] : [spanColumn(grouping)]
        let keys = span.map(\.key)
        return Listing(
            span + measures,
            plain: keys + [
                "job", "kind", "runs", "green", "yellow", "red", "stopped", "failure_rate", "duration_avg_s",
                "duration_p50_s", "duration_p95_s", "duration_max_s", "items", "items_per_s", "warnings", "errors",
            ],
            table: keys + [
                "job", "kind", "runs", "green", "yellow", "red", "stopped", "failure_rate", "duration_p50_s",
                "duration_p95_s", "items", "items_per_s", "warnings",
            ])
    }

    private static func spanColumn(_ grouping: Statistics.Grouping) -> Column {
        let isDay = grouping == .day
        @Sendable func text(_ row: Statistics.Row) -> String {
            let time = PlainLine.time(row.since)
            // A day of UTC has no time; an hour has one.
            return isDay ? String(time.prefix(10)) : time
        }
        return Column(
            isDay ? "day" : "hour", isDay ? "DAY (UTC)" : "HOUR (UTC)", isDay ? "JOUR (UTC)" : "HEURE (UTC)",
            value: { .text(text($0)) },
            cell: { row, _ in .init(isDay ? text(row) : String(text(row).prefix(16)).replacing("T", with: " ")) })
    }

    private static func count(
        _ key: String, _ english: String, _ french: String, dropOrder: Int? = nil, colour: Colour? = nil,
        _ number: @escaping @Sendable (Statistics.Row) -> Int64
    ) -> Column {
        Column(
            key, english, french, isRight: true, dropOrder: dropOrder, value: { .integer(number($0)) },
            cell: { row, screen in
                let text = screen.wording.grouped(number(row))
                guard let colour, number(row) > 0 else { return .init(text) }
                return screen.cell(text, colour)
            })
    }

    private static func seconds(
        _ key: String, _ english: String = "", _ french: String = "", dropOrder: Int? = nil,
        _ number: @escaping @Sendable (Statistics.Row) -> Double?
    ) -> Column {
        Column(
            key, english, french, isRight: true, dropOrder: dropOrder, value: { .seconds(number($0)) },
            cell: { row, screen in .init(number(row).map(screen.wording.took) ?? screen.wording.nothing) })
    }

    private static let measures: [Column] = [
        .init(
            "job", "JOB", "TRAVAIL", mayShrink: true, value: { .text($0.job) },
            cell: { row, screen in .init(screen.wording.stored(row.label ?? row.job)) }),
        .init(
            "kind", "KIND", "GENRE", dropOrder: 1, value: { .text($0.kind) },
            cell: { row, screen in .init(screen.wording.kind(row.kind)) }),
        count("runs", "RUNS", "EXÉC.") { $0.runs },
        count("green", "GREEN", "VERT", colour: .green) { $0.green },
        count("yellow", "YELLOW", "JAUNE", colour: .yellow) { $0.yellow },
        count("red", "RED", "ROUGE", colour: .red) { $0.red },
        count("stopped", "STOPPED", "ARRÊT.", dropOrder: 2, colour: .grey) { $0.stopped },
        .init(
            "failure_rate", "FAILED", "ÉCHECS", isRight: true, dropOrder: 7, value: { .seconds($0.failureRate) },
            cell: { row, screen in .init(row.failureRate.map { screen.wording.percent($0) } ?? screen.wording.nothing) }
        ),
        seconds("duration_avg_s") { $0.averageSeconds },
        seconds("duration_p50_s", "P50", "P50", dropOrder: 6) { $0.medianSeconds },
        seconds("duration_p95_s", "P95", "P95", dropOrder: 5) { $0.p95Seconds },
        seconds("duration_max_s") { $0.longestSeconds },
        count("items", "ITEMS", "ÉLÉMENTS", dropOrder: 3) { $0.items },
        .init(
            "items_per_s", "PER S", "PAR S", isRight: true, dropOrder: 4, value: { .seconds($0.itemsPerSecond) },
            cell: { row, screen in
                .init(row.itemsPerSecond.map { screen.wording.grouped(Int64($0.rounded())) } ?? screen.wording.nothing)
            }),
        count("warnings", "WARNINGS", "AVERT.", dropOrder: 0) { $0.warnings },
        count("errors", "", "") { $0.errors }, .init("label", value: { .text($0.label) }),
    ]
}

extension Wording {
    /// A share of 1 in hundredths, with one decimal: `4.0 %`, in French `4,0 %`.
    package func percent(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded())
        let gap = isASCII ? " " : "\u{a0}"
        return "\(tenths / 10)\(language(".", ","))\(tenths % 10)\(gap)%"
    }
}
