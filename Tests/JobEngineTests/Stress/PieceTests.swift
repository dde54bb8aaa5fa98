// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

/// Files as rows.
@Suite(.ownDatabase) struct PieceTests {
    /// Text that compresses, then bytes that do not.
    private static let content: [UInt8] = {
        var random = SeededRandom(seed: 7)
        let line = Array("sku;name-en_US;price-EUR\n".utf8)
        var bytes: [UInt8] = []
        while bytes.count < 500_000 { bytes += line }
        for _ in 0..<40_000 { withUnsafeBytes(of: random.next()) { bytes += $0 } }
        return bytes
    }()

    private static let size = 262_144

    private static func pieces() -> [[UInt8]] {
        stride(from: 0, to: content.count, by: size).map { Array(content[$0..<min($0 + size, content.count)]) }
    }

    @Test func `an upload comes back byte for byte, from any offset, and for nobody else`() async throws {
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        try await admin.perform { db in try ProtocolWorker.registerJobs(on: db) }
        let person = try await TestDatabase.makePerson("mary")
        let mary = try await Session.connect(try TestDatabase.current.options(user: person), name: "mary")
        let upload = try await mary.perform { db in
            let upload = try db.number("select tracker.start_upload('products.csv', $1)", Self.content.count)
            for (index, piece) in Self.pieces().enumerated() {
                try db.execute(
                    Statement("put", "select tracker.put_pieces($1, $2, $3)"), upload, Int32(index), [piece])
            }
            try db.execute(Statement("finish", "select tracker.finish_upload($1, $2)"), upload, Self.content.count)
            try db.execute(Statement("launch", "select tracker.launch('plain', p_upload => $1)"), upload)
            return upload
        }

        let worker = try await Session.connect(try TestDatabase.worker, name: "worker")
        let month = try await worker.perform { db in try #require(try Artifact.load(upload, on: db)) }
        #expect(month.isComplete && month.size == Int64(Self.content.count))
        for offset in [0, 1, Self.size - 1, Self.size, 600_000, Self.content.count - 1] {
            let read = try await worker.perform { db in try Self.read(upload, from: offset, on: db) }
            #expect(read == Array(Self.content[offset...]), "from byte \(offset)")
        }

        let other = try await TestDatabase.makePerson("julia")
        let julia = try await Session.connect(try TestDatabase.current.options(user: other), name: "julia")
        let seen = try await julia.perform { db in
            try db.number("select (select count(*) from job.piece) + (select count(*) from job.artifact)")
        }
        #expect(seen == 0)
    }

    /// All bytes from an offset on, by arithmetic: input pieces have one size.
    private static func read(_ artifact: Int64, from offset: Int, on db: isolated Session) throws -> [UInt8] {
        let rows = try db.query(
            Statement(
                "read",
                """
                select p.bytes from job.piece p join job.artifact a on a.id = p.artifact_id and a.month = p.month
                 where p.artifact_id = $1 and p.part = 0 and p.ordinal >= $2 order by p.ordinal
                """), artifact, Int32(offset / size))
        var bytes: [UInt8] = []
        for row in 0..<rows.count { bytes += try rows.byteArray(row, 0) }
        return Array(bytes.dropFirst(offset % size))
    }

    @Test func `what tasks write side by side is one file in the order of their parts`() async throws {
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        let execution = try await admin.perform { db in
            try ProtocolWorker.registerJobs(on: db)
            try db.run(script: "select tracker.add_person(current_user)")
            return try db.number("select l.execution_id from tracker.launch('plain') l")
        }
        let worker = try await Session.connect(try TestDatabase.worker, name: "worker")
        let text = try await worker.perform { db in
            let file = try Artifact.makeOutput(execution: execution, name: "out.csv", mediaType: "text/csv", on: db)
            let add = Statement("add", "select job.add_pieces($1, $2, $3, $4)")
            try db.execute(add, file, 100, Int32(0), [Array("c".utf8), Array("d".utf8)])
            try db.execute(add, file, 0, Int32(0), [Array("a".utf8)])
            try db.execute(add, file, 0, Int32(1), [Array("b".utf8)])
            // A chunk that rolls back takes its bytes along.
            try db.begin()
            try db.execute(add, file, 100, Int32(2), [Array("x".utf8)])
            try db.rollback()
            return try db.query(
                Statement(
                    "whole",
                    """
                    select convert_from(string_agg(p.bytes, '' order by p.part, p.ordinal), 'utf8')
                      from job.piece p where p.artifact_id = $1
                    """), file
            ).text(0, 0)
        }
        #expect(text == "abcd")
    }
}
