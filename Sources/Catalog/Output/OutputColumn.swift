// SPDX-License-Identifier: Apache-2.0

/// One column of a file that is written.
package struct OutputColumn: Sendable, Codable, Equatable {
    /// What its cells hold.
    package enum Content: String, Sendable, Codable {
        case uuid, identifier, categories, enabled, family, parent, groups
        case familyVariant = "family_variant"
        /// The value under `key`; of a measure the amount.
        case value
        /// The unit of the measure under `key`.
        case unit
        /// Where the links of a type end.
        case links
        /// How many, in the order of the links' column.
        case quantities
    }

    /// The name by which an import finds it.
    package var name: String
    /// What stands in the header: the name, or a label.
    package var title: String
    /// What its cells hold.
    package var content: Content
    /// The attribute of a value.
    package var attribute: String?
    /// The key of a value.
    package var key: String?
    /// The unit into which measures are converted.
    package var unit: String?
    /// The association type of links.
    package var type: String?
    /// Where the links end.
    package var target: LinkColumnTarget?

    init(_ name: String, _ content: Content) {
        self.name = name
        title = name
        self.content = content
    }
}

/// What the links of a column lead to, as the column's name says it.
package enum LinkColumnTarget: String, Sendable, Codable, CaseIterable {
    case groups, products
    case productUUIDs = "product_uuids"
    case productModels = "product_models"
}

/// What was met among the items of an export; columns follow from it.
package struct MetContent: Sendable, Codable, Equatable {
    /// Links of a type to one kind of target.
    package struct Links: Sendable, Codable, Hashable {
        /// The association type.
        package var type: String
        /// `product`, `product_model` or `group`.
        package var target: String
        /// Whether one leads to a product without an identifier.
        package var isNameless: Bool

        /// Describes links.
        package init(type: String, target: String, isNameless: Bool) {
            self.type = type
            self.target = target
            self.isNameless = isNameless
        }
    }

    /// Codes of families.
    package var families: Set<String> = []
    /// Whether an item has a parent.
    package var hasParent = false
    /// Links.
    package var links: Set<Links> = []

    /// Nothing was met yet.
    package init() {}

    /// Adds what was met elsewhere.
    package mutating func join(_ other: MetContent) {
        families.formUnion(other.families)
        hasParent = hasParent || other.hasParent
        links.formUnion(other.links)
    }
}
