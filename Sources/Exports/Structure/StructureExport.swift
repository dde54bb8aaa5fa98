// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// The exports of the catalogue's structure: export → store, with the columns that the imports read, so that a file comes in again unchanged.
enum StructureExport {
    /// All structure exports into files of a format, in the order in which a catalogue is loaded.
    static func jobs(_ format: FileKind) -> [Job] {
        [
            job(format, CurrencyEntry.self, "currency", "Export currencies"),
            job(format, LocaleEntry.self, "locale", "Export locales"),
            job(format, CategoryEntry.self, "category", "Export categories"),
            job(format, AttributeGroupEntry.self, "attribute_group", "Export attribute groups"),
            job(format, GroupTypeEntry.self, "group_type", "Export group types"),
            job(format, ChannelEntry.self, "channel", "Export channels"),
            job(format, AssociationTypeEntry.self, "association_type", "Export association types"),
            job(format, AttributeEntry.self, "attribute", "Export attributes"),
            job(format, AttributeOptionEntry.self, "attribute_option", "Export attribute options"),
            job(format, FamilyEntry.self, "family", "Export families"),
            job(format, FamilyVariantEntry.self, "family_variant", "Export family variants"),
            job(format, GroupEntry.self, "group", "Export groups"),
            job(format, UserGroupEntry.self, "user_group", "Export user groups"),
            job(format, UserRoleEntry.self, "user_role", "Export user roles"),
            job(format, PersonEntry.self, "user", "Export users", isPersonal: true),
            job(format, ReferenceDataEntry.self, "reference_data", "Export reference data"),
            job(
                format, AttributeGroupAccessEntry.self, "attribute_group_access", "Export rights to attribute groups"),
            job(format, CategoryAccessEntry.self, "category_access", "Export rights to categories"),
            job(format, LocaleAccessEntry.self, "locale_access", "Export rights to locales"),
        ]
    }

    private static func job<Entity: StoredEntity>(
        _ format: FileKind, _ type: Entity.Type, _ entity: String, _ label: String, isPersonal: Bool = false
    ) -> Job {
        Job(
            name: "\(format.rawValue)_\(entity)_export", kind: .export, label: label,
            parameters: ExportParameters.structure(format),
            steps: [
                Step(
                    name: "export", label: "Export", unit: "rows",
                    run: { context, db in
                        // Names and addresses of people are administrators' to take away.
                        if isPersonal, try !mayReadPeople(context.owner, on: db) {
                            throw ExportFailure.administratorsOnly()
                        }
                        try await StructureExportTask<Entity>(context: context, format: format).run(on: db)
                    }), StoreStep.step,
            ])
    }

    private static func mayReadPeople(_ owner: String, on db: isolated Session) throws -> Bool {
        let rows = try db.query(ExportStatements.isAdministrator, owner)
        return try !rows.isEmpty && rows.bool(0, 0)
    }
}
