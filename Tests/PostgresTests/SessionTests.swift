// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite(.emptyDatabase) struct SessionTests {
    @Test func `a statement returns its row`() async throws {
        let session = try await Session.connect(try TestDatabase.current)
        let sum = try await session.perform { db in
            try db.query(Statement("add", "select $1::int8 + $2::int4"), 40, Int32(2)).int64(0, 0)
        }
        #expect(sum == 42)
    }

    @Test func `a pipeline returns its results in order`() async throws {
        let session = try await Session.connect(try TestDatabase.current)
        let values = try await session.perform { db in
            let results = try db.pipeline { pipeline in
                for number in 0..<100 { pipeline.add(Statement("echo", "select $1::int8"), number) }
            }
            return try results.map { try $0.rows.int64(0, 0) }
        }
        #expect(values == Array(0..<100))
    }

    @Test func `rows are copied in and out in binary and text`() async throws {
        let session = try await Session.connect(try TestDatabase.current)
        let lines = try await session.perform { db in
            try db.run(script: "create table item (id int8, name text)")
            let count = try db.copyIn(Statement("load", "copy item from stdin with (format binary)")) { writer in
                for id in 1...3 { try writer.row(id, id == 2 ? nil : "name \(id)") }
            }
            #expect(count == 3)
            var lines: [String] = []
            try db.copyOut(Statement("dump", "copy (select * from item order by id) to stdout")) { line in
                lines.append(line.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
            }
            return lines
        }
        #expect(lines == ["1\tname 1\n", "2\t\\N\n", "3\tname 3\n"])
    }
}
