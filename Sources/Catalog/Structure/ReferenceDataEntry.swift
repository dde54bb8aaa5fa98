// SPDX-License-Identifier: Apache-2.0

/// A code of a named list of reference data as a file brings it.
public struct ReferenceDataEntry: StructureEntity {
    /// The list, as attributes name it in `reference_data_name`.
    public let list: String
    /// Its code.
    public let code: String
    /// Locale to label.
    public var labels: [String: String]

    /// Puts a code together from what is stored.
    public init(list: String, code: String, labels: [String: String] = [:]) {
        self.list = list
        self.code = code
        self.labels = labels
    }

    /// The columns of reference data files; the key is list and code.
    public static let columns = StructureColumns(
        key: ["list", "code"], required: ["list", "code"], unknown: .refused)

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: ReferenceDataEntry?) -> ReferenceDataEntry {
        var entry =
            stored
            ?? ReferenceDataEntry(list: cells.code("list", stored: nil), code: cells.code(stored: nil, longest: 255))
        cells.labels(&entry.labels)
        return entry
    }

    /// The folded list and code.
    public var key: String { folded(list) + "\u{1F}" + folded(code) }
    /// List and code.
    public var name: String { "\(list) \(code)" }
}
