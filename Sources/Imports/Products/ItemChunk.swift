// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// The records of one chunk on their way: look up → judge → settle what only one may have → write → count.
struct ItemChunk {
    /// What is handled, and how.
    struct Records {
        /// The records.
        let page: RecordPage
        /// Those that a later one replaces, each with the one that counts.
        let superseded: [Int64: Int64]
        /// Those that wait until all others are written.
        let waiting: Set<Int64>
        /// Whether these are the waiting ones: judged one after the other, and a conflict refuses.
        let isOrdered: Bool
        /// Which records the step writes.
        let pass: ItemPass
        /// A new item's id is this plus its record's number.
        let firstID: Int64
    }

    /// An item that wants what only one may have.
    private struct Claimant {
        var entry: ItemLookups.Entry
        var hit: ItemLookups.Hit?
        var judgement: Judgement
        /// What is wrong with the record itself.
        var violations: [Violation]
        /// Where the answers stand: for the unique values, and for the axes.
        var values: [Int]
        var axes: Int?
    }

    private let setup: RecordSetup
    private let origin: ChangeOrigin
    private let records: Records
    private let mode: ProductWriter.Mode
    private let batch: RecordBatch
    private var item = StoredItem()
    private var lookups: ItemLookups
    private var report: RecordsReport
    private var unique = UniqueLookup()
    private var claimants: [Claimant] = []
    private var deferred: [Int64] = []
    /// What items of this chunk have taken, by claim.
    private var taken: [[UInt8]: UniqueLookup.Holder] = [:]
    /// Items whose claims this chunk has changed.
    private var changed: Set<Int64> = []
    /// Waiting records that belong to the other pass.
    private(set) var left: Set<Int64> = []

    init(setup: RecordSetup, origin: ChangeOrigin, records: Records, mode: ProductWriter.Mode) {
        self.setup = setup
        self.origin = origin
        self.records = records
        self.mode = mode
        batch = records.page.records
        lookups = ItemLookups(setup: setup)
        report = RecordsReport(setup: setup)
    }

    /// Handles a part of the records in the chunk's transaction; returns how many it came to, at least one.
    mutating func run(
        _ part: Range<Int>, with judge: inout RecordJudge, into chunk: inout Chunk, on db: isolated Session
    ) throws -> Int {
        let here = part.filter { chunk.contains(batch.row($0)) }
        let entries = select(here)
        try lookups.load(entries, on: db)
        judge.media = try setup.media(of: entries.map(\.record), in: batch, execution: origin.executionID, on: db)
        var writer = ItemWriter(
            kind: setup.kind, mode: mode, origin: origin, at: try DatabaseClock.now(on: db))
        for entry in entries { self.judge(entry, with: &judge, into: &writer) }
        let handled = try settleClaims(into: &writer, on: db).map { $0 - part.lowerBound } ?? here.count
        for refused in try writer.write(on: db) {
            // Another import has made the item since it was looked up: the chunk is repeated, and finds it.
            if refused.isNew, refused.refusal.isKeyTaken { throw PostgresError.changedMeanwhile }
            if refused.isNew { report.counters.created -= 1 } else { report.counters.updated -= 1 }
            let place = [refused.refusal.state, refused.refusal.constraint].filter { !$0.isEmpty }.joined(
                separator: ", ")
            report.refuse(
                refused.record, of: records.page,
                [Violation(.databaseRefused, field: nil, text: "refused by the database (\(place))")])
        }
        try DeferredRecords.add(deferred, origin: origin, on: db)
        report.add(to: &chunk)
        if handled > 0 { chunk.position = batch.row(part.lowerBound + handled - 1) + 1 }
        return handled
    }

    /// The records of this pass that count and need not wait; the others are counted.
    private mutating func select(_ part: [Int]) -> [ItemLookups.Entry] {
        let parent = setup.header.fixed[.parent]
        var entries: [ItemLookups.Entry] = []
        entries.reserveCapacity(part.count)
        for record in part {
            let row = batch.row(record)
            let hasParent = parent.map { !batch.trimmed(record, $0).isEmpty } ?? false
            if let reason = records.pass.skipReason(hasParent: hasParent) {
                if records.isOrdered { left.insert(row) } else { report.skip([reason]) }
            } else if let later = records.superseded[row] {
                report.supersede(record, of: records.page, by: later)
            } else if !records.waiting.contains(row) {
                // One that waits must see what those before it have done.
                let mark = records.isOrdered ? nil : setup.markKey.map { records.page.mark(record, key: $0) }
                entries.append(lookups.ask(record, in: batch, mark: mark))
            }
        }
        return entries
    }

    private mutating func judge(
        _ entry: ItemLookups.Entry, with judge: inout RecordJudge, into writer: inout ItemWriter
    ) {
        let hit = lookups.hit(entry)
        if let hit, hit.isMarked {
            report.counters.unchanged += 1
            return
        }
        let isTaken = lookups.isIdentifierTaken(entry, hit)
        if !records.isOrdered, isTaken || lookups.changesIdentifier(entry, hit, in: batch) {
            deferred.append(batch.row(entry.record))
            return
        }
        if let hit { lookups.fill(&item, hit) }
        let stored = hit == nil ? nil : item
        let (given, above) = (lookups.givenParent(entry), hit.flatMap { lookups.storedParent($0) })
        if setup.kind == .product {
            judge.judgeProduct(
                entry.record, in: batch, item: stored, match: hit?.match ?? .new, givenParent: given,
                storedParent: above,
                isTaken: isTaken)
        } else {
            judge.judgeModel(entry.record, in: batch, item: stored, givenParent: given, storedParent: above)
        }
        take(judge.judgement, entry, hit, into: &writer)
    }

    private mutating func take(
        _ judgement: borrowing Judgement, _ entry: ItemLookups.Entry, _ hit: ItemLookups.Hit?,
        into writer: inout ItemWriter
    ) {
        var violations = judgement.violations + setup.misplaced(batch, entry.record)
        if entry.isUUIDInvalid {
            let value = setup.header.fixed[.uuid].map { batch.text(batch.trimmed(entry.record, $0)) }
            violations.append(Violation(.invalidUUID, field: "uuid", value: value, text: "not a version 4 uuid"))
        }
        let isFree =
            !judgement.uniqueValues.contains { $0.key != nil }
            && (judgement.parentID == nil || lookups.keepsAxes(hit, judgement))
        if !records.isOrdered {
            if report(judgement, violations, entry) { return }
            if isFree { return accept(judgement, entry, hit, into: &writer) }
        }
        var claimant = Claimant(
            entry: entry, hit: hit, judgement: copy judgement, violations: violations, values: [], axes: nil)
        if violations.isEmpty, !isFree { ask(for: &claimant) }
        claimants.append(claimant)
    }

    /// Counts a record that is refused or that changes nothing; false for any other.
    private mutating func report(
        _ judgement: borrowing Judgement, _ violations: [Violation], _ entry: ItemLookups.Entry
    ) -> Bool {
        if !violations.isEmpty {
            report.refuse(entry.record, of: records.page, violations)
            return true
        }
        guard judgement.outcome == .unchanged else { return false }
        report.counters.unchanged += 1
        report.countOutsideFamily(judgement.outsideFamily)
        return true
    }

    private mutating func ask(for claimant: inout Claimant) {
        for value in claimant.judgement.uniqueValues {
            guard let key = value.key else { continue }
            claimant.values.append(unique.ask(attribute: Array(value.attribute.utf8), key: key))
        }
        if let parent = claimant.judgement.parentID, !lookups.keepsAxes(claimant.hit, claimant.judgement) {
            claimant.axes = unique.ask(parent: parent, axisKey: claimant.judgement.axisKey)
        }
    }

    private mutating func accept(
        _ judgement: borrowing Judgement, _ entry: ItemLookups.Entry, _ hit: ItemLookups.Hit?,
        into writer: inout ItemWriter
    ) {
        let mark = judgement.isRepeatable ? entry.mark : nil
        if let hit {
            report.counters.updated += 1
            writer.update(entry.record, id: hit.id, seen: hit.seen, mark: mark, judgement)
        } else {
            report.counters.created += 1
            writer.create(entry.record, id: id(entry, hit), uuid: entry.uuid, mark: mark, judgement)
        }
        report.countOutsideFamily(judgement.outsideFamily)
        report.note(entry.record, of: records.page, judgement.notes)
    }

    private func id(_ entry: ItemLookups.Entry, _ hit: ItemLookups.Hit?) -> Int64 {
        hit?.id ?? records.firstID + batch.row(entry.record)
    }
}

// MARK: What only one may have

extension ItemChunk {
    /// Gives items what they claim, unless another has it.
    ///
    /// Then a record waits; a waiting one is refused.
    ///
    /// Returns the place at which a waiting record must first see what this chunk has changed; nil: all are handled.
    private mutating func settleClaims(into writer: inout ItemWriter, on db: isolated Session) throws -> Int? {
        guard !claimants.isEmpty else { return nil }
        let values = try unique.valueHolders(on: db)
        let axes = try unique.axisHolders(kind: setup.kind.rawValue, on: db)
        for claimant in claimants {
            if report(claimant.judgement, claimant.violations, claimant.entry) { continue }
            let id = id(claimant.entry, claimant.hit)
            var conflicts: [Violation] = []
            var asked = claimant.values[...]
            for value in claimant.judgement.uniqueValues {
                guard let key = value.key else { continue }
                let stored = values[asked.removeFirst()]
                guard let holder = taken[Self.claim(value.attribute, key)] ?? stored, holder.id != id else { continue }
                if records.isOrdered, changed.contains(holder.id), holder == stored { return claimant.entry.record }
                conflicts.append(
                    Violation(
                        .valueNotUnique, field: value.attribute, value: String(decoding: key, as: UTF8.self),
                        text: "\(quoted(String(decoding: key, as: UTF8.self))) is already on \(holder.name)"))
            }
            if let place = claimant.axes, let parent = claimant.judgement.parentID {
                let stored = axes[place]
                let claim = Self.claim(String(parent), claimant.judgement.axisKey)
                if let holder = taken[claim] ?? stored, holder.id != id {
                    if records.isOrdered, changed.contains(holder.id), holder == stored { return claimant.entry.record }
                    conflicts.append(
                        Violation(
                            .duplicateAxisCombination, field: nil, value: claimant.judgement.axisText,
                            text: "\(claimant.judgement.axisText) is already \(quoted(holder.name))"))
                }
            }
            guard conflicts.isEmpty else {
                if records.isOrdered {
                    report.refuse(claimant.entry.record, of: records.page, conflicts)
                } else {
                    deferred.append(batch.row(claimant.entry.record))
                }
                continue
            }
            if records.isOrdered { remember(claimant, id) }
            accept(claimant.judgement, claimant.entry, claimant.hit, into: &writer)
        }
        return nil
    }

    private mutating func remember(_ claimant: Claimant, _ id: Int64) {
        let judgement = claimant.judgement
        let name = String(decoding: judgement.identifier, as: UTF8.self)
        let holder = UniqueLookup.Holder(id: id, name: name)
        for value in judgement.uniqueValues {
            if let key = value.key { taken[Self.claim(value.attribute, key)] = holder }
        }
        if let parent = judgement.parentID { taken[Self.claim(String(parent), judgement.axisKey)] = holder }
        if !judgement.uniqueValues.isEmpty || claimant.axes != nil || claimant.hit != nil { changed.insert(id) }
    }

    private static func claim(_ owner: String, _ key: [UInt8]) -> [UInt8] { Array(owner.utf8) + [0] + key }
}
