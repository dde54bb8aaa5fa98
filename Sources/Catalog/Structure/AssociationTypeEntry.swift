// SPDX-License-Identifier: Apache-2.0

/// A kind of link between products as a file brings it.
public struct AssociationTypeEntry: StructureEntity {
    /// Its code.
    public let code: String
    /// Whether a link holds in both directions; never changes.
    public var isTwoWay: Bool
    /// Whether a link has a quantity; never changes.
    public var isQuantified: Bool
    /// Locale to label.
    public var labels: [String: String]

    /// Puts a type together from what is stored.
    public init(code: String, isTwoWay: Bool = false, isQuantified: Bool = false, labels: [String: String] = [:]) {
        self.code = code
        self.isTwoWay = isTwoWay
        self.isQuantified = isQuantified
        self.labels = labels
    }

    /// The columns in which it is stored.
    enum CodingKeys: String, CodingKey {
        case code, labels
        case isTwoWay = "is_two_way"
        case isQuantified = "is_quantified"
    }

    /// The columns of association type files.
    public static let columns = StructureColumns(required: ["code"], optional: ["is_two_way", "is_quantified"])

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: AssociationTypeEntry?) -> AssociationTypeEntry {
        var entry = stored ?? AssociationTypeEntry(code: cells.code(stored: nil))
        cells.flag("is_two_way", &entry.isTwoWay)
        cells.flag("is_quantified", &entry.isQuantified)
        cells.keep("is_two_way", stored?.isTwoWay, entry.isTwoWay)
        cells.keep("is_quantified", stored?.isQuantified, entry.isQuantified)
        if entry.isTwoWay, entry.isQuantified {
            cells.refuse(.twoWayAndQuantified, "is_quantified", "1", "a type is two-way or quantified, not both")
        }
        cells.labels(&entry.labels)
        return entry
    }

    /// The folded code.
    public var key: String { folded(code) }
    /// The code.
    public var name: String { code }
}
