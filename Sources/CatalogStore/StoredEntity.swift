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

    /// Describes a table; `object` is what a row is read as, when it is not the row itself.
    init(
        _ name: String, key: String = "code_key", object: String = "to_jsonb(t)", load: Statement? = nil,
        writes: [Statement]
    ) {
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
        "category", writes: [StructureStatements.writeCategories])
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
        "user_group", key: "name_key", writes: [StructureStatements.writeUserGroups])
}

extension ReferenceDataEntry: StoredEntity {
    package static let table = StructureTable(
        "reference_data", load: StructureStatements.loadReferenceData,
        writes: [StructureStatements.writeReferenceData])
}

extension PersonEntry: StoredEntity {
    package static let table = StructureTable(
        "person", key: "username_key", writes: [StructureStatements.writePeople])
}

extension UserRoleEntry: StoredEntity {
    package static let table = StructureTable(
        "user_role", key: "role_key", writes: [StructureStatements.writeUserRoles])
}
