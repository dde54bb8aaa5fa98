// SPDX-License-Identifier: Apache-2.0

/// An attribute group as a file brings it.
public struct AttributeGroupEntry: StructureEntity {
    /// The group of attributes that have no other, made when it is first needed.
    public static let other = "other"
    /// How many groups there may be.
    public static let limit = 1000

    /// Its code.
    public let code: String
    /// The place that files give it; the places shown are counted from 0 afterwards, without ties and gaps.
    public var givenOrder: Int
    /// The sorted codes of its attributes.
    public var attributes: [String]
    /// Locale to label.
    public var labels: [String: String]

    /// Puts a group together from what is stored.
    public init(code: String, givenOrder: Int = 0, attributes: [String] = [], labels: [String: String] = [:]) {
        self.code = code
        self.givenOrder = givenOrder
        self.attributes = attributes
        self.labels = labels
    }

    /// The columns in which it is stored.
    enum CodingKeys: String, CodingKey {
        case code, attributes, labels
        case givenOrder = "given_order"
    }

    /// The columns of attribute group files.
    public static let columns = StructureColumns(
        required: ["code"], optional: ["sort_order", "attributes"], emptyCell: .resets)

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: AttributeGroupEntry?) -> AttributeGroupEntry {
        let definitions = cells.definitions
        var entry = stored ?? AttributeGroupEntry(code: cells.code(stored: nil))
        cells.sortOrder(&entry.givenOrder)
        switch cells.cell("attributes") {
        case .untouched: break
        case .reset: entry.attributes = []
        case .filled(let list):
            entry.attributes = cells.references("attributes", list, .unknownAttribute, "attribute") {
                definitions.attribute($0)?.code
            }
        }
        // What leaves a group goes to `other`; nothing can leave that one except for another group.
        if let stored, folded(entry.code) == other {
            entry.attributes = Set(entry.attributes).union(stored.attributes).sorted()
        }
        cells.labels(&entry.labels)
        return entry
    }

    /// The folded code.
    public var key: String { folded(code) }
    /// The code.
    public var name: String { code }
}
