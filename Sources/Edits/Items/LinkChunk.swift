// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// Adds links to the items of one chunk; a link that is there gets its new quantity.
enum LinkChunk {
    /// Handles all items in the chunk's transaction.
    static func run(
        _ setup: EditSetup, _ kind: ItemKind, ids: [Int64], origin: ChangeOrigin, into chunk: inout Chunk,
        on db: isolated Session
    ) throws {
        let record = kind == .product ? setup.product : setup.model
        var batch = RecordBatch(columns: record.header.count)
        record.append(to: &batch)
        var lookup = ItemLookup()
        let links = RecordLinks(
            record.header.associations, of: 0, in: batch, definitions: setup.definitions, lookup: &lookup)
        let answer = try lookup.answer(on: db)
        let ownerKind: LinkOwner.Kind = kind == .product ? .product : .productModel
        let stored = try StoredItems(kind, ids: ids, target: nil, on: db)
        var changes = LinkChanges(stored: try AssociationStore.links(of: ids.map { LinkOwner(ownerKind, $0) }, on: db))
        var report = EditReport()
        var item = StoredItem()
        for (place, id) in ids.enumerated() {
            guard let hit = stored.hit(place) else {
                report.vanish(id, kind)
                continue
            }
            stored.fill(&item, hit)
            let owner = LinkOwner(ownerKind, id)
            let (sets, violations) = wanted(of: owner, links, answer, changes)
            guard violations.isEmpty else {
                report.refuse(item, kind, violations)
                continue
            }
            let isChanged = changes.replace(owner, sets: sets) {
                setup.definitions.associationType($0)?.isTwoWay == true
            }
            if isChanged { report.counters.updated += 1 } else { report.counters.unchanged += 1 }
        }
        try AssociationStore.replace(
            removed: changes.sortedRemoved, added: changes.sortedAdded, origin: origin,
            at: try DatabaseClock.now(on: db), on: db)
        report.add(to: &chunk)
    }

    /// The links that an owner is to have: its own and the given ones.
    private static func wanted(
        of owner: LinkOwner, _ links: RecordLinks, _ answer: ItemLookup.Answer, _ changes: LinkChanges
    ) -> (sets: [LinkSet: Set<Link>], violations: [Violation]) {
        var violations = links.violations
        var sets: [LinkSet: Set<Link>] = [:]
        for cell in links.cells {
            let type = cell.column.type
            let set = LinkSet(type: type.code, targetKind: cell.column.targetKind)
            var wanted = sets[set] ?? changes.links(of: owner, in: set)
            for named in cell.targets {
                guard let target = named.target(in: answer) else {
                    violations.append(
                        Violation(
                            .associationTargetNotFound, field: cell.column.name, value: named.text,
                            text: "no \(cell.column.targetName) \(quoted(named.text))"))
                    continue
                }
                if type.isTwoWay, target == .item(owner) {
                    violations.append(
                        Violation(
                            .selfAssociation, field: cell.column.name, value: named.text,
                            text: "a two-way link cannot lead back to the item itself"))
                    continue
                }
                wanted = wanted.filter { $0.target != target }
                wanted.insert(Link(owner: owner, type: type.code, target: target, quantity: named.quantity))
            }
            if type.isQuantified, wanted.count > RecordLinks.quantifiedLimit {
                violations.append(
                    Violation(
                        .tooManyAssociations, field: cell.column.name,
                        text: "\(wanted.count) links, allowed \(RecordLinks.quantifiedLimit)"))
            }
            sets[set] = wanted
        }
        return (sets, violations)
    }
}
