// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import Postgres

/// The export: a million products with twelve attributes into a CSV file, beside one COPY of the same columns.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Seconds and memory of a product export, against COPY (SELECT …) TO on one connection.")

    @OptionGroup var server: BenchServer
    @Option(help: "Products in the catalogue.") var rows = 1_000_000
    @Option(help: "Slots of the worker, one run after the other.") var slots = [1, 4]
    @Option(help: "How often each is measured; the fastest counts.") var rounds = 3
    @Option(help: "The job: csv_product_export, xlsx_product_export or jsonl_product_export.") var job =
        "csv_product_export"
    @Option(help: "The folder of the limit's SQL.") var limitFolder = "Benchmarks/limit"
    @Flag(help: "The catalogue was filled by a run before.") var isFilled = false

    func run() async throws {
        let administrator = try await Administrator(server.administrator())
        Report.title("Export: \(Report.thousands(rows)) products, 12 attributes, \(job)")
        Report.note(try await administrator.describeServer())
        let catalogue = BenchCatalogue(server: server, limitFolder: limitFolder)
        if !isFilled { try await catalogue.fill(rows: rows, administrator) }
        let limit = try await measureLimit(administrator)
        for slots in slots {
            let ours = try await measure(administrator, slots: slots)
            Report.ratio("\(slots) slot\(slots == 1 ? "" : "s")", limit.seconds, of: ours.seconds, atLeast: 0.8)
            Report.figure("memory of the worker", "\(Report.decimal(ours.memory, 0)) MB", "under 150 MB")
        }
        await administrator.session.close()
    }

    private func measureLimit(_ administrator: Administrator) async throws -> (seconds: Double, bytes: Int) {
        let psql = try BenchServer.postgresProgram("psql")
        let path = "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/chantier-bench-copy.\(getpid())"
        defer { unlink(path) }
        var best = (seconds: Double.infinity, bytes: 0)
        for _ in 0..<rounds {
            let began = monotonicSeconds()
            try Program.run([
                psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=\(path)",
                "--file=\(limitFolder)/export_copy.sql", try server.url(),
            ])
            let seconds = monotonicSeconds() - began
            var status = stat()
            stat(path, &status)
            best = (min(best.seconds, seconds), Int(status.st_size))
        }
        Report.figure(
            "COPY (SELECT …) TO, psql into a file", "\(Report.decimal(best.seconds, 2)) s",
            "\(Report.decimal(Double(best.bytes) / 1e6)) MB")
        return best
    }

    /// The fastest of some exports, by the execution's own times: finding the items, writing them, checksum and all.
    private func measure(
        _ administrator: Administrator, slots: Int
    ) async throws -> (seconds: Double, memory: Double) {
        var best = Double.infinity
        var memory = 0.0
        var steps = ""
        var cost = ""
        for _ in 0..<rounds {
            try await administrator.runEach(["checkpoint"])
            try Program.run(
                [
                    server.chantier, "launch", job, "--json", "--set",
                    #"filters={"data": [], "structure": {"scope": "bench", "locales": ["en_US"]}}"#,
                ], environment: server.environment(), isQuiet: true)
            let start = try await administrator.meter()
            let outcome = try server.startWorker(slots: slots, untilIdle: true).wait()
            let end = try await administrator.meter()
            let execution = try await administrator.lastExecution(of: job)
            let written = try await administrator.number(
                "select s.written from job.step s where s.execution_id = $1 and s.ordinal = 1", execution)
            guard written == rows, outcome.code == 0 else {
                throw BenchFailure("\(written) of \(rows) written: see `tracker show` for the execution \(execution)")
            }
            let seconds = try await administrator.real(
                "select extract(epoch from e.ended_at - e.started_at)::float8 from job.execution e where e.id = $1",
                execution)
            memory = max(memory, outcome.peakMemory)
            guard seconds < best else { continue }
            best = seconds
            cost =
                "\(Report.decimal(outcome.processorSeconds / Double(rows) * 1e6)) µs of processor a row, "
                + end.remark(since: start, items: rows, "row")
            steps = try await administrator.text(
                """
                select string_agg(format('%s %s s', s.name, round(extract(epoch from s.ended_at - s.started_at)::numeric, 2)),
                                  ', ' order by s.ordinal)
                  from job.step s where s.execution_id = \(execution)
                """)
        }
        Report.figure(
            "Chantier, \(slots) slot\(slots == 1 ? "" : "s")", "\(Report.decimal(best, 2)) s", "\(steps); \(cost)")
        return (best, memory)
    }
}
