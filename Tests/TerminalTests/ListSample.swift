// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import Setup

@testable import Terminal
@testable import Tracking

/// Executions in every state, at times that do not move.
enum ListSample {
    static func screen(columns: Int, language: String = "en", isASCII: Bool = false, times: TimeStyle? = nil) -> Screen
    {
        Screen(
            Console(
                program: "tracker", environment: ["COLUMNS": String(columns), "LC_ALL": "en_GB.UTF-8"],
                language: language,
                isASCII: isASCII), times: times)
    }

    /// Tests show times of one zone, wherever they run.
    static let isInUTC: Bool = setenv("TZ", "UTC", 1) == 0

    static let now = PostgresTimestamp(microsecondsSince1970: 1_763_805_736_250_000)

    static func ago(_ seconds: Double) -> PostgresTimestamp {
        PostgresTimestamp(microsecondsSince1970: now.microsecondsSince1970 - Int64(seconds * 1_000_000))
    }

    static func execution(
        _ id: String, _ label: String, job: String, kind: String = "import", status: ExecutionStatus, colour: Colour,
        warnings: Int64 = 0, errors: Int64 = 0, age: Double, queue: Double? = 3, took: Double? = nil, step: Int = 1,
        stoppedBy: String? = nil
    ) -> ExecutionSummary {
        let started = queue.map { age - $0 }
        return ExecutionSummary(
            number: 1, id: UUIDBytes("\(id)-6c1e-4f0b-9a55-0f3b6f6f7d11") ?? UUIDBytes(high: 0, low: 0),
            url: "https://pim.example/executions/\(id)-6c1e-4f0b-9a55-0f3b6f6f7d11", job: job, profile: nil,
            label: label,
            kind: kind, owner: "mary", status: status, colour: colour, warnings: warnings, errors: errors,
            queuedAt: ago(age), startedAt: started.map(ago), endedAt: took.map { ago((started ?? 0) - $0) },
            queueSeconds: queue, durationSeconds: took, elapsedSeconds: took == nil ? started : nil, step: step,
            stepCount: 3,
            stoppedBy: stoppedBy, ageSeconds: age, isOwn: true, hasDetails: true)
    }

    static func step(_ number: Int, _ name: String, _ status: String, _ colour: Colour, done: Int64, total: Int64?)
        -> StepReport
    {
        StepReport(
            number: number, name: name, label: nil, status: status, colour: colour,
            progress: .init(
                done: done, total: total, unit: "products", ratePerSecond: status == "waiting" ? nil : 24,
                secondsLeft: status == "running" ? 150 : nil),
            counters: .init(
                read: done, created: 0, updated: done, unchanged: 0, skipped: 0, invalid: 0, written: 0, more: []),
            warnings: colour == .yellow ? 12 : 0, errors: colour == .red ? 1 : 0, startedAt: ago(250), endedAt: nil,
            seconds: status == "waiting" ? nil : 12)
    }

    static let list: [ExecutionList.Entry] = [
        .init(
            summary: execution(
                "b21d09aa", "Export print catalogue", job: "csv_product_export", kind: "export", status: .queued,
                colour: .blue, age: 62, queue: nil)),
        .init(
            summary: execution(
                "7c9e2a1f", "Import products (ERP)", job: "csv_product_import", status: .running, colour: .blue,
                warnings: 12,
                age: 255, step: 2),
            step: step(2, "import", "running", .yellow, done: 6_100, total: 10_000)),
        .init(
            summary: execution(
                "41f0c7de", "Recalculate “Spring 26”", job: "project_calculation", kind: "project", status: .completed,
                colour: .green, age: 1_971, took: 48)),
        .init(
            summary: execution(
                "0aa93b52", "价格导入 Import prices", job: "csv_price_import", status: .completed, colour: .yellow,
                warnings: 37,
                age: 4_326, took: 723)),
        .init(
            summary: execution(
                "e5517c60", "Bulk edit: set brand", job: "set_attribute", kind: "mass_edit", status: .failed,
                colour: .red,
                warnings: 2, errors: 1, age: 90_000, took: 9),
            firstError: "connection to ERP lost\tafter 9 000 products"),
        .init(
            summary: execution(
                "93bd1f07", "Run rules “care labels”", job: "rules", kind: "rule", status: .stopped, colour: .grey,
                age: 200_000, took: 160, stoppedBy: "mary")),
    ]
}
