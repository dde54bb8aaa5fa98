// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// The items of one chunk on their way: look up → all rules in memory → settle what only one may have → write once → count.
struct RuleChunk {
    /// An item that a rule gives what only one item may have.
    private struct Claimant {
        var place: Int
        /// The claims of its rules, and where their answers stand.
        var answers: [Int]
    }

    /// An item that is written: which rules have changed it.
    private struct Written {
        var name: String
        var rules: [Int]
    }

    private let setup: RuleSetup
    private let kind: ItemKind
    private let ids: [Int64]
    private let first: Int64
    private let isEach: Bool
    private let origin: ChangeOrigin
    private var item = RuleItem()
    private var report: RuleReport
    private var changes = LinkChanges(stored: [:])
    private var written: [Int: Written] = [:]
    private var trail = ModelTrail.Writer()
    /// What a preview lists; nothing is kept in a run.
    var listed = RuleChanges.Writer()
    /// Which values of unique attributes items have taken or given up in this chunk.
    private var finalKeys: [ClaimKey: [UInt8]?] = [:]
    private var taken: [[UInt8]: UniqueLookup.Holder] = [:]

    private struct ClaimKey: Hashable {
        var id: Int64
        var attribute: String
    }

    init(
        _ setup: RuleSetup, _ kind: ItemKind, ids: [Int64], first: Int64, isEach: Bool, origin: ChangeOrigin
    ) {
        self.setup = setup
        self.kind = kind
        self.ids = ids
        self.first = first
        self.isEach = isEach
        self.origin = origin
        report = RuleReport(setup.program)
    }

    /// Handles the items in the chunk's transaction.
    mutating func run(
        with evaluator: inout RuleEvaluator, task: Int64, into chunk: inout Chunk, on db: isolated Session
    ) throws {
        var items = try RuleItems(kind, ids: ids, setup, on: db)
        if setup.program.hasLinks {
            changes = LinkChanges(stored: try AssociationStore.links(of: ids.map(owner), on: db))
            // Anew for each chunk: what was deleted since is no target any more.
            evaluator.targets = try LinkTargets.load(setup.program, on: db)
        }
        if !setup.program.mediaPaths.isEmpty {
            // They stay in the store until the chunk is committed.
            var media = MediaFiles()
            let found = try ArchiveFiles.find(setup.program.mediaPaths, execution: origin.executionID, on: db)
            for file in found.values { media.add(MediaFiles.File(hash: file.hash, size: file.size), path: file.path) }
            evaluator.take(media)
        }
        let now = try DatabaseClock.now(on: db)
        var writer = ItemWriter(kind: kind, mode: isEach ? .each : .together, origin: origin, at: now)
        let holders = try setup.program.makesClaims ? askHolders(&items, with: &evaluator, on: db) : [:]
        for place in ids.indices {
            guard let seen = items.fill(&item, place) else {
                report.vanish(ids[place], kind)
                continue
            }
            report.pass()
            if setup.program.hasLinks { item.links = changes.links(of: owner(ids[place])) }
            evaluator.evaluate(item)
            guard !evaluator.outcomes.isEmpty else { continue }
            var refused: [RuleOutcome] = []
            if setup.program.makesClaims {
                refused = try settle(place, holders[place] ?? [], with: &evaluator, on: db)
            }
            // Those below it see what each rule made of it, even where all together leave it as it was.
            if kind == .productModel, setup.keepsTrails {
                trail.add(ids[place], item.stored, updated: items.updated(place), evaluator.outcomes)
            }
            try take(place, items, seen, refused, evaluator, into: &writer)
        }
        for refused in try writer.write(on: db) {
            let place = [refused.refusal.state, refused.refusal.constraint].filter { !$0.isEmpty }
                .joined(separator: ", ")
            guard let known = written[refused.record], items.fill(&item, refused.record) != nil else { continue }
            if setup.stopsOnError {
                throw RuleFailure.refused("\(known.name): refused by the database (\(place))")
            }
            report.refuse(
                known.name, cells(), "refused by the database (\(place))", changedBy: known.rules)
            // Then it was alone in its chunk.
            if setup.program.hasLinks { changes = LinkChanges(stored: [:]) }
            trail.remove(ids[refused.record])
            listed.remove(first + Int64(refused.record))
        }
        try AssociationStore.replace(
            removed: changes.sortedRemoved, added: changes.sortedAdded, origin: origin, at: now, on: db)
        try trail.write(origin, on: db)
        try listed.write(origin, places: setup.places, on: db)
        try report.add(to: &chunk, places: setup.places, task: task, origin: origin, on: db)
    }

    private func owner(_ id: Int64) -> LinkOwner { LinkOwner(kind == .product ? .product : .productModel, id) }

    /// Counts what the rules came to, and puts what they made of the item among what is written.
    private mutating func take(
        _ place: Int, _ items: borrowing RuleItems, _ seen: Int64, _ refused: [RuleOutcome],
        _ evaluator: borrowing RuleEvaluator, into writer: inout ItemWriter
    ) throws {
        report.select()
        let isRefused = try count(evaluator.outcomes, place, items) || !refused.isEmpty
        _ = try count(refused, place, items)
        var isChanged = false
        if evaluator.isChanged {
            isChanged = true
            let judgement = evaluator.judgement
            writer.update(place, id: ids[place], seen: seen, mark: nil, judgement)
            if isEach {
                written[place] = Written(
                    name: items.name(item, place),
                    rules: evaluator.outcomes.filter { $0.state == .changed }.map(\.rule))
            }
            for value in judgement.uniqueValues {
                finalKeys[ClaimKey(id: ids[place], attribute: value.attribute)] = .some(value.key)
                guard let key = value.key else { continue }
                taken[Self.claim(value.attribute, key)] = UniqueLookup.Holder(
                    id: ids[place], name: items.name(item, place))
            }
        }
        if !evaluator.changedLinks.isEmpty {
            let definitions = setup.definitions
            let differs = changes.replace(owner(ids[place]), sets: evaluator.changedLinks) {
                definitions.associationType($0)?.isTwoWay == true
            }
            isChanged = isChanged || differs
        }
        if isChanged {
            report.update()
        } else if !isRefused {
            report.keep()
        }
    }

    /// Counts what became of an item under some rules; whether one of them was refused.
    private mutating func count(
        _ outcomes: [RuleOutcome], _ place: Int, _ items: borrowing RuleItems
    ) throws -> Bool {
        let number = first + Int64(place)
        var name: String?
        var refused: JSONB?
        for outcome in outcomes {
            // Most items are asked for neither.
            if name == nil, outcome.state == .invalid || !outcome.notes.isEmpty || !outcome.changes.isEmpty {
                name = items.name(item, place)
            }
            if outcome.state == .changed { listed.add(outcome, number: number, name: name ?? "") }
            if outcome.state == .invalid { refused = refused ?? cells() }
            guard report.count(outcome, number: number, name: name ?? "", item: refused) else { continue }
            if setup.stopsOnError { throw RuleFailure.refused(report.message(outcome, name: name ?? "")) }
        }
        return refused != nil
    }

    /// The item as a warning keeps it.
    private func cells() -> JSONB {
        var cells = Array((kind == .product ? #"{"identifier":"# : #"{"code":"#).utf8)
        JSONBytes.append(text: item.stored.identifier.span, to: &cells)
        for (column, text) in [("family", item.stored.family), ("parent", item.stored.parent)] where !text.isEmpty {
            cells += Array(",\"\(column)\":".utf8)
            JSONBytes.append(text: text.span, to: &cells)
        }
        cells.append(UInt8(ascii: "}"))
        return JSONB(cells)
    }

    // MARK: What only one may have

    private static func claim(_ attribute: String, _ key: [UInt8]) -> [UInt8] { Array(attribute.utf8) + [0] + key }

    /// Asks once who has what the items' rules would give them: holders by the item's place, in the order of its claims.
    private mutating func askHolders(
        _ items: inout RuleItems, with evaluator: inout RuleEvaluator, on db: isolated Session
    ) throws -> [Int: [UniqueLookup.Holder?]] {
        var lookup = UniqueLookup()
        var claimants: [Claimant] = []
        for place in ids.indices where items.fill(&item, place) != nil {
            if setup.program.hasLinks { item.links = changes.links(of: owner(ids[place])) }
            evaluator.evaluate(item)
            let answers = evaluator.outcomes.flatMap(\.claims).map {
                lookup.ask(attribute: Array($0.attribute.utf8), key: $0.key)
            }
            if !answers.isEmpty { claimants.append(Claimant(place: place, answers: answers)) }
        }
        let found = try lookup.valueHolders(on: db)
        return Dictionary(
            claimants.map { claimant in (claimant.place, claimant.answers.map { found[$0] }) }
        ) { first, _ in first }
    }

    /// Leaves out the rules whose claims somebody else has, until all claims that are left can be met; returns what those came to.
    private mutating func settle(
        _ place: Int, _ known: [UniqueLookup.Holder?], with evaluator: inout RuleEvaluator, on db: isolated Session
    ) throws -> [RuleOutcome] {
        var holders = known
        var left: Set<Int> = []
        var refused: [RuleOutcome] = []
        // Each round leaves out at least one rule.
        for _ in 0...setup.program.rules.count {
            var next = 0
            var conflict: RuleOutcome?
            for outcome in evaluator.outcomes {
                var faults: [RuleOutcome.Remark] = []
                for claim in outcome.claims {
                    defer { next += 1 }
                    guard let holder = holder(of: claim, holders[next], besides: ids[place]) else { continue }
                    let text = String(decoding: claim.key, as: UTF8.self)
                    faults.append(
                        RuleOutcome.Remark(
                            action: 0,
                            violation: Violation(
                                .valueNotUnique, field: claim.attribute, value: text,
                                text: "\(quoted(text)) is already on \(holder.name)")))
                }
                if !faults.isEmpty, conflict == nil {
                    conflict = RuleOutcome(rule: outcome.rule, state: .invalid, faults: faults)
                }
            }
            guard let conflict else { return refused }
            refused.append(conflict)
            left.insert(conflict.rule)
            evaluator.evaluate(item, skipping: left)
            var lookup = UniqueLookup()
            for claim in evaluator.outcomes.flatMap(\.claims) {
                _ = lookup.ask(attribute: Array(claim.attribute.utf8), key: claim.key)
            }
            holders = try lookup.valueHolders(on: db)
        }
        return refused
    }

    /// Who else has a value: an item of this chunk that was given it, or whoever has it stored and has not given it up in this chunk.
    private func holder(
        of claim: RuleOutcome.UniqueClaim, _ stored: UniqueLookup.Holder?, besides id: Int64
    ) -> UniqueLookup.Holder? {
        if let holder = taken[Self.claim(claim.attribute, claim.key)],
            finalKeys[ClaimKey(id: holder.id, attribute: claim.attribute)] == .some(.some(claim.key))
        {
            return holder.id == id ? nil : holder
        }
        guard let stored, stored.id != id else { return nil }
        if let final = finalKeys[ClaimKey(id: stored.id, attribute: claim.attribute)], final != claim.key { return nil }
        return stored
    }
}
