// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The catalogue of the export and edit benchmarks, made by SQL.
struct BenchCatalogue {
    let server: BenchServer
    let limitFolder: String

    /// Loads the structure, then fills in so many products with twelve attributes each.
    func fill(rows: Int, _ administrator: Administrator) async throws {
        let folder = "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/chantier-bench-structure.\(getpid())"
        mkdir(folder, 0o755)
        try ImportStructure.write(to: folder)
        let worker = try server.startWorker(slots: 1, untilIdle: false)
        try Program.run(
            [server.chantier, "catalog", "load", folder], environment: server.environment(), isQuiet: true)
        worker.send(SIGTERM)
        _ = try worker.wait()
        try Program.run(["rm", "-r", folder])
        try run("export_fill.sql", ["rows": "\(rows)"])
        try await administrator.runEach(["vacuum (analyze) catalog.product", "checkpoint"])
    }

    /// Runs one file of the limits' SQL in psql, and says how many seconds that took.
    @discardableResult
    func run(_ file: String, _ variables: [String: String] = [:]) throws -> Double {
        let began = monotonicSeconds()
        try Program.run(
            [try BenchServer.postgresProgram("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
                + variables.map { "--set=\($0.key)=\($0.value)" }
                + ["--file=\(limitFolder)/\(file)", try server.url()])
        return monotonicSeconds() - began
    }
}

extension BenchServer {
    /// Starts a worker of this server.
    func startWorker(slots: Int, untilIdle: Bool) throws -> Program {
        var arguments = [chantier, "worker", "--slots", "\(slots)"]
        if untilIdle { arguments.append("--until-idle") }
        guard database != nil else { return try Program(arguments, isQuiet: true) }
        var variables = environment()
        variables["PGUSER"] = "chantier_worker"
        return try Program(arguments, environment: variables, isQuiet: true)
    }
}

extension Administrator {
    /// The execution of a job that was launched last, which must have completed.
    func lastExecution(of job: String) async throws -> Int {
        let found = try await number(
            """
            select case when e.status = 'completed' then e.id else -e.id end
              from job.execution e where e.job = $1 order by e.id desc limit 1
            """, job)
        guard found > 0 else {
            throw BenchFailure("see `tracker show` for the execution \(-found): it did not complete")
        }
        return found
    }
}
