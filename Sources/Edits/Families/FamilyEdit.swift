// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogJobs
import CatalogStore
import JobEngine
import Postgres

/// The edit of families: which attributes a channel needs; one that a family lacks is added to it.
///
/// All families are one chunk: there are never so many that the structure would be locked for long.
enum FamilyEdit {
    static let job = Job(
        name: "set_attribute_requirements", kind: .massEdit, label: "Set attribute requirements",
        parameters: [
            Parameter("filters", default: "null"), Parameter("actions", default: "[]"),
        ] + EditParameters.accepted, steps: [step]
    ).withPreview()

    private static let step = Step(
        name: EditParameters.step, label: "Perform", unit: "families",
        run: { context, db in
            let parameters = context.parameters
            try await context.chunk(on: db) { chunk, db in
                // A preview's structure is its own.
                if db.schemaName == nil { try StructureStore.lock(on: db) }
                let definitions = try DefinitionsStore.load(on: db)
                let (families, changes) = try read(parameters, definitions)
                let reader = RequirementsReader(definitions: definitions)
                let results = families.map { (before: $0, after: reader.apply(changes, to: $0)) }
                let changed = results.filter { $0.before != $0.after }.map(\.after)
                try StructureStore.write(changed, on: db)
                chunk.setTotal(Int64(families.count))
                chunk.counters.read = Int64(families.count)
                chunk.counters.done = Int64(families.count)
                chunk.counters.updated = Int64(changed.count)
                chunk.counters.unchanged = Int64(families.count - changed.count)
                chunk.position += 1
                chunk.finish()
            }
        })

    /// The families and what changes of them, or throws all that is wrong with the parameters.
    static func read(
        _ parameters: JSONB, _ definitions: Definitions
    ) throws -> (families: [FamilyEntry], changes: [RequirementsReader.Change]) {
        var reader = RequirementsReader(definitions: definitions)
        guard let families = reader.families(parameters: parameters.bytes) else { throw EditFailure.nothingSelected() }
        guard reader.filterFaults.isEmpty else {
            throw EditFailure.invalidFilter(reader.filterFaults.joined(separator: "; "))
        }
        let changes = reader.changes(parameters: parameters.bytes)
        guard reader.actionFaults.isEmpty else {
            throw EditFailure.invalidActions(reader.actionFaults.joined(separator: "; "))
        }
        return (families, changes)
    }
}
