// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogJobs
import CatalogStore
import JobEngine
import Postgres

/// The step that reads the file once more and writes links, when all items of the file are there.
///
/// A record is handled here even if the import refused it, as long as its item exists.
enum AssociationsStep {
    /// The step of an import of products or product models.
    static func step(_ kind: ItemKind) -> Step {
        Step(
            name: "import_associations", label: "Import associations", unit: "rows", mayBeSplit: true,
            plan: { context, db in
                let facts = try RangePlan.scanFacts(context, on: db)
                let setup = try RecordSetup(kind, facts: facts, parameters: context.parameters, on: db)
                // Records that may change each other's links are handled in file order, by one task.
                let isOrdered =
                    setup.header.associations.contains { $0.type.isTwoWay } || setup.header.fixed[.uuid] != nil
                return try RangePlan.plan(
                    context, waitsForOrder: false, isCut: !isOrdered && !setup.header.associations.isEmpty, on: db)
            },
            run: { context, db in
                guard let json = try context.facts(ofStep: "scan", on: db) else { throw ImportFailure.notFound("") }
                let facts = try ScanFacts(json: json.bytes)
                let setup = try RecordSetup(kind, facts: facts, parameters: context.parameters, on: db)
                if setup.header.associations.isEmpty {
                    try await skipAll(facts.records, context, on: db)
                } else {
                    try await AssociationsTask(context: context, setup: setup).run(on: db)
                }
            })
    }

    /// No column holds links: every record is passed over at once.
    private static func skipAll(_ records: Int64, _ context: TaskContext, on db: isolated Session) async throws {
        try await context.chunk(on: db) { chunk in
            chunk.counters.read = records
            chunk.counters.skipped = records
            chunk.counters.done = records
            if records > 0 { chunk.counters.more["no_associations"] = records }
            chunk.position = records + 1
            chunk.finish()
        }
    }
}

/// One range of the associations step.
private struct AssociationsTask {
    /// Records of one chunk.
    private static let recordsPerChunk = 1000

    let context: TaskContext
    let setup: RecordSetup

    func run(on db: isolated Session) async throws {
        var source = try RecordSource(setup.facts, from: context.position)
        var page = RecordPage(columns: setup.header.count, isTyped: setup.facts.isTyped)
        while true {
            let next = try page.fill(from: &source, limit: Self.recordsPerChunk, until: context.rangeEnd, on: db)
            if page.count > 0 {
                let superseded = try setup.superseded(in: page, execution: context.executionID, on: db)
                try await handle(page, superseded: superseded, on: db)
            }
            guard next else { return }
            page.removeAll()
        }
    }

    private func handle(_ page: RecordPage, superseded: [Int64: Int64], on db: isolated Session) async throws {
        let (setup, origin) = (setup, ChangeOrigin(context))
        try await context.chunk(on: db) { chunk in
            var judge = AssociationsJudge(setup: setup, page: page, superseded: superseded)
            try judge.run(chunk: &chunk, on: db)
            let changes = judge.changes
            try AssociationStore.replace(
                removed: changes.sortedRemoved, added: changes.sortedAdded, origin: origin,
                at: try DatabaseClock.now(on: db), on: db)
        }
    }
}

/// Judges the links of one chunk's records against what is there.
private struct AssociationsJudge {
    let setup: RecordSetup
    let page: RecordPage
    let superseded: [Int64: Int64]
    private(set) var changes = LinkChanges(stored: [:])

    /// How a record names its owner.
    private enum OwnerPlace {
        case uuid(Int)
        case identifier(Int)
        case code(Int)
        case none
        case unreadable
    }

    init(setup: RecordSetup, page: RecordPage, superseded: [Int64: Int64]) {
        self.setup = setup
        self.page = page
        self.superseded = superseded
    }

    mutating func run(chunk: inout Chunk, on db: isolated Session) throws {
        let batch = page.records
        let records = (0..<batch.count).filter { chunk.contains(batch.row($0)) }
        let counting = records.filter { superseded[batch.row($0)] == nil }
        var lookup = ItemLookup()
        var owners: [OwnerPlace] = []
        var links: [RecordLinks] = []
        for record in counting {
            owners.append(ask(record, &lookup))
            links.append(
                RecordLinks(
                    setup.header.associations, of: record, in: batch, definitions: setup.definitions, lookup: &lookup))
        }
        let answer = try lookup.answer(on: db)
        let found = owners.map { owner($0, in: answer) }
        changes = LinkChanges(stored: try AssociationStore.links(of: Array(Set(found.compactMap(\.self))), on: db))

        var report = RecordsReport(setup: setup)
        for record in records where superseded[batch.row(record)] != nil { report.skip(["superseded"]) }
        for (place, record) in counting.enumerated() {
            judge(record, owners[place], found[place], links[place], answer, &report)
        }
        report.add(to: &chunk)
        if let last = records.last { chunk.position = batch.row(last) + 1 }
    }

    private mutating func judge(
        _ record: Int, _ place: OwnerPlace, _ owner: LinkOwner?, _ links: RecordLinks, _ answer: ItemLookup.Answer,
        _ report: inout RecordsReport
    ) {
        guard let owner else {
            if RecordLinks.areEmpty(setup.header.associations, of: record, in: page.records) {
                return report.skip(["no_associations"])
            }
            if case .none = place {
                return report.refuse(
                    record, of: page, [Violation(.noIdentifier, field: nil, text: "identifier or uuid is needed")])
            }
            let kind = setup.kind == .product ? "product" : "product model"
            return report.refuse(
                record, of: page, [Violation(.associationOwnerNotFound, field: nil, text: "no such \(kind)")])
        }
        if page.records.isTooLong(record) {
            return report.refuse(record, of: page, [setup.tooLong(page.records, record)])
        }
        var violations = links.violations
        var sets: [LinkSet: Set<Link>] = [:]
        for cell in links.cells {
            let type = cell.column.type
            let set = LinkSet(type: type.code, targetKind: cell.column.targetKind)
            var wanted = sets[set] ?? []
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
                wanted.insert(Link(owner: owner, type: type.code, target: target, quantity: named.quantity))
            }
            sets[set] = wanted
        }
        guard violations.isEmpty else { return report.refuse(record, of: page, violations) }
        let definitions = setup.definitions
        let differs = changes.replace(owner, sets: sets) { definitions.associationType($0)?.isTwoWay == true }
        if differs { report.counters.updated += 1 } else { report.counters.unchanged += 1 }
    }

    private func ask(_ record: Int, _ lookup: inout ItemLookup) -> OwnerPlace {
        let batch = page.records
        if let column = setup.header.fixed[.uuid] {
            let cell = batch.trimmed(record, column)
            if !cell.isEmpty {
                return UUIDBytes(batch.text(cell)).map { .uuid(lookup.ask(uuid: $0)) } ?? .unreadable
            }
        }
        var key: [UInt8] = []
        guard let column = setup.header.fixed[.identifier], batch.appendKey(record, column, to: &key) else {
            return .none
        }
        return setup.kind == .product
            ? .identifier(lookup.ask(identifierKey: key)) : .code(lookup.ask(codeKey: key))
    }

    private func owner(_ place: OwnerPlace, in answer: ItemLookup.Answer) -> LinkOwner? {
        switch place {
        case .uuid(let place): answer.byUUID[place].map { LinkOwner(.product, $0) }
        case .identifier(let place): answer.byIdentifier[place].map { LinkOwner(.product, $0) }
        case .code(let place): answer.byCode[place].map { LinkOwner(.productModel, $0) }
        case .none, .unreadable: nil
        }
    }
}
