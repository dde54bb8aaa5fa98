// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Postgres

/// A kind of structure that has a table.
package protocol StoredEntity: StructureEntity {
    /// How its table is read and written.
    static var table: StructureTable { get }
}

/// The statements of one table of the structure.
package struct StructureTable: Sendable {
    /// Reads all rows, each as one object with the columns' names.
    package let all: Statement
    /// Reads rows by their folded keys.
    package let load: Statement
    /// Writes rows, then what follows from them; each takes the same rows.
    package let writes: [Statement]
    /// Counts the rows.
    let count: Statement
    /// Reads the locales of the texts in the members $1, and those in use.
    let locales: Statement
    /// Reads $2 rows behind the key $1, each as its key and its cells: for every member in $3, of it what $4 names, if anything.
    let page: Statement

    /// Describes a table; `object` is what a row is read as, when it is not the row itself, and `order` the key by which files list it.
    init(
        _ name: String, key: String = "code_key", object: String = "to_jsonb(t)", load: Statement? = nil,
        order: String = "array[t.code]", writes: [Statement]
    ) {
        count = Statement("count_\(name)", #"select count(*) from catalog."\#(name)""#)
        locales = Statement("locales_of_\(name)", StructureStatements.locales(table: name, object: object))
        page = Statement("page_of_\(name)", StructureStatements.page(table: name, object: object, order: order))
        all = Statement("all_\(name)", #"select \#(object) from catalog."\#(name)" t"#)
        self.load =
            load
            ?? Statement("load_\(name)", #"select \#(object) from catalog."\#(name)" t where t.\#(key) = any ($1)"#)
        self.writes = writes
    }
}

extension CurrencyEntry: StoredEntity {
    package static let table = StructureTable(
        "currency", writes: [StructureStatements.writeCurrencies])
}

extension LocaleEntry: StoredEntity {
    package static let table = StructureTable(
        "locale", writes: [StructureStatements.writeLocales])
}

extension CategoryEntry: StoredEntity {
    package static let table = StructureTable(
        "category", order: StructureStatements.categoryOrder, writes: [StructureStatements.writeCategories])
}

extension ChannelEntry: StoredEntity {
    package static let table = StructureTable(
        "channel", writes: [StructureStatements.writeChannels])
}

extension AttributeGroupEntry: StoredEntity {
    package static let table = StructureTable(
        "attribute_group", object: StructureStatements.attributeGroupObject,
        writes: [
            StructureStatements.writeAttributeGroups, StructureStatements.takeIntoGroup,
            StructureStatements.makeOtherGroupForLeavers, StructureStatements.leaveGroup,
        ])
}

extension AttributeEntry: StoredEntity {
    package static let table = StructureTable(
        "attribute", object: StructureStatements.attributeObject,
        writes: [StructureStatements.makeOtherGroupForMembers, StructureStatements.writeAttributes])
}

extension AttributeOptionEntry: StoredEntity {
    package static let table = StructureTable(
        "attribute_option", load: StructureStatements.loadAttributeOptions,
        order: "array[t.attribute, lpad(t.sort_order::text, 10, '0'), t.code]",
        writes: [StructureStatements.writeAttributeOptions])
}

extension FamilyEntry: StoredEntity {
    package static let table = StructureTable(
        "family",
        writes: [StructureStatements.writeFamilies, StructureStatements.leaveVariants])
}

extension FamilyVariantEntry: StoredEntity {
    package static let table = StructureTable(
        "family_variant", writes: [StructureStatements.writeFamilyVariants])
}

extension AssociationTypeEntry: StoredEntity {
    package static let table = StructureTable(
        "association_type", writes: [StructureStatements.writeAssociationTypes])
}

extension GroupTypeEntry: StoredEntity {
    package static let table = StructureTable(
        "group_type", writes: [StructureStatements.writeGroupTypes])
}

extension GroupEntry: StoredEntity {
    package static let table = StructureTable(
        "group", writes: [StructureStatements.writeGroups])
}

extension UserGroupEntry: StoredEntity {
    package static let table = StructureTable(
        "user_group", key: "name_key", order: "array[left(t.name, 100), md5(t.name)]",
        writes: [StructureStatements.writeUserGroups])
}

extension ReferenceDataEntry: StoredEntity {
    package static let table = StructureTable(
        "reference_data", load: StructureStatements.loadReferenceData, order: "array[t.list, t.code]",
        writes: [StructureStatements.writeReferenceData])
}

extension PersonEntry: StoredEntity {
    package static let table = StructureTable(
        "person", key: "username_key", order: "array[left(t.username, 100), md5(t.username)]",
        writes: [StructureStatements.writePeople])
}

extension UserRoleEntry: StoredEntity {
    package static let table = StructureTable(
        "user_role", key: "role_key", order: "array[t.role]", writes: [StructureStatements.writeUserRoles])
}

extension AttributeGroupAccessEntry: StoredEntity {
    package static let table = StructureTable(
        "attribute_group_access", order: "array[t.attribute_group]",
        writes: [StructureStatements.writeAttributeGroupAccess])
}

extension LocaleAccessEntry: StoredEntity {
    package static let table = StructureTable(
        "locale_access", order: "array[t.locale]", writes: [StructureStatements.writeLocaleAccess])
}

extension CategoryAccessEntry: StoredEntity {
    package static let table = StructureTable(
        "category_access", order: "array[t.category]", writes: [StructureStatements.writeCategoryAccess])
}
