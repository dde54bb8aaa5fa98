// SPDX-License-Identifier: Apache-2.0

import Postgres
import Setup
import Testing

@testable import Terminal
@testable import Tracking

/// The list of executions in every form; what these say is a contract.
@Suite struct ExecutionListTests {
    private func table(_ screen: Screen, isWide: Bool = false) -> String {
        #expect(ListSample.isInUTC)
        return Listing.executions.table(ListSample.list, screen, isWide: isWide).joined(separator: "\n")
    }

    @Test func `tab-separated lines are frozen`() {
        #expect(ListSample.list.map(Listing.executions.line).joined(separator: "\n") == Golden.plain)
        #expect(ListSample.list.map(Listing.executions.line) == ListSample.list.map { PlainLine.execution($0.summary) })
    }

    @Test func `CSV has titles in no language, and its times are those of the plain lines`() {
        #expect(Listing.executions.csvTitles == "id,status,colour,kind,job,started_at,ended_at,seconds,warnings,errors")
        #expect(
            ListSample.list.map(Listing.executions.csvLine)
                == Golden.plain.split(separator: "\n").map { String($0).replacing("\t", with: ",") })
    }

    @Test func `JSON has every member, unknown ones as null`() {
        let lines = ListSample.list.map { Listing.executions.object($0).rendered }
        #expect(lines[0] == Golden.queuedJSON)
        #expect(lines[1].contains(Golden.runningJSONPart))
    }

    @Test func `100 columns show everything`() { #expect(table(ListSample.screen(columns: 100)) == Golden.wide) }

    @Test func `60 columns drop times, kind and bars`() {
        #expect(table(ListSample.screen(columns: 60)) == Golden.narrow)
    }

    @Test func `French has its own titles and words`() {
        #expect(table(ListSample.screen(columns: 100, language: "fr")) == Golden.french)
    }

    @Test func `ASCII has nothing beyond seven bits but the labels themselves`() {
        let text = table(ListSample.screen(columns: 100, isASCII: true))
        #expect(text == Golden.ascii)
        let inLabels = Set(ListSample.list.flatMap(\.summary.label.unicodeScalars))
        #expect(text.unicodeScalars.allSatisfy { $0.isASCII || inLabels.contains($0) })
    }

    @Test(arguments: [20, 40, 60, 79, 80, 100, 200]) func `no line is longer than the terminal`(columns: Int) {
        for line in table(ListSample.screen(columns: columns)).split(separator: "\n") {
            #expect(String(line).width <= max(columns, 45), "\(line)")
        }
    }

    @Test func `times are as --time says`() {
        #expect(table(ListSample.screen(columns: 120, times: .iso)).contains("2025-11-22T09:58:04+00:00"))
        #expect(table(ListSample.screen(columns: 120, times: .raw)).contains("2025-11-22T09:58:04Z"))
        #expect(table(ListSample.screen(columns: 120, times: .relative)).contains("24 h ago"))
    }

    @Test func `the footer counts by colour and names the next commands`() throws {
        var list = ExecutionList(entries: ListSample.list, hasMore: false)
        let screen = ListSample.screen(columns: 100)
        #expect(
            ListScreen(list, .init()).lines(screen, []) == [
                "", "6 executions in the last 7 days: 1 running · 1 queued · 1 green · 1 yellow · 1 red · 1 stopped",
                "next: tracker show e5517c60",
            ])
        #expect(
            ListScreen(list, .init()).lines(ListSample.screen(columns: 70), [])[1]
                == "6 executions in the last 7 days:\n  1 running · 1 queued · 1 green · 1 yellow · 1 red · 1 stopped")
        list.hasMore = true
        var counts = ExecutionList.Counts()
        (counts.green, counts.red) = (1_000, 1)
        counts.isCapped = true
        list.counts = counts
        #expect(
            ListScreen(list, .init(kinds: ["import"], since: nil), options: " --kind import").lines(screen, []) == [
                "", "6 of your more than 1\u{a0}000 executions that match, of the newest: 1\u{a0}000 green · 1 red",
                "next: tracker show e5517c60   more: tracker list --kind import --after 93bd1f07",
            ])
    }

    @Test(
        arguments: [
            ("90m", .ago(.seconds(5_400))), ("7d", .ago(.seconds(604_800))), ("2w", .ago(.seconds(1_209_600))),
            ("0s", .ago(.zero)), ("2025-11-22", .at(.init(microsecondsSince1970: 1_763_769_600_000_000))),
            ("2025-11-22T09:58", .at(.init(microsecondsSince1970: 1_763_805_480_000_000))),
            ("2025-13-01", nil), ("soon", nil), ("", nil), ("-1d", nil), ("2025-11-22T25:00", nil),
            ("999999999999d", nil),
        ] as [(String, ExecutionFilter.Moment?)]) func `a time is a length or a local date`(
            text: String, moment: ExecutionFilter.Moment?
        )
    {
        #expect(ListSample.isInUTC)
        #expect(ExecutionFilter.Moment(argument: text) == moment)
    }
}
