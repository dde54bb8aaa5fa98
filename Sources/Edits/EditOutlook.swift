// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
package import Postgres

/// What an edit would visit, asked before it is launched, with the checks of its first task.
///
/// Anybody who may read the catalogue may ask; nothing is written.
package struct EditOutlook: Sendable, Equatable {
    /// Product models.
    package var models: Int64 = 0
    /// Products.
    package var products: Int64 = 0
    /// Families.
    package var families: Int64 = 0

    /// All of them.
    package var total: Int64 { models + products + families }

    /// Counts exactly what an edit with these parameters would visit; throws a `StepFailure` for what a launch would fail for.
    ///
    /// Nil: it is only known when it runs, since the filter asks for the last execution of a profile.
    package static func count(
        _ job: String, filters: JSONB, actions: String, on db: isolated Session
    ) throws -> EditOutlook? {
        let parameters = JSONB("{\"filters\":\(filters.text),\"actions\":\(actions)}")
        guard let operation = EditOperation(rawValue: job) else { return try countFamilies(parameters, on: db) }
        let setup = try EditSetup(operation, parameters: parameters, on: db)
        return try count(filters, reach: setup.reach, setup.definitions, on: db)
    }

    /// Counts exactly what a deletion would delete: what a filter selects, and all that stands below its models.
    package static func countDeletion(_ filters: JSONB, on db: isolated Session) throws -> EditOutlook? {
        try count(filters, reach: .descendants, DefinitionsStore.load(on: db), on: db)
    }

    private static func count(
        _ filters: JSONB, reach: Reach, _ definitions: Definitions, on db: isolated Session
    ) throws -> EditOutlook? {
        let now = try DatabaseClock.now(on: db)
        let selection = try Selection(
            json: filters, reach: reach, definitions: definitions, start: now.microsecondsSince1970)
        guard Filter.profiles(in: filters.bytes).isEmpty else { return nil }
        let selected = try selection.count(on: db)
        return EditOutlook(models: selected.models, products: selected.products)
    }

    private static func countFamilies(_ parameters: JSONB, on db: isolated Session) throws -> EditOutlook {
        let (families, _) = try FamilyEdit.read(parameters, DefinitionsStore.load(on: db))
        return EditOutlook(families: Int64(families.count))
    }

    /// The actions that give attributes values as people type them.
    package static func actions(
        _ settings: [(code: String, text: String)], locale: String?, channel: String?, on db: isolated Session
    ) throws -> String {
        EditText.values(settings, locale: locale, channel: channel, definitions: try DefinitionsStore.load(on: db))
    }

    /// A list of codes with commas as a JSON list.
    package static func codes(_ text: String) -> String { EditText.codes(text) }

    /// A text in quotation marks.
    package static func text(_ text: String) -> String { EditText.text(text) }

    /// One field with a value given as JSON.
    package static func field(_ name: String, _ value: String) -> String {
        "[{\"field\":\(text(name)),\"value\":\(value)}]"
    }

    /// Links of one type, each target with its quantity behind `=` where it has one.
    package static func links(_ type: String, to kind: String, _ targets: [String]) -> String {
        let parts = targets.map { target -> (name: String, quantity: String?) in
            guard let place = target.lastIndex(of: "=") else { return (target, nil) }
            return (String(target[..<place]), String(target[target.index(after: place)...]))
        }
        let isQuantified = parts.contains { $0.quantity != nil }
        let entries = parts.map { part in
            isQuantified
                ? "{\"identifier\":\(text(part.name)),\"quantity\":\(text(part.quantity ?? ""))}" : text(part.name)
        }
        let value = "{\(text(type)):{\(text(kind)):[\(entries.joined(separator: ","))]}}"
        return field(isQuantified ? "quantified_associations" : "associations", value)
    }

    /// Requirements of attributes in a channel.
    package static func requirements(_ attributes: [String], channel: String, isRequired: Bool) -> String {
        let actions = attributes.map {
            "{\"attribute_code\":\(text($0)),\"channel_code\":\(text(channel)),\"is_required\":\(isRequired)}"
        }
        return "[\(actions.joined(separator: ","))]"
    }
}
