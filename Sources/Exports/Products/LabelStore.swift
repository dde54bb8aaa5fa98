// SPDX-License-Identifier: Apache-2.0

import Catalog
import Postgres

/// Reads the labels that stand for codes.
enum LabelStore {
    /// The labels in a locale.
    static func load(_ locale: String, _ definitions: Definitions, on db: isolated Session) throws -> OutputLabels {
        var labels = OutputLabels(locale: locale)
        var lists: [String: OutputLabels.Table] = [:]
        let rows = try db.query(ExportStatements.labels, locale)
        for row in 0..<rows.count {
            let (code, label) = (try rows.text(row, 2), try rows.optionalText(row, 3))
            switch try rows.text(row, 0) {
            case "category": labels.categories.add(code, label)
            case "family": labels.families.add(code, label)
            case "family_variant": labels.familyVariants.add(code, label)
            case "group": labels.groups.add(code, label)
            case "option": labels.options[try rows.text(row, 1), default: OutputLabels.Table()].add(code, label)
            default: lists[folded(try rows.text(row, 1)), default: OutputLabels.Table()].add(code, label)
            }
        }
        for attribute in definitions.attributes {
            if let list = attribute.entry.referenceDataName { labels.options[attribute.code] = lists[folded(list)] }
        }
        return labels
    }
}
