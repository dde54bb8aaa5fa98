// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import Postgres

/// Rules: one simple rule over a million products beside one UPDATE by hand, and many rules in one pass beside one at a time.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Seconds of runs of rules, against one UPDATE by hand and against rule after rule.")

    @OptionGroup var server: BenchServer
    @Option(help: "Products in the catalogue.") var rows = 1_000_000
    @Option(help: "Slots of the worker.") var slots = 2
    @Option(help: "How often one rule is measured; the fastest counts.") var rounds = 3
    @Option(help: "Rules that run in one pass.") var rules = 200
    @Option(help: "How many of them are also run by themselves; the others are taken to be like them.") var singles = 8
    @Option(help: "The folder of the limit's SQL.") var limitFolder = "Benchmarks/limit"
    @Flag(help: "The catalogue was filled by a run before.") var isFilled = false

    func run() async throws {
        let administrator = try await Administrator(server.administrator())
        Report.title("Rules: \(Report.thousands(rows)) products, 12 attributes")
        Report.note(try await administrator.describeServer())
        if !isFilled { try await fill(administrator) }
        try await administrator.run("delete from catalog.rule where code like 'bench%'")
        let limit = try await measureLimit(administrator)
        let one = try await measureOne(administrator)
        Report.ratio("one rule that changes every product", limit, of: one, atLeast: 0.6)
        try await measureMany(administrator)
        try await administrator.run("delete from catalog.rule where code like 'bench%'")
        await administrator.session.close()
    }

    private func fill(_ administrator: Administrator) async throws {
        let folder = "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/chantier-bench-structure.\(getpid())"
        mkdir(folder, 0o755)
        try ImportStructure.write(to: folder)
        let worker = try startWorker(untilIdle: false)
        try Program.run(
            [server.chantier, "catalog", "load", folder], environment: server.environment(), isQuiet: true)
        worker.send(SIGTERM)
        _ = try worker.wait()
        try Program.run(["rm", "-r", folder])
        try Program.run([
            try BenchServer.postgresProgram("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1",
            "--set=rows=\(rows)", "--file=\(limitFolder)/export_fill.sql", try server.url(),
        ])
    }

    // MARK: One rule

    /// What one writes by hand: every product gets a value, in one statement.
    private func measureLimit(_ administrator: Administrator) async throws -> Double {
        var best = Double.infinity
        for round in 0..<rounds {
            try await rest(administrator)
            let began = monotonicSeconds()
            try await administrator.run(
                """
                update catalog.product p set values = p.values || '{"manual_code": "U-\(round)"}', updated_at = now()
                 where p.family = 'bench' and p.values ->> 'manual_code' is distinct from 'U-\(round)'
                """)
            best = min(best, monotonicSeconds() - began)
        }
        Report.figure(
            "one UPDATE by hand", "\(Report.decimal(best, 2)) s", "no check, no report, nothing to undo it by")
        return best
    }

    private func measureOne(_ administrator: Administrator) async throws -> Double {
        var best = Double.infinity
        var details = ""
        for round in 0..<rounds {
            try await put(
                administrator, 1, condition: #"{"field": "family", "operator": "IN", "value": ["bench"]}"#,
                action: #"{"type": "set", "field": "manual_code", "value": "R-\#(round)"}"#)
            let found = try await measure(administrator, ["bench1"], updated: rows)
            guard found.seconds < best else { continue }
            (best, details) = found
        }
        Report.figure("one rule, \(slots) slots", "\(Report.decimal(best, 2)) s", details)
        return best
    }

    // MARK: Many rules

    /// Rules that each select a part of the products, and read what others write.
    private func measureMany(_ administrator: Administrator) async throws {
        for number in 1...rules {
            let brand = ImportFile.brands[number % ImportFile.brands.count]
            let color = ImportFile.colors[number % ImportFile.colors.count]
            try await put(
                administrator, number,
                condition: number % 2 == 0
                    ? #"{"field": "brand", "operator": "IN", "value": ["\#(brand)"]}, {"field": "rating", "operator": ">", "value": \#(number % 40)}"#
                    : #"{"field": "color", "operator": "IN", "value": ["\#(color)"]}, {"field": "warranty_months", "operator": "<", "value": \#(13 + number % 40)}"#,
                action: number % 3 == 0
                    ? #"{"type": "calculate", "destination": {"field": "warranty_months"}, "source": {"field": "warranty_months"}, "operation_list": [{"operator": "add", "value": 1}]}"#
                    : #"{"type": "set", "field": "manual_code", "value": "N-\#(number)"}"#)
        }
        let first = try await measure(administrator, ["bench1"])
        let all = try await measure(administrator, (1...rules).map { "bench\($0)" })
        Report.figure("\(rules) rules in one pass", "\(Report.decimal(all.seconds, 2)) s", all.details)
        var sum = 0.0
        let chosen = (0..<singles).map { 1 + $0 * max(1, rules / singles) }.filter { $0 <= rules }
        for number in chosen { sum += try await measure(administrator, ["bench\(number)"]).seconds }
        let each = sum / Double(chosen.count)
        Report.figure(
            "one of them by itself", "\(Report.decimal(each, 2)) s",
            "the mean of \(chosen.count); the first took \(Report.decimal(first.seconds, 2)) s")
        Report.ratio("a fifth of \(rules) rules, of one", each, of: all.seconds, atLeast: 0.2)
        Report.ratio("a tenth of rule after rule", each * Double(rules) / 10, of: all.seconds, atLeast: 1)
    }

    // MARK: Parts

    private func put(_ administrator: Administrator, _ number: Int, condition: String, action: String) async throws {
        try await administrator.run(
            """
            insert into catalog.rule (code, code_key, labels, enabled, priority, definition, created_at, updated_at)
            values ('bench\(number)', 'bench\(number)', '{}', false, \(-number),
                    '{"conditions": [\(condition)], "actions": [\(action)]}', now(), now())
            on conflict (code) do update set definition = excluded.definition, enabled = true;
            update catalog.rule set enabled = true where code = 'bench\(number)';
            """)
    }

    /// Every run begins with the table as a quiet night leaves it.
    private func rest(_ administrator: Administrator) async throws {
        try await administrator.runEach(["vacuum (analyze) catalog.product", "checkpoint"])
    }

    /// One run, by the execution's own times.
    private func measure(
        _ administrator: Administrator, _ codes: [String], updated: Int? = nil
    ) async throws -> (seconds: Double, details: String) {
        try await rest(administrator)
        let list = codes.map { "\"\($0)\"" }.joined(separator: ",")
        let start = try await administrator.meter()
        try Program.run(
            [server.chantier, "launch", "rule_engine_execute_rules", "--json", "--set", "rule_codes=[\(list)]"],
            environment: server.environment(), isQuiet: true)
        let outcome = try startWorker(untilIdle: true).wait()
        let end = try await administrator.meter()
        let execution = try await administrator.number(
            "select max(e.id) from job.execution e where e.job = 'rule_engine_execute_rules' and e.status = 'completed'"
        )
        let written = try await administrator.number(
            "select coalesce(sum(s.updated), 0)::bigint from job.step s where s.execution_id = $1", execution)
        guard outcome.code == 0, updated.map({ $0 == written }) ?? true else {
            throw BenchFailure("\(written) products updated: see `tracker show` for the execution \(execution)")
        }
        let seconds = try await administrator.real(
            "select extract(epoch from e.ended_at - e.started_at)::float8 from job.execution e where e.id = $1",
            execution)
        return (
            seconds,
            "\(Report.thousands(written)) updated, worker: \(Report.decimal(outcome.peakMemory, 0)) MB at most, "
                + "\(Report.decimal(outcome.processorSeconds / Double(rows) * 1e6)) µs of processor a product; "
                + end.remark(since: start, items: rows, "product")
        )
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
