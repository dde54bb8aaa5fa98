// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite(.emptyDatabase) struct PipelineTests {
    private static let echo = Statement("echo", "select $1::int8")
    private static let insert = Statement("insert", "insert into item values ($1)")
    private static let count = Statement("count", "select count(*) from item")

    private func sessionWithTable() async throws -> Session {
        let session = try await connect()
        try await session.run(script: "create table item (id int8 primary key)")
        return session
    }

    @Test func `many statements come back in order`() async throws {
        let session = try await connect()
        for _ in 0..<2 {
            let results = try await session.pipeline { pipeline in
                for number in 0..<2_000 { pipeline.add(Self.echo, number) }
            }
            #expect(try results.map { try $0.rows.int(0, 0) } == Array(0..<2_000))
        }
    }

    @Test func `an empty pipeline does nothing`() async throws {
        let session = try await connect()
        #expect(try await session.pipeline { _ in }.isEmpty)
    }

    @Test func `an error in the middle names its statement and place, and undoes its group`() async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            _ = try await session.pipeline { pipeline in
                for id in [1, 2, 1, 3] { pipeline.add(Self.insert, id) }
            }
        }
        #expect(error.state == .uniqueViolation)
        #expect(error.statement == "insert")
        #expect(error.pipelineIndex == 2)
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
    }

    @Test func `an error in one group does not stop the next`() async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            _ = try await session.pipeline { pipeline in
                pipeline.add(Self.insert, 1)
                pipeline.sync()
                pipeline.add(Self.insert, 2)
                pipeline.add(Self.insert, 1)
                pipeline.sync()
                pipeline.add(Self.insert, 3)
            }
        }
        #expect(error.pipelineIndex == 2)
        let ids = try await session.query(Statement("ids", "select array_agg(id order by id) from item")).int64Array(
            0, 0)
        #expect(ids == [1, 3])
    }

    @Test func `a chunk with its commit goes in one pipeline`() async throws {
        let session = try await sessionWithTable()
        let results = try await session.pipeline { pipeline in
            pipeline.begin()
            pipeline.add(Self.insert, 1)
            pipeline.add(Self.count)
            pipeline.commit()
        }
        #expect(results.count == 4)
        #expect(results[1].affectedCount == 1)
        #expect(try results[2].rows.int64(0, 0) == 1)
        #expect(await !session.isInTransaction)
    }

    @Test func `a failed pipeline leaves an opened transaction to be rolled back`() async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            _ = try await session.pipeline { pipeline in
                pipeline.begin()
                pipeline.add(Self.insert, 1)
                pipeline.add(Statement("wrong", "select 1 / $1"), Int32(0))
                pipeline.commit()
            }
        }
        #expect(error.state == "22012")
        #expect(await session.isInFailedTransaction)
        try await session.rollback()
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
    }

    @Test func `a commit that could only roll back is an error`() async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            _ = try await session.pipeline { pipeline in
                pipeline.begin()
                pipeline.add(Self.insert, 1)
                pipeline.sync()
                pipeline.add(Self.insert, 1)
                pipeline.sync()
                pipeline.commit()
            }
        }
        #expect(error.state == .uniqueViolation)
        #expect(await !session.isInTransaction)
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
    }

    @Test func `many megabytes each way do not make both sides wait`() async throws {
        let session = try await connect()
        let block = [UInt8](repeating: 7, count: 200_000)
        let lengths = try await session.perform { db in
            let results = try db.pipeline { pipeline in
                for number in 0..<60 { pipeline.add(Statement("blob", "select $1::bytea, $2::int8"), block, number) }
            }
            return try results.enumerated().map { place, result in
                #expect(try result.rows.int(0, 1) == place)
                return try result.rows.byteArray(0, 0).count
            }
        }
        #expect(lengths == Array(repeating: 200_000, count: 60))
    }

    @Test func `a statement that cannot be prepared fails its group, and the session goes on`() async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            _ = try await session.pipeline { pipeline in
                pipeline.add(Self.insert, 1)
                pipeline.add(Statement("broken", "select from nowhere"))
                pipeline.add(Self.insert, 2)
            }
        }
        #expect(error.state == .undefinedTable)
        #expect(error.statement == "broken")
        #expect(error.pipelineIndex == 1)
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
        #expect(try await session.pipeline { $0.add(Self.insert, 2) }[0].affectedCount == 1)
    }

    @Test func `COPY in a pipeline is refused`() async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            _ = try await session.pipeline { $0.add(Statement("load", "copy item from stdin", prepare: false)) }
        }
        #expect(error.kind == .usage || error.kind == .connectionLost)
        if await !session.isConnected { try await session.reconnect() }
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
    }
}
