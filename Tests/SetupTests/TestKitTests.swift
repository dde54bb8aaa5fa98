// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

@Suite(.ownDatabase) struct TestKitTests {
    @Test func `a test has a migrated database, a worker and a person of its own`() async throws {
        let mary = try await TestDatabase.makePerson()
        let person = try await Session.connect(try TestDatabase.current.options(user: mary))
        #expect(try await person.query(Statement("me", "select tracker.me()")).text(0, 0) == mary)
        try await person.perform { db in try Migrator.check(on: db) }
        let worker = try await Session.connect(try TestDatabase.worker)
        #expect(try await worker.query(Statement("clock", "select job.now() is not null")).bool(0, 0))
        try await worker.perform { db in try Migrator.check(on: db) }
    }

    @Test func `the clock of a test database can be moved, and no other's moves`() async throws {
        let session = try await Session.connect(try TestDatabase.worker)
        let ahead = Statement("ahead", "select extract(epoch from job.now() - clock_timestamp())::int")
        #expect(try await session.query(ahead).int(0, 0) == 0)
        try await TestDatabase.advanceClock(by: .seconds(25))
        try await TestDatabase.advanceClock(by: .seconds(25))
        #expect(try await session.query(ahead).int(0, 0) == 50)
    }
}
