// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

/// Rights of user groups, as files bring them.
@Suite struct AccessEntriesTests {
    private static let definitions: Definitions = {
        var source = Definitions.Source()
        source.attributeGroups = ["texts"]
        source.locales = ["en_US"]
        source.categories = [("shoes", true)]
        source.userGroups = ["Redactor", "Manager", "All"]
        return Definitions(source)
    }()

    private func judge<Entity: StructureEntity>(
        _ header: String, _ record: String, as type: Entity.Type, stored: Entity? = nil
    ) -> StructureOutcome<Entity> {
        let names = header.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        let cells = StructureCells(
            record.split(separator: ";", omittingEmptySubsequences: false).map(String.init),
            header: StructureHeader(names: names, columns: Entity.columns, definitions: Self.definitions),
            columns: Entity.columns, definitions: Self.definitions)
        return Entity.judge(cells, stored: stored)
    }

    @Test func `who may edit may see`() {
        guard
            case .created(let entry) = judge(
                "attribute_group;view_attributes;edit_attributes", "TEXTS;All;manager, Redactor",
                as: AttributeGroupAccessEntry.self)
        else { return #expect(Bool(false), "it is refused") }
        #expect(entry.attributeGroup == "texts")
        #expect(entry.editAttributes == ["Manager", "Redactor"])
        #expect(entry.viewAttributes == ["All", "Manager", "Redactor"])
    }

    @Test func `who owns may edit, and an empty cell takes rights away`() {
        var stored = CategoryAccessEntry(category: "shoes")
        stored.ownItems = ["Manager"]
        stored.editItems = ["Manager", "Redactor"]
        stored.viewItems = ["Manager", "Redactor"]
        guard
            case .updated(let entry) = judge(
                "category;view_items;edit_items;own_items", "shoes;;;Redactor", as: CategoryAccessEntry.self,
                stored: stored)
        else { return #expect(Bool(false), "nothing changes") }
        #expect(entry.ownItems == ["Redactor"])
        #expect(entry.editItems == ["Redactor"])
        #expect(entry.viewItems == ["Redactor"])
    }

    @Test func `what is not there is refused`() {
        func reasons<Entity: StructureEntity>(_ outcome: StructureOutcome<Entity>) -> [String] {
            guard case .invalid(let violations) = outcome else { return [] }
            return violations.map(\.reason.rawValue)
        }
        #expect(
            reasons(judge("locale;edit_products", "de_DE;Nobody", as: LocaleAccessEntry.self))
                == ["unknown_locale", "unknown_user_group"])
        #expect(
            reasons(judge("attribute_group;edit_attributes", "media;All", as: AttributeGroupAccessEntry.self))
                == ["unknown_attribute_group"])
        #expect(
            reasons(judge("category;own_items", "hats;All", as: CategoryAccessEntry.self)) == ["unknown_category"])
    }
}
