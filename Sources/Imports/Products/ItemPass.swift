// SPDX-License-Identifier: Apache-2.0

import Catalog

/// Which records of a file a step writes.
enum ItemPass: Sendable {
    /// All records of a product file.
    case products
    /// The records of a product model file that have no parent.
    case roots
    /// The records of a product model file that have a parent.
    case subModels

    /// What the records describe.
    var kind: ItemKind { self == .products ? .product : .productModel }

    /// Why a record is left to another pass; nil: it belongs to this one.
    func skipReason(hasParent: Bool) -> String? {
        switch self {
        case .products: nil
        case .roots: hasParent ? "with_parent" : nil
        case .subModels: hasParent ? nil : "without_parent"
        }
    }
}
