// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// What an undo says about its items: counters and warnings.
enum UndoReport {
    /// Counts the items of a chunk and keeps what is to be told of them.
    static func add(_ outcome: UndoStore.Outcome, _ kind: LinkOwner.Kind, into chunk: inout Chunk) {
        var counters = Counters()
        counters.created = outcome.created
        counters.updated = outcome.updated
        counters.unchanged = outcome.unchanged
        counters.skipped = outcome.skipped
        counters.invalid = outcome.invalid
        let deleted = outcome.deleted ?? 0
        if deleted > 0 { counters.more["deleted_\(kind.rawValue)s"] = deleted }
        counters.read =
            outcome.created + outcome.updated + outcome.unchanged + outcome.skipped + outcome.invalid + deleted
        counters.done = counters.read
        chunk.counters += counters
        for note in outcome.warnings {
            chunk.warn(
                Warning(
                    reason: note.reason, message: sentence(note), isNote: note.note ?? false, identifier: note.name,
                    field: note.field, value: note.value))
        }
    }

    /// Notes links that lead nowhere any more.
    static func note(_ lost: [UndoStore.LostLink], into chunk: inout Chunk) {
        for link in lost {
            chunk.warn(
                Warning(
                    reason: "association_target_not_found", message: "linked to what is no longer there", isNote: true,
                    identifier: link.name, field: link.field))
        }
    }

    /// Counts an item that only the database refused; it is named by its id, for it may not be there.
    static func refuse(_ id: Int64, _ kind: LinkOwner.Kind, _ error: PostgresError, into chunk: inout Chunk) {
        let place = [error.state?.rawValue, error.constraint].compactMap(\.self).joined(separator: ", ")
        chunk.counters.invalid += 1
        chunk.counters.read += 1
        chunk.counters.done += 1
        chunk.warn(
            Warning(
                reason: "database_refused", message: "refused by the database (\(place))",
                identifier: "\(kind == .product ? "product" : "product model") \(id)"))
    }

    private static func sentence(_ note: UndoStore.Outcome.Note) -> String {
        let (field, value, holder) = (note.field ?? "", note.value ?? "", note.holder ?? "")
        switch note.reason {
        case "changed_since":
            let kind = JobKind(rawValue: note.kind ?? "")
            let words =
                switch kind {
                case .import: "import"
                case .massEdit: "mass edit"
                case .rule: "rule"
                case .export, .project, nil: "another job"
                }
            return note.at.map { "\(quoted(field)) was changed later (\($0) UTC, \(words))" }
                ?? "\(quoted(field)) was changed later"
        case "vanished": return "was deleted meanwhile"
        case "in_use": return "is in use by \(quoted(holder))"
        case "unknown_attribute": return "no attribute \(quoted(String(field.prefix { $0 != "-" })))"
        case "unknown_parent": return "no product model \(quoted(value))"
        case "value_not_unique": return "\(quoted(value)) is already on \(holder)"
        case "duplicate_axis_combination": return "\(value) is already \(quoted(holder))"
        default: return "belongs to another product"
        }
    }
}
