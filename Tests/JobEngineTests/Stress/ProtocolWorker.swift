// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit

/// A worker reduced to the protocol: a session that calls the queue's functions one by one, as no engine would stop it from doing.
struct ProtocolWorker {
    let number: Int32
    let session: Session

    /// A task as a claim gives it.
    struct Claim: Sendable, Hashable {
        var task: Int64
        var token: Int64
        var step: Int64
        var execution: Int64
    }

    /// One step `run` without a plan; and three steps that are planned, after one that is not.
    static let jobs = JSONB(
        """
        [{"name": "plain", "kind": "rule", "label": "Plain", "is_short": true, "parameters": {},
          "steps": [{"name": "run", "checkpoint_version": 1, "is_planned": false}]},
         {"name": "stages", "kind": "import", "label": "Stages", "is_short": false, "parameters": {},
          "steps": [{"name": "begin", "checkpoint_version": 1, "is_planned": false},
                    {"name": "one", "checkpoint_version": 1, "is_planned": true, "may_be_split": true},
                    {"name": "two", "checkpoint_version": 1, "is_planned": true, "may_be_split": true},
                    {"name": "three", "checkpoint_version": 1, "is_planned": true, "may_be_split": true}]}]
        """)

    private static let able = JSONB(
        #"{"plain": {"run": 1}, "stages": {"begin": 1, "one": 1, "two": 1, "three": 1}}"#)

    /// Makes the jobs known.
    static func registerJobs(on db: isolated Session) throws {
        try db.execute(Statement("register jobs", "select job.register_jobs($1)"), jobs)
    }

    /// Connects as the workers' role and registers on that session, which is so its control session.
    static func start(_ name: String, lease: Duration = .seconds(60)) async throws -> ProtocolWorker {
        let session = try await Session.connect(try TestDatabase.worker, name: name)
        let number = try await session.perform { db in
            try db.query(
                Statement("register worker", "select job.register_worker($1, 'host', 1, '1', 1, $2, $3)"), name, able,
                lease
            ).int32(0, 0)
        }
        return ProtocolWorker(number: number, session: session)
    }
}

/// The calls, on the session's own thread.
extension Session {
    func claim(_ worker: Int32, limit: Int, marks: [Int64] = [0, 0, 0]) throws -> [ProtocolWorker.Claim] {
        let rows = try query(
            Statement(
                "claim", "select c.task_id, c.token, c.step_id, c.execution_id from job.claim($1, $2, $3, false) c"),
            worker, Int32(limit), marks)
        return try (0..<rows.count).map {
            ProtocolWorker.Claim(
                task: try rows.int64($0, 0), token: try rows.int64($0, 1), step: try rows.int64($0, 2),
                execution: try rows.int64($0, 3))
        }
    }

    func steal(_ worker: Int32, minimum: Int64) throws -> ProtocolWorker.Claim? {
        let rows = try query(
            Statement("steal", "select c.task_id, c.token, c.step_id, c.execution_id from job.steal($1, $2) c"), worker,
            minimum)
        guard rows.count == 1 else { return nil }
        return ProtocolWorker.Claim(
            task: try rows.int64(0, 0), token: try rows.int64(0, 1), step: try rows.int64(0, 2),
            execution: try rows.int64(0, 3))
    }

    /// Where the task stands and where its range ends; nil: the lease is lost.
    func fence(_ claim: ProtocolWorker.Claim) throws -> (position: Int64, end: Int64)? {
        let rows = try query(
            Statement(
                "fence",
                """
                select l.position, coalesce(f.range_end, l.position + 1)
                  from job.fence($1, $2) f join job.lease l on l.task_id = $1
                """), claim.task, claim.token)
        guard rows.count == 1 else { return nil }
        return (try rows.int64(0, 0), try rows.int64(0, 1))
    }

    @discardableResult
    func checkpoint(_ claim: ProtocolWorker.Claim, position: Int64, done: Int64, state: JSONB? = nil) throws -> Bool {
        let more: JSONB? = nil
        return try query(
            Statement(
                "checkpoint", "select job.checkpoint($1, $2, $3, $4, $4, $4, 0, 0, 0, 0, 0, $5, 0, $6, 1::smallint)"),
            claim.task, claim.token, position, done, more, state
        ).bool(0, 0)
    }

    func finish(_ claim: ProtocolWorker.Claim) throws -> Int? {
        try query(Statement("finish", "select job.finish_task($1, $2, 'completed')"), claim.task, claim.token)
            .optionalInt(0, 0)
    }

    func finishMany(_ claims: [ProtocolWorker.Claim]) throws -> Int64 {
        try query(Statement("finish many", "select job.finish_many($1, $2)"), claims.map(\.task), claims.map(\.token))
            .int64(0, 0)
    }

    func handBack(_ claim: ProtocolWorker.Claim) throws -> Bool {
        try query(
            Statement("hand back", "select job.hand_back($1, $2, 'hand_back', null)"), claim.task, claim.token
        ).bool(0, 0)
    }

    /// One number.
    func number(_ sql: String, _ parameters: (any PostgresEncodable)?...) throws -> Int64 {
        try query(Statement("look", sql, prepare: false), parameters: parameters).int64(0, 0)
    }
}

extension Session {
    /// One number, asked from outside.
    nonisolated func value(_ sql: String) async throws -> Int64 { try await perform { db in try db.number(sql) } }

    /// Whether the number becomes more than 0, within half a minute; `meanwhile` is done before each look.
    nonisolated func sees(_ sql: String, meanwhile: () async throws -> Void = {}) async throws -> Bool {
        for _ in 0..<600 {
            try await meanwhile()
            if try await value(sql) > 0 { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }
}

extension SeededRandom {
    /// True with this probability.
    mutating func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }
}
