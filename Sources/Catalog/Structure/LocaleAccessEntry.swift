// SPDX-License-Identifier: Apache-2.0

/// The user groups that may see and edit products in a locale, as a file brings them.
public struct LocaleAccessEntry: StructureEntity {
    /// The code of the locale.
    public let locale: String
    /// The sorted names of the user groups that may see products in it.
    public var viewProducts: [String] = []
    /// The sorted names of those that may edit them.
    public var editProducts: [String] = []

    /// Starts without a right.
    public init(locale: String) {
        self.locale = locale
    }

    /// The columns in which it is stored.
    enum CodingKeys: String, CodingKey {
        case locale
        case viewProducts = "view_products"
        case editProducts = "edit_products"
    }

    /// The columns of these files.
    public static let columns = StructureColumns(
        key: ["locale"], required: ["locale"], optional: ["view_products", "edit_products"], localePrefixes: [],
        emptyCell: .resets)

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: LocaleAccessEntry?) -> LocaleAccessEntry {
        let definitions = cells.definitions
        var entry =
            stored
            ?? LocaleAccessEntry(
                locale: cells.subject("locale", .unknownLocale, "locale") { definitions.locale($0) })
        cells.userGroups("edit_products", &entry.editProducts)
        cells.userGroups("view_products", &entry.viewProducts, atLeast: entry.editProducts)
        return entry
    }

    /// The folded code.
    public var key: String { folded(locale) }
    /// The code.
    public var name: String { locale }
}
