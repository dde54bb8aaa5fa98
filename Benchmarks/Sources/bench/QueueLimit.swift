// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres

/// The limit of the queue: pgbench doing the barest claim of 100 and the completion of those 100, in two transactions, on
/// tables split as ours are (Benchmarks/limit/queue_*), with several numbers of clients.
struct QueueLimit {
    /// One run.
    struct Result {
        let clients: Int
        let tasksPerSecond: Double
        /// What a task took of the server.
        let cost: String
    }

    let administrator: Administrator
    let url: String
    let folder: String
    let tasks: Int

    /// Runs all numbers of clients, each on a table filled anew; the fastest is the limit.
    func measure(clients: [Int]) async throws -> [Result] {
        let pgbench = try BenchServer.postgresProgram("pgbench")
        try await administrator.run("drop schema if exists limit_queue cascade")
        try await administrator.run(try readFile("\(folder)/queue_schema.sql"))
        var results: [Result] = []
        for count in clients { results.append(try await measure(clients: count, with: pgbench)) }
        try await administrator.run("drop schema limit_queue cascade")
        return results
    }

    private func measure(clients: Int, with pgbench: String) async throws -> Result {
        try await administrator.run(
            """
            truncate limit_queue.ready, limit_queue.claimed, limit_queue.done;
            insert into limit_queue.ready (priority, id) select 1, n from generate_series(1, \(tasks)) n
            """)
        try await administrator.runEach(["vacuum (analyze) limit_queue.ready", "checkpoint"])
        let before = try await administrator.meter()
        let turns = tasks / 100 / clients
        let output = try Program.run(
            [
                pgbench, "--no-vacuum", "--protocol=prepared", "--client=\(clients)", "--jobs=\(min(clients, 2))",
                "--transactions=\(turns)", "--file=\(folder)/queue_drain.pgbench", url,
            ], isQuiet: true
        ).output
        let after = try await administrator.meter()
        guard let turnsPerSecond = Self.turnsPerSecond(in: output) else {
            throw BenchFailure("pgbench's answer holds no tps:\n\(output)")
        }
        let done = try await administrator.number("select count(*) from limit_queue.done")
        guard done == turns * clients * 100 else {
            throw BenchFailure("pgbench completed \(done) tasks of \(turns * clients * 100)")
        }
        return Result(
            clients: clients, tasksPerSecond: turnsPerSecond * 100,
            cost: after.remark(since: before, items: done, "task"))
    }

    /// pgbench prints `tps = 1234.5 (without initial connection time)`.
    private static func turnsPerSecond(in output: String) -> Double? {
        for line in output.split(separator: "\n") where line.hasPrefix("tps = ") {
            return line.split(separator: " ").dropFirst(2).first.flatMap { Double($0) }
        }
        return nil
    }
}

/// The text of a small file.
func readFile(_ path: String) throws -> String {
    guard let file = fopen(path, "re") else { throw BenchFailure("\(path): \(String(cString: strerror(errno)))") }
    defer { fclose(file) }
    var text: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&block, 1, block.count, file), count > 0 { text.append(contentsOf: block[..<count]) }
    return String(decoding: text, as: UTF8.self)
}
