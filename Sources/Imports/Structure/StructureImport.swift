// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres
import Tabular

/// The imports of the catalogue's structure: one shape for all kinds, fetch → scan → import.
enum StructureImport {
    /// All structure imports from files of a format, in the order in which a catalogue is loaded.
    static func jobs(_ format: FileFormat) -> [Job] {
        [
            job(format, CurrencyEntry.self, "currency", "Import currencies"),
            job(format, LocaleEntry.self, "locale", "Import locales"),
            job(format, CategoryEntry.self, "category", "Import categories"),
            job(
                format, AttributeGroupEntry.self, "attribute_group", "Import attribute groups",
                after: [AttributeGroupOrder.step]),
            job(format, GroupTypeEntry.self, "group_type", "Import group types"),
            job(format, ChannelEntry.self, "channel", "Import channels"),
            job(format, AssociationTypeEntry.self, "association_type", "Import association types"),
            job(format, AttributeEntry.self, "attribute", "Import attributes"),
            job(format, AttributeOptionEntry.self, "attribute_option", "Import attribute options"),
            job(format, FamilyEntry.self, "family", "Import families"),
            job(format, FamilyVariantEntry.self, "family_variant", "Import family variants"),
            job(format, GroupEntry.self, "group", "Import groups"),
            job(format, UserGroupEntry.self, "user_group", "Import user groups"),
            job(format, UserRoleEntry.self, "user_role", "Import user roles"),
            job(format, PersonEntry.self, "user", "Import users", secrets: ["password"]),
            job(format, ReferenceDataEntry.self, "reference_data", "Import reference data"),
            job(
                format, AttributeGroupAccessEntry.self, "attribute_group_access", "Import rights to attribute groups"),
            job(format, CategoryAccessEntry.self, "category_access", "Import rights to categories"),
            job(format, LocaleAccessEntry.self, "locale_access", "Import rights to locales"),
        ]
    }

    private static func job<Entity: StoredEntity>(
        _ format: FileFormat, _ type: Entity.Type, _ entity: String, _ label: String, secrets: Set<String> = [],
        after: [Step] = []
    ) -> Job {
        Job(
            name: format.job(entity), kind: .import, label: label, parameters: format.parameters,
            steps: [
                FetchStep.step(format, holdsSecrets: !secrets.isEmpty),
                ScanStep.step(format, headerCheck(Entity.self), secrets: secrets),
                importStep(Entity.self),
            ] + after)
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
