// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Postgres

@Suite struct HostListTests {
    private func keywords(_ list: HostList?) -> [String: String]? {
        guard let list else { return nil }
        var keywords: [String: String] = [:]
        list.write(to: &keywords)
        return keywords
    }

    @Test func `the hosts behind a silent one are tried with their ports`() {
        let list = HostList(host: "a,b,c", hostaddr: nil, port: "1,2,3")
        #expect(keywords(list.after(host: "a", port: "1")) == ["host": "b,c", "port": "2,3"])
        #expect(keywords(list.after(host: "b", port: "2")) == ["host": "c", "port": "3"])
        #expect(list.after(host: "c", port: "3") == nil)
    }

    @Test func `one port serves all hosts`() {
        let list = HostList(host: "a,b", hostaddr: nil, port: "5")
        #expect(keywords(list.after(host: "a", port: "5")) == ["host": "b", "port": "5"])
    }

    @Test func `the same host on two ports is told apart`() {
        let list = HostList(host: "a,a,b", hostaddr: nil, port: "1,2,3")
        #expect(keywords(list.after(host: "a", port: "2")) == ["host": "b", "port": "3"])
    }

    @Test func `addresses count as hosts`() {
        let list = HostList(host: nil, hostaddr: "10.0.0.1,10.0.0.2", port: nil)
        #expect(keywords(list.after(host: "10.0.0.1", port: "5432")) == ["hostaddr": "10.0.0.2"])
    }

    @Test func `a single host has none behind it`() {
        #expect(HostList(host: "a", hostaddr: nil, port: "1").after(host: "a", port: "1") == nil)
        #expect(HostList(host: nil, hostaddr: nil, port: nil).after(host: "/run", port: "1") == nil)
    }

    @Test func `libpq's message about a connection is taken apart`() {
        let error = PostgresError(
            connectMessage: """
                connection to server at "a", port 1 failed: Connection refused
                \tIs the server running on that host and accepting TCP/IP connections?
                connection to server at "b", port 2 failed: FATAL:  57P03: the database system is starting up
                LOCATION:  ProcessStartupPacket, postmaster.c:2401

                """)
        #expect(error.state == .cannotConnectNow)
        #expect(error.message.hasSuffix("failed: FATAL: the database system is starting up"))
        #expect(error.message.hasPrefix("connection to server at \"a\", port 1 failed: Connection refused"))
    }

    @Test func `pauses double up to their limit and vary by a quarter`() {
        var backoff = Backoff(first: .milliseconds(100), limit: .milliseconds(500))
        #expect((0..<5).map { _ in backoff.next(draw: 0.5) } == [100, 200, 400, 500, 500].map { .milliseconds($0) })
        backoff.reset()
        #expect(backoff.next(draw: 0) == .milliseconds(75))
        #expect(backoff.next(draw: 1) == .milliseconds(250))
    }
}
