// SPDX-License-Identifier: Apache-2.0

/// A group of products as a file brings it.
public struct GroupEntry: StructureEntity {
    /// Its code.
    public let code: String
    /// Its group type; never changes.
    public var type: String
    /// Locale to label.
    public var labels: [String: String]

    /// Puts a group together from what is stored.
    public init(code: String, type: String = "", labels: [String: String] = [:]) {
        self.code = code
        self.type = type
        self.labels = labels
    }

    /// The columns of group files, and no others.
    public static let columns = StructureColumns(required: ["code", "type"], unknown: .refused)

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: GroupEntry?) -> GroupEntry {
        let definitions = cells.definitions
        var entry = stored ?? GroupEntry(code: cells.code(stored: nil))
        if case .filled(let value) = cells.cell("type") {
            let found = cells.reference("type", value, .unknownGroupType, "group type") { definitions.groupType($0) }
            entry.type = found ?? entry.type
            cells.keep("type", stored?.type, entry.type)
        }
        cells.labels(&entry.labels)
        return entry
    }

    /// The folded code.
    public var key: String { folded(code) }
    /// The code.
    public var name: String { code }
}
