// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

/// A port that takes connections and never says a word.
final class SilentServer: Sendable {
    let port: UInt16
    private let descriptor: Int32

    init() throws {
        let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listening, $0, length) == 0 && listen(listening, 8) == 0
                    && getsockname(listening, $0, &length) == 0
            }
        }
        descriptor = listening
        port = UInt16(bigEndian: address.sin_port)
        try #require(isListening)
    }

    deinit { close(descriptor) }
}

@Suite struct ConnectTests {
    private func options(first host: String, port: String) throws -> ConnectionOptions {
        var options = try TestServer.options()
        let server = (options.host ?? "localhost", options.port ?? "5432")
        options.host = "\(host),\(server.0)"
        options.port = "\(port),\(server.1)"
        return options
    }

    @Test func `a dead first host is passed over`() async throws {
        let options = try options(first: "127.0.0.1", port: "1")
        let session = try await Session.connect(options)
        #expect(await session.isConnected)
        #expect(try await session.connectedPort == TestServer.options().port ?? "5432")
    }

    @Test func `a URL of several hosts is understood`() async throws {
        let server = try TestServer.options()
        let host = (server.host ?? "localhost").replacing("/", with: "%2F")
        let user = server.user.map { "user=\($0)" } ?? ""
        let url =
            "postgresql://127.0.0.1:1,\(host):\(server.port ?? "5432")/postgres?target_session_attrs=read-write&\(user)"
        let session = try await Session.connect(try ConnectionOptions(conninfo: url))
        #expect(await session.serverVersion.map { $0 >= ServerVersion(major: 15) } == true)
    }

    @Test func `a first host that takes the connection and falls silent is passed over`() async throws {
        let silent = try SilentServer()
        var options = try options(first: "127.0.0.1", port: "\(silent.port)")
        options.connectTimeout = .seconds(4)
        let session = try await Session.connect(options)
        #expect(await session.isConnected)
        #expect(try await session.connectedPort == TestServer.options().port ?? "5432")
    }

    @Test func `when all fall silent, the error says who and how long`() async throws {
        let silent = try SilentServer()
        var options = try ConnectionOptions(
            conninfo: "host=127.0.0.1,127.0.0.1 port=\(silent.port),\(silent.port) user=x")
        options.connectTimeout = .milliseconds(100)
        let error = try await failure { [options] in _ = try await Session.connect(options) }
        #expect(error.kind == .connectionFailed)
        #expect(error.message.contains("127.0.0.1:\(silent.port)"))
        #expect(error.isTransient)
    }

    @Test func `cancelling the task ends an attempt to connect`() async throws {
        let silent = try SilentServer()
        let options = try ConnectionOptions(conninfo: "host=127.0.0.1 port=\(silent.port) connect_timeout=0 user=x")
        let attempt = Task { try await Session.connect(options) }
        attempt.cancel()
        let error = try await failure { _ = try await attempt.value }
        #expect(error.kind == .cancelled)
    }
}
