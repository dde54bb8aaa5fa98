// SPDX-License-Identifier: Apache-2.0

/// A group of people as a file brings it.
public struct UserGroupEntry: StructureEntity {
    /// What it is called; people and rights refer to it by this.
    public let name: String

    /// Puts a group together from what is stored.
    public init(name: String) {
        self.name = name
    }

    /// The columns of user group files; the key is the name.
    public static let columns = StructureColumns(
        key: ["name"], required: ["name"], silent: ["code"], localePrefixes: [], emptyCell: .resets)

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: UserGroupEntry?) -> UserGroupEntry {
        stored ?? UserGroupEntry(name: cells.code("name", stored: nil, longest: 255, rule: .name))
    }

    /// The folded name.
    public var key: String { folded(name) }
}
