// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite struct SessionTests {
    @Test func `a statement returns its row`() async throws {
        let session = try await Session.connect(try TestServer.options(), name: "smoke")
        let sum = try await session.perform { db in
            try db.query(Statement("add", "select $1::int8 + $2::int4"), 40, Int32(2)).int64(0, 0)
        }
        #expect(sum == 42)
    }
}
