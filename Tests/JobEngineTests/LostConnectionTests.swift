// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

@Suite(.ownDatabase) struct LostConnectionTests {
    @Test func `a chunk whose session is ended in the middle is repeated, and the error is kept`() async throws {
        let once = Once()
        let job = CountingJob.job { _, first, db in
            if first == 30, once.take() { try db.run(script: "select pg_terminate_backend(pg_backend_pid())") }
        }
        let shop = try await Workshop.open([job])
        let id = try await shop.launch("counting", parameters: #"{"items": 100, "tasks": 1}"#)
        try await shop.work()
        #expect(once.wasTaken)
        #expect(try await shop.items(of: id) == .each(100))
        #expect(try await shop.status(id) == "completed")
        #expect(try await shop.number("select max(error_count) from job.outcome") == 1)
        #expect(
            try await shop.text(
                "select string_agg(distinct event || ' ' || (detail ->> 'sqlstate'), ',') from job.event")
                == "chunk_failed 57P01")
        #expect(try await shop.number("select count(*) from job.warning") == 0)
        await shop.close()
    }

    @Test func `a conflict between transactions is tried again`() async throws {
        let once = Once()
        let job = CountingJob.job { _, first, db in
            guard first == 30, once.take() else { return }
            try db.run(script: "do $$ begin raise exception 'conflict' using errcode = '40001'; end $$")
        }
        let shop = try await Workshop.open([job])
        let id = try await shop.launch("counting", parameters: #"{"items": 100, "tasks": 1}"#)
        try await shop.work()
        #expect(try await shop.items(of: id) == .each(100))
        #expect(try await shop.number("select max(error_count) from job.outcome") == 1)
        await shop.close()
    }

    @Test func `a commit that broke before it took place is repeated`() async throws {
        let shop = try await Workshop.open([CountingJob.job()])
        // At commit, in the deferred trigger of item 35, and only for the first session that comes there.
        try await shop.admin.run(
            script: """
                create sequence public.once;
                grant usage on sequence public.once to chantier_worker;
                create function public.break() returns trigger language plpgsql as $$
                begin
                  if nextval('public.once') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if;
                  return null;
                end $$;
                create constraint trigger break after insert on public.seen deferrable initially deferred
                  for each row when (new.item = 35) execute function public.break();
                """)
        let id = try await shop.launch("counting", parameters: #"{"items": 100, "tasks": 1}"#)
        try await shop.work()
        #expect(try await shop.number("select last_value from public.once") == 2, "the commit was tried twice")
        #expect(try await shop.items(of: id) == .each(100))
        #expect(
            try await shop.text("select concat_ws(' ', done, created) from job.step where name = 'count'") == "100 100")
        await shop.close()
    }

    @Test(arguments: [false, true])
    func `a commit whose answer was lost is not repeated`(ofLastChunk: Bool) async throws {
        let server = try TestDatabase.worker
        let cutter = try CommitCutter(upstream: "\(server.host ?? "")/.s.PGSQL.\(server.port ?? "5432")")
        var options = server
        options.host = cutter.folder
        options.port = "5432"
        let once = Once()
        let job = CountingJob.job { context, first, _ in
            let isWanted = ofLastChunk ? context.step == "count" && first == 90 : first == 30
            if isWanted, once.take() { cutter.arm() }
        }
        let shop = try await Workshop.open([job])
        let id = try await shop.launch("counting", parameters: #"{"items": 100, "tasks": 1}"#)
        try await shop.makeWorker(slots: 1, options: options).run()
        #expect(cutter.cuts == 1)
        #expect(try await shop.items(of: id) == .each(100))
        #expect(try await shop.status(id) == "completed")
        #expect(
            try await shop.text("select concat_ws(' ', done, created) from job.step where name = 'count'") == "100 100")
        cutter.stop()
        await shop.close()
    }

    @Test func `an execution ends exact although all connections are ended again and again`() async throws {
        let shop = try await Workshop.open([CountingJob.job(pace: .milliseconds(2))])
        let id = try await shop.launch("counting", parameters: #"{"items": 2000, "tasks": 6}"#)
        let workers = try (1...2).map { try shop.makeWorker("worker \($0)", endsWhenIdle: false) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in workers { group.addTask { try await worker.run() } }
            for round in 1...5 {
                try await shop.wait(until: "select count(*) > \(round * 150) from public.seen")
                try await shop.admin.execute(
                    Statement(
                        "end all",
                        """
                        select pg_terminate_backend(pid) from pg_stat_activity
                         where usename = 'chantier_worker' and datname = current_database()
                        """))
            }
            try await shop.wait(until: "select ended_at is not null from job.execution where id = $1", id)
            for worker in workers { worker.drain() }
            try await group.waitForAll()
        }
        #expect(try await shop.status(id) == "completed")
        #expect(try await shop.items(of: id) == .each(2_000))
        #expect(try await shop.number("select done from job.step where name = 'count'") == 2_000)
        #expect(try await shop.number("select coalesce(sum(crash_count), 0) from job.outcome") == 0, "nobody crashed")
        await shop.close()
    }
}
