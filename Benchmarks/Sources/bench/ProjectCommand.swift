// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import Postgres

/// The project: a million products × 15 attribute groups × 100 contributors, beside one aggregate by hand; then one changed product.
struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project",
        abstract:
            "Seconds of a project's calculation, against one SELECT of the same numbers; of one change; of tracker project."
    )

    @OptionGroup var server: BenchServer
    @Option(help: "Products in the catalogue.") var rows = 1_000_000
    @Option(help: "Slots of the worker.") var slots = 2
    @Option(help: "How often each is measured; the fastest counts.") var rounds = 3
    @Option(help: "The folder of the limit's SQL.") var limitFolder = "Benchmarks/limit"
    @Option(help: "The tracker program.") var tracker = ".build/release/tracker"
    @Flag(help: "The catalogue was filled by a run before.") var isFilled = false

    func run() async throws {
        let administrator = try await Administrator(server.administrator())
        Report.title("Project: \(Report.thousands(rows)) products, 15 attribute groups, 100 contributors")
        Report.note(try await administrator.describeServer())
        if !isFilled { try await fill(administrator) }
        let limit = try measureLimit()
        let ours = try await measureFirst(administrator)
        Report.ratio("first calculation, \(slots) slots", limit, of: ours, atLeast: 0.8)
        try await measureAgain(administrator)
        try await measureChange(administrator)
        try await measureScreen()
        await administrator.session.close()
    }

    private func fill(_ administrator: Administrator) async throws {
        try Program.run([
            try BenchServer.postgresProgram("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1",
            "--set=rows=\(rows)", "--file=\(limitFolder)/project_fill.sql", try server.url(),
        ])
        try await administrator.runEach(["vacuum (analyze) catalog.product", "analyze", "checkpoint"])
    }

    private func measureLimit() throws -> Double {
        var best = Double.infinity
        for _ in 0..<rounds {
            let began = monotonicSeconds()
            try Program.run([
                try BenchServer.postgresProgram("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1",
                "--output=/dev/null", "--file=\(limitFolder)/project_aggregate.sql", try server.url(),
            ])
            best = min(best, monotonicSeconds() - began)
        }
        Report.figure("one SELECT by hand", "\(Report.decimal(best, 2)) s", "nothing is stored")
        return best
    }

    private func chantier(_ arguments: String...) throws {
        try Program.run([server.chantier] + arguments, environment: server.environment(), isQuiet: true)
    }

    /// The fastest of some first calculations, by the execution's own times.
    private func measureFirst(_ administrator: Administrator) async throws -> Double {
        var (best, memory) = (Double.infinity, 0.0)
        for round in 0..<rounds {
            if round > 0 { try chantier("project", "delete", "bench") }
            try await administrator.runEach(["vacuum (analyze) tracker.project_product", "checkpoint"])
            let worker = try startWorker(untilIdle: false)
            try chantier("project", "create", "--label", "bench", "--channel", "bench", "--locale", "en_US", "--wait")
            worker.send(SIGTERM)
            let outcome = try worker.wait()
            memory = max(memory, outcome.peakMemory)
            best = min(best, try await lastSeconds(administrator))
        }
        let products = try await administrator.number(
            "select p.products from tracker.project p where p.code = $1", "bench")
        guard products == rows else { throw BenchFailure("\(products) of \(rows) products are in the project") }
        Report.figure(
            "Chantier, stored and summed", "\(Report.decimal(best, 2)) s",
            "\(Report.decimal(memory, 0)) MB, \(Report.thousands(Int(Double(rows) / best))) products/s")
        return best
    }

    private func lastSeconds(_ administrator: Administrator) async throws -> Double {
        try await administrator.real(
            """
            select extract(epoch from e.ended_at - e.started_at)::float8 from job.execution e
             where e.job = $1 and e.status = 'completed' order by e.id desc limit 1
            """, "project_calculation")
    }

    private func measureAgain(_ administrator: Administrator) async throws {
        let worker = try startWorker(untilIdle: false)
        try chantier("project", "recalculate", "bench", "--wait")
        worker.send(SIGTERM)
        _ = try worker.wait()
        Report.figure("again, nothing changed", "\(Report.decimal(try await lastSeconds(administrator), 2)) s", "")
    }

    /// From the commit of a changed product to its numbers.
    private func measureChange(_ administrator: Administrator) async throws {
        let worker = try startWorker(untilIdle: false)
        var worst = 0.0
        for round in 1...10 {
            let before = try await administrator.text(
                "select p.updated_at::text from tracker.project p where p.code = 'bench'")
            let empty = round.isMultiple(of: 2)
            try await administrator.runEach([
                """
                with changed as (
                  update catalog.product p set values = \(empty ? "'{}'" : "jsonb_build_object('a1', 'x', 'a2', 'y')")
                   where p.id = \(round / 2 + 1) returning p.id)
                select tracker.note_changes('product', null, array_agg(c.id)) from changed c
                """
            ])
            let began = monotonicSeconds()
            while try await administrator.text(
                "select p.updated_at::text from tracker.project p where p.code = 'bench'") == before
            {
                guard monotonicSeconds() - began < 30 else { throw BenchFailure("a change is not reflected") }
                usleep(2_000)
            }
            worst = max(worst, monotonicSeconds() - began)
        }
        worker.send(SIGTERM)
        _ = try worker.wait()
        Report.figure("one changed product, the slowest of 10", "\(Report.decimal(worst, 2)) s", "under 1 s")
    }

    private func measureScreen() async throws {
        var best = Double.infinity
        for _ in 0..<5 {
            let began = monotonicSeconds()
            try Program.run([tracker, "project", "bench", "--json"], environment: server.environment(), isQuiet: true)
            best = min(best, monotonicSeconds() - began)
        }
        Report.figure("tracker project bench --json", "\(Report.decimal(best * 1_000, 0)) ms", "under 50 ms")
    }

    private func startWorker(untilIdle: Bool) throws -> Program {
        var arguments = [server.chantier, "worker", "--slots", "\(slots)"]
        if untilIdle { arguments.append("--until-idle") }
        guard server.database != nil else { return try Program(arguments, isQuiet: true) }
        var variables = server.environment()
        variables["PGUSER"] = "chantier_worker"
        return try Program(arguments, environment: variables, isQuiet: true)
    }
}
