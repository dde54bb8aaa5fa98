// SPDX-License-Identifier: Apache-2.0

/// A catalogue in memory with a history, as simple as can be: what imports, deletions and undos are to make of products.
struct UndoModel {
    /// What was kept of one change.
    enum Image {
        case created
        case deleted(sku: String, fields: [String: String])
        case changed([String: String?])
    }

    struct Entry {
        var execution: Int
        var item: Int
        var image: Image
    }

    struct Counts: Equatable {
        var created = 0
        var updated = 0
        var unchanged = 0
        var skipped = 0
        var invalid = 0
        var deleted = 0
    }

    /// Items that are there, by a number that is never given twice.
    private(set) var items: [Int: (sku: String, fields: [String: String])] = [:]
    private var log: [Entry] = []
    private var executions = 0
    private var nextItem = 0

    /// One line an item: its identifier and its values.
    var lines: [String] {
        items.values.map { item in
            item.sku + " "
                + item.fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func item(_ sku: String) -> Int? { items.first { $0.value.sku == sku }?.key }

    /// Imports records: identifier, and fields with their values; an empty one clears.
    mutating func importing(_ records: [(sku: String, fields: [String: String])]) -> Int {
        executions += 1
        for record in records {
            if let id = item(record.sku), let old = items[id]?.fields {
                var before: [String: String?] = [:]
                for (field, value) in record.fields where (old[field] ?? "") != value {
                    before[field] = .some(old[field])
                    items[id]?.fields[field] = value.isEmpty ? nil : value
                }
                if !before.isEmpty { log.append(Entry(execution: executions, item: id, image: .changed(before))) }
            } else {
                nextItem += 1
                items[nextItem] = (record.sku, record.fields.filter { !$0.value.isEmpty })
                log.append(Entry(execution: executions, item: nextItem, image: .created))
            }
        }
        return executions
    }

    /// Sets a field of those of some identifiers that are there; an empty value clears.
    mutating func editing(_ skus: [String], _ field: String, _ value: String) -> (execution: Int, counts: Counts) {
        var counts = Counts()
        let there = skus.filter { item($0) != nil }
        for sku in there {
            let now = item(sku).flatMap { items[$0]?.fields[field] } ?? ""
            if now == value { counts.unchanged += 1 } else { counts.updated += 1 }
        }
        return (importing(there.map { ($0, [field: value]) }), counts)
    }

    /// Deletes those of some identifiers that are there.
    mutating func deleting(_ skus: [String]) -> (execution: Int, counts: Counts) {
        executions += 1
        var counts = Counts()
        for sku in skus {
            guard let id = item(sku) else { continue }
            delete(id)
            counts.deleted += 1
        }
        return (executions, counts)
    }

    /// Undoes an execution.
    mutating func undoing(_ target: Int) -> (execution: Int, counts: Counts) {
        executions += 1
        var counts = Counts()
        let touched = Set(log.filter { $0.execution == target }.map(\.item))
        for id in touched.sorted() {
            let own = log.indices.filter { log[$0].execution == target && log[$0].item == id }
            guard let first = own.first else { continue }
            let later = log.indices.filter {
                $0 > first && log[$0].item == id && log[$0].execution != target && log[$0].execution != executions
            }
            switch log[first].image {
            case .created:
                if items[id] == nil || !later.isEmpty {
                    counts.skipped += 1
                } else {
                    delete(id)
                    counts.deleted += 1
                }
            case .deleted(let sku, let fields):
                if items[id] != nil || !later.isEmpty {
                    counts.skipped += 1
                } else if item(sku) != nil {
                    counts.invalid += 1
                } else {
                    items[id] = (sku, fields)
                    log.append(Entry(execution: executions, item: id, image: .created))
                    counts.created += 1
                }
            case .changed(let before):
                putBack(id, before, later, &counts)
            }
        }
        return (executions, counts)
    }

    private mutating func putBack(_ id: Int, _ before: [String: String?], _ later: [Int], _ counts: inout Counts) {
        let isSince = later.contains { place in
            guard case .changed(let fields) = log[place].image else { return true }
            return fields.keys.contains { before.keys.contains($0) }
        }
        guard let now = items[id]?.fields, !isSince else {
            counts.skipped += 1
            return
        }
        var kept: [String: String?] = [:]
        for (field, value) in before where now[field] != value {
            kept[field] = .some(now[field])
            items[id]?.fields[field] = value
        }
        if kept.isEmpty {
            counts.unchanged += 1
        } else {
            log.append(Entry(execution: executions, item: id, image: .changed(kept)))
            counts.updated += 1
        }
    }

    private mutating func delete(_ id: Int) {
        guard let item = items.removeValue(forKey: id) else { return }
        log.append(Entry(execution: executions, item: id, image: .deleted(sku: item.sku, fields: item.fields)))
    }
}

extension UndoModel.Counts {
    /// As the bench sums an execution's counters.
    var summary: String {
        let read = created + updated + unchanged + skipped + invalid + deleted
        return [
            ("read", read), ("created", created), ("updated", updated), ("unchanged", unchanged), ("skipped", skipped),
            ("invalid", invalid), ("deleted_products", deleted),
        ].filter { $0.1 != 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
