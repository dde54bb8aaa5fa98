// SPDX-License-Identifier: Apache-2.0

/// A kind of product group as a file brings it.
public struct GroupTypeEntry: StructureEntity {
    /// Its code.
    public let code: String
    /// Locale to label.
    public var labels: [String: String]

    /// Puts a type together from what is stored.
    public init(code: String, labels: [String: String] = [:]) {
        self.code = code
        self.labels = labels
    }

    /// The columns of group type files.
    public static let columns = StructureColumns(required: ["code"])

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: GroupTypeEntry?) -> GroupTypeEntry {
        var entry = stored ?? GroupTypeEntry(code: cells.code(stored: nil))
        cells.labels(&entry.labels)
        return entry
    }

    /// The folded code.
    public var key: String { folded(code) }
    /// The code.
    public var name: String { code }
}
