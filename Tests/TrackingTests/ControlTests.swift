// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@testable import Tracking

@Suite(.ownDatabase) struct ControlTests {
    @Test func `what is asked is done or the state found is told`() async throws {
        let (mary, julia) = (try await TestDatabase.makePerson("mary"), try await TestDatabase.makePerson("julia"))
        try await Fixture.registerJob()
        let id = try await Fixture.launch(as: mary)
        try await acting(as: mary) { db in
            let target = try #require(try ControlTarget.read(id, on: db))
            #expect(target.status == .queued)
            #expect(target.isOwn)
            #expect(try ControlAct.pause.ask(id, on: db) == "paused")
            #expect(try ControlAct.retry.ask(id, on: db) == "paused")
            #expect(!ControlAct.retry.isMet(by: "paused"))
            #expect(try Why.ask(id, on: db).reason == "paused")
            #expect(try ControlAct.resume.ask(id, on: db) == "requested")
            let why = try Why.ask(id, on: db)
            #expect(why.reason == "no_worker")
            #expect(why.needsSomebody)
            #expect(try ControlAct.stop.ask(id, on: db) == "stopped")
            #expect(ControlAct.stop.isMet(by: "stopped"))
            #expect(try ControlAct.retry.ask(id, on: db) == "requested")
        }
        try await acting(as: julia) { db in
            #expect(try ControlTarget.read(id, on: db) == nil)
            for act in ControlAct.allCases {
                do {
                    _ = try act.ask(id, on: db)
                    Issue.record("\(act) of another's execution")
                } catch let error as PostgresError {
                    #expect(error.state == "P0002")
                }
            }
        }
    }

    @Test func `notifications are read, marked and removed, unread first`() async throws {
        let mary = try await TestDatabase.makePerson()
        try await Fixture.registerJob()
        // A file that cannot be sent makes an execution that has failed.
        for _ in 0..<3 { _ = try await Fixture.launch(as: mary, file: "/no/such/file.csv") }
        try await acting(as: mary) { db in
            let page = try Notifications.read(limit: 2, on: db)
            #expect(page.unread == 3)
            #expect(page.entries.count == 2)
            let newest = try #require(page.entries.first)
            #expect(newest.url?.hasSuffix(try #require(newest.execution).description) == true)
            #expect(try Notifications.markRead([newest.number], on: db) == 1)
            let rest = try Notifications.read(limit: 9, on: db)
            #expect(rest.entries.map(\.number) == [newest.number - 1, newest.number - 2, newest.number])
            #expect(try Notifications.read(limit: 9, unreadOnly: true, on: db).entries.count == 2)
            #expect(try Notifications.read(after: newest.number - 2, on: db).map(\.number) == [newest.number - 1])
            #expect(try Notifications.markRead(on: db) == 2)
            #expect(try Notifications.remove([newest.number, 0], on: db) == 1)
            #expect(try Notifications.read(limit: 9, on: db).unread == 0)
        }
    }

    @Test func `a log is read once, whatever is added meanwhile`() async throws {
        let mary = try await TestDatabase.makePerson()
        try await Fixture.registerJob()
        let id = try await Fixture.launch(as: mary)
        try await acting(as: mary) { db in
            var reader = LogReader(id, least: .info)
            #expect(try reader.read(on: db).map(\.event) == ["launched"])
            #expect(try reader.read(on: db).isEmpty)
            #expect(!reader.hasEnded)
            _ = try ControlAct.pause.ask(id, on: db)
            _ = try ControlAct.stop.ask(id, on: db)
            #expect(try reader.read(on: db).map(\.event).prefix(2) == ["pause_requested", "stop_requested"])
            #expect(reader.hasEnded)
            #expect(try reader.read(on: db).isEmpty)
            var bad = LogReader(id, least: .warning)
            #expect(try bad.read(on: db).isEmpty)
        }
    }

    private func acting(as person: String, _ body: @Sendable (isolated Session) throws -> Void) async throws {
        let session = try await Session.connect(try TestDatabase.current.options(user: person))
        try await session.perform { db in try body(db) }
        await session.close()
    }
}
