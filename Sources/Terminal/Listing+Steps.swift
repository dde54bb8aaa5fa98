// SPDX-License-Identifier: Apache-2.0

internal import Setup
package import Tracking

extension Listing where Item == StepReport {
    /// The steps of an execution.
    package static let steps = Listing(
        [
            .init("no", "#", "#", isRight: true, value: { .integer(Int64($0.number)) }),
            .init(
                "name", "STEP", "ÉTAPE", mayShrink: true, value: { .text($0.name) },
                cell: { step, screen in .init(screen.wording.title(step)) }),
            .init(
                "status", "STATUS", "ÉTAT", value: { .text($0.status) },
                cell: { step, screen in
                    screen.cell(
                        "\(screen.wording.symbol(step.status, step.colour)) \(screen.wording.stepStatus(step))",
                        step.colour
                    )
                }),
            .init("colour", value: { .text($0.colour.rawValue) }),
            .init(
                "took", "TOOK", "DURÉE", isRight: true, dropOrder: 5, value: { .seconds($0.seconds) },
                cell: {
                    step, screen in
                    .init(step.status == "waiting" ? screen.wording.nothing : screen.wording.took(step.seconds ?? 0))
                }),
            .init("done", value: { .integer($0.progress.done) }),
            .init("total", value: { .integer($0.progress.total) }),
            .init("unit", value: { .text($0.progress.unit) }), counter("read", "READ", "LUES", 6) { $0.read },
            counter("created", "CREATED", "CRÉÉES", 7) { $0.created },
            counter("updated", "UPDATED", "MODIF.", 8) { $0.updated },
            counter("unchanged", "UNCHANGED", "INCHANG.", 3) { $0.unchanged },
            counter("skipped", "SKIPPED", "IGNORÉES", 2) { $0.skipped },
            counter("invalid", "INVALID", "REFUSÉES", 9) { $0.invalid },
            counter("written", "WRITTEN", "ÉCRITES", 4) { $0.written },
            .init("warnings", value: { .integer($0.warnings) }), .init("errors", value: { .integer($0.errors) }),
            .init("rate", "RATE", "DÉBIT", isRight: true, dropOrder: 1, value: { .seconds($0.progress.ratePerSecond) })
            {
                step, screen in
                let rate = step.status == "waiting" ? nil : screen.wording.rate(step.progress)
                return .init(rate ?? screen.wording.nothing)
            },
            outlook("would_create", "WOULD CREATE", "À CRÉER", 7),
            outlook("would_update", "WOULD UPDATE", "À MODIF.", 8),
        ],
        plain: [
            "no", "name", "status", "colour", "done", "total", "unit", "read", "created", "updated", "unchanged",
            "skipped",
            "invalid", "written", "warnings", "errors",
        ],
        table: [
            "no", "name", "status", "took", "read", "created", "updated", "unchanged", "skipped", "invalid", "rate",
        ])

    /// The same, for steps that write files.
    package static let writingSteps = Listing(
        steps.columns, plain: steps.plainKeys,
        table: ["no", "name", "status", "took", "read", "created", "updated", "skipped", "invalid", "written", "rate"])

    /// The same, for steps that only show what they would do.
    package static let previewSteps = Listing(
        steps.columns, plain: steps.plainKeys,
        table: [
            "no", "name", "status", "took", "read", "would_create", "would_update", "unchanged", "skipped", "invalid",
            "rate",
        ])

    /// A counter of previews; in JSON it stands among the step's own.
    private static func outlook(_ key: String, _ english: String, _ french: String, _ order: Int) -> Column {
        @Sendable func count(_ step: StepReport) -> Int64 { step.counters.more.first { $0.key == key }?.value ?? 0 }
        return .init(
            key, english, french, isRight: true, dropOrder: order, isInJSON: false, value: { .integer(count($0)) },
            cell: { step, screen in
                .init(step.counters.read > 0 ? screen.wording.grouped(count(step)) : screen.wording.nothing)
            })
    }

    private static func counter(
        _ key: String, _ english: String, _ french: String, _ order: Int,
        _ value: @escaping @Sendable (StepReport.Counters) -> Int64
    ) -> Column {
        .init(
            key, english, french, isRight: true, dropOrder: order, value: { .integer(value($0.counters)) },
            cell: {
                step, screen in
                let counters = step.counters
                let all = [
                    counters.read, counters.created, counters.updated, counters.unchanged, counters.skipped,
                    counters.invalid,
                    counters.written,
                ]
                return .init(all.contains { $0 > 0 } ? screen.wording.grouped(value(counters)) : screen.wording.nothing)
            })
    }
}
