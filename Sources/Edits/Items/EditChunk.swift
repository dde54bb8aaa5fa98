// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// The items of one chunk on their way: look up → make the record → judge → settle what only one may have → write → count.
struct EditChunk {
    /// An item that wants what only one may have.
    private struct Claimant {
        var place: Int
        var hit: StoredItems.Hit
        var judgement: Judgement
        /// Where the answers stand: for the unique values, and for the axes.
        var values: [Int] = []
        var axes: Int?
    }

    private let setup: EditSetup
    private let kind: ItemKind
    private let ids: [Int64]
    private let isEach: Bool
    private let origin: ChangeOrigin
    private var record: EditRecord
    private var item = StoredItem()
    private var report = EditReport()
    private var unique = UniqueLookup()
    private var claimants: [Claimant] = []

    init(_ setup: EditSetup, _ kind: ItemKind, ids: [Int64], isEach: Bool, origin: ChangeOrigin) {
        self.setup = setup
        self.kind = kind
        self.ids = ids
        self.isEach = isEach
        self.origin = origin
        record = kind == .product ? setup.product : setup.model
    }

    /// Handles the items in the chunk's transaction.
    mutating func run(with judge: inout RecordJudge, into chunk: inout Chunk, on db: isolated Session) throws {
        let target =
            record.header.fixed[.parent] == nil || setup.instructions.demand == .variant
            ? nil : setup.instructions.columns.first { $0.name == "parent" }?.cell
        var stored = try StoredItems(kind, ids: ids, target: target, on: db)
        var writer = ItemWriter(
            kind: kind, mode: isEach ? .each : .together, origin: origin, at: try DatabaseClock.now(on: db))
        var batch = RecordBatch(columns: record.header.count)
        if record.isConstant { record.append(to: &batch) }
        for place in ids.indices {
            guard let hit = stored.hit(place) else {
                report.vanish(ids[place], kind)
                continue
            }
            stored.fill(&item, hit)
            self.judge(place, hit, in: &stored, &batch, with: &judge, into: &writer)
        }
        try settle(stored, into: &writer, on: db)
        for refused in try writer.write(on: db) {
            report.counters.updated -= 1
            let place = [refused.refusal.state, refused.refusal.constraint].filter { !$0.isEmpty }
                .joined(separator: ", ")
            if let hit = stored.hit(refused.record) { stored.fill(&item, hit) }
            report.refuse(
                item, kind, [Violation(.databaseRefused, field: nil, text: "refused by the database (\(place))")])
        }
        report.add(to: &chunk)
    }

    private mutating func judge(
        _ place: Int, _ hit: StoredItems.Hit, in stored: inout StoredItems, _ batch: inout RecordBatch,
        with judge: inout RecordJudge, into writer: inout ItemWriter
    ) {
        if kind == .productModel, setup.instructions.isForProductsOnly {
            return report.refuse(
                item, kind, [Violation(.notForProductModels, field: nil, text: "this edit is for products only")])
        }
        let parent = stored.parent(hit)
        switch setup.instructions.demand {
        case .simple where parent != nil:
            return report.refuse(
                item, kind, [Violation(.alreadyVariant, field: "parent", text: "it has a parent already")])
        case .below where parent == nil:
            return report.refuse(
                item, kind, [Violation(.notAVariant, field: "parent", text: "only variants and sub-models")])
        case .variant where parent == nil:
            return report.skip(item, kind, Violation(.alreadySimple, field: "parent", text: "it has no parent"))
        default: break
        }
        guard record.concerns(setup.definitions.ownAttributes(kind, of: item, parent: parent)) else {
            return report.passOver()
        }
        if !record.isConstant {
            batch.removeAll()
            record.append(for: item, row: 0, to: &batch)
        }
        let isMoved = record.header.fixed[.parent] != nil && setup.instructions.demand != .variant
        let given = isMoved ? stored.givenParent : .none
        if kind == .product {
            judge.judgeProduct(
                0, in: batch, item: item, match: .identifier, givenParent: given, storedParent: parent)
        } else {
            judge.judgeModel(0, in: batch, item: item, givenParent: given, storedParent: parent)
        }
        take(judge.judgement, place, hit, in: stored, into: &writer)
    }

    private mutating func take(
        _ judgement: borrowing Judgement, _ place: Int, _ hit: StoredItems.Hit, in stored: borrowing StoredItems,
        into writer: inout ItemWriter
    ) {
        guard judgement.outcome != .invalid else { return report.refuse(item, kind, judgement.violations) }
        guard judgement.outcome == .updated else {
            report.counters.unchanged += 1
            return
        }
        let keepsAxes = judgement.parentID == nil || stored.keepsAxes(hit, judgement)
        guard setup.isOrdered else { return accept(judgement, place, hit, into: &writer) }
        // All of them: one may give up what the next one wants.
        var claimant = Claimant(place: place, hit: hit, judgement: copy judgement)
        for value in judgement.uniqueValues {
            guard let key = value.key else { continue }
            claimant.values.append(unique.ask(attribute: Array(value.attribute.utf8), key: key))
        }
        if let parent = judgement.parentID, !keepsAxes {
            claimant.axes = unique.ask(parent: parent, axisKey: judgement.axisKey)
        }
        claimants.append(claimant)
    }

    private mutating func accept(
        _ judgement: borrowing Judgement, _ place: Int, _ hit: StoredItems.Hit, into writer: inout ItemWriter
    ) {
        report.counters.updated += 1
        writer.update(place, id: hit.id, seen: hit.seen, mark: nil, judgement)
        report.note(item, kind, judgement.notes)
    }

    // MARK: What only one may have

    /// Gives items what they claim, in their order; who comes too late is refused.
    ///
    /// All items of an edit claim the same: one value, or a place below one model. Whoever had it before keeps it, so what is stored
    /// and what this chunk has given say all.
    private mutating func settle(
        _ stored: borrowing StoredItems, into writer: inout ItemWriter, on db: isolated Session
    ) throws {
        guard !claimants.isEmpty else { return }
        let values = try unique.valueHolders(on: db)
        let axes = try unique.axisHolders(kind: kind.rawValue, on: db)
        var taken: [[UInt8]: UniqueLookup.Holder] = [:]
        for claimant in claimants {
            let judgement = claimant.judgement
            stored.fill(&item, claimant.hit)
            var conflicts: [Violation] = []
            var claims: [[UInt8]] = []
            var asked = claimant.values[...]
            func holder(_ claim: [UInt8], _ stored: UniqueLookup.Holder?) -> UniqueLookup.Holder? {
                claims.append(claim)
                if let holder = taken[claim] { return holder.id == claimant.hit.id ? nil : holder }
                guard let stored, stored.id != claimant.hit.id else { return nil }
                return stored
            }
            for value in judgement.uniqueValues {
                guard let key = value.key else { continue }
                let stored = values[asked.removeFirst()]
                guard let holder = holder(Self.claim("v" + value.attribute, key), stored) else { continue }
                let text = String(decoding: key, as: UTF8.self)
                conflicts.append(
                    Violation(
                        .valueNotUnique, field: value.attribute, value: text,
                        text: "\(quoted(text)) is already on \(holder.name)"))
            }
            if let place = claimant.axes, let parent = judgement.parentID,
                let holder = holder(Self.claim("a\(parent)", judgement.axisKey), axes[place])
            {
                conflicts.append(
                    Violation(
                        .duplicateAxisCombination, field: nil, value: judgement.axisText,
                        text: "\(judgement.axisText) is already \(quoted(holder.name))"))
            }
            guard conflicts.isEmpty else {
                report.refuse(item, kind, conflicts)
                continue
            }
            let name = String(decoding: judgement.identifier, as: UTF8.self)
            for claim in claims { taken[claim] = UniqueLookup.Holder(id: claimant.hit.id, name: name) }
            accept(judgement, claimant.place, claimant.hit, into: &writer)
        }
    }

    private static func claim(_ owner: String, _ key: [UInt8]) -> [UInt8] { Array(owner.utf8) + [0] + key }
}
