// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite(.emptyDatabase) struct CodingTests {
    /// Sends a value, lets the server write it as text, and sends it back.
    private func echo<Value: Equatable & PostgresEncodable>(
        _ value: Value, as type: String, text: String,
        _ read: @Sendable (borrowing Rows) throws -> Value
    ) async throws {
        let session = try await connect()
        try await session.perform { db in
            let rows = try db.query(Statement("echo", "select $1::\(type), ($1::\(type))::text"), value)
            #expect(try read(rows) == value)
            #expect(try rows.text(0, 1) == text)
            let none = try db.query(Statement("none", "select null::\(type)"))
            let isNull = none.isNull(0, 0)
            #expect(isNull)
            #expect(throws: PostgresError.self) { try read(none) }
        }
    }

    @Test(arguments: [Int64.min, -1, 0, 1, .max]) func `an int8 comes back`(value: Int64) async throws {
        try await echo(value, as: "int8", text: "\(value)") { try $0.int64(0, 0) }
    }

    @Test(arguments: [Int32.min, -1, 0, .max]) func `an int4 comes back`(value: Int32) async throws {
        try await echo(value, as: "int4", text: "\(value)") { try $0.int32(0, 0) }
    }

    @Test(arguments: [Int16.min, 0, .max]) func `an int2 comes back`(value: Int16) async throws {
        try await echo(value, as: "int2", text: "\(value)") { try $0.int16(0, 0) }
    }

    @Test(arguments: [(true, "true"), (false, "false")]) func `a bool comes back`(value: Bool, text: String)
        async throws
    {
        try await echo(value, as: "bool", text: text) { try $0.bool(0, 0) }
    }

    @Test(arguments: [(0.1, "0.1"), (-1.5e300, "-1.5e+300"), (.infinity, "Infinity"), (2.5e-308, "2.5e-308")])
    func `a float8 comes back`(value: Double, text: String) async throws {
        try await echo(value, as: "float8", text: text) { try $0.double(0, 0) }
    }

    @Test(arguments: [
        "", "a", "naïve 🧺 日本", "quote ' and \\ and \" and \t", String(repeating: "long ", count: 300_000),
    ])
    func `a text comes back`(value: String) async throws {
        try await echo(value, as: "text", text: value) { try $0.text(0, 0) }
    }

    @Test(arguments: [([], "\\x"), ([0, 255, 16], "\\x00ff10")] as [([UInt8], String)])
    func `a bytea comes back`(value: [UInt8], text: String) async throws {
        try await echo(value, as: "bytea", text: text) { try $0.byteArray(0, 0) }
    }

    @Test func `a large bytea comes back`() async throws {
        let value = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let session = try await connect()
        let (same, length) = try await session.perform { db in
            let rows = try db.query(Statement("echo", "select $1::bytea, length($1)"), value)
            return (try rows.byteArray(0, 0) == value, try rows.int32(0, 1))
        }
        #expect(same)
        #expect(length == 3_000_000)
    }

    @Test func `a uuid comes back`() async throws {
        let text = "00112233-4455-6677-8899-aabbccddeeff"
        let value = try #require(UUIDBytes(text))
        #expect(value.description == text)
        #expect(UUIDBytes("00112233445566778899AABBCCDDEEFF") == value)
        try await echo(value, as: "uuid", text: text) { try $0.uuid(0, 0) }
    }

    @Test(arguments: [
        "", "0011", "00112233-4455-6677-8899-aabbccddeef", "0011223-34455-6677-8899-aabbccddeeff",
        "g0112233-4455-6677-8899-aabbccddeeff",
    ])
    func `what is no uuid is refused`(text: String) {
        #expect(UUIDBytes(text) == nil)
    }

    @Test func `a jsonb comes back as the server writes it`() async throws {
        try await echo(JSONB(#"{"a": [1, "ü"]}"#), as: "jsonb", text: #"{"a": [1, "ü"]}"#) { try $0.json(0, 0) }
    }

    @Test(arguments: [
        (0, "00:00:00"), (1_500, "00:00:01.5"), (-90_000, "-00:01:30"), (360_000_000, "100:00:00"),
    ])
    func `an interval comes back`(milliseconds: Int, text: String) async throws {
        try await echo(Duration.milliseconds(milliseconds), as: "interval", text: text) { try $0.duration(0, 0) }
    }

    @Test func `an interval of days is read, one of months refused`() async throws {
        let session = try await connect()
        try await session.perform { db in
            let rows = try db.query(Statement("intervals", "select interval '2 days 1 second', interval '1 month'"))
            #expect(try rows.duration(0, 0) == .seconds(172_801))
            #expect(throws: PostgresError.self) { try rows.duration(0, 1) }
        }
    }

    @Test(arguments: [
        "2026-11-25T16:08:00.25Z", "1999-12-31T23:59:59.999999Z", "2000-02-29T00:00:00Z", "0001-01-01T00:00:00Z",
        "1900-03-01T12:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "infinity", "-infinity",
    ])
    func `a timestamp is written and read as the server does`(text: String) async throws {
        let session = try await connect()
        try await session.perform { db in
            let rows = try db.query(Statement("parse", "select $1::text::timestamptz"), text)
            let value = try rows.timestamp(0, 0)
            #expect(value.description == text)
            let isSame = try db.query(Statement("same", "select $1::timestamptz = $2::text::timestamptz"), value, text)
            #expect(try isSame.bool(0, 0))
        }
    }

    @Test func `the Unix epoch is where it should be`() {
        #expect(PostgresTimestamp(microsecondsSince1970: 0).description == "1970-01-01T00:00:00Z")
        #expect(PostgresTimestamp(microseconds: 0).microsecondsSince1970 == 946_684_800_000_000)
        let later = PostgresTimestamp(microseconds: 2_500_000)
        #expect(later.duration(since: PostgresTimestamp(microseconds: 0)) == .milliseconds(2_500))
    }
}
