// SPDX-License-Identifier: Apache-2.0

import Postgres
import Setup
import Tracking

@testable import Terminal
@testable import Tracking

/// Reports made by hand.
enum Sample {
    static let start = PostgresTimestamp(microsecondsSince1970: 1_795_341_600_000_000)

    static func step(
        _ progress: StepReport.Progress, number: Int = 2, status: String = "running", colour: Colour = .blue,
        seconds: Double = 100
    ) -> StepReport {
        StepReport(
            number: number, name: "import", label: "Import products", status: status, colour: colour,
            progress: progress,
            counters: .init(
                read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, invalid: 0, written: 0, more: []),
            warnings: 0, errors: 0, startedAt: start, endedAt: nil, seconds: seconds)
    }

    static func report(
        _ steps: [StepReport], status: ExecutionStatus = .running, colour: Colour = .blue, warnings: Int64 = 0,
        label: String = "Import products (ERP)"
    ) -> Report {
        guard let id = UUIDBytes("7c9e2a1f-6c1e-4f0b-9a55-0f3b6f6f7d11") else { preconditionFailure("no id") }
        return Report(
            summary: ExecutionSummary(
                number: 1, id: id, url: "https://pim.example/executions/\(id)", job: "csv_product_import",
                profile: nil, label: label, kind: "import", owner: "mary", status: status, colour: colour,
                warnings: warnings, errors: 0, queuedAt: start, startedAt: start, endedAt: nil, queueSeconds: 0,
                durationSeconds: status.hasEnded ? 252 : nil, elapsedSeconds: status.hasEnded ? nil : 252, step: 2,
                stepCount: 3, stoppedBy: nil, ageSeconds: 252, isOwn: true, hasDetails: true),
            steps: steps, failures: [], reasons: [], artifacts: [])
    }

    /// A console as wide as asked, with words that no environment changes.
    static func console(_ columns: Int = 100, _ language: Language = .english, isASCII: Bool = true) -> Console {
        Console(
            program: "tracker", environment: ["COLUMNS": "\(columns)", "LANG": "en_US.UTF-8"],
            language: language.rawValue, isASCII: isASCII)
    }
}
