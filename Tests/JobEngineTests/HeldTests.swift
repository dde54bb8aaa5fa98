// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

@Suite(.ownDatabase) struct HeldTests {
    @Test func `a checkpoint of another version waits, with the reason, for a worker that reads it`() async throws {
        let leaving = Later<Worker>()
        let once = Once()
        let job = CountingJob.job { _, first, _ in if first == 40, once.take() { leaving.current?.drain() } }
        let shop = try await Workshop.open([job])
        let id = try await shop.launch("counting", parameters: #"{"tasks": 1}"#)
        let worker = try shop.makeWorker(slots: 1)
        leaving.set(worker)
        try await worker.run()

        let newer = JobRegistry([
            CountingJob.job(version: 2) { _, _, _ in Issue.record("it cannot read this checkpoint") }
        ])
        try await shop.makeWorker("newer", registry: newer).run()
        #expect(
            try await shop.text("select reason || ': ' || detail from job.held")
                == "checkpoint_version: no live worker reads version 1 of the checkpoint of count; this one has version 2"
        )
        #expect(try await shop.status(id) == "running")

        try await shop.work()
        #expect(try await shop.number("select count(*) from job.held") == 0)
        #expect(try await shop.status(id) == "completed")
        #expect(try await shop.items(of: id) == .each(100))
        await shop.close()
    }

    @Test func `a job that no live worker offers waits, and others run past it`() async throws {
        let other = CountingJob.job("other")
        let shop = try await Workshop.open([CountingJob.job(), other])
        let waiting = try await shop.launch("counting")
        let running = try await shop.launch("other")
        try await shop.makeWorker("partial", registry: JobRegistry([other])).run()
        #expect(try await shop.text("select reason from job.held") == "unknown_job")
        #expect(try await shop.status(waiting) == "queued")
        #expect(try await shop.status(running) == "completed")
        try await shop.work()
        #expect(try await shop.status(waiting) == "completed")
        await shop.close()
    }
}
