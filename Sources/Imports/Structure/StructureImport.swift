// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres
import Tabular

/// The imports of the catalogue's structure: one shape for all kinds, fetch → scan → import.
enum StructureImport {
    /// All structure imports, in the order in which a catalogue is loaded.
    static let jobs: [Job] = [
        job(CurrencyEntry.self, "csv_currency_import", "Import currencies"),
        job(LocaleEntry.self, "csv_locale_import", "Import locales"),
        job(CategoryEntry.self, "csv_category_import", "Import categories"),
        job(
            AttributeGroupEntry.self, "csv_attribute_group_import", "Import attribute groups",
            after: [AttributeGroupOrder.step]),
        job(GroupTypeEntry.self, "csv_group_type_import", "Import group types"),
        job(ChannelEntry.self, "csv_channel_import", "Import channels"),
        job(AssociationTypeEntry.self, "csv_association_type_import", "Import association types"),
        job(AttributeEntry.self, "csv_attribute_import", "Import attributes"),
        job(AttributeOptionEntry.self, "csv_attribute_option_import", "Import attribute options"),
        job(FamilyEntry.self, "csv_family_import", "Import families"),
        job(FamilyVariantEntry.self, "csv_family_variant_import", "Import family variants"),
        job(GroupEntry.self, "csv_group_import", "Import groups"),
        job(UserGroupEntry.self, "csv_user_group_import", "Import user groups"),
        job(UserRoleEntry.self, "csv_user_role_import", "Import user roles"),
        job(PersonEntry.self, "csv_user_import", "Import users", secrets: ["password"]),
        job(ReferenceDataEntry.self, "csv_reference_data_import", "Import reference data"),
    ]

    private static func job<Entity: StoredEntity>(
        _ type: Entity.Type, _ name: String, _ label: String, secrets: Set<String> = [], after: [Step] = []
    ) -> Job {
        Job(
            name: name, kind: .import, label: label, parameters: ImportParameters.declared,
            steps: [FetchStep.step, ScanStep.step(headerCheck(Entity.self), secrets: secrets), importStep(Entity.self)]
                + after)
    }

    /// Judges a header by the columns of the kind; the key is that of the record's key cells.
    private static func headerCheck<Entity: StoredEntity>(_ type: Entity.Type) -> HeaderCheckMaker {
        { _, db in
            let definitions = try DefinitionsStore.load(on: db)
            return { names in
                let header = StructureHeader(names: names, columns: Entity.columns, definitions: definitions)
                if let failure = ImportFailure.header(header.violations) { throw failure }
                let places = Entity.columns.key.compactMap { names.firstIndex(of: $0) }
                let notes = header.ignored.map { column in
                    Violation(
                        .ignoredColumn, field: column, text: "column \(quoted(column)) is not used")
                }
                return ScanHeader(
                    key: { reader, key in
                        guard let found = Entity.key(of: places.map { reader.text(of: $0) }) else { return false }
                        key.append(contentsOf: found.utf8)
                        return true
                    }, notes: notes)
            }
        }
    }

    private static func importStep<Entity: StoredEntity>(_ type: Entity.Type) -> Step {
        Step(
            name: "import", label: "Import", unit: "rows",
            plan: { context, db in
                guard context.phase == 0 else { return .none }
                guard let facts = try context.facts(ofStep: "scan", on: db) else { throw ImportFailure.notFound("") }
                return StepPlan(tasks: [TaskPlan()], total: try ScanFacts(json: facts.bytes).records)
            },
            run: { context, db in
                guard let facts = try context.facts(ofStep: "scan", on: db) else { throw ImportFailure.notFound("") }
                var task = StructureTask<Entity>(context: context, facts: try ScanFacts(json: facts.bytes))
                try await task.run(on: db)
            })
    }
}
