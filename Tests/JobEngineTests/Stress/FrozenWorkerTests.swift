// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

/// Workers that die, and workers that freeze with a transaction open.
@Suite(.ownDatabase) struct FrozenWorkerTests {
    private func launchOne() async throws {
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        try await admin.perform { db in
            try ProtocolWorker.registerJobs(on: db)
            try db.run(script: "select tracker.add_person(current_user); select tracker.launch('plain')")
        }
        // The clock that can be moved stands before anybody registers by it.
        try await TestDatabase.advanceClock(by: .zero)
    }

    private func rescue(_ worker: ProtocolWorker) async throws -> [String] {
        try await worker.session.perform { db in
            let rows = try db.query(
                Statement("rescue", "select concat_ws(' ', r.worker_id, r.task_id, r.cause) from job.rescue($1) r"),
                worker.number)
            return try (0..<rows.count).map { try rows.text($0, 0) }
        }
    }

    @Test func `when a worker's control session ends, its tasks run again after two looks`() async throws {
        try await launchOne()
        let dead = try await ProtocolWorker.start("dead")
        let other = try await ProtocolWorker.start("other")
        let claim = try await dead.session.perform { db in try #require(try db.claim(dead.number, limit: 1).first) }
        #expect(try await rescue(other) == [], "it lives")

        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        let process = try #require(await dead.session.serverProcess)
        // As a killed process: waits until the server has ended the session, and so freed its lock.
        #expect(try await admin.value("select pg_terminate_backend(\(process), 10000)::int::bigint") == 1)
        #expect(try await rescue(other) == [], "the first look judges nobody")
        try await TestDatabase.advanceClock(by: .milliseconds(500))
        #expect(try await rescue(other) == ["\(dead.number) \(claim.task) lock"])

        let again = try await other.session.perform { db in try #require(try db.claim(other.number, limit: 1).first) }
        #expect(again.task == claim.task)
        #expect(again.token != claim.token)
    }

    @Test func `a frozen worker's session is found by its transaction and ended, and what it wrote is undone`()
        async throws
    {
        try await launchOne()
        let frozen = try await ProtocolWorker.start("frozen", lease: .seconds(20))
        let other = try await ProtocolWorker.start("other")
        let slot = try await Session.connect(try TestDatabase.worker, name: "slot")
        let claim = try await frozen.session.perform { db in try #require(try db.claim(frozen.number, limit: 1).first) }
        // Its chunk was fenced in time; then it freezes before the commit, with the lease row locked.
        try await slot.begin()
        #expect(try await slot.fence(claim) != nil)
        #expect(try await slot.checkpoint(claim, position: 7, done: 7))
        #expect(try await rescue(other) == [], "its lease has not ended")
        try await TestDatabase.advanceClock(by: .seconds(21))
        #expect(try await rescue(other) == ["\(frozen.number) \(claim.task) lease"])

        let thawed = await #expect(throws: PostgresError.self) { try await slot.commit() }
        #expect(thawed?.isTransient == true)
        let again = try await other.session.perform { db in try #require(try db.claim(other.number, limit: 1).first) }
        #expect(again.task == claim.task)
        #expect(
            try await other.session.perform { db in try db.fence(again)?.position } == 0,
            "nothing of the frozen chunk is left")
    }

    @Test func `a person whose open transaction holds a lost task neither stops the rescue of others nor is ended`()
        async throws
    {
        try await launchOne()
        let name = try await TestDatabase.makePerson()
        let person = try await Session.connect(try TestDatabase.current.options(user: name), name: "person")
        try await person.run(script: "select tracker.launch('plain')")
        let dead = try await ProtocolWorker.start("dead", lease: .seconds(20))
        let other = try await ProtocolWorker.start("other")
        let claims = try await dead.session.perform { db in try db.claim(dead.number, limit: 2) }
        try #require(claims.count == 2)
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        let theirs = try await admin.value(
            "select t.id from job.task t join job.execution e on e.id = t.execution_id where e.owner = '\(name)'")
        let rest = try #require(claims.first { $0.task != theirs })
        try await TestDatabase.advanceClock(by: .seconds(21))
        // A pause hands on lost tasks itself, and sets them aside.
        try await person.begin()
        try await person.run(script: "select tracker.pause(e.public_id) from tracker.my_execution e")
        #expect(try await rescue(other) == ["\(dead.number) \(rest.task) lease"])
        try await person.commit()
        #expect(try await rescue(other) == [], "the pause has handed on the other one")
        #expect(
            try await admin.value(
                "select count(*) from job.held h where h.task_id = \(theirs) and h.reason = 'paused'") == 1)
    }

    @Test func `no write of a worker is accepted after its lease has ended, even before anybody rescues its task`()
        async throws
    {
        try await launchOne()
        let zombie = try await ProtocolWorker.start("zombie", lease: .seconds(20))
        let other = try await ProtocolWorker.start("other")
        let claim = try await zombie.session.perform { db in try #require(try db.claim(zombie.number, limit: 1).first) }
        #expect(try await zombie.session.perform { db in try db.fence(claim) } != nil)
        try await TestDatabase.advanceClock(by: .seconds(21))
        let late = try await zombie.session.perform { db in try db.fence(claim) }
        #expect(late == nil, "the right token, too late")

        #expect(try await rescue(other) == ["\(zombie.number) \(claim.task) lease"])
        let refusals = try await zombie.session.perform { db in
            [
                try db.fence(claim) == nil, try !db.checkpoint(claim, position: 9, done: 9),
                try db.finish(claim) == nil,
                try !db.handBack(claim),
            ]
        }
        #expect(refusals == [true, true, true, true])
    }

    @Test func `a thief does not wait for a frozen victim for ever`() async throws {
        try await launchOne()
        let victim = try await ProtocolWorker.start("victim")
        let thief = try await ProtocolWorker.start("thief")
        let slot = try await Session.connect(try TestDatabase.worker, name: "slot")
        let claim = try await victim.session.perform { db in try #require(try db.claim(victim.number, limit: 1).first) }
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        _ = try await admin.perform { db in
            try db.execute(Statement("range", "update job.lease set range_end = 1000 where task_id = $1"), claim.task)
        }
        try await slot.begin()
        #expect(try await slot.fence(claim) != nil)
        let refused = await #expect(throws: PostgresError.self) {
            try await thief.session.perform { db in _ = try db.steal(thief.number, minimum: 10) }
        }
        #expect(refused?.state == .lockNotAvailable)
        try await slot.rollback()
        let stolen = try await thief.session.perform { db in try db.steal(thief.number, minimum: 10) }
        #expect(stolen?.step == claim.step)
    }
}
