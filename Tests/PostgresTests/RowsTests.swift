// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite(.emptyDatabase) struct RowsTests {
    private static let mixed = Statement(
        "mixed",
        "select 1::int8 as id, 'x'::text as name, null::text as note, '{\"a\": 1}'::jsonb as data, 70000::int8 as big")

    @Test func `a row is read by place and by name`() async throws {
        let session = try await connect()
        try await session.perform { db in
            let rows = try db.query(Self.mixed)
            let sizes = (rows.count, rows.columnCount)
            #expect(sizes == (1, 5))
            let places = (rows.column(named: "note"), rows.column(named: "missing"))
            #expect(places == (2, nil))
            let names = (rows.columnName(3), rows.columnName(99))
            #expect(names == ("data", ""))
            let isNull = rows.isNull(0, 2)
            #expect(isNull)
            #expect(try rows.optionalText(0, 1) == "x")
            #expect(try rows.optionalText(0, 2) == nil)
        }
    }

    @Test func `bytes are lent from the result, for jsonb without the version`() async throws {
        let session = try await connect()
        try await session.perform { db in
            let rows = try db.query(Self.mixed)
            var (name, data) = ("", "")
            if let span = rows.bytes(0, 1) { name = span.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }
            if let span = rows.jsonb(0, 3) { data = span.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }
            let isAbsent = rows.bytes(0, 2) == nil
            #expect(name == "x")
            #expect(data == #"{"a": 1}"#)
            #expect(isAbsent)
        }
    }

    @Test func `a reader that does not fit names the column and never traps`() async throws {
        let session = try await connect()
        try await session.perform { db in
            let rows = try db.query(Self.mixed)
            let wrong: [(String, (borrowing Rows) throws -> Void)] = [
                ("name", { _ = try $0.int64(0, 1) }), ("id", { _ = try $0.text(0, 0) }),
                ("note", { _ = try $0.text(0, 2) }),
                ("id", { _ = try $0.uuid(0, 0) }), ("id", { _ = try $0.bool(0, 0) }),
                ("name", { _ = try $0.double(0, 1) }),
                ("name", { _ = try $0.timestamp(0, 1) }), ("name", { _ = try $0.json(0, 1) }),
                ("big", { _ = try $0.int16(0, 4) }),
                ("id", { _ = try $0.int64Array(0, 0) }), ("name", { _ = try $0.duration(0, 1) }),
                ("name", { _ = try $0.text(1, 1) }), ("99", { _ = try $0.text(0, 99) }),
                ("-1", { _ = try $0.int64(0, -1) }),
                ("id", { _ = try $0.optionalInt64(5, 0) }),
            ]
            for (column, read) in wrong {
                do {
                    try read(rows)
                    Issue.record("column \(column) was read")
                } catch let error as PostgresError {
                    #expect(error.kind == .decoding)
                    #expect(error.column == column)
                    #expect(error.statement == "mixed")
                }
            }
        }
    }

    @Test func `the number of rows touched is known`() async throws {
        let session = try await connect()
        try await session.perform { db in
            try db.run(script: "create table item (id int8)")
            #expect(try db.execute(Statement("fill", "insert into item select generate_series(1, 5)")) == 5)
            #expect(try db.execute(Statement("move", "update item set id = -id where id > $1"), 2) == 3)
            #expect(try db.execute(Statement("clear", "delete from item")) == 5)
            #expect(try db.query(Statement("all", "select id from item")).isEmpty)
        }
    }
}
