// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres
import Tabular

/// The step that writes the records of a product or product model file: ranges side by side, then the records that must wait, in
/// file order.
enum ItemImport {
    /// What the step keeps with itself: the first id of the file's block.
    ///
    /// A new item's id is this plus its record's number.
    private struct Facts: Codable {
        var firstID: Int64

        enum CodingKeys: String, CodingKey {
            case firstID = "first_id"
        }
    }

    /// The step of this name.
    static func step(_ name: String, label: String, _ pass: ItemPass) -> Step {
        Step(
            name: name, label: label, unit: "rows", mayBeSplit: true,
            plan: { context, db in
                if context.phase == 0 {
                    let records = try RangePlan.scanFacts(context, on: db).records
                    let first = try ItemIDs.reserve(records + 1, on: db)
                    try context.setFacts(try JSONB(encoding: Facts(firstID: first)), on: db)
                }
                return try RangePlan.plan(context, waitsForOrder: true, on: db)
            },
            run: { context, db in
                guard let scanned = try context.facts(ofStep: "scan", on: db),
                    let own = try context.facts(ofStep: name, on: db)
                else { throw ImportFailure.notFound("") }
                let facts = try ScanFacts(json: scanned.bytes)
                let setup = try RecordSetup(pass.kind, facts: facts, parameters: context.parameters, on: db)
                let block = try own.decoded(as: Facts.self).firstID
                var task = ItemTask(context: context, setup: setup, pass: pass, firstID: block)
                try await task.run(on: db)
            })
    }

    /// Judges the header of a file and says what its records' keys and claims are.
    static func headerCheck(_ kind: ItemKind) -> HeaderCheckMaker {
        { parameters, db in
            let records = try ProductParameters(json: parameters.bytes).forRecords(kind)
            let definitions = try DefinitionsStore.load(on: db)
            return { names in
                let header = try RecordSetup.header(names, definitions, records)
                let (uuid, identifier) = (header.fixed[.uuid], header.fixed[.identifier])
                return ScanHeader(
                    key: { reader, key in
                        // A record is called by its uuid where it has one, else by its identifier or code.
                        if let uuid, !reader.isBlank(uuid) {
                            key.append(UInt8(ascii: "u"))
                            appendFolded(reader.trimmedBytes(of: uuid), to: &key)
                            return true
                        }
                        guard let identifier, !reader.isBlank(identifier) else { return false }
                        key.append(UInt8(ascii: "i"))
                        appendFolded(reader.bytes(of: identifier), to: &key)
                        return true
                    },
                    claims: { ProductClaims(header, definitions: definitions, kind: kind) },
                    lastColumn: ProductClaims(header, definitions: definitions, kind: kind).lastColumn)
            }
        }
    }
}
