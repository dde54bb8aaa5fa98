// SPDX-License-Identifier: Apache-2.0

import CatalogStore
public import JobEngine
import Postgres

/// Jobs that clean up behind changes of the structure.
public enum CleaningJobs {
    /// The jobs.
    public static let all: [Job] = [
        Job(
            name: "clean_removed_attribute_job", kind: .massEdit, label: "Clean values of removed attributes",
            parameters: [Parameter("users_to_notify", default: "[]")],
            steps: steps(codesOf: firstStep))
    ]

    /// The steps that clean the values of attributes and give their codes free; `source` is the step whose facts name these.
    ///
    /// When it names none, all that are blocked.
    package static func steps(codesOf source: String) -> [Step] {
        [
            cleaning(firstStep, "Clean product models", kind: "product_model", unit: "product models", source),
            cleaning("clean_product", "Clean products", kind: "product", unit: "products", source),
            unblocking(source),
        ]
    }

    private static let firstStep = "clean_product_model"
    private static let itemsPerChunk: Int32 = 1_000

    /// What the first step finds: the attributes whose values go.
    ///
    /// One that is removed later is another run's.
    private struct Facts: Codable {
        var codes: [String]
    }

    private static func blockedCodes(
        _ context: TaskContext, _ source: String, on db: isolated Session
    ) throws -> [String] {
        if let facts = try context.facts(ofStep: source, on: db) { return try facts.decoded(as: Facts.self).codes }
        return try RemovedAttributes.codes(on: db)
    }

    /// A step that goes through all items of a kind, by id.
    private static func cleaning(
        _ name: String, _ label: String, kind: String, unit: String, _ source: String
    ) -> Step {
        Step(name: name, label: label, unit: unit) { context, db in
            let codes = try blockedCodes(context, source, on: db)
            let facts = try JSONB(encoding: Facts(codes: codes))
            let origin = ChangeOrigin(context)
            var next: Int64? = context.position
            while let start = next {
                next = try await context.chunk(on: db) { chunk, db in
                    chunk.setFacts(facts)
                    var page: RemovedAttributes.Page?
                    if !codes.isEmpty {
                        page = try RemovedAttributes.clean(
                            kind, codes, from: start, limit: itemsPerChunk, origin: origin, on: db)
                    }
                    let (seen, cleaned) = (page?.seen ?? 0, page?.cleaned ?? 0)
                    chunk.counters.read = seen
                    chunk.counters.done = seen
                    chunk.counters.updated = cleaned
                    chunk.counters.unchanged = seen - cleaned
                    guard let last = page?.lastID else {
                        chunk.finish()
                        return nil
                    }
                    chunk.position = last + 1
                    return last + 1
                }
            }
        }
    }

    /// Gives the codes free for new attributes.
    private static func unblocking(_ source: String) -> Step {
        Step(name: "unblock_codes", label: "Give codes free", unit: "codes") { context, db in
            let codes = try blockedCodes(context, source, on: db)
            try await context.chunk(on: db) { chunk, db in
                try StructureStore.lock(on: db)
                let count = try RemovedAttributes.unblock(codes, on: db)
                chunk.setTotal(count)
                chunk.counters.read = count
                chunk.counters.done = count
                chunk.counters.updated = count
                chunk.finish()
            }
        }
    }
}
