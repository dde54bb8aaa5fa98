// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

/// NOTIFY knows no rights: whoever can log in hears everything.
@Suite(.ownDatabase) struct ListeningTests {
    @Test func `while another's job runs, channels carry internal numbers only`() async throws {
        let migrated = try await Program.chantier.run(["database", "migrate", "--database", try TestDatabase.text()])
        #expect(migrated.code == 0)
        let scene = try await Scene.make()
        let ears = try TestDatabase.current.options(user: scene.julia)
        var events = try Listener.events(ears, channels: ["chantier_progress", "chantier_ready", "ended"])
            .makeAsyncIterator()
        #expect(await events.next() == .listening)
        for _ in 1...3 {
            _ = try await TestDatabase.launchMissing(as: scene.mary, file: "/no/such/SECRETITEM.csv")
        }
        let stopped = try await scene.psql("select tracker.stop(:'id');", as: scene.mary)
        #expect(stopped.errors == "")
        let speaker = try await Session.connect(try TestDatabase.current, name: "speaker")
        try await speaker.run(script: "notify ended")
        await speaker.close()

        var payloads: [String] = []
        while case .notification(let heard) = await events.next(), heard.channel != "ended" {
            payloads.append(heard.payload)
        }
        #expect(payloads.contains { !$0.isEmpty })
        #expect(payloads.allSatisfy { $0.isEmpty || Int64($0) != nil }, "\(payloads)")
    }
}
