// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite(.emptyDatabase) struct ArrayTests {
    private func echo<Value: Equatable & PostgresEncodable>(
        _ value: Value, as type: String, text: String, _ read: @Sendable (borrowing Rows) throws -> Value
    ) async throws {
        let session = try await connect()
        try await session.perform { db in
            let rows = try db.query(Statement("echo", "select $1::\(type), ($1::\(type))::text"), value)
            #expect(try read(rows) == value)
            #expect(try rows.text(0, 1) == text)
        }
    }

    @Test(
        arguments: [([], "{}"), ([1], "{1}"), ([.min, 0, .max], "{-9223372036854775808,0,9223372036854775807}")]
            as [([Int64], String)])
    func `an int8 array comes back`(value: [Int64], text: String) async throws {
        try await echo(value, as: "int8[]", text: text) { try $0.int64Array(0, 0) }
    }

    @Test func `an int4 array comes back`() async throws {
        try await echo([Int32.min, 7], as: "int4[]", text: "{-2147483648,7}") { try $0.int32Array(0, 0) }
    }

    @Test(arguments: [([], "{}"), (["", "a,b", "ü\""], #"{"","a,b","ü\""}"#)] as [([String], String)])
    func `a text array comes back`(value: [String], text: String) async throws {
        try await echo(value, as: "text[]", text: text) { try $0.textArray(0, 0) }
    }

    @Test func `a text array with NULL comes back`() async throws {
        try await echo(["a", nil, ""] as [String?], as: "text[]", text: #"{a,NULL,""}"#) {
            try $0.optionalTextArray(0, 0)
        }
    }

    @Test func `an int8 array with NULL comes back`() async throws {
        try await echo([1, nil] as [Int64?], as: "int8[]", text: "{1,NULL}") { try $0.optionalInt64Array(0, 0) }
    }

    @Test func `a bool array comes back`() async throws {
        try await echo([true, false], as: "bool[]", text: "{t,f}") { try $0.boolArray(0, 0) }
    }

    @Test func `a float8 array comes back`() async throws {
        try await echo([0.5, -2], as: "float8[]", text: "{0.5,-2}") { try $0.doubleArray(0, 0) }
    }

    @Test func `a bytea array comes back`() async throws {
        try await echo([[], [1, 2]] as [[UInt8]], as: "bytea[]", text: #"{"\\x","\\x0102"}"#) {
            try $0.bytesArray(0, 0)
        }
    }

    @Test func `a jsonb array comes back`() async throws {
        try await echo([JSONB("1"), JSONB("{}")], as: "jsonb[]", text: #"{1,"{}"}"#) { try $0.jsonArray(0, 0) }
    }

    @Test func `a uuid array comes back`() async throws {
        let value = UUIDBytes(high: 1, low: 2)
        try await echo([value], as: "uuid[]", text: "{00000000-0000-0001-0000-000000000002}") { try $0.uuidArray(0, 0) }
    }

    @Test func `a timestamptz array comes back`() async throws {
        let session = try await connect { $0.settings["timezone"] = "UTC" }
        let value = [PostgresTimestamp(microseconds: 0)]
        try await session.perform { db in
            let rows = try db.query(Statement("echo", "select $1::timestamptz[], $1::text"), value)
            #expect(try rows.timestampArray(0, 0) == value)
            #expect(try rows.text(0, 1) == #"{"2000-01-01 00:00:00+00"}"#)
        }
    }

    @Test func `NULL in an array that must have none is an error with the column's name`() async throws {
        let session = try await connect()
        let error = try await failure {
            try await session.perform { db in
                _ = try db.query(Statement("nulls", "select '{1,null}'::int8[] as numbers")).int64Array(0, 0)
            }
        }
        #expect(error.kind == .decoding)
        #expect(error.column == "numbers")
        #expect(error.statement == "nulls")
    }

    @Test func `elements of another type are an error, not other values`() async throws {
        let session = try await connect()
        try await session.perform { db in
            let rows = try db.query(Statement("texts", "select '{a}'::text[], 'plain'::text, '{{1,2},{3,4}}'::int8[]"))
            #expect(throws: PostgresError.self) { try rows.int64Array(0, 0) }
            #expect(throws: PostgresError.self) { try rows.textArray(0, 1) }
            #expect(try rows.int64Array(0, 2) == [1, 2, 3, 4])
        }
    }

    @Test func `columns built by hand are unnested as they were built`() async throws {
        var ids = ArrayColumn(.int8)
        var names = ArrayColumn(.text)
        var values = ArrayColumn(.jsonb)
        var marks = ArrayColumn(.bool)
        for id in 0..<5_000 {
            ids.append(id)
            if id % 7 == 0 { names.appendNull() } else { names.append(bytes: Array("name \(id)".utf8)[...]) }
            values.append(bytes: Array("{\"id\": \(id)}".utf8).span)
            marks.append(id % 2 == 0)
        }
        #expect(ids.count == 5_000)
        let session = try await connect()
        let columns = (ids, names, values, marks)
        let wrong = try await session.perform { db in
            let statement = Statement(
                "unnest",
                """
                select count(*) filter (where n is distinct from case when i % 7 <> 0 then 'name ' || i end
                    or v <> jsonb_build_object('id', i) or m <> (i % 2 = 0)), count(*)
                from unnest($1::int8[], $2::text[], $3::jsonb[], $4::bool[]) as u (i, n, v, m)
                """)
            let rows = try db.query(statement, columns.0, columns.1, columns.2, columns.3)
            #expect(try rows.int64(0, 1) == 5_000)
            return try rows.int64(0, 0)
        }
        #expect(wrong == 0)
    }

    @Test func `a column of every type, and one emptied and filled again`() async throws {
        var small = ArrayColumn(.int4)
        small.append(Int32(9))
        small.removeAll()
        #expect(small.isEmpty)
        small.append(Int32(-3))
        var ids = ArrayColumn(.uuid)
        ids.append(UUIDBytes(high: 0, low: 5))
        var times = ArrayColumn(.timestamp)
        times.append(PostgresTimestamp(microseconds: 1))
        var blobs = ArrayColumn(.bytea)
        blobs.append(bytes: [1, 2, 3])
        let empty = ArrayColumn(.text)
        let columns = (small, ids, times, blobs, empty)
        let session = try await connect()
        try await session.perform { db in
            let rows = try db.query(
                Statement("echo", "select $1::int4[], $2::uuid[], $3::timestamptz[], $4::bytea[], $5::text[]"),
                columns.0,
                columns.1, columns.2, columns.3, columns.4)
            #expect(try rows.int32Array(0, 0) == [-3])
            #expect(try rows.uuidArray(0, 1) == [UUIDBytes(high: 0, low: 5)])
            #expect(try rows.timestampArray(0, 2) == [PostgresTimestamp(microseconds: 1)])
            #expect(try rows.bytesArray(0, 3) == [[1, 2, 3]])
            #expect(try rows.textArray(0, 4).isEmpty)
        }
    }
}
