// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

@Suite(.ownDatabase) struct SplitTests {
    @Test(arguments: [1, 2])
    func `idle slots cut the largest range left, and each item is still written once`(workers: Int) async throws {
        let shop = try await Workshop.open([CountingJob.job(mayBeSplit: true, pace: .milliseconds(5))])
        let id = try await shop.launch("counting", parameters: #"{"items": 1500, "tasks": 1}"#)
        try await shop.work(workers: workers, slots: 3)
        #expect(try await shop.status(id) == "completed")
        #expect(try await shop.items(of: id) == .each(1_500))
        #expect(
            try await shop.number(
                "select count(*) from job.task t join job.step s on s.id = t.step_id where s.name = 'count'") > 1)
        #expect(
            try await shop.text("select concat_ws(' ', done, open) from job.step where name = 'count'") == "1500 0")
        await shop.close()
    }

    @Test func `a step that may not be split is left alone`() async throws {
        let shop = try await Workshop.open([
            CountingJob.job(pace: .milliseconds(2)), CountingJob.job("other", mayBeSplit: true),
        ])
        let id = try await shop.launch("counting", parameters: #"{"items": 300, "tasks": 1}"#)
        try await shop.work(slots: 3)
        #expect(try await shop.items(of: id) == .each(300))
        #expect(
            try await shop.number(
                "select count(*) from job.task t join job.step s on s.id = t.step_id where s.name = 'count'") == 1)
        await shop.close()
    }
}
