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
    @Option(help: "How many of each kind of them are also run by themselves; the others are taken to be like these.")
    var singles = 2
    @Option(help: "The folder of the limit's SQL.") var limitFolder = "Benchmarks/limit"
    @Flag(help: "The catalogue was filled by a run before.") var isFilled = false

    func run() async throws {
        let administrator = try await Administrator(server.administrator())
        Report.title("Rules: \(Report.thousands(rows)) products, 12 attributes")
        Report.note(try await administrator.describeServer())
        if !isFilled {
            try await BenchCatalogue(server: server, limitFolder: limitFolder).fill(rows: rows, administrator)
        }
        try await administrator.run("delete from catalog.rule where code like 'bench%'")
        let limit = try await measureLimit(administrator)
        let one = try await measureOne(administrator)
        Report.ratio("one rule that changes every product", limit, of: one, atLeast: 0.6)
        try await measureMany(administrator, one: one)
        try await administrator.run("delete from catalog.rule where code like 'bench%'")
        await administrator.session.close()
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
            (best, details) = (found.seconds, found.details)
        }
        Report.figure("one rule, \(slots) slots", "\(Report.decimal(best, 2)) s", details)
        return best
    }

    // MARK: Many rules

    /// The kinds of rules: two of conditions, three of actions.
    private static let kinds = 6

    /// Rules that each select a part of the products, and read what others write.
    ///
    /// `one` is what one rule took that changes every product.
    private func measureMany(_ administrator: Administrator, one: Double) async throws {
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
        // First by themselves: after the pass many would find nothing left to change.
        var (sum, measured) = (0.0, 0)
        for kind in 1...min(Self.kinds, rules) {
            let alike = Array(stride(from: kind, through: rules, by: Self.kinds))
            let chosen = (0..<min(singles, alike.count)).map { alike[$0 * alike.count / min(singles, alike.count)] }
            var seconds = 0.0
            for number in chosen { seconds += try await measure(administrator, ["bench\(number)"]).seconds }
            sum += seconds / Double(chosen.count) * Double(alike.count)
            measured += chosen.count
        }
        let all = try await measure(administrator, (1...rules).map { "bench\($0)" })
        Report.figure("\(rules) rules in one pass", "\(Report.decimal(all.seconds, 2)) s", all.details)
        Report.figure(
            "the same rules one after the other", "\(Report.decimal(sum, 2)) s",
            "\(measured) of them measured, \(singles) of each kind; the others taken to be like those of their kind")
        let alike = one * Double(all.updated) / Double(rows)
        Report.figure(
            "one rule that changes as many products", "\(Report.decimal(alike, 2)) s",
            "from the rule that changes every product, by their number")
        Report.ratio("a fifth of \(rules) rules, of one that changes as many", alike, of: all.seconds, atLeast: 0.2)
        Report.ratio("a tenth of rule after rule", sum / 10, of: all.seconds, atLeast: 1)
    }

    // MARK: Parts

    private func put(_ administrator: Administrator, _ number: Int, condition: String, action: String) async throws {
        try await administrator.run(
            """
            insert into catalog.rule (code, code_key, labels, enabled, priority, definition, created_at, updated_at)
            values ('bench\(number)', 'bench\(number)', '{}', true, \(-number),
                    '{"conditions": [\(condition)], "actions": [\(action)]}', now(), now())
            on conflict (code) do update set definition = excluded.definition
            """)
    }

    /// Every run begins with the table as a quiet night leaves it.
    private func rest(_ administrator: Administrator) async throws {
        try await administrator.runEach(["vacuum (analyze) catalog.product", "checkpoint"])
    }

    /// One run, by the execution's own times.
    private func measure(
        _ administrator: Administrator, _ codes: [String], updated: Int? = nil
    ) async throws -> (seconds: Double, updated: Int, details: String) {
        try await rest(administrator)
        let list = codes.map { "\"\($0)\"" }.joined(separator: ",")
        let start = try await administrator.meter()
        try Program.run(
            [server.chantier, "launch", "rule_engine_execute_rules", "--json", "--set", "rule_codes=[\(list)]"],
            environment: server.environment(), isQuiet: true)
        let outcome = try server.startWorker(slots: slots, untilIdle: true).wait()
        let end = try await administrator.meter()
        let execution = try await administrator.lastExecution(of: "rule_engine_execute_rules")
        let written = try await administrator.number(
            "select coalesce(sum(s.updated), 0)::bigint from job.step s where s.execution_id = $1", execution)
        guard outcome.code == 0, updated.map({ $0 == written }) ?? true else {
            throw BenchFailure("\(written) products updated: see `tracker show` for the execution \(execution)")
        }
        let seconds = try await administrator.real(
            "select extract(epoch from e.ended_at - e.started_at)::float8 from job.execution e where e.id = $1",
            execution)
        return (
            seconds, written,
            "\(Report.thousands(written)) updated, worker: \(Report.decimal(outcome.peakMemory, 0)) MB at most, "
                + "\(Report.decimal(outcome.processorSeconds / Double(rows) * 1e6)) µs of processor a product; "
                + end.remark(since: start, items: rows, "product")
        )
    }
}
