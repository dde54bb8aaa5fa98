// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@testable import Tracking

@Suite struct ExecutionReferenceTests {
    private static let id = "0aa93b52-6c1e-4f0b-9a55-0f3b6f6f7d11"

    @Test(arguments: [
        id, id.uppercased(), "0aa93b526c1e4f0b9a550f3b6f6f7d11", "https://pim.example/executions/\(id)",
        "http://localhost:8080/executions/\(id)/",
    ])
    func `a full id is read with and without its URL`(text: String) throws {
        #expect(ExecutionReference(text) == .full(try #require(UUIDBytes(Self.id))))
    }

    @Test func `eight digits and more are a prefix`() {
        #expect(ExecutionReference("0aa93b52") == .prefix("0aa93b52"))
        #expect(ExecutionReference("0AA93B52-6c1e") == .prefix("0aa93b526c1e"))
        #expect(ExecutionReference("@latest") == .latest)
    }

    @Test(arguments: [
        "", "42", "0aa93b5", "garbage!", "@newest", "https://pim.example/executions/0aa93b52", "../0aa93b52",
        "%0aa93b52",
    ])
    func `anything else names nothing`(text: String) {
        #expect(ExecutionReference(text) == nil)
    }

    @Test(.ownDatabase) func `a person finds their own executions, and nobody else's`() async throws {
        let (mary, julia) = (try await TestDatabase.makePerson("mary"), try await TestDatabase.makePerson("julia"))
        try await Fixture.registerJob()
        let hers = try await Fixture.launch(as: mary)
        let other = try await Fixture.launch(as: mary)
        for reference in [
            ExecutionReference.full(hers), .prefix(String(hers.description.filter { $0 != "-" }.prefix(12))),
        ] {
            #expect(try await Self.resolve(reference, as: mary) == hers)
            #expect(try await Self.resolve(reference, as: julia) == nil)
        }
        #expect(try await Self.resolve(.latest, as: mary) == other)
        #expect(try await Self.resolve(.latest, as: julia) == nil)
        let random = try #require(UUIDBytes(Self.id))
        #expect(try await Self.resolve(.full(random), as: mary) == nil)
    }

    private static func resolve(_ reference: ExecutionReference, as person: String) async throws -> UUIDBytes? {
        let session = try await Session.connect(try TestDatabase.current.options(user: person))
        return try await session.perform { db in
            if case .found(let id) = try reference.resolve(on: db) { id } else { nil }
        }
    }
}
