// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite struct ConnectionOptionsTests {
    private static let secret = "pa55-w0rd"

    @Test(arguments: [
        "postgresql://ann:pa55-w0rd@db.example:5433/shop?sslpassword=pa55-w0rd",
        "host=db.example user=ann password=pa55-w0rd dbname=shop port=5433",
    ])
    func `no way of printing options shows a password`(text: String) throws {
        var options = try ConnectionOptions(conninfo: text, applicationName: "shop")
        var dumped = ""
        dump(options, to: &dumped)
        let mirrored = Mirror(reflecting: options).children.map { "\($0.value)" }.joined()
        for shown in [
            "\(options)", String(reflecting: options), dumped, mirrored, "\([options])", "\(Optional(options) as Any)",
        ] {
            #expect(!shown.contains(Self.secret))
        }
        #expect(options["password"] == nil)
        #expect(options.hasPassword)
        #expect("\(options)".contains("host=db.example"))
        #expect(options.port == "5433")
        #expect(options.database == "shop")
        options.setPassword(nil)
        #expect(!options.hasPassword)
    }

    @Test(arguments: [
        "postgresql://ann:pa55-w0rd@[db", "postgresql://ann:pa55-w0rd@db/%zz", "host=db password='pa55-w0rd",
        "password=x pa55-w0rd",
        "password=my pa55-w0rd=x", "postgresql://ann:pa55-w0rd@db/shop?nonsense=1",
        "postgresql://ann:pa55-w0rd@db:port/x?a",
        "postgresql://ann:\"pa55-w0rd@[db",
    ])
    func `the complaint about a text that cannot be read repeats nothing of it`(text: String) throws {
        do {
            _ = try ConnectionOptions(conninfo: text)
            // The rest is libpq's to find out when it connects.
        } catch {
            #expect(error.kind == .configuration)
            #expect(!error.debugDescription.contains(Self.secret))
            #expect(error.message.utf8.count > "the connection text cannot be understood: ".utf8.count)
        }
    }

    @Test func `a refused login shows state and no password`() async throws {
        var options = try TestServer.options()
        options.user = "nobody_of_this_name"
        options.setPassword(Self.secret)
        let error = try await failure { _ = try await Session.connect(options) }
        #expect(error.kind == .connectionFailed)
        #expect(error.state?.errorClass == "28")
        #expect(!error.debugDescription.contains(Self.secret))
        #expect(!error.message.contains("LOCATION"))
        #expect(error.message.contains("nobody_of_this_name"))
    }

    @Test func `a missing database is told by its state`() async throws {
        let options = try TestServer.options().with(database: "no_database_of_this_name")
        let error = try await failure { _ = try await Session.connect(options) }
        #expect(error.state == .invalidCatalogName)
        #expect(!error.isTransient)
    }

    @Test func `a server that is not there is worth another attempt`() async throws {
        let options = try ConnectionOptions(conninfo: "host=/no/such/folder")
        let error = try await failure { _ = try await Session.connect(options) }
        #expect(error.kind == .connectionFailed)
        #expect(error.state == nil)
        #expect(error.isTransient)
        #expect(error.message.contains("/no/such/folder"))
    }

    @Test(.emptyDatabase) func `settings, name and encoding hold from the first statement on`() async throws {
        let session = try await connect { options in
            options.settings = ["statement_timeout": "12345ms", "search_path": "pg_catalog, \"odd \\ name\""]
            options.applicationName = "a name of ours"
        }
        try await session.perform { db in
            let rows = try db.query(
                Statement(
                    "settings",
                    """
                    select current_setting('statement_timeout'), current_setting('search_path'),
                        current_setting('application_name'), current_setting('client_encoding')
                    """))
            #expect(try rows.text(0, 0) == "12345ms")
            #expect(try rows.text(0, 1) == "pg_catalog, \"odd \\ name\"")
            #expect(try rows.text(0, 2) == "a name of ours")
            #expect(try rows.text(0, 3) == "UTF8")
        }
    }

    @Test(.emptyDatabase) func `notices go to their receiver`() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Notice.self)
        let session = try await connect { $0.onNotice = { continuation.yield($0) } }
        try await session.run(script: "do $$ begin raise warning 'look out'; end $$")
        var notices = stream.makeAsyncIterator()
        let notice = try #require(await notices.next())
        #expect(notice.severity == "WARNING")
        #expect(notice.message == "look out")
    }

    @Test func `names and literals are quoted`() {
        #expect(quoteIdentifier("a\"b") == "\"a\"\"b\"")
        #expect(quoteLiteral("it's") == "'it''s'")
        #expect(quoteLiteral("a\\b'c") == "E'a\\\\b''c'")
    }

    @Test(.emptyDatabase) func `a quoted literal is what the server reads`() async throws {
        let session = try await connect()
        let text = "it's \\ \"odd\" ü"
        let read = try await session.perform { db in
            try db.query(Statement("literal", "select \(quoteLiteral(text))::text", prepare: false)).text(0, 0)
        }
        #expect(read == text)
    }
}
