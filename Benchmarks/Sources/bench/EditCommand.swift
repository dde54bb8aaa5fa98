// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres

/// A mass edit: one attribute of a million products set, and the undo of it, beside the UPDATE that does the same by hand.
struct EditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Seconds and memory of a mass edit and its undo, against one UPDATE with and without history.")

    @OptionGroup var server: BenchServer
    @Option(help: "Products in the catalogue.") var rows = 1_000_000
    @Option(help: "Slots of the worker.") var slots = 4
    @Option(help: "How often each is measured; the fastest counts.") var rounds = 3
    @Option(help: "The folder of the limit's SQL.") var limitFolder = "Benchmarks/limit"
    @Flag(help: "The catalogue was filled by a run before.") var isFilled = false

    /// The fastest of each thing measured, in seconds.
    private struct Best {
        var update = Double.infinity
        var updateWithHistory = Double.infinity
        var edit = Run()
        var undo = Run()
    }

    /// One execution of ours.
    private struct Run {
        var seconds = Double.infinity
        var memory = 0.0
        var remark = ""
    }

    func run() async throws {
        let administrator = try await Administrator(server.administrator())
        Report.title(
            "Edit: one of twelve attributes of \(Report.thousands(rows)) products, \(slots) slots")
        Report.note(try await administrator.describeServer())
        let catalogue = BenchCatalogue(server: server, limitFolder: limitFolder)
        if !isFilled { try await catalogue.fill(rows: rows, administrator) }
        var best = Best()
        // Each round sets values that no round before has set, so that every product changes each time.
        for round in 0..<rounds {
            let value = 1_000 + 10 * round
            try await tidy(administrator)
            best.update = min(best.update, try catalogue.run("edit_update.sql", ["value": "\(value)"]))
            try await tidy(administrator)
            let seconds = try catalogue.run("edit_update_history.sql", ["value": "\(value + 1)"])
            best.updateWithHistory = min(best.updateWithHistory, seconds)
            try await administrator.runEach(["drop table public.bench_history"])
            try await tidy(administrator)
            let edit = try await edit(to: value + 2, administrator)
            if edit.seconds < best.edit.seconds { best.edit = edit }
            try await tidy(administrator)
            let undo = try await undo(administrator)
            if undo.seconds < best.undo.seconds { best.undo = undo }
        }
        report(best)
        await administrator.session.close()
    }

    private func report(_ best: Best) {
        let seconds = { (value: Double) in "\(Report.decimal(value, 2)) s" }
        Report.figure("UPDATE, without history", seconds(best.update))
        Report.figure("UPDATE, each product's values kept", seconds(best.updateWithHistory))
        Report.figure("Chantier, edit", seconds(best.edit.seconds), best.edit.remark)
        Report.figure("Chantier, undo of it", seconds(best.undo.seconds), best.undo.remark)
        Report.ratio("edit, to UPDATE", best.update, of: best.edit.seconds, atLeast: 0.6)
        Report.ratio("edit, to UPDATE with history", best.updateWithHistory, of: best.edit.seconds, atLeast: 0.8)
        Report.ratio("undo, to UPDATE with history", best.updateWithHistory, of: best.undo.seconds, atLeast: 0.8)
        let memory = "\(Report.decimal(max(best.edit.memory, best.undo.memory), 0)) MB"
        Report.figure("memory of the worker", memory, "under 150 MB")
    }

    /// What the rows of the round before left behind must not slow the next one.
    private func tidy(_ administrator: Administrator) async throws {
        try await administrator.runEach(["vacuum (analyze) catalog.product", "checkpoint"])
    }

    private func edit(to value: Int, _ administrator: Administrator) async throws -> Run {
        let actions = #"actions=[{"normalized_values": {"warranty_months": [{"locale": null, "scope": null, "data": "#
        try Program.run(
            [
                server.chantier, "launch", "edit_common_attributes", "--json", "--set", "filters=[]", "--set",
                actions + "\(value)}]}}]",
            ], environment: server.environment(), isQuiet: true)
        return try await drain("edit_common_attributes", administrator)
    }

    private func undo(_ administrator: Administrator) async throws -> Run {
        let edited = try await administrator.text(
            """
            select e.public_id::text from job.execution e
             where e.job = 'edit_common_attributes' order by e.id desc limit 1
            """)
        try Program.run(
            [server.chantier, "undo", edited, "--json"], environment: server.environment(), isQuiet: true)
        return try await drain("undo", administrator)
    }

    /// Runs what was launched to its end; its seconds are the execution's own, from start to end.
    private func drain(_ job: String, _ administrator: Administrator) async throws -> Run {
        let start = try await administrator.meter()
        let outcome = try server.startWorker(slots: slots, untilIdle: true).wait()
        let end = try await administrator.meter()
        let execution = try await administrator.lastExecution(of: job)
        let changed = try await administrator.number(
            "select sum(s.updated)::bigint from job.step s where s.execution_id = $1", execution)
        guard changed == rows, outcome.code == 0 else {
            throw BenchFailure(
                "\(job), execution \(execution): \(changed) of \(rows) changed: see `tracker show`")
        }
        let seconds = try await administrator.real(
            "select extract(epoch from e.ended_at - e.started_at)::float8 from job.execution e where e.id = $1",
            execution)
        let processor = Report.decimal(outcome.processorSeconds / Double(rows) * 1e6)
        return Run(
            seconds: seconds, memory: outcome.peakMemory,
            remark: "\(processor) µs of processor an item, " + end.remark(since: start, items: rows, "item"))
    }
}
