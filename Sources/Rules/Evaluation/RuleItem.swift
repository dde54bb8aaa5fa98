// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import CatalogStore

/// One product or product model as rules look at it: everything that a condition or an action can read, looked up beforehand.
///
/// One is filled again and again, so its buffers keep their memory.
package struct RuleItem: Sendable {
    /// What it is.
    package var kind = ItemKind.product
    /// What is stored of the item itself.
    package var stored = StoredItem()
    /// The product model above it, its values with those that it inherits.
    package var parent: ParentModel?
    /// How the rules have changed what it inherits, in their order: each sees its models as they were when its turn came.
    package var inheritedChanges: [InheritedChange] = []
    /// A product's uuid.
    package var uuid: FilterUUID?
    /// The folded codes of its ancestors, the nearest first.
    package var ancestorKeys: [[UInt8]] = []
    /// The categories of its ancestors: codes joined by commas.
    package var inheritedCategories: [UInt8] = []
    /// When it was created, in microseconds since 1970 UTC.
    package var createdAt: Int64 = 0
    /// When it or an ancestor was last written before all rules, in microseconds since 1970 UTC.
    package var updatedAt: Int64 = 0
    /// A product model's variants at any level; only looked at when `RuleProgram.needsVariants`.
    package var variants: [RuleVariant] = []
    /// The item as links know it; needed when `RuleProgram.hasLinks`.
    package var owner: LinkOwner?
    /// Its links as they are stored; needed when `RuleProgram.hasLinks`.
    package var links: Set<Link> = []

    /// An item with nothing in it.
    package init() {}
}

/// A value of a product model as a rule has changed it, for those below it.
package struct InheritedChange: Sendable, Equatable {
    /// The place of the rule in its program; -1: what was there before all rules.
    package var rule: Int
    /// The key of the value, or `categories`.
    package var key: String
    /// The value as JSON, of categories codes with commas; nil: none.
    package var value: [UInt8]?

    /// The key of categories.
    package static let categories = "categories"
    /// The key of the moment at which the model was last written before all rules; no value has it.
    package static let updated = "@updated"

    /// Describes a change.
    package init(rule: Int, key: String, value: [UInt8]?) {
        self.rule = rule
        self.key = key
        self.value = value
    }
}

/// A variant of a product model, as conditions about the completeness of its variants look at it.
package struct RuleVariant: Sendable {
    /// The folded identifier; nil: it has none.
    package var identifierKey: [UInt8]?
    /// The values of the models below the item that stand above the variant, and its own: JSON objects, the upper ones first.
    package var values: [[UInt8]]

    /// Describes a variant.
    package init(identifierKey: [UInt8]?, values: [[UInt8]]) {
        self.identifierKey = identifierKey
        self.values = values
    }
}
