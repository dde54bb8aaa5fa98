// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite(.emptyDatabase) struct CopyTests {
    private struct Refusal: Error {}
    private static let load = Statement("load_items", "copy item from stdin")
    private static let loadBinary = Statement("load_items_binary", "copy item from stdin with (format binary)")
    private static let dump = Statement("dump_items", "copy (select id, name from item order by id) to stdout")
    private static let count = Statement("count", "select count(*) from item")

    private func sessionWithTable() async throws -> Session {
        let session = try await connect()
        try await session.run(script: "create table item (id int8, name text)")
        return session
    }

    @Test func `binary rows go in and text lines come out`() async throws {
        let session = try await sessionWithTable()
        let lines = try await session.perform { db in
            let count = try db.copyIn(Self.loadBinary) { writer in
                for id in 1...3 { try writer.row(id, id == 2 ? nil : "name \(id)") }
                writer.openRow(fields: 2)
                writer.field(Int64(4))
                try writer.field(bytes: Array("four".utf8).span)
                writer.openRow(fields: 2)
                writer.nullField()
                writer.nullField()
            }
            #expect(count == 5)
            var lines: [String] = []
            let rows = try db.copyOut(Self.dump) { line in
                lines.append(line.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
            }
            #expect(rows == 5)
            return lines
        }
        #expect(lines == ["1\tname 1\n", "2\t\\N\n", "3\tname 3\n", "4\tfour\n", "\\N\t\\N\n"])
    }

    @Test func `many megabytes go in and out`() async throws {
        let session = try await sessionWithTable()
        let name = String(repeating: "x", count: 100)
        try await session.perform { db in
            let count = try db.copyIn(Self.load) { writer in
                for id in 0..<80_000 { try writer.write("\(id)\t\(name)\n") }
            }
            #expect(count == 80_000)
            var bytes = 0
            #expect(try db.copyOut(Self.dump) { bytes += $0.byteCount } == 80_000)
            #expect(bytes > 80_000 * 101)
        }
    }

    @Test func `data that the server refuses is its error, with the statement's name and the line`() async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            try await session.perform { db in
                _ = try db.copyIn(Self.load) { writer in
                    try writer.write("1\ta\n")
                    try writer.write("two\tb\n")
                    for id in 0..<50_000 { try writer.write("\(id)\tc\n") }
                }
            }
        }
        #expect(error.state == "22P02")
        #expect(error.statement == "load_items")
        #expect(error.context?.contains("line 2") == true)
        #expect(error.isDataError)
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
    }

    @Test func `a body that throws ends the copy in, with its own error`() async throws {
        let session = try await sessionWithTable()
        await #expect(throws: Refusal.self) {
            try await session.perform { db in
                _ = try db.copyIn(Self.load) { writer in
                    try writer.write("1\ta\n")
                    throw Refusal()
                }
            }
        }
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
    }

    @Test func `a body that throws ends the copy out, with its own error`() async throws {
        let session = try await sessionWithTable()
        await #expect(throws: Refusal.self) {
            try await session.perform { db in
                _ = try db.copyOut(Statement("series", "copy (select generate_series(1, 10000000)) to stdout")) { _ in
                    throw Refusal()
                }
            }
        }
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
    }

    @Test func `a connection that a body lost elsewhere does not harm this one`() async throws {
        let session = try await sessionWithTable()
        let elsewhere = PostgresError(kind: .connectionLost, message: "another connection")
        for isIn in [true, false] {
            let error = try await failure {
                try await session.perform { db in
                    if isIn {
                        _ = try db.copyIn(Self.load) { _ in throw elsewhere }
                    } else {
                        try db.run(script: "insert into item values (1)")
                        _ = try db.copyOut(Self.dump) { _ in throw elsewhere }
                    }
                }
            }
            #expect(error == elsewhere)
            #expect(await session.isConnected)
        }
        #expect(try await session.query(Self.count).int64(0, 0) == 1)
    }

    @Test func `an error of the server in the middle of a copy out is thrown`() async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            try await session.perform { db in
                _ = try db.copyOut(
                    Statement("divide", "copy (select 1 / (5 - g) from generate_series(1, 9) g) to stdout")
                ) { _ in }
            }
        }
        #expect(error.state == "22012")
        #expect(error.statement == "divide")
    }

    @Test(arguments: ["select 1", "copy item to stdout", "copy nowhere from stdin"])
    func `what is no copy in is refused, and the session goes on`(sql: String) async throws {
        let session = try await sessionWithTable()
        let error = try await failure {
            try await session.perform { db in
                _ = try db.copyIn(Statement("wrong", sql)) { _ in Issue.record("the body ran") }
            }
        }
        #expect(error.statement == "wrong")
        #expect(error.kind == .usage || error.state == .undefinedTable)
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
    }

    @Test(arguments: ["copy item from stdin", "copy item to stdout"])
    func `a copy as a plain statement is refused, and the session goes on`(sql: String) async throws {
        let session = try await sessionWithTable()
        #expect(try await failure { _ = try await session.query(Statement("wrong", sql)) }.kind == .usage)
        #expect(try await failure { try await session.run(script: sql) }.kind == .usage)
        #expect(try await session.query(Self.count).int64(0, 0) == 0)
    }
}
