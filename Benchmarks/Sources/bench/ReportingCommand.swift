// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import Postgres

/// What people and analysts ask, at a million executions: through the program's whole life, and inside the database.
struct ReportingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reporting",
        abstract: "Lists, reports, dashboards and statistics of a person who owns most of many executions.")

    @OptionGroup var server: BenchServer
    @Option(help: "Executions; ten warnings and ten outcomes for each.") var executions = 1_000_000
    @Flag(help: "No warnings and outcomes: the executions, steps and reasons alone.") var withoutDetails = false
    @Option(help: "How often each question is asked; the fastest and the middle are shown.") var rounds = 11
    @Option(help: "The folder with fill.sql.") var folder = "Benchmarks/reporting"
    @Option(help: "The program `tracker`, built in release.") var tracker = ".build/release/tracker"
    @Flag(help: "The database was filled by a run before.") var isFilled = false

    private static let big = "bench_big"
    private static let analyst = "bench_analyst"

    func run() async throws {
        let administrator = try await Administrator(server.administrator())
        Report.title("Reporting: \(Report.thousands(executions)) executions, most of them one person's")
        Report.note(try await administrator.describeServer())
        if !isFilled { try await fill(administrator) }
        let big = try await administrator.number("select count(*)::int from job.execution where owner = $1", Self.big)
        let warnings = try await administrator.number("select count(*)::int from job.warning")
        Report.note("\(Report.thousands(big)) are \(Self.big)'s; \(Report.thousands(warnings)) warnings in all")
        try await askPrograms(administrator)
        try await askDatabase()
        await administrator.session.close()
    }

    private func fill(_ administrator: Administrator) async throws {
        guard let file = fopen("\(folder)/fill.sql", "r") else { throw BenchFailure("no \(folder)/fill.sql") }
        defer { fclose(file) }
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&part, 1, part.count, file), count > 0 { text += part.prefix(count) }
        let began = monotonicSeconds()
        try await administrator.run(
            """
            do $$ begin
              create role \(Self.big) login in role chantier_user;
              create role \(Self.analyst) login in role chantier_analyst;
            exception when duplicate_object then null;
            end $$;
            set fill.executions = '\(executions)';
            set fill.details = '\(!withoutDetails)';
            set work_mem = '256MB';
            set maintenance_work_mem = '512MB';
            """)
        try await administrator.run(String(decoding: text, as: UTF8.self))
        try await administrator.runEach(["vacuum (analyze)", "checkpoint"])
        Report.figure("filled in", Report.decimal(monotonicSeconds() - began, 0) + " s")
    }

    // MARK: Programs

    /// From the start of `tracker` to its end: what a person waits for.
    private func askPrograms(_ administrator: Administrator) async throws {
        let id = try await administrator.text(
            """
            select coalesce((select e.public_id::text from job.execution e
                              where e.owner = '\(Self.big)' and e.warnings between 10 and 100 order by e.id desc limit 1), '@latest')
            """)
        let largest = try await administrator.text(
            "select e.public_id::text from job.execution e where e.owner = '\(Self.big)' order by e.warnings desc, e.id limit 1"
        )
        Report.title("tracker, from its start to its end; wall time, milliseconds")
        let questions: [(String, [String])] = [
            ("list", ["list"]), ("list --colour red", ["list", "--colour", "red"]),
            ("list --status running,failed", ["list", "--status", "running,failed"]),
            ("list --kind project", ["list", "--kind", "project"]),
            ("list --q, no hit", ["list", "--q", "nothing"]), ("list --all-time", ["list", "--all-time"]),
            ("show", ["show", id]), ("show, of the most warnings", ["show", largest]),
            ("warnings, the first 100", ["warnings", largest, "-L", "100"]), ("dashboard", ["dashboard"]),
            ("notifications", ["notifications"]), ("stats", ["stats"]),
        ]
        for (name, arguments) in questions {
            var times: [Double] = []
            for _ in 0..<rounds {
                let began = monotonicSeconds()
                _ = try Program.run(
                    [tracker] + arguments,
                    environment: server.environment().merging(["PGUSER": Self.big]) { $1 }, isQuiet: true)
                times.append((monotonicSeconds() - began) * 1_000)
            }
            tell(name, times, atMost: ["list", "show", "dashboard"].contains { name.hasPrefix($0) } ? 50 : nil)
        }
    }

    // MARK: SQL

    /// Each question in a session of its own, planned anew: what Grafana or psql waits for.
    private func askDatabase() async throws {
        Report.title("SQL, each in a new session; planning and execution, milliseconds")
        let week = "created_at > tracker._now() - interval '7 days'"
        let page = "order by created_at desc, execution_id desc limit 25"
        let questions: [(String, String, String, Double?)] = [
            ("my_execution, a page", Self.big, "select * from tracker.my_execution where \(week) \(page)", nil),
            (
                "my_execution, text without a hit", Self.big,
                "select * from tracker.my_execution where \(week) and label ilike '%nothing%' \(page)", 50
            ),
            (
                "my_stats_daily, 7 days", Self.big, "select * from tracker.my_stats_daily where day > current_date - 7",
                nil
            ),
            (
                "my_stats_daily, 30 days", Self.big,
                "select * from tracker.my_stats_daily where day > current_date - 30", nil
            ),
            ("my_duration", Self.big, "select * from tracker.my_duration", nil),
            ("my_slow_execution, 7 days", Self.big, "select * from tracker.my_slow_execution where \(week)", nil),
            (
                "stats_hourly, a day", Self.analyst,
                "select * from tracker.stats_hourly where hour > now() - interval '1 day'", nil
            ),
            (
                "stats_hourly, 30 days", Self.analyst,
                "select * from tracker.stats_hourly where hour > now() - interval '30 days'", nil
            ),
            ("stats_job", Self.analyst, "select * from tracker.stats_job", nil),
            (
                "stats_user_kind, 30 days", Self.analyst,
                "select * from tracker.stats_user_kind where day > current_date - 30", nil
            ),
            (
                "stats_reason, 30 days", Self.analyst,
                "select * from tracker.stats_reason where day > current_date - 30", nil
            ),
            ("queue_now", Self.analyst, "select * from tracker.queue_now", nil),
        ]
        for (name, person, text, most) in questions {
            var times: [Double] = []
            for _ in 0..<rounds {
                var options = try server.administrator()
                options.user = person
                let session = try await Session.connect(options, name: "asks")
                let began = monotonicSeconds()
                _ = try await session.perform { db in try db.query(Statement("question", text)).count }
                times.append((monotonicSeconds() - began) * 1_000)
                await session.close()
            }
            tell(name, times, atMost: most)
        }
    }

    private func tell(_ name: String, _ times: [Double], atMost bar: Double?) {
        let sorted = times.sorted()
        let middle = sorted[sorted.count / 2]
        let verdict = bar.map { ", at most \(Report.decimal($0, 0)): \(middle <= $0 ? "reached" : "MISSED")" } ?? ""
        Report.figure(name, Report.decimal(middle), "fastest \(Report.decimal(sorted[0]))\(verdict)")
    }
}
