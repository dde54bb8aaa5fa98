// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc
import Postgres
import TestKit
import Testing

@testable import Tracking

@Suite(.ownDatabase) struct ReportTests {
    @Test func `the report of a queued execution has every member of the contract`() async throws {
        let mary = try await TestDatabase.makePerson()
        try await Fixture.registerJob()
        let id = try await Fixture.launch(as: mary)
        let report = try #require(try await Fixture.report(id, as: mary))
        #expect(report.steps.map(\.label) == ["Check the file", "Import"])
        let json = report.json.rendered
        let keys = [
            "schema", "id", "url", "job", "profile", "label", "kind", "owner", "status", "colour", "warnings", "errors",
            "queued_at",
            "started_at", "ended_at", "queue_s", "duration_s", "step", "steps",
        ]
        var place = json.startIndex
        for key in keys {
            let found = try #require(json[place...].firstRange(of: "\"\(key)\":"), "\(key) is missing, or out of order")
            place = found.upperBound
        }
        #expect(
            json.hasPrefix(
                #"{"schema":1,"id":"\#(id)","url":"http://localhost:8080/executions/\#(id)","job":"report_test","profile":null,"#
            ))
        #expect(
            json.contains(
                #""started_at":null,"ended_at":null,"queue_s":null,"duration_s":null,"step":1,"steps":[{"no":1,"name":"scan","#
            ))
        #expect(
            json.contains(
                #""done":0,"total":null,"unit":"bytes","rate_per_s":null,"eta_s":null,"stalled":false,"counters":{"read":0,"created":0,"updated":0,"unchanged":0,"skipped":0,"invalid":0,"written":0},"#
            ))
    }

    @Test func `somebody else's execution does not exist`() async throws {
        let (mary, julia) = (try await TestDatabase.makePerson("mary"), try await TestDatabase.makePerson("julia"))
        try await Fixture.registerJob()
        let id = try await Fixture.launch(as: mary)
        #expect(try await Fixture.report(id, as: julia) == nil)
        let session = try await Session.connect(try TestDatabase.current.options(user: julia))
        let list = try await session.perform { db in try ExecutionList.read(.init(since: nil), on: db) }
        #expect(list?.executions.isEmpty == true)
    }

    @Test func `a list is newest first, by kind, and no longer than asked`() async throws {
        let mary = try await TestDatabase.makePerson()
        try await Fixture.registerJob()
        var ids: [UUIDBytes] = []
        for _ in 0..<3 { ids.append(try await Fixture.launch(as: mary)) }
        let session = try await Session.connect(try TestDatabase.current.options(user: mary))
        func list(_ filter: ExecutionFilter) async throws -> [UUIDBytes]? {
            try await session.perform { db in try ExecutionList.read(filter, on: db)?.executions.map(\.id) }
        }
        #expect(try await list(.init()) == ids.reversed())
        #expect(try await list(.init(limit: 2)) == Array(ids.reversed().prefix(2)))
        #expect(try await list(.init(kinds: ["export", "rule"])) == [])
        #expect(try await list(.init(kinds: ["export", "import"])) == ids.reversed())
        try await TestDatabase.advanceClock(by: .seconds(8 * 86_400))
        #expect(try await list(.init()) == [])
        #expect(try await list(.init(since: nil)) == ids.reversed())
    }

    @Test(arguments: [("/no/such/file.csv", "file_not_found"), ("/tmp", "file_unreadable")])
    func `a file that cannot be sent gives a failed execution that says why`(path: String, reason: String) async throws
    {
        let mary = try await TestDatabase.makePerson()
        try await Fixture.registerJob()
        let report = try #require(try await Fixture.report(try await Fixture.launch(as: mary, file: path), as: mary))
        #expect(report.summary.status == .failed)
        #expect(report.summary.colour == .red)
        #expect(report.failures.map(\.reason) == [reason])
        #expect(report.failures.first?.message.contains(path) == true)
    }

    @Test(arguments: [0, 1, 262_144, 262_145, 17 * 262_144 + 5])
    func `a file arrives byte for byte, whatever its size`(size: Int) async throws {
        let mary = try await TestDatabase.makePerson()
        try await Fixture.registerJob()
        let path = "/tmp/chantier-upload-\(String(UInt64.random(in: .min ... .max), radix: 36)).csv"
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        #expect(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
        defer { unlink(path) }
        let report = try #require(try await Fixture.report(try await Fixture.launch(as: mary, file: path), as: mary))
        #expect(report.summary.status == .queued)
        let session = try await Session.connect(try TestDatabase.current)
        let rows = try await session.query(
            Statement("file", "select coalesce(string_agg(bytes, '' order by ordinal), '') from job.piece"))
        #expect(try rows.byteArray(0, 0) == bytes)
    }

    @Test func `plain lines have their columns between tabs, in UTC`() async throws {
        let mary = try await TestDatabase.makePerson()
        try await Fixture.registerJob()
        let id = try await Fixture.launch(as: mary)
        var report = try #require(try await Fixture.report(id, as: mary))
        report.summary.ageSeconds = 252.7
        #expect(PlainLine.execution(report.summary) == "\(id)\tqueued\tblue\timport\treport_test\t\t\t252\t0\t0")
        #expect(
            report.steps.map(PlainLine.step).first == "1\tscan\twaiting\tblue\t0\t\tbytes\t0\t0\t0\t0\t0\t0\t0\t0\t0")
        #expect(
            PlainLine.time(PostgresTimestamp(microsecondsSince1970: 1_763_805_484_250_000)) == "2025-11-22T09:58:04Z")
    }
}
