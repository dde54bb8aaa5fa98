// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite struct PostgresErrorTests {
    @Test(.emptyDatabase) func `a violated constraint comes with all its fields`() async throws {
        let session = try await connect()
        let error = try await failure {
            try await session.perform { db in
                try db.run(script: "create table item (code text constraint item_code_key unique)")
                let insert = Statement("insert_item", "insert into item values ($1)")
                try db.execute(insert, "secret value")
                try db.execute(insert, "secret value")
            }
        }
        #expect(error.kind == .server)
        #expect(error.state == .uniqueViolation)
        #expect(error.constraint == "item_code_key")
        #expect(error.schema == "public")
        #expect(error.table == "item")
        #expect(error.statement == "insert_item")
        #expect(error.detail?.contains("secret value") == true)
        #expect(error.isDataError)
        #expect(!error.isTransient)
        for part in ["23505", "unique_violation", "insert_item", "public.item", "item_code_key"] {
            #expect(error.description.contains(part))
        }
        #expect(!error.description.contains("secret value"))
        #expect(error.debugDescription.contains("secret value"))
        #expect(await session.isConnected)
    }

    @Test(.emptyDatabase) func `hint, column and context are kept`() async throws {
        let session = try await connect()
        let raised = try await failure {
            try await session.perform { db in
                try db.run(
                    script:
                        "do $$ begin raise exception 'no' using hint = 'do it so', column = 'c', datatype = 'd'; end $$"
                )
            }
        }
        #expect(raised.state == .raiseException)
        #expect(raised.hint == "do it so")
        #expect(raised.column == "c")
        #expect(raised.dataType == "d")
        #expect(raised.context?.contains("PL/pgSQL") == true)
        #expect(raised.isDataError)
    }

    @Test(arguments: [
        ("40001", true), ("40P01", true), ("55P03", true), ("08006", true), ("57P01", true), ("57P02", true),
        ("57P03", true),
        ("53300", true), ("25006", true), ("26000", true), ("57014", false), ("23505", false), ("42P01", false),
        ("22P02", false),
        ("53100", false),
    ])
    func `what may be tried again is known by its state`(state: String, isTransient: Bool) {
        #expect(PostgresError(kind: .server, state: SQLState(rawValue: state), message: "").isTransient == isTransient)
    }

    @Test func `a lost connection is transient, and one refused for a password is not`() {
        #expect(PostgresError(kind: .connectionLost, message: "").isTransient)
        #expect(PostgresError(kind: .connectionFailed, message: "").isTransient)
        #expect(PostgresError(kind: .connectionFailed, state: .cannotConnectNow, message: "").isTransient)
        #expect(!PostgresError(kind: .connectionFailed, state: .invalidPassword, message: "").isTransient)
        #expect(!PostgresError(kind: .decoding, message: "").isTransient)
    }

    @Test(arguments: [
        ("22P02", true), ("23514", true), ("54000", true), ("P0001", true), ("21000", false), ("40001", false),
        ("42P01", false),
    ])
    func `what the data is to blame for is known by its state`(state: String, isDataError: Bool) {
        #expect(PostgresError(kind: .server, state: SQLState(rawValue: state), message: "").isDataError == isDataError)
    }
}
