// SPDX-License-Identifier: Apache-2.0

/// Where a link starts: a product or a product model.
package struct LinkOwner: Sendable, Hashable {
    /// What it is.
    package enum Kind: String, Sendable {
        /// A product.
        case product
        /// A product model.
        case productModel = "product_model"
    }

    /// What it is.
    package let kind: Kind
    /// Its id.
    package let id: Int64

    /// Names an item.
    package init(_ kind: Kind, _ id: Int64) {
        self.kind = kind
        self.id = id
    }
}

/// Where a link ends.
package enum LinkTarget: Sendable, Hashable {
    /// A product or product model.
    case item(LinkOwner)
    /// A group, by its code.
    case group(String)

    /// What it is, as the column says it.
    package var kind: String {
        switch self {
        case .item(let item): item.kind.rawValue
        case .group: "group"
        }
    }
}

/// One link of an item.
package struct Link: Sendable, Hashable {
    /// Where it starts.
    package let owner: LinkOwner
    /// The code of the association type.
    package let type: String
    /// Where it ends.
    package let target: LinkTarget
    /// How many, for quantified types.
    package let quantity: Int32?

    /// Describes a link.
    package init(owner: LinkOwner, type: String, target: LinkTarget, quantity: Int32? = nil) {
        self.owner = owner
        self.type = type
        self.target = target
        self.quantity = quantity
    }

    /// The same link seen from its other end; nil when that is a group.
    package var inverse: Link? {
        guard case .item(let item) = target else { return nil }
        return Link(owner: item, type: type, target: .item(owner))
    }
}
