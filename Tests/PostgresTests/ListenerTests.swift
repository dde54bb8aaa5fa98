// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

@Suite(.emptyDatabase) struct ListenerTests {
    private func notify(_ payload: String) async throws {
        let session = try await connect()
        _ = try await session.query(Statement("notify", "select pg_notify('Odd \"Channel', $1)"), payload)
    }

    private static let listening = Statement(
        "listening", "select pid from pg_stat_activity where application_name = $1 and query like 'listen%'")

    @Test func `a listener hears, loses its connection, and hears again`() async throws {
        var options = try TestDatabase.current
        let name = "ears \(UInt64.random(in: 0 ... .max))"
        options.applicationName = name
        var events = try Listener.events(options, channels: ["Odd \"Channel"]).makeAsyncIterator()
        #expect(await events.next() == .listening)
        try await notify("first")
        guard case .notification(let first) = await events.next() else { throw Unexpected() }
        #expect(first.channel == "Odd \"Channel")
        #expect(first.payload == "first")
        let admin = try await connect()
        try await admin.terminate(try await admin.query(Self.listening, name).int32(0, 0))
        guard case .disconnected(let error) = await events.next() else { throw Unexpected() }
        #expect(error.kind == .connectionLost)
        #expect(await events.next() == .listening)
        try await notify("second")
        guard case .notification(let second) = await events.next() else { throw Unexpected() }
        #expect(second.payload == "second")
    }

    @Test func `a listener that is dropped goes away`() async throws {
        var options = try TestDatabase.current
        let name = "ears \(UInt64.random(in: 0 ... .max))"
        options.applicationName = name
        let (stream, continuation) = AsyncStream.makeStream(of: Listener.Event.self)
        var listener: Listener? = try Listener(options, channels: ["c"]) { continuation.yield($0) }
        var events = stream.makeAsyncIterator()
        #expect(await events.next() == .listening)
        #expect(listener != nil)
        listener = nil
        let admin = try await connect()
        try await until { try await admin.query(Self.listening, name).isEmpty }
    }

    @Test func `a server that is not there is an event, and stopping ends the attempts`() async throws {
        let options = try ConnectionOptions(conninfo: "host=/no/such/folder")
        let (stream, continuation) = AsyncStream.makeStream(of: Listener.Event.self)
        let listener = try Listener(options, channels: ["c"]) { continuation.yield($0) }
        var events = stream.makeAsyncIterator()
        for _ in 0..<2 {
            guard case .disconnected(let error) = await events.next() else { throw Unexpected() }
            #expect(error.kind == .connectionFailed)
        }
        listener.stop()
    }

    private struct Unexpected: Error {}
}

@Suite(.emptyDatabase) struct WaitTests {
    /// Runs `body` with a listening connection on a plain thread.
    private func onPlainThread<T: Sendable>(
        _ body: @escaping @Sendable (inout Connection) throws(PostgresError) -> T
    ) async throws -> Result<T, PostgresError> {
        let options = try TestDatabase.current
        let (results, sender) = AsyncStream.makeStream(of: Result<T, PostgresError>.self)
        _ = try NativeThread(name: "plain") {
            do throws(PostgresError) {
                var connection = try Connection.connect(options)
                try connection.run(script: "listen c")
                sender.yield(.success(try body(&connection)))
            } catch {
                sender.yield(.failure(error))
            }
        }
        var iterator = results.makeAsyncIterator()
        return try #require(await iterator.next())
    }

    @Test func `a wake ends the wait, also one that came before`() async throws {
        let wake = try WakeHandle()
        wake.wake()
        wake.wake()
        let result = try await onPlainThread { connection throws(PostgresError) in
            let first = try connection.waitForNotification(timeout: .seconds(60), wake: wake)
            let second = try connection.waitForNotification(timeout: .zero, wake: wake)
            return [first, second]
        }
        #expect(try result.get() == [.woken, .timeout])
    }

    @Test func `notifications are handed out one by one`() async throws {
        let result = try await onPlainThread { connection throws(PostgresError) in
            try connection.run(script: "notify c, 'a'; notify c, 'b'")
            var payloads: [String] = []
            while case .notification(let notification) = try connection.waitForNotification(timeout: .milliseconds(1)) {
                payloads.append(notification.payload)
            }
            return payloads
        }
        #expect(try result.get() == ["a", "b"])
    }

    @Test func `a connection that is lost while waiting is an error`() async throws {
        let admin = try await connect()
        let (processes, sender) = AsyncStream.makeStream(of: Int32.self)
        async let waiting = onPlainThread { connection throws(PostgresError) in
            sender.yield(connection.serverProcess ?? 0)
            let result = try connection.waitForNotification(timeout: .seconds(60))
            return "\(result)"
        }
        var iterator = processes.makeAsyncIterator()
        try await admin.terminate(try #require(await iterator.next()))
        let result = try await waiting
        guard case .failure(let error) = result else {
            Issue.record("the wait ended well: \(result)")
            return
        }
        #expect(error.kind == .connectionLost)
    }

    @Test func `a handle wakes a waiting thread, and a thread can be joined`() async throws {
        let wake = try WakeHandle()
        let (results, sender) = AsyncStream.makeStream(of: Bool.self)
        let thread = try NativeThread(name: "waiter") {
            sender.yield(wake.wait(timeout: nil))
            sender.yield(wake.wait(timeout: .milliseconds(1)))
        }
        wake.wake()
        var iterator = results.makeAsyncIterator()
        #expect(await iterator.next() == true)
        #expect(await iterator.next() == false)
        thread.join()
        thread.join()
    }
}
