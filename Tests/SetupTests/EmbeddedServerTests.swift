// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import Testing

@testable import Setup

@Suite struct EmbeddedServerTests {
    @Test func `a server is made, answers on its socket alone, and is gone after the stop`() async throws {
        try await withServer { server in
            #expect(server.status == .missing)
            #expect(try await offPool("start") { try server.start() } == .made)
            #expect(try await offPool("start") { try server.start() } == .wasRunning)
            let session = try await Session.connect(try server.options(user: SystemAccount.current.name))
            let address = try await session.query(
                Statement("listens", "select current_setting('listen_addresses'), current_user::text"))
            #expect(try address.text(0, 0) == "")
            #expect(try address.text(0, 1) == SystemAccount.current.name)
            // With a connection open, and a transaction in it.
            try await session.run(script: "begin")
            #expect(try await offPool("stop") { try server.stop() })
            #expect(server.status == .stopped)
            #expect(try await offPool("stop") { try server.stop() } == false)
            await #expect(throws: PostgresError.self) { try await session.query(Statement("one", "select 1")).count }
            #expect(try await offPool("start") { try server.start() } == .started)
        }
    }

    @Test func `a path too long for a socket, closed to everybody else, will do`() async throws {
        let folder = "/" + String(repeating: "a-rather-long-name/", count: 7) + "home"
        try await withServer(below: folder) { server in
            try Files.makeFolder(server.folder)
            #expect(chmod(server.folder, 0o700) == 0)
            #expect(server.folder.utf8.count > ServerHome.socketPathLimit)
            try await offPool("start") { try server.start() }
            let socket = try #require(server.home.record?.socket)
            #expect(socket.hasPrefix("/tmp/chantier-"))
            let status = try #require(Files.status(socket))
            #expect(status.st_mode & 0o777 == 0o700)
            let session = try await Session.connect(
                try ConnectionOptions(conninfo: server.url() + "&user=\(SystemAccount.current.name)"))
            #expect(
                try await session.query(Statement("database", "select current_database()::text")).text(0, 0)
                    == "chantier")
            await session.close()
            try await offPool("stop") { try server.stop() }
            #expect(!Files.exists(socket))
            // Nobody but this user, and where that is root the server's account, may enter.
            let mode = try #require(Files.status(server.folder)).st_mode & 0o777
            #expect(mode == (geteuid() == 0 ? 0o710 : 0o700))
        }
    }

    @Test func `a home below a folder that is closed to the server's account will do`() async throws {
        try await withServer(baseMode: 0o700) { server in
            try await offPool("start") { try server.start() }
            try await offPool("stop") { try server.stop() }
            #expect(try await offPool("start") { try server.start() } == .started)
            let session = try await Session.connect(try server.options(user: SystemAccount.current.name))
            let file = try await session.query(
                Statement("write", "select (select count(*) from pg_ls_waldir()) > 0, current_database()::text"))
            #expect(try file.bool(0, 0))
            await session.close()
        }
    }

    @Test func `what a killed server leaves behind is cleared away at the next start`() async throws {
        try await withServer(durability: .full) { server in
            try await offPool("start") { try server.start() }
            let user = SystemAccount.current.name
            let session = try await Session.connect(try server.options(user: user))
            try await session.run(script: "create table kept (n int); insert into kept values (1)")
            // A backend that does not notice the death of its server, since it computes.
            let busy = try await Session.connect(try server.options(user: user))
            let work = Task {
                try? await busy.perform { db in try db.query(Statement("busy", "select pg_sleep(60)")).count }
            }
            guard case .running(let pid) = server.status else {
                Issue.record("the server does not run")
                return
            }
            #expect(kill(pid, SIGKILL) == 0)
            #expect(try await offPool("start") { try server.start() } == .started)
            _ = await work.value
            let again = try await Session.connect(try server.options(user: user))
            #expect(try await again.query(Statement("kept", "select n from kept")).int(0, 0) == 1)
            await again.close()
        }
    }

    @Test func `of two starts at once one does it, and both succeed`() async throws {
        try await withServer { server in
            let outcomes = try await withThrowingTaskGroup(of: EmbeddedServer.StartOutcome.self) { group in
                for _ in 0..<4 { group.addTask { try await offPool("start") { try server.start() } } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == .made }.count == 1)
            #expect(outcomes.filter { $0 == .wasRunning }.count == 3)
        }
    }

    @Test func `a cluster whose making was interrupted is made anew`() async throws {
        try await withServer { server in
            try server.home.make()
            try server.home.write(.init(id: "1", administrator: "ann", socket: server.home.socket, isComplete: false))
            try Files.makeFolder(server.home.data)
            try Files.write("15\n", to: server.home.data + "/PG_VERSION")
            #expect(try await offPool("start") { try server.start() } == .made)
        }
    }

    @Test func `somebody else's folder of the cluster's name is left alone`() async throws {
        try await withServer { server in
            try server.home.make()
            try Files.makeFolder(server.home.data)
            try Files.write("theirs", to: server.home.data + "/letter.txt")
            await #expect(throws: ProgramFailure.self) { try await offPool("start") { try server.start() } }
            #expect(Files.text(server.home.data + "/letter.txt") == "theirs")
        }
    }

    @Test func `a URL encodes what has a meaning in it`() {
        #expect(EmbeddedServer.percentEncoded("/srv/my shop&co/é") == "/srv/my%20shop%26co/%C3%A9")
    }

    @Test(arguments: [
        ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15), ("postgres (PostgreSQL) 18beta2", 18),
    ])
    func `the version of a server is read`(line: String, major: Int) {
        #expect(ServerPrograms.majorVersion(of: line) == major)
    }

    /// A server in a folder that is removed afterwards.
    private func withServer(
        below folder: String = "/home", baseMode: mode_t = 0o711, durability: EmbeddedServer.Durability = .none,
        _ body: (EmbeddedServer) async throws -> Void
    ) async throws {
        let base = "/tmp/chantier-setup-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        mkdir(base, baseMode)
        let server = EmbeddedServer(home: base + folder, durability: durability)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(server))
        } catch {
            outcome = .failure(error)
        }
        try await offPool("remove") {
            try server.remove()
            try Files.removeTree(base)
        }
        try outcome.get()
    }
}
