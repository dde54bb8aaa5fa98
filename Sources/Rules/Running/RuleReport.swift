// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// What a chunk says about its items and rules: counters of the step, counters of each rule, and warnings.
struct RuleReport {
    /// What one rule came to.
    private struct RuleCount {
        var selected: Int64 = 0
        var updated: Int64 = 0
        var unchanged: Int64 = 0
        var invalid: Int64 = 0
        var warnings: Int64 = 0
    }

    /// Items that one action left as they were for one reason.
    private struct Note {
        var first: Int64
        var items: Int64 = 0
        var field: String?
        var examples: [String] = []
    }

    private struct NoteKey: Hashable {
        var rule: Int
        var action: Int
        var reason: Reason
    }

    /// Examples of a note.
    static let mostExamples = 10

    private var rules: [RuleCount]
    private var notes: [NoteKey: Note] = [:]
    private var warnings: [Warning] = []
    private var counters = Counters()
    private var selected: Int64 = 0
    private let program: RuleProgram

    init(_ program: RuleProgram) {
        self.program = program
        rules = Array(repeating: RuleCount(), count: program.rules.count)
    }

    // MARK: Items

    /// Counts an item that was handled, whatever became of it.
    mutating func pass() { counters.done += 1 }

    /// Counts an item that some rule selected.
    mutating func select() { counters.read += 1 }

    /// Counts an item that is written.
    mutating func update() { counters.updated += 1 }

    /// Counts an item that is as all its rules want it.
    mutating func keep() { counters.unchanged += 1 }

    /// Counts an item that was deleted after it was found.
    mutating func vanish(_ id: Int64, _ kind: ItemKind) {
        counters.done += 1
        counters.read += 1
        counters.skipped += 1
        let name = kind == .product ? "product \(id)" : "product model \(id)"
        warnings.append(
            Warning(
                reason: Reason.vanished.rawValue, message: "\(name): was deleted meanwhile", isNote: true,
                identifier: name))
    }

    /// Counts an item that the database refused, after all its rules had been content.
    mutating func refuse(_ name: String, _ item: JSONB, _ text: String, changedBy changed: [Int]) {
        counters.updated -= 1
        for rule in changed {
            counters.invalid += 1
            rules[rule].updated -= 1
            rules[rule].invalid += 1
            rules[rule].warnings += 1
            warnings.append(
                Warning(
                    reason: Reason.databaseRefused.rawValue,
                    message: "\(name): rule \(quoted(program.rules[rule].rule.code)): \(text)", identifier: name,
                    item: item))
        }
    }

    // MARK: Rules

    /// Counts what became of an item under a rule; returns whether its result was refused.
    mutating func count(_ outcome: RuleOutcome, number: Int64, name: String, item: JSONB?) -> Bool {
        selected += 1
        rules[outcome.rule].selected += 1
        for remark in outcome.notes { note(outcome.rule, remark, number: number, name: name) }
        switch outcome.state {
        case .changed: rules[outcome.rule].updated += 1
        case .unchanged: rules[outcome.rule].unchanged += 1
        case .invalid:
            rules[outcome.rule].invalid += 1
            counters.invalid += 1
            for fault in outcome.faults { warn(outcome.rule, fault, name: name, item: item) }
            return true
        }
        return false
    }

    /// The sentence about the first fault of an outcome.
    func message(_ outcome: RuleOutcome, name: String) -> String {
        guard let fault = outcome.faults.first else { return name }
        return sentence(outcome.rule, fault, name: name)
    }

    private mutating func warn(_ rule: Int, _ fault: RuleOutcome.Remark, name: String, item: JSONB?) {
        rules[rule].warnings += 1
        let reason: Reason =
            switch fault.violation.reason {
            case .attributeAtOtherLevel, .notAnInteger: fault.violation.reason
            default: .ruleResultInvalid
            }
        warnings.append(
            Warning(
                reason: reason.rawValue, message: sentence(rule, fault, name: name), identifier: name,
                field: fault.violation.field, value: fault.violation.value, item: item))
    }

    /// `A12, color: rule "linen_care", action 2: no option "x"`.
    private func sentence(_ rule: Int, _ fault: RuleOutcome.Remark, name: String) -> String {
        let place = [name, fault.violation.field ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        let code = quoted(program.rules[rule].rule.code)
        return "\(place): rule \(code), action \(fault.action + 1): \(fault.violation.text)"
    }

    private mutating func note(_ rule: Int, _ remark: RuleOutcome.Remark, number: Int64, name: String) {
        let key = NoteKey(rule: rule, action: remark.action, reason: remark.violation.reason)
        var note = notes[key] ?? Note(first: number, field: remark.violation.field)
        note.items += 1
        if note.examples.count < Self.mostExamples { note.examples.append(name) }
        notes[key] = note
    }

    // MARK: The end of the chunk

    /// Puts everything into the chunk, and the rules' counters into their rows, in its transaction.
    func add(
        to chunk: inout Chunk, places: [Int], task: Int64, origin: ChangeOrigin, on db: isolated Session
    ) throws(PostgresError) {
        chunk.counters += counters
        if selected > 0 { chunk.counters.more["selected", default: 0] += selected }
        for warning in warnings { chunk.warn(warning) }
        let touched = rules.indices.filter { rules[$0].selected > 0 }
        guard !touched.isEmpty else { return }
        let noted = notes.sorted {
            ($0.key.rule, $0.key.action, $0.key.reason.rawValue) < ($1.key.rule, $1.key.action, $1.key.reason.rawValue)
        }
        try db.execute(
            RuleStatements.addCounters, origin.executionID, task, origin.owner, origin.month,
            touched.map { Int32(places[$0]) }, touched.map { rules[$0].selected }, touched.map { rules[$0].updated },
            touched.map { rules[$0].unchanged }, touched.map { rules[$0].invalid }, touched.map { rules[$0].warnings },
            noted.map { Int32(places[$0.key.rule]) }, noted.map { Int32($0.key.action + 1) },
            noted.map(\.key.reason.rawValue), noted.map(\.value.first), noted.map(\.value.items),
            noted.map { $0.value.field ?? "" }, noted.map { $0.value.examples.joined(separator: "\n") })
    }
}
