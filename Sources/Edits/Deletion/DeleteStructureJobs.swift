// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogJobs
import CatalogStore
import JobEngine
import Postgres

/// The deletions of attributes and of attribute groups.
///
/// What is needed stays, with a warning that says by what. An attribute's code is blocked until its values are cleaned, which the steps
/// behind do; these values can be put back by an undo, once the attribute is there again.
enum DeleteStructureJobs {
    static let all = [attributes, groups]

    private static let attributesStep = "delete_attributes"

    private static let attributes = Job(
        name: attributesStep, kind: .massEdit, label: "Delete attributes",
        parameters: [Parameter("filters", default: #"{"codes": []}"#)] + EditParameters.accepted,
        steps: [
            Step(name: attributesStep, label: "Delete attributes", unit: "attributes") { context, db in
                let codes = try context.parameters(as: Parameters.self).filters.codes
                try await context.chunk(on: db) { chunk, db in
                    try StructureStore.lock(on: db)
                    let outcome = try StructureDeletion.attributes(codes, on: db)
                    report(outcome, "attribute", "deleted_attributes", into: &chunk)
                    chunk.setFacts(try JSONB(encoding: ["codes": outcome.deleted]))
                    chunk.finish()
                }
            }
        ] + CleaningJobs.steps(codesOf: attributesStep))

    private static let groups = Job(
        name: "delete_attribute_groups", kind: .massEdit, label: "Delete attribute groups",
        parameters: [
            Parameter("filters", default: #"{"codes": []}"#),
            Parameter("replacement_attribute_group_code", default: #""other""#),
        ] + EditParameters.accepted,
        steps: [
            Step(name: "delete_attribute_groups", label: "Delete attribute groups", unit: "groups") { context, db in
                let parameters = try context.parameters(as: Parameters.self)
                let replacement = parameters.replacement ?? "other"
                try await context.chunk(on: db) { chunk, db in
                    try StructureStore.lock(on: db)
                    let outcome = try StructureDeletion.groups(
                        parameters.filters.codes, replacement: replacement, on: db)
                    guard let outcome else {
                        throw StepFailure(
                            reason: "unknown_attribute_group", message: "no attribute group \(quoted(replacement))",
                            hint: "Give replacement_attribute_group_code the code of a group that is there.")
                    }
                    report(outcome, "attribute group", "deleted_attribute_groups", into: &chunk)
                    if let moved = outcome.moved, moved > 0 { chunk.counters.more["moved_attributes"] = moved }
                    chunk.finish()
                }
            }
        ])

    private struct Parameters: Decodable {
        struct Filters: Decodable {
            var codes: [String]
        }

        var filters: Filters
        var replacement: String?

        enum CodingKeys: String, CodingKey {
            case filters
            case replacement = "replacement_attribute_group_code"
        }
    }

    private static func report(
        _ outcome: StructureDeletion.Outcome, _ thing: String, _ counter: String, into chunk: inout Chunk
    ) {
        let deleted = Int64(outcome.deleted.count)
        let read = deleted + Int64(outcome.refused.count)
        chunk.setTotal(read)
        chunk.counters.read = read
        chunk.counters.done = read
        chunk.counters.invalid = Int64(outcome.refused.count)
        if deleted > 0 { chunk.counters.more[counter] = deleted }
        for refused in outcome.refused {
            let message =
                refused.reason == "in_use"
                ? "is in use by \(quoted(refused.holder ?? ""))" : "no \(thing) \(quoted(refused.code))"
            chunk.warn(Warning(reason: refused.reason, message: message, identifier: refused.code))
        }
    }
}
