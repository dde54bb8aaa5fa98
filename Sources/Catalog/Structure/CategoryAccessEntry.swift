// SPDX-License-Identifier: Apache-2.0

/// The user groups that may see, edit and own the products of a category, as a file brings them.
public struct CategoryAccessEntry: StructureEntity {
    /// The code of the category.
    public let category: String
    /// The sorted names of the user groups that may see them.
    public var viewItems: [String] = []
    /// The sorted names of those that may edit them.
    public var editItems: [String] = []
    /// The sorted names of those that own them.
    public var ownItems: [String] = []

    /// Starts without a right.
    public init(category: String) {
        self.category = category
    }

    /// The columns in which it is stored.
    enum CodingKeys: String, CodingKey {
        case category
        case viewItems = "view_items"
        case editItems = "edit_items"
        case ownItems = "own_items"
    }

    /// The columns of these files.
    public static let columns = StructureColumns(
        key: ["category"], required: ["category"], optional: ["view_items", "edit_items", "own_items"],
        localePrefixes: [], emptyCell: .resets)

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: CategoryAccessEntry?) -> CategoryAccessEntry {
        let definitions = cells.definitions
        var entry =
            stored
            ?? CategoryAccessEntry(
                category: cells.subject("category", .unknownCategory, "category") { definitions.category($0) })
        cells.userGroups("own_items", &entry.ownItems)
        cells.userGroups("edit_items", &entry.editItems, atLeast: entry.ownItems)
        cells.userGroups("view_items", &entry.viewItems, atLeast: entry.editItems)
        return entry
    }

    /// The folded code.
    public var key: String { folded(category) }
    /// The code.
    public var name: String { category }
}
