// SPDX-License-Identifier: Apache-2.0

/// An option of a select attribute as a file brings it.
public struct AttributeOptionEntry: StructureEntity {
    /// The attribute's code.
    public let attribute: String
    /// Its code, unique in the attribute.
    public let code: String
    /// Its place among the options.
    public var sortOrder: Int
    /// Locale to label.
    public var labels: [String: String]

    /// Puts an option together from what is stored.
    public init(attribute: String, code: String, sortOrder: Int = 0, labels: [String: String] = [:]) {
        self.attribute = attribute
        self.code = code
        self.sortOrder = sortOrder
        self.labels = labels
    }

    /// The columns in which it is stored.
    enum CodingKeys: String, CodingKey {
        case attribute, code, labels
        case sortOrder = "sort_order"
    }

    /// The columns of option files, and no others.
    public static let columns = StructureColumns(
        key: ["attribute", "code"], required: ["attribute", "code"], optional: ["sort_order"], unknown: .refused)

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: AttributeOptionEntry?) -> AttributeOptionEntry {
        var entry = stored ?? AttributeOptionEntry(attribute: attribute(&cells), code: cells.code(stored: nil))
        cells.sortOrder(&entry.sortOrder)
        cells.labels(&entry.labels)
        return entry
    }

    private static func attribute(_ cells: inout StructureCells) -> String {
        let value = cells.trimmed("attribute")
        guard !value.isEmpty else { return value }
        guard let attribute = cells.definitions.attribute(value) else {
            cells.refuse(.unknownAttribute, "attribute", value, "no attribute \(quoted(value))")
            return value
        }
        if !attribute.type.hasOptions {
            cells.refuse(.notAnOptionAttribute, "attribute", value, "\(quoted(value)) is not a simple or multi select")
        }
        return attribute.code
    }

    /// The folded codes of attribute and option.
    public var key: String { folded(attribute) + "\u{1F}" + folded(code) }
    /// Both codes.
    public var name: String { attribute + " " + code }
}
