// SPDX-License-Identifier: Apache-2.0

import Postgres

/// The limit of the import: psql on one connection copies the file into an unlogged table of texts and writes the products
/// with one INSERT … ON CONFLICT that builds the jsonb (Benchmarks/limit/import_*).
struct ImportLimit {
    let administrator: Administrator
    let url: String
    let folder: String

    func prepare() async throws {
        try await administrator.run("drop schema if exists limit_import cascade")
        try await administrator.run(try readFile("\(folder)/import_schema.sql"))
    }

    /// Imports one file; returns the seconds, and what a row took of the server.
    func run(_ path: String, rows: Int) async throws -> (seconds: Double, cost: String) {
        try await administrator.runEach(["truncate limit_import.staging", "checkpoint"])
        let psql = try BenchServer.postgresProgram("psql")
        let copy =
            "\\copy limit_import.staging from '\(path)' with (format csv, header, delimiter ';')"
        let start = try await administrator.meter()
        let began = monotonicSeconds()
        try Program.run([
            psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--command=\(copy)",
            "--file=\(folder)/import_upsert.sql", url,
        ])
        let seconds = monotonicSeconds() - began
        let end = try await administrator.meter()
        let found = try await administrator.number("select count(*) from limit_import.product")
        guard found == rows else { throw BenchFailure("the limit wrote \(found) products of \(rows)") }
        return (seconds, end.remark(since: start, items: rows, "row"))
    }

    func drop() async throws { try await administrator.run("drop schema limit_import cascade") }
}
