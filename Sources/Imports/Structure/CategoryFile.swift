// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// What must be known of a whole file of categories before its first record is written: whose parent is where.
struct CategoryFile: Sendable {
    /// The order of the records, and those that have no place in the tree.
    let plan: CategoryPlan
    /// The spelling of every category, stored or in the file, by its folded code.
    let codes: [String: String]

    /// Reads codes and parents of the whole file, and the tree as it stands.
    ///
    /// A worker that takes over plans again from the tree as it is then: what the one before has written stands in it
    /// as the file says, so the plan comes out the same.
    init(_ facts: ScanFacts, execution: Int64, on db: isolated Session) throws {
        let definitions = try DefinitionsStore.load(on: db)
        let tree = try StructureStore.categoryTree(on: db)
        let superseded = try SupersededStore.load(execution: execution, from: 0, to: .max, on: db)
        let header = StructureHeader(names: facts.columns, columns: CategoryEntry.columns, definitions: definitions)
        var codes = tree.mapValues(\.code)
        var nodes: [CategoryPlan.Node] = []
        var source = try RecordSource(facts, from: 1)
        while try source.next(on: db) {
            guard superseded[source.row] == nil else { continue }
            let record = StructureRecord(source.reader, columns: facts.columns.count)
            let cells = StructureCells(
                record.values, header: header, columns: CategoryEntry.columns, definitions: definitions)
            let node = CategoryEntry.node(cells, row: record.row, isTooLong: record.tooMany != nil, tree: tree)
            guard let node else { continue }
            if !node.isRefused, codes[node.key] == nil { codes[node.key] = cells.code }
            nodes.append(node)
        }
        self.codes = codes
        plan = CategoryPlan(nodes, stored: tree.mapValues(\.parent))
    }

    /// Why the record's parent is refused; nil when it is not.
    func violation(of record: StructureRecord, _ cells: StructureCells) -> Violation? {
        plan.faults[record.row].map { CategoryEntry.violation($0, cells) }
    }
}
