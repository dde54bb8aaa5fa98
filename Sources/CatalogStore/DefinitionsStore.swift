// SPDX-License-Identifier: Apache-2.0

package import Catalog
import FoundationEssentials
package import Postgres

/// Reads the whole structure of the catalogue into one value.
package enum DefinitionsStore {
    /// The structure as it is: all of one moment, whatever is written meanwhile.
    package static func load(on db: isolated Session) throws -> Definitions {
        try loadWithVersion(on: db).definitions
    }

    /// The structure and the version that it has.
    package static func loadWithVersion(
        on db: isolated Session
    ) throws -> (definitions: Definitions, version: Int64) {
        while true {
            let before = try StructureStore.version(on: db)
            let source = try loadSource(on: db)
            // Statements of one transaction see each other's commits: what has changed in between is read again.
            let after = try StructureStore.version(on: db)
            if before == after { return (Definitions(source), after) }
        }
    }

    private static func loadSource(on db: isolated Session) throws -> Definitions.Source {
        var source = Definitions.Source()
        source.attributes = try StructureStore.loadAll(AttributeEntry.self, on: db)
        source.families = try StructureStore.loadAll(FamilyEntry.self, on: db)
        source.familyVariants = try StructureStore.loadAll(FamilyVariantEntry.self, on: db)
        source.channels = try StructureStore.loadAll(ChannelEntry.self, on: db)
        source.currencies = try StructureStore.loadAll(CurrencyEntry.self, on: db)
        source.associationTypes = try StructureStore.loadAll(AssociationTypeEntry.self, on: db)
        source.locales = try codes(DefinitionsStatements.locales, on: db)
        source.attributeGroups = try codes(DefinitionsStatements.attributeGroups, on: db)
        source.groups = try codes(DefinitionsStatements.groups, on: db)
        source.groupTypes = try codes(DefinitionsStatements.groupTypes, on: db)
        let categories = try db.query(DefinitionsStatements.categories)
        for row in 0..<categories.count {
            let parent = try categories.optionalText(row, 1)
            source.categories.append((try categories.text(row, 0), parent == nil))
            if let parent { source.categoryParents.append((try categories.text(row, 0), parent)) }
        }
        let options = try db.query(DefinitionsStatements.options)
        source.options.reserveCapacity(options.count)
        for row in 0..<options.count {
            source.options.append((try options.text(row, 0), try options.text(row, 1)))
        }
        let lists = try db.query(DefinitionsStatements.referenceData)
        for row in 0..<lists.count {
            source.referenceData.append((try lists.text(row, 0), try lists.text(row, 1)))
        }
        source.userGroups = try codes(DefinitionsStatements.userGroups, on: db)
        source.userRoles = try codes(DefinitionsStatements.userRoles, on: db)
        source.blockedCodes = try codes(DefinitionsStatements.blockedCodes, on: db)
        return source
    }

    private static func codes(_ statement: Statement, on db: isolated Session) throws -> [String] {
        let rows = try db.query(statement)
        return try (0..<rows.count).map { try rows.text($0, 0) }
    }
}

/// The definitions of one task, read again when somebody has changed the structure.
package struct DefinitionsCache: Sendable {
    private var version: Int64?
    private var definitions = Definitions()

    /// Begins with nothing read.
    package init() {}

    /// The structure as it is now.
    package mutating func current(on db: isolated Session) throws -> Definitions {
        if try version != StructureStore.version(on: db) {
            let (definitions, version) = try DefinitionsStore.loadWithVersion(on: db)
            self.definitions = definitions
            self.version = version
        }
        return definitions
    }

    /// Takes the version as it is after the caller's own changes, which do not touch what the caller looks up.
    ///
    /// Keep the cache only once these changes are committed.
    package mutating func acceptOwnChanges(on db: isolated Session) throws {
        version = try StructureStore.version(on: db)
    }
}

enum DefinitionsStatements {
    static let referenceData = Statement(
        "all_reference_data", "select list, code from catalog.reference_data order by list_key, code_key")
    static let userGroups = Statement("all_user_group_names", "select name from catalog.user_group order by name")
    static let userRoles = Statement("all_user_role_codes", "select role from catalog.user_role order by role")
    static let blockedCodes = Statement(
        "all_blocked_codes", "select code from catalog.removed_attribute order by code")
    static let locales = Statement("all_locale_codes", "select code from catalog.locale order by code")
    static let attributeGroups = Statement(
        "all_attribute_group_codes", "select code from catalog.attribute_group order by code")
    static let groups = Statement("all_group_codes", #"select code from catalog."group" order by code"#)
    static let groupTypes = Statement("all_group_type_codes", "select code from catalog.group_type order by code")
    static let categories = Statement(
        "all_category_codes", "select code, parent from catalog.category order by code")
    static let options = Statement(
        "all_option_codes", "select attribute, code from catalog.attribute_option order by attribute, code_key")
}
