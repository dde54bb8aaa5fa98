// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite(.emptyDatabase) struct StatementTests {
    private static let echo = Statement("echo_number", "select $1::int8 + 1")
    private static let prepared = Statement(
        "prepared", "select count(*) from pg_prepared_statements where name like 'echo_number%'", prepare: false)

    @Test func `a named statement is prepared once`() async throws {
        let session = try await connect()
        for number in 0..<3 { #expect(try await session.query(Self.echo, number).int(0, 0) == number + 1) }
        #expect(try await session.query(Self.prepared).int64(0, 0) == 1)
    }

    @Test func `preparing can be switched off`() async throws {
        let session = try await connect { $0.preparesStatements = false }
        #expect(try await session.query(Self.echo, 1).int(0, 0) == 2)
        #expect(try await session.pipeline { $0.add(Self.echo, 1) }[0].rows.int(0, 0) == 2)
        #expect(try await session.query(Self.prepared).int64(0, 0) == 0)
    }

    @Test func `a statement that the server lost is prepared again`() async throws {
        let session = try await connect()
        _ = try await session.query(Self.echo, 1)
        try await session.run(script: "deallocate all")
        #expect(try await session.query(Self.echo, 1).int(0, 0) == 2)
    }

    @Test func `one lost within a transaction is an error that may be tried again`() async throws {
        let session = try await connect()
        _ = try await session.query(Self.echo, 1)
        try await session.run(script: "deallocate all")
        let error = try await failure {
            try await session.transaction { db in _ = try db.query(Self.echo, 1) }
        }
        #expect(error.state == .invalidSQLStatementName)
        #expect(error.isTransient)
        #expect(try await session.transaction { db in try db.query(Self.echo, 1).int(0, 0) } == 2)
    }

    @Test func `one lost before a pipeline is an error that may be tried again`() async throws {
        let session = try await connect()
        _ = try await session.query(Self.echo, 1)
        try await session.run(script: "deallocate all")
        let error = try await failure { _ = try await session.pipeline { $0.add(Self.echo, 1) } }
        #expect(error.isTransient)
        #expect(try await session.pipeline { $0.add(Self.echo, 1) }[0].rows.int(0, 0) == 2)
    }

    @Test func `a table that changes its shape under a prepared statement does no harm`() async throws {
        let session = try await connect()
        let all = Statement("all", "select * from item")
        try await session.run(script: "create table item (id int8); insert into item values (1)")
        #expect(try await session.query(all).columnCount == 1)
        try await session.run(script: "alter table item add column name text")
        #expect(try await session.query(all).columnCount == 2)
    }

    @Test func `one that is prepared already at the server is used as it is`() async throws {
        let session = try await connect()
        _ = try await session.query(Self.echo, 1)
        let name = try await session.query(
            Statement("name", "select name from pg_prepared_statements where name like 'echo_number%'", prepare: false)
        ).text(0, 0)
        let other = try await connect()
        // As behind a pooler that hands this client a server session of another.
        try await other.run(script: "prepare \(quoteIdentifier(name)) (int8) as select $1::int8 + 1")
        #expect(try await other.query(Self.echo, 1).int(0, 0) == 2)
    }

    @Test func `the same name with other types or another text is another statement`() async throws {
        let session = try await connect()
        let show = Statement("show", "select pg_typeof($1)::text")
        #expect(try await session.query(show, "a").text(0, 0) == "text")
        #expect(try await session.query(show, 1).text(0, 0) == "bigint")
        #expect(try await session.query(show, Int32(1)).text(0, 0) == "integer")
        #expect(try await session.query(show, [true]).text(0, 0) == "boolean[]")
        #expect(try await session.query(Statement("show", "select 'other'::text")).text(0, 0) == "other")
    }

    @Test func `NULL is bound for any type`() async throws {
        let session = try await connect()
        let number: Int? = nil
        let rows = try await session.query(Statement("nulls", "select $1::int8 is null, $2::text is null"), number, nil)
        #expect(try rows.bool(0, 0))
        #expect(try rows.bool(0, 1))
    }

    @Test func `more parameters than the protocol allows are refused`() async throws {
        let session = try await connect()
        let values = [(any PostgresEncodable)?](repeating: 1, count: 70_000)
        let error = try await failure { _ = try await session.query(Statement("many", "select 1"), parameters: values) }
        #expect(error.statement == "many")
        #expect(try await session.query(Self.echo, 1).int(0, 0) == 2)
        let inPipeline = try await failure {
            _ = try await session.pipeline { $0.add(Statement("many", "select 1"), parameters: values) }
        }
        #expect(inPipeline.statement == "many")
    }
}
