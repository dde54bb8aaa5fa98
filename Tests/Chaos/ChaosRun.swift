// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit

/// One run of the import on a copy of the base, by worker processes of its own.
struct ChaosRun: Sendable {
    let base: ChaosBase
    let options: ConnectionOptions
    /// A connection that sees everything.
    let admin: Session

    /// Copies the base, lets `body` run the import, and drops the copy.
    static func with<R: Sendable>(
        _ base: ChaosBase, _ body: @Sendable (ChaosRun) async throws -> R
    ) async throws -> R {
        let name = newName()
        let server = try await Session.connect(base.server, name: "chaos")
        try await server.run(
            script: "create database \(quoteIdentifier(name)) template \(quoteIdentifier(base.name))")
        let options = base.server.with(database: name)
        let result = await outcome {
            let admin = try await Session.connect(options, name: "chaos admin")
            let result = try await body(ChaosRun(base: base, options: options, admin: admin))
            await admin.close()
            return result
        }
        // The server may have been restarted meanwhile.
        await server.close()
        try await server.reconnect()
        try await server.run(script: "drop database \(quoteIdentifier(name)) with (force)")
        await server.close()
        return try result.get()
    }

    /// A name for a database that no other run has.
    static func newName() -> String {
        let number = UInt64.random(in: 0...UInt64.max)
        return "chaos_" + String(getpid()) + "_" + String(number, radix: 36)
    }

    // MARK: Workers

    /// Starts workers, lets `body` disturb them, and ends them.
    func working<R: Sendable>(
        _ count: Int, _ body: @Sendable ([RunningProgram]) async throws -> R
    ) async throws -> R {
        let workers = try (0..<count).map { _ in try Self.startWorker(on: options) }
        let result = await outcome { try await body(workers) }
        for worker in workers {
            worker.send(SIGKILL)
            _ = try await worker.wait()
        }
        return try result.get()
    }

    /// Starts a worker process of two slots, with a short lease where one is to be frozen past it.
    ///
    /// A lease that a busy machine lets run out counts as a crash, and the third crash of a task ends its step: rounds that kill
    /// workers themselves leave them the lease that workers have.
    static func startWorker(on options: ConnectionOptions, hasShortLease: Bool = true) throws -> RunningProgram {
        let lease = ["--lease", "\(ChaosSettings.lease)", "--heartbeat", "\(ChaosSettings.heartbeat)"]
        return try Program.chantier.start(
            ["worker", "--slots", "2"] + (hasShortLease ? lease : []),
            environment: ["CHANTIER_DATABASE_URL": url(options, user: "chantier_worker")])
    }

    /// The connection text for a program.
    static func url(_ options: ConnectionOptions, user: String?) -> String {
        let parts = [
            ("host", options.host), ("port", options.port), ("dbname", options.database),
            ("user", user ?? options.user),
        ]
        return parts.compactMap { key, value in value.map { "\(key)='\($0)'" } }.joined(separator: " ")
    }

    /// Runs `chantier` as the administrator; whatever it refuses fails the round.
    func chantier(_ arguments: [String]) async throws { try await Self.chantier(arguments, on: options) }

    static func chantier(_ arguments: [String], on options: ConnectionOptions) async throws {
        let outcome = try await Program.chantier.run(
            arguments, environment: ["CHANTIER_DATABASE_URL": url(options, user: nil)])
        guard outcome.code == 0 else {
            throw ChaosFailure(
                "chantier \(arguments.joined(separator: " ")): \(outcome.code)\n\(outcome.output)\n\(outcome.errors)")
        }
    }

    // MARK: The execution

    /// Waits until the execution has begun.
    func untilBegun() async throws { try await until("begun", "status <> 'queued'") }

    /// Waits until the execution has ended, whatever happens to the connection meanwhile.
    func untilEnded() async throws { try await until("ended", "ended_at is not null") }

    /// What the execution has left.
    func fingerprint() async throws -> Fingerprint { try await Fingerprint(of: base.execution, on: admin) }

    /// A number that the database tells, on a connection that is made again when it was lost.
    func number(_ sql: String, _ parameters: (any PostgresEncodable)?...) async throws -> Double {
        let parameters = parameters
        return try await admin.perform { db in
            try db.query(Statement("chaos", sql, prepare: false), parameters: parameters).double(0, 0)
        }
    }

    /// A text that the database tells.
    func text(_ sql: String, _ parameters: (any PostgresEncodable)?...) async throws -> String {
        let parameters = parameters
        return try await admin.perform { db in
            try db.query(Statement("chaos", sql, prepare: false), parameters: parameters).text(0, 0)
        }
    }

    private func until(_ name: String, _ condition: String) async throws {
        let watcher = try Session(disconnected: options, name: "chaos watch")
        let deadline = ContinuousClock.now + .seconds(180)
        let statement = Statement(
            "execution \(name)", "select \(condition) from job.execution where id = $1", prepare: false)
        while ContinuousClock.now < deadline {
            do {
                if await !watcher.isConnected { try await watcher.reconnect() }
                if try await watcher.query(statement, base.execution).bool(0, 0) {
                    await watcher.close()
                    return
                }
            } catch {
                // The server is away, or has ended this connection too: look again.
                await watcher.close()
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw ChaosFailure("the execution has not \(name) after three minutes")
    }
}

/// What a body returned or threw, kept until all is cleared away.
func outcome<R: Sendable>(_ body: () async throws -> R) async -> Result<R, any Error> {
    do {
        return .success(try await body())
    } catch {
        return .failure(error)
    }
}
