// SPDX-License-Identifier: Apache-2.0

/// The user groups that may see and edit the attributes of a group, as a file brings them.
public struct AttributeGroupAccessEntry: StructureEntity {
    /// The code of the attribute group.
    public let attributeGroup: String
    /// The sorted names of the user groups that may see them.
    public var viewAttributes: [String] = []
    /// The sorted names of those that may edit them.
    public var editAttributes: [String] = []

    /// Starts without a right.
    public init(attributeGroup: String) {
        self.attributeGroup = attributeGroup
    }

    /// The columns in which it is stored.
    enum CodingKeys: String, CodingKey {
        case attributeGroup = "attribute_group"
        case viewAttributes = "view_attributes"
        case editAttributes = "edit_attributes"
    }

    /// The columns of these files.
    public static let columns = StructureColumns(
        key: ["attribute_group"], required: ["attribute_group"], optional: ["view_attributes", "edit_attributes"],
        localePrefixes: [], emptyCell: .resets)

    /// Reads a record onto what is stored.
    public static func read(
        _ cells: inout StructureCells, onto stored: AttributeGroupAccessEntry?
    ) -> AttributeGroupAccessEntry {
        let definitions = cells.definitions
        var entry =
            stored
            ?? AttributeGroupAccessEntry(
                attributeGroup: cells.subject("attribute_group", .unknownAttributeGroup, "attribute group") {
                    definitions.attributeGroup($0)
                })
        cells.userGroups("edit_attributes", &entry.editAttributes)
        cells.userGroups("view_attributes", &entry.viewAttributes, atLeast: entry.editAttributes)
        return entry
    }

    /// The folded code.
    public var key: String { folded(attributeGroup) }
    /// The code.
    public var name: String { attributeGroup }
}

extension StructureCells {
    /// The stored spelling of what a record gives rights to; the cell itself where there is none, with a fault.
    mutating func subject(
        _ column: String, _ reason: Reason, _ what: String, _ find: (String) -> String?
    ) -> String {
        let value = trimmed(column)
        guard !value.isEmpty else { return value }
        return reference(column, value, reason, what, find) ?? value
    }

    /// The user groups of a cell, and those that a stronger right brings along.
    mutating func userGroups(_ column: String, _ groups: inout [String], atLeast stronger: [String] = []) {
        switch cell(column) {
        case .untouched: break
        case .reset: groups = []
        case .filled(let list):
            let definitions = definitions
            groups = references(column, list, .unknownUserGroup, "user group") { definitions.userGroup($0) }
        }
        groups = Set(groups).union(stronger).sorted()
    }
}
