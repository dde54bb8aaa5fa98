// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@testable import Catalog
@testable import CatalogStore

@Suite(.ownDatabase) struct ProductWriterTests {
    private static let origin = ChangeOrigin(executionID: 7, owner: "mary", month: "2026-11-01")
    private static let at = PostgresTimestamp(microseconds: 5)

    private static func judgement(_ identifier: String, values: String = "{}") -> Judgement {
        var judgement = Judgement()
        judgement.identifier = Array(identifier.utf8)
        judgement.identifierKey = Array(identifier.lowercased().utf8)
        judgement.values = Array(values.utf8)
        return judgement
    }

    private static func connect() async throws -> Session {
        try await Session.connect(try TestDatabase.worker, name: "writer")
    }

    private static func find(_ identifiers: String..., on db: isolated Session) throws -> StoredProducts {
        var keys = ArrayColumn(.text)
        for identifier in identifiers { keys.append(identifier) }
        return try StoredProducts(uuids: ArrayColumn(.uuid), identifierKeys: keys, on: db)
    }

    @Test func `new products are written whole and found by their folded identifier`() async throws {
        try await Self.connect().perform { db in
            var writer = ProductWriter(origin: Self.origin, at: Self.at)
            var lamp = Self.judgement("B", values: #"{"name": "b"}"#)
            lamp.categories = Array("x,y".utf8)
            lamp.family = Array("lamps".utf8)
            lamp.isEnabled = false
            writer.create(id: 1, uuid: nil, Self.judgement("A"))
            writer.create(id: 2, uuid: nil, lamp)
            writer.setUnique(Array("4006".utf8), attribute: Array("ean".utf8), product: 2)
            #expect(try db.atomically { try writer.write(on: $0) } == .written)

            let stored = try Self.find("a", "zz", "b", on: db)
            #expect(stored.product(identifierAt: 0)?.id == 1)
            #expect(stored.product(identifierAt: 1) == nil)
            let found = try #require(stored.product(identifierAt: 2))
            func text(_ range: Range<Int>?) -> String? {
                range.map { String(decoding: stored.bytes[$0], as: UTF8.self) }
            }
            #expect(text(found.values) == #"{"name": "b"}"#)
            #expect(text(found.categories) == "x,y")
            #expect(text(found.groups) == "")
            #expect(text(found.family) == "lamps")
            #expect(!found.isEnabled)
            let history = try db.query(Statement("", "select created::text, item_id from catalog.history"))
            #expect(history.count == 1)
            #expect(try history.text(0, 0) == "{[1,3)}")
        }
    }

    @Test func `a change merges values, keeps the before-image and wants the version that was compared`() async throws {
        try await Self.connect().perform { db in
            var writer = ProductWriter(origin: Self.origin, at: Self.at)
            writer.create(id: 1, uuid: nil, Self.judgement("A", values: #"{"name": "a", "color": "red"}"#))
            _ = try db.atomically { try writer.write(on: $0) }
            let found = try #require(try Self.find("a", on: db).product(identifierAt: 0))
            var changed = Self.judgement("A", values: #"{"name": "b"}"#)
            changed.cleared = Array("color".utf8)
            changed.before = Array(#"{"values": {"name": "a", "color": "red"}}"#.utf8)
            var change = ProductWriter(origin: Self.origin, at: Self.at)
            change.update(id: 1, seen: found.seen, changed)
            #expect(try db.atomically { try change.write(on: $0) } == .written)
            #expect(
                try db.query(Statement("", "select values::text from catalog.product")).text(0, 0) == #"{"name": "b"}"#)
            let before = try db.query(
                Statement("", "select before->'values'->>'color' from catalog.history where item_id = 1"))
            #expect(try before.text(0, 0) == "red")
            // The same version a second time: somebody was faster.
            #expect(try db.atomically { try change.write(on: $0) } == .changedMeanwhile)
        }
    }

    @Test func `what the database refuses one by one is named, the others are written`() async throws {
        try await Self.connect().perform { db in
            var writer = ProductWriter(origin: Self.origin, at: Self.at)
            writer.create(id: 1, uuid: nil, Self.judgement("A"))
            _ = try db.atomically { try writer.write(on: $0) }
            var each = ProductWriter(mode: .each, origin: Self.origin, at: Self.at)
            each.create(id: 2, uuid: nil, Self.judgement("B"))
            each.create(id: 3, uuid: nil, Self.judgement("a"))
            each.create(id: 4, uuid: nil, Self.judgement("C"))
            let refused = try db.atomically { try each.writeEach(on: $0) }
            #expect(refused.map(\.place) == [1])
            #expect(refused.first?.constraint == "product_identifier_key_key")
            let ids = try db.query(Statement("", "select array_agg(id order by id) from catalog.product")).int64Array(
                0, 0)
            #expect(ids == [1, 2, 4])
            let kept = try db.query(Statement("", "select created::text from catalog.history order by created desc"))
            #expect(try kept.text(0, 0) == "{[2,3),[4,5)}")
        }
    }

    @Test func `writers of the same new products in opposite order wait for each other and do not deadlock`()
        async throws
    {
        let identifiers = (0..<200).map { "P\($0)" }
        let outcomes = try await withThrowingTaskGroup(of: SQLState?.self) { group in
            for turn in 0..<4 {
                let order = turn.isMultiple(of: 2) ? identifiers : identifiers.reversed()
                let session = try await Self.connect()
                group.addTask {
                    do {
                        try await session.perform { db in
                            var writer = ProductWriter(origin: Self.origin, at: Self.at)
                            for (place, identifier) in order.enumerated() {
                                writer.create(
                                    id: Int64(turn * 1000 + place), uuid: nil, Self.judgement(identifier))
                            }
                            _ = try db.atomically { try writer.write(on: $0) }
                        }
                        return nil
                    } catch let error as PostgresError {
                        return error.state
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(outcomes.count { $0 == .uniqueViolation } == 3)
    }

    @Test func `products are found by index although the plan was made for an empty table`() async throws {
        try await Self.connect().perform { db in
            // Six runs and the server keeps the plan for any parameters.
            for _ in 0..<8 { _ = try Self.find("a", on: db) }
            var writer = ProductWriter(origin: Self.origin, at: Self.at)
            for id in 1...2000 { writer.create(id: Int64(id), uuid: nil, Self.judgement("P\(id)")) }
            _ = try db.atomically { try writer.write(on: $0) }
            let scans = try db.atomically { db in
                _ = try Self.find("p1", "p2", on: db)
                return try db.query(Self.scans).int64(0, 0)
            }
            #expect(scans == 0)
        }
    }

    /// How often the running transaction has read the table of products from end to end.
    private static let scans = Statement("", "select pg_stat_get_xact_numscans('catalog.product'::regclass)")
}
