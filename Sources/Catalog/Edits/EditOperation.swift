// SPDX-License-Identifier: Apache-2.0

/// The mass edits of products and product models, by the names of their jobs.
package enum EditOperation: String, Sendable, CaseIterable {
    case editCommonAttributes = "edit_common_attributes"
    case addAttributeValue = "add_attribute_value"
    case updateProductValue = "update_product_value"
    case addProductValue = "add_product_value"
    case removeProductValue = "remove_product_value"
    case addToGroup = "add_to_group"
    case addToCategory = "add_to_category"
    case moveToCategory = "move_to_category"
    case removeFromCategory = "remove_from_category"
    case addAssociation = "add_association"
    case addToExistingProductModel = "add_to_existing_product_model"
    case changeParentProduct = "change_parent_product"
    case convertToSimpleProducts = "convert_to_simple_products"

    /// Whether its actions hold `normalized_values`; all others have a field and a value.
    var takesNormalizedValues: Bool { self == .editCommonAttributes || self == .addAttributeValue }

    /// What becomes of a value that is there already.
    var mode: EditColumn.Mode {
        switch self {
        case .addAttributeValue, .addProductValue, .addToGroup, .addToCategory, .addAssociation: .add
        case .removeProductValue, .removeFromCategory: .remove
        default: .replace
        }
    }

    /// The only field that its actions may name; nil: any that the operation can change.
    var field: String? {
        switch self {
        case .addToGroup: "groups"
        case .addToCategory, .moveToCategory, .removeFromCategory: "categories"
        case .addToExistingProductModel, .changeParentProduct: "parent"
        default: nil
        }
    }
}

/// Which items an edit visits beside those that its filter selects.
package enum Reach: String, Sendable, CaseIterable {
    /// The selected ones, products and product models.
    case itself
    /// Selected products, and the variants of selected product models instead of these.
    case variants
    /// The selected ones and all that stands below them.
    case descendants
}

/// One column of the record that an edit makes of each item.
package struct EditColumn: Sendable, Equatable {
    /// What becomes of what is there already.
    package enum Mode: Sendable {
        /// It gives way.
        case replace
        /// The given codes come to it.
        case add
        /// The given codes leave it.
        case remove
    }

    /// The name, as in the header of a file.
    package let name: String
    /// The cell, as in a file; empty: what is there goes.
    package let cell: String
    /// What becomes of what is there already.
    package let mode: Mode
}

/// What an edit does to each of its items.
package struct EditInstructions: Sendable, Equatable {
    /// What an item must be, or it is left alone.
    package enum Demand: Sendable {
        case nothing
        /// Without a product model: `already_variant`.
        case simple
        /// Below a product model: `not_a_variant`.
        case below
        /// Below a product model, else it is passed over: `already_simple`.
        case variant
    }

    /// The columns.
    package var columns: [EditColumn] = []
    /// Which items are visited.
    package var reach = Reach.itself
    /// What an item must be.
    package var demand = Demand.nothing
    /// Whether product models are refused.
    package var isForProductsOnly = false
    /// Whether it writes links instead of the items.
    package var hasLinks = false
}
