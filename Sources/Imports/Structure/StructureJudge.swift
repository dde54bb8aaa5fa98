// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// Judges the records of one chunk against the catalogue, and keeps what is to be written, counted and said.
struct StructureJudge<Entity: StoredEntity> {
    /// Items that are new or differ.
    private(set) var changed: [Entity] = []
    private var report: Report
    private let header: StructureHeader
    private let definitions: Definitions
    private let categories: CategoryFile?
    private let facts: ScanFacts

    init(facts: ScanFacts, definitions: Definitions, categories: CategoryFile?) {
        self.facts = facts
        self.definitions = definitions
        self.categories = categories
        header = StructureHeader(names: facts.columns, columns: Entity.columns, definitions: definitions)
        report = Report(facts: facts)
    }

    /// Judges records in the order of the file.
    mutating func take(_ batch: [StructureRecord], superseded: [Int64: Int64], on db: isolated Session) throws {
        let places = report.keyPlaces
        let keys = batch.compactMap { record in
            superseded[record.row] == nil ? Entity.key(of: record.cells(places)) : nil
        }
        let stored = try StructureStore.load(Entity.self, keys: keys, on: db)
        var groups = Entity.self == AttributeGroupEntry.self ? try StructureStore.countAttributeGroups(on: db) : 0
        for record in batch {
            if let later = superseded[record.row] {
                report.supersede(record, later: later)
                continue
            }
            switch judge(record, stored: stored) {
            case .created(let item):
                groups += 1
                if Entity.self == AttributeGroupEntry.self, groups > AttributeGroupEntry.limit {
                    report.refuse(
                        record,
                        [
                            Violation(
                                .tooManyAttributeGroups, field: "code",
                                text: "there are \(AttributeGroupEntry.limit) groups already")
                        ])
                    continue
                }
                changed.append(item)
                report.counters.created += 1
            case .updated(let item):
                changed.append(item)
                report.counters.updated += 1
            case .unchanged:
                report.counters.unchanged += 1
            case .invalid(let violations):
                report.refuse(record, violations)
            }
        }
    }

    /// Writes counters, warnings and refused records into the chunk.
    func report(to chunk: inout Chunk) {
        report.add(to: &chunk)
    }

    private func judge(_ record: StructureRecord, stored: [String: Entity]) -> StructureOutcome<Entity> {
        if let found = record.tooMany {
            return .invalid([
                Violation(.rowTooLong, field: nil, text: "\(found) cells, header has \(facts.columns.count)")
            ])
        }
        let misplaced = record.misplaced.compactMap { cell -> Violation? in
            let name = facts.columns[cell.column].trimmingBlanks()
            // What is not used may be anything.
            if header.ignored.contains(name) { return nil }
            // The limits of attributes are the only days of the structure.
            if cell.kind == .date, name == "date_min" || name == "date_max" { return nil }
            return cell.kind.violation(field: name, value: record.values[cell.column])
        }
        if !misplaced.isEmpty { return .invalid(misplaced) }
        let cells = StructureCells(
            record.values, header: header, columns: Entity.columns, definitions: definitions,
            own: categories?.codes ?? [:])
        let outcome = Entity.judge(cells, stored: Entity.key(of: record.cells(report.keyPlaces)).flatMap { stored[$0] })
        guard let fault = categories?.violation(of: record, cells) else { return outcome }
        // The plan knows the whole file: its word on the parent stands for that of the single record.
        guard case .invalid(let others) = outcome else { return .invalid([fault]) }
        return .invalid(others.filter { $0.field != "parent" } + [fault])
    }

    /// What a chunk says about its records.
    struct Report {
        var counters = Counters()
        private var warnings: [Warning] = []
        private var refused: [StructureRecord] = []
        private let names: [String]
        private let facts: ScanFacts
        /// Where the key's columns stand.
        let keyPlaces: [Int]

        init(facts: ScanFacts) {
            names = facts.columns.map { $0.trimmingBlanks() }
            self.facts = facts
            keyPlaces = Entity.columns.key.compactMap { [names] name in names.firstIndex(of: name) }
        }

        mutating func refuse(_ record: StructureRecord, _ violations: [Violation]) {
            counters.invalid += 1
            refused.append(record)
            let (name, item) = (Entity.name(of: record.cells(keyPlaces)), record.item(columns: names))
            for violation in violations {
                warnings.append(
                    RecordReport.warning(
                        violation, row: record.row, line: record.line, identifier: name.isEmpty ? nil : name,
                        item: item))
            }
        }

        mutating func supersede(_ record: StructureRecord, later: Int64) {
            counters.skipped += 1
            counters.more["superseded", default: 0] += 1
            warnings.append(
                RecordReport.superseded(
                    row: record.row, line: record.line, identifier: Entity.name(of: record.cells(keyPlaces)),
                    later: later, item: record.item(columns: names)))
        }

        func add(to chunk: inout Chunk) {
            var counters = counters
            counters.read =
                counters.created + counters.updated + counters.unchanged + counters.skipped + counters.invalid
            counters.done = counters.read
            chunk.counters = counters
            for warning in warnings { chunk.warn(warning) }
            let header = refused.isEmpty ? [] : facts.receivedHeader
            for record in refused {
                chunk.refuse(
                    row: record.row, bytes: facts.received(record.bytes), header: header, file: facts.invalidItemsName)
            }
        }
    }
}

extension StructureRecord {
    /// The cells at these places; missing ones are empty.
    func cells(_ places: [Int]) -> [String] {
        places.map { $0 < values.count ? values[$0] : "" }
    }
}
