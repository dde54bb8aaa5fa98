// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import Postgres

/// The server that is measured, and how its parties log in.
struct BenchServer: ParsableArguments {
    @Option(help: "A URL that logs in as the database's administrator; else what `chantier database url` says.")
    var database: String?

    @Option(help: "The program `chantier`, built in release; else CHANTIER_PROGRAM, else the one on the PATH.")
    var program: String?

    /// The program `chantier`.
    var chantier: String { program ?? getenv("CHANTIER_PROGRAM").map { String(cString: $0) } ?? "chantier" }

    /// The connection text of the administrator, who is also the person that launches.
    func url() throws -> String {
        if let database { return database }
        let answer = try Program.run([chantier, "database", "url"]).output
        return answer.split(separator: "\n").last.map(String.init) ?? ""
    }

    /// How the administrator connects.
    func administrator() throws -> ConnectionOptions {
        try ConnectionOptions(conninfo: url(), applicationName: "bench")
    }

    /// How a worker connects.
    func worker() throws -> ConnectionOptions {
        var options = try administrator()
        options.user = "chantier_worker"
        return options
    }

    /// What the programs under measure must find in their environment to use this server.
    func environment() -> [String: String] {
        database.map { ["CHANTIER_DATABASE_URL": $0] } ?? [:]
    }

    /// Finds a program of PostgreSQL: on the PATH, else of the newest server that Debian's packages have installed.
    static func postgresProgram(_ name: String) throws -> String {
        var folders = (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":").map(String.init)
        for version in (15...40).reversed() { folders.append("/usr/lib/postgresql/\(version)/bin") }
        for folder in folders where access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
        throw BenchFailure("\(name) is not installed: install PostgreSQL's client and server programs")
    }
}

/// Processor time and WAL of the server, at one moment.
struct Meter {
    let processorSeconds: Double
    let walBytes: Int

    /// What was used since another moment, for each of so many items.
    func remark(since start: Meter, items: Int, _ noun: String) -> String {
        let wal = Double(walBytes - start.walBytes) / Double(items)
        let time = (processorSeconds - start.processorSeconds) / Double(items) * 1e6
        let server = time.isNaN ? "" : ", \(Report.decimal(time)) µs of the server's processor"
        return "\(Report.decimal(wal, 0)) B of WAL\(server) a \(noun)"
    }
}

/// One connection for the small questions around a measurement.
struct Administrator {
    let session: Session
    private let processor: ServerProcessor?

    init(_ options: ConnectionOptions) async throws {
        session = try await Session.connect(options, name: "bench admin")
        processor = ServerProcessor(backend: await session.serverProcess)
    }

    /// What the server has used and written so far.
    func meter() async throws -> Meter {
        Meter(processorSeconds: processor?.seconds() ?? .nan, walBytes: try await walPosition())
    }

    func run(_ script: String) async throws { try await session.run(script: script) }

    /// A script whose statements must each be a transaction of their own, such as VACUUM.
    func runEach(_ statements: [String]) async throws {
        for statement in statements { try await session.run(script: statement) }
    }

    func number(_ sql: String, _ parameters: (any PostgresEncodable)?...) async throws -> Int {
        try await session.perform { db in
            let rows = try db.query(Statement("bench number", sql, prepare: false), parameters: parameters)
            return Int(try rows.int64(0, 0))
        }
    }

    func real(_ sql: String, _ parameters: (any PostgresEncodable)?...) async throws -> Double {
        try await session.perform { db in
            let rows = try db.query(Statement("bench real", sql, prepare: false), parameters: parameters)
            return try rows.double(0, 0)
        }
    }

    func text(_ sql: String) async throws -> String {
        try await session.perform { db in
            let rows = try db.query(Statement("bench text", sql, prepare: false))
            return rows.isEmpty ? "" : try rows.text(0, 0)
        }
    }

    /// The place in the write-ahead log, in bytes.
    private func walPosition() async throws -> Int {
        try await number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
    }

    /// Which server this is, for the head of a report.
    func describeServer() async throws -> String {
        try await text(
            """
            select format('PostgreSQL %s, fsync %s, synchronous_commit %s, shared_buffers %s, max_wal_size %s',
                          current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit'),
                          current_setting('shared_buffers'), current_setting('max_wal_size'))
            """)
    }
}
