// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import Postgres

/// The import: a million products with twelve attributes, all new and then all changed, beside COPY and one INSERT by hand.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Rows a second and memory of a product import, against SQL by hand.")

    @OptionGroup var server: BenchServer
    @Option(help: "Products in the file.") var rows = 1_000_000
    @Option(help: "Worker processes.") var workers = 1
    @Option(help: "Slots of each.") var slots = 2
    @Option(help: "The folder of the limit's SQL.") var limitFolder = "Benchmarks/limit"
    @Option(help: "The folder for the files that are made.") var folder: String?
    @Flag(help: "Leave the limit out, and so the ratios.") var withoutLimit = false
    @Flag(help: "Import a file of 1 GB and one of 1 MB as well, for the worker's memory.") var gigabyte = false

    func run() async throws {
        let administrator = try await Administrator(server.administrator())
        let place = try makeFolder()
        defer { removeFiles(in: place) }
        Report.title("Import: \(Report.thousands(rows)) products, 12 attributes, validated, with report")
        Report.note(try await administrator.describeServer())
        try await loadStructure(into: place)

        let first = try makeFile("\(place)/first.csv", edition: 1)
        _ = try makeFile("\(place)/second.csv", edition: 2)
        Report.note("the file: \(Report.decimal(Double(first.bytes) / 1e6)) MB; the second one changes every row")
        var limit: (new: Double, changed: Double)?
        if !withoutLimit { limit = try await measureLimit(administrator, place) }

        Report.title("Chantier: \(workers) worker process\(workers == 1 ? "" : "es") of \(slots) slots")
        let new = try await measure(administrator, "\(place)/first.csv", "all new", expecting: "created")
        let changed = try await measure(administrator, "\(place)/second.csv", "all changed", expecting: "updated")
        _ = try await measure(administrator, "\(place)/second.csv", "all unchanged", expecting: "unchanged")
        if let limit {
            Report.ratio("all new", new, of: limit.new, atLeast: 0.5)
            Report.ratio("all changed", changed, of: limit.changed, atLeast: 0.5)
        }
        if gigabyte { try await measureMemory(administrator, place) }
        await administrator.session.close()
    }

    // MARK: Files

    private func makeFolder() throws -> String {
        if let folder { return folder }
        // The programs' own TemporaryFile is their package's alone, and this is another package. mkdtemp replaces the six X.
        var template = Array(
            "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/chantier-bench.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchFailure("no folder: \(String(cString: strerror(errno)))") }
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private func makeFile(_ path: String, edition: Int) throws -> (rows: Int, bytes: Int) {
        try ImportFile(path: path, edition: edition).write(rows: rows)
    }

    private func removeFiles(in place: String) {
        for name in ["first.csv", "second.csv", "gigabyte.csv", "megabyte.csv"] { unlink("\(place)/\(name)") }
        if folder == nil { rmdir(place) }
    }

    private func loadStructure(into place: String) async throws {
        let structure = "\(place)/structure"
        mkdir(structure, 0o755)
        try ImportStructure.write(to: structure)
        let worker = try startWorker(untilIdle: false)
        try Program.run(
            [server.chantier, "catalog", "load", structure], environment: server.environment(), isQuiet: true)
        worker.send(SIGTERM)
        _ = try worker.wait()
        try Program.run(["rm", "-r", structure])
    }

    // MARK: The limit

    private func measureLimit(
        _ administrator: Administrator, _ place: String
    ) async throws -> (new: Double, changed: Double) {
        let limit = ImportLimit(administrator: administrator, url: try server.url(), folder: limitFolder)
        try await limit.prepare()
        Report.title("Limit: psql, COPY into an unlogged table of texts, one INSERT … ON CONFLICT")
        let new = try await measureLimit(limit, "\(place)/first.csv", "all new")
        try await administrator.runEach(["vacuum (analyze) limit_import.product"])
        let changed = try await measureLimit(limit, "\(place)/second.csv", "all changed")
        try await limit.drop()
        return (new, changed)
    }

    private func measureLimit(_ limit: ImportLimit, _ path: String, _ name: String) async throws -> Double {
        let result = try await limit.run(path, rows: rows)
        let rate = Report.rate(rows, in: result.seconds)
        Report.figure(name, "\(Report.decimal(rate, 0)) rows/s", result.cost)
        return rate
    }

    // MARK: Ours

    /// Imports one file; returns rows a second, by the execution's own times: fetch, scan and import.
    private func measure(
        _ administrator: Administrator, _ path: String, _ name: String, expecting counter: String, count: Int? = nil
    ) async throws -> Double {
        try await administrator.runEach(["vacuum (analyze) catalog.product", "checkpoint"])
        let start = try await administrator.meter()
        let execution = try await launch(administrator, path)
        let processes = try (0..<workers).map { _ in try startWorker(untilIdle: true) }
        let outcomes = try processes.map { try $0.wait() }
        let end = try await administrator.meter()
        let expected = count ?? rows
        let counted = try await administrator.number(
            "select coalesce(sum(s.\(counter)), 0)::bigint from job.step s where s.execution_id = \(execution)")
        guard counted == expected, outcomes.allSatisfy({ $0.code == 0 }) else {
            throw BenchFailure(
                "\(counter) is \(counted) of \(expected): see `tracker show` for the execution \(execution)")
        }
        let seconds = try await administrator.real(
            """
            select extract(epoch from e.ended_at - e.started_at)::float8 from job.execution e where e.id = \(execution)
            """)
        let steps = try await administrator.text(
            """
            select string_agg(format('%s %s s', s.name, round(extract(epoch from s.ended_at - s.started_at)::numeric, 2)),
                              ', ' order by s.ordinal)
              from job.step s where s.execution_id = \(execution)
            """)
        let rate = Report.rate(expected, in: seconds)
        let memory = outcomes.map(\.peakMemory).max() ?? 0
        let processor = outcomes.map(\.processorSeconds).reduce(0, +)
        Report.figure(
            name, "\(Report.decimal(rate, 0)) rows/s",
            "\(steps); worker: \(Report.decimal(memory, 0)) MB at most, "
                + "\(Report.decimal(processor / Double(expected) * 1e6)) µs of processor a row; "
                + end.remark(since: start, items: expected, "row"))
        return rate
    }

    private func launch(_ administrator: Administrator, _ path: String) async throws -> Int {
        // `launch` without `--wait` uploads the file, launches, and returns.
        try Program.run(
            [server.chantier, "launch", "csv_product_import", "--file", path, "--json"],
            environment: server.environment(), isQuiet: true)
        return try await administrator.number(
            "select max(e.id) from job.execution e where e.job = 'csv_product_import'")
    }

    private func startWorker(untilIdle: Bool) throws -> Program {
        var arguments = [server.chantier, "worker", "--slots", "\(slots)"]
        if untilIdle { arguments.append("--until-idle") }
        return try Program(arguments, environment: workerEnvironment(), isQuiet: true)
    }

    /// On a server that is named, the worker logs in as itself; on the embedded one it does so anyway.
    private func workerEnvironment() throws -> [String: String] {
        guard server.database != nil else { return [:] }
        var variables = server.environment()
        variables["PGUSER"] = "chantier_worker"
        return variables
    }

    // MARK: Memory

    private func measureMemory(_ administrator: Administrator, _ place: String) async throws {
        Report.title("Memory of a worker process: a file of 1 GB against one of 1 MB")
        let small = try ImportFile(path: "\(place)/megabyte.csv", edition: 3).write(bytes: 1_000_000)
        _ = try await measure(
            administrator, "\(place)/megabyte.csv", "1 MB", expecting: "updated", count: small.rows)
        unlink("\(place)/first.csv")
        unlink("\(place)/second.csv")
        let large = try ImportFile(path: "\(place)/gigabyte.csv", edition: 4).write(bytes: 1_000_000_000)
        _ = try await measure(
            administrator, "\(place)/gigabyte.csv", "1 GB", expecting: "read", count: large.rows)
    }
}
