// SPDX-License-Identifier: Apache-2.0

/// A role of people as a file brings it.
public struct UserRoleEntry: StructureEntity {
    /// Its code.
    public let role: String
    /// Its name for people.
    public var label: String?
    /// The sorted codes of what it allows.
    public var permissions: [String]

    /// Puts a role together from what is stored.
    public init(role: String, label: String? = nil, permissions: [String] = []) {
        self.role = role
        self.label = label
        self.permissions = permissions
    }

    /// The columns of user role files.
    public static let columns = StructureColumns(
        key: ["role"], required: ["role"], optional: ["label", "permissions"], localePrefixes: [], emptyCell: .resets)

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: UserRoleEntry?) -> UserRoleEntry {
        var entry = stored ?? UserRoleEntry(role: cells.code("role", stored: nil))
        switch cells.cell("label") {
        case .untouched: break
        case .reset: entry.label = nil
        case .filled:
            let label = cells.raw("label")
            let length = label.unicodeScalars.count
            if length > 255 { cells.refuse(.labelTooLong, "label", label, "\(length) characters, allowed 255") }
            entry.label = label
        }
        switch cells.cell("permissions") {
        case .untouched: break
        case .reset: entry.permissions = []
        case .filled(let list): entry.permissions = Set(list.commaSeparated()).sorted()
        }
        return entry
    }

    /// The folded code.
    public var key: String { folded(role) }
    /// The code.
    public var name: String { role }
}
