// SPDX-License-Identifier: Apache-2.0

/// What a file of records describes.
public enum ItemKind: String, Sendable {
    case product
    case productModel = "product_model"
}

/// How the records of a file are to be read and judged.
public struct RecordParameters: Sendable {
    /// What the records describe.
    public var kind: ItemKind
    /// The character before decimals: `.`, `,` or `٫`.
    public var decimalSeparator = "."
    /// How days are written.
    public var dateFormat = DateFormat.iso
    /// The status of new products when the file has no such column.
    public var enabled = true
    /// The name of the column with the categories.
    public var categoriesColumn = "categories"
    /// The name of the column with the family.
    public var familyColumn = "family"
    /// The name of the column with the groups.
    public var groupsColumn = "groups"
    /// The name of the column with a root model's family variant.
    public var familyVariantColumn = "family_variant"
    /// Whether records are compared with what is stored and only differences written.
    public var comparesWithStored = true
    /// Whether an empty parent turns a variant into a simple product.
    public var convertsVariantsToSimple = false
    /// Whether media cells must name a file that was sent along; otherwise their paths are kept unread.
    public var checksMedia = true

    /// Whether records say which items they are about; those of edits are about items that are known.
    package var namesItems = true

    /// The defaults for a kind of item.
    public init(kind: ItemKind) {
        self.kind = kind
    }
}
