// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing

@testable import Terminal
@testable import Tracking

@Suite struct DashboardTests {
    private static let dashboard = Dashboard(
        person: "mary", database: "pim", readAt: ListSample.now, running: 1, queued: 1, unread: 2,
        live: Array(ListSample.list.prefix(2).reversed()), lastOperations: ListSample.list,
        week: .init(
            green: 96, yellow: 24, red: 5, stopped: 1, medianSeconds: 70, p95Seconds: 783,
            perDay: [4, 8, 8, 20, 12, 28, 8]))

    @Test func `one screen says what runs, what waits, what was last, and how the week went`() {
        #expect(ListSample.isInUTC)
        let lines = DashboardScreen(Self.dashboard, ListSample.screen(columns: 100)).lines()
        #expect(lines[0].hasPrefix("mary · pim · Sat 22 Nov 2025 10:02:16"))
        #expect(lines[1] == "RUNNING 1   QUEUED 1   UNREAD 2")
        #expect(lines[2].contains("Import products (ERP)"))
        #expect(lines[2].hasSuffix("██████░░░░  61 %   about 2 min 30 s left"))
        #expect(lines[3].hasSuffix("Queued"))
        #expect(lines.contains { $0.contains("✖") && $0.contains("Bulk edit: set brand") && $0.contains("e5517c60") })
        #expect(
            lines.contains("LAST 7 DAYS  96 ✔  24 ▲  5 ✖  1 ■   p50 1m10s  p95 13m03s   ▂▃▃▆▄█▃"))
        #expect(lines.last == "next: tracker watch 7c9e2a1f · tracker list · tracker stats")
    }

    @Test(arguments: [40, 60, 80, 100, 200], ["en", "fr"])
    func `no line is wider than the terminal`(columns: Int, language: String) {
        let screen = ListSample.screen(columns: columns, language: language)
        let lines = DashboardScreen(Self.dashboard, screen, trouble: "connection lost, retrying (3)").lines()
        for line in lines.dropLast(columns < 80 ? 2 : 0) { #expect(line.width <= columns, "\(line)") }
    }

    @Test func `seven-bit terminals get seven-bit characters, but for what people wrote`() {
        var plain = Self.dashboard
        plain.live = []
        plain.lastOperations = []
        let text = DashboardScreen(plain, ListSample.screen(columns: 100, isASCII: true)).lines().joined()
        #expect(text.allSatisfy { $0.isASCII })
    }

    @Test func `programs get every figure, unknown ones as null`() {
        var dashboard = Self.dashboard
        dashboard.week.medianSeconds = nil
        let json = dashboard.json(live: [], lastOperations: []).rendered
        #expect(
            json.hasPrefix(
                #"{"schema":1,"person":"mary","database":"pim","at":"2025-11-22T10:02:16.25Z","running":1,"queued":1,"unread":2,"#
            ))
        #expect(
            json.hasSuffix(
                #""week":{"green":96,"yellow":24,"red":5,"stopped":1,"failure_rate":0.04,"p50_s":null,"p95_s":783,"per_day":[4,8,8,20,12,28,8]},"paused":0}"#
            ))
        #expect(
            dashboard.figures.map { "\($0.name)=\($0.value)" } == [
                "running=1", "queued=1", "unread=2", "green=96", "yellow=24", "red=5", "stopped=1", "p50_s=",
                "p95_s=783", "failure_rate=0.04", "paused=0",
            ])
    }

    @Test func `what was stopped is no failure, and a week without an end has no rate`() {
        var week = Self.dashboard.week
        #expect(week.failureRate == 5.0 / 125)
        (week.green, week.yellow, week.red) = (0, 0, 0)
        #expect(week.failureRate == nil)
    }

    @Test func `the highest number is a full bar, and nothing the lowest`() {
        #expect(Sparkline.text([0, 7, 14]) == "▁▄█")
        #expect(Sparkline.text([0, 0]) == "▁▁")
    }

    @Test func `statistics in a pipe are what they were: job first, figures in a fixed order, unknown ones empty`() {
        let row = Statistics.Row(
            since: ListSample.now, job: "csv_price_import", kind: "mass_edit", runs: 4, green: 1, yellow: 1, red: 1,
            stopped: 1,
            failureRate: 1.0 / 3, averageSeconds: 12.34567, medianSeconds: nil, p95Seconds: 20, longestSeconds: 21,
            items: 1_000, itemsPerSecond: 81, warnings: 7, errors: 1)
        #expect(
            Listing<Statistics.Row>.statistics(.job).line(row)
                == "csv_price_import\tmass_edit\t4\t1\t1\t1\t1\t0.333\t12.346\t\t20\t21\t1000\t81\t7\t1")
        #expect(Listing<Statistics.Row>.statistics(.day).line(row).hasPrefix("2025-11-22\tcsv_price_import\t"))
        #expect(
            Listing<Statistics.Row>.statistics(.hour).line(row).hasPrefix("2025-11-22T10:02:16Z\tcsv_price_import\t"))
        let french = Listing<Statistics.Row>.statistics(.job)
            .table([row], ListSample.screen(columns: 120, language: "fr")).joined(separator: "\n")
        #expect(french.contains("33,3\u{a0}%"))
        #expect(french.contains("TRAVAIL"))
    }
}
