// SPDX-License-Identifier: Apache-2.0

/// A family as a file brings it.
public struct FamilyEntry: StructureEntity {
    /// Its code.
    public let code: String
    /// The sorted codes of its attributes; the identifier is always one.
    public var attributes: [String]
    /// The attribute shown as a product's name.
    public var attributeAsLabel: String?
    /// The attribute shown as a product's picture.
    public var attributeAsImage: String?
    /// Channel to the sorted codes of the attributes that must be filled there; the identifier always is.
    public var requirements: [String: [String]]
    /// Locale to label.
    public var labels: [String: String]

    /// Puts a family together from what is stored.
    public init(
        code: String, attributes: [String] = [], attributeAsLabel: String? = nil, attributeAsImage: String? = nil,
        requirements: [String: [String]] = [:], labels: [String: String] = [:]
    ) {
        self.code = code
        self.attributes = attributes
        self.attributeAsLabel = attributeAsLabel
        self.attributeAsImage = attributeAsImage
        self.requirements = requirements
        self.labels = labels
    }

    /// The columns in which it is stored.
    enum CodingKeys: String, CodingKey {
        case code, attributes, requirements, labels
        case attributeAsLabel = "attribute_as_label"
        case attributeAsImage = "attribute_as_image"
    }

    /// The columns of family files.
    public static let columns = StructureColumns(
        required: ["code"], optional: ["attributes", "attribute_as_label", "attribute_as_image"],
        channelPrefixes: ["requirements"])

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: FamilyEntry?) -> FamilyEntry {
        var entry = stored ?? FamilyEntry(code: cells.code(stored: nil))
        let identifiers = cells.definitions.identifierCodes
        entry.takeAttributes(&cells, identifiers: identifiers)
        entry.takeLabelAttribute(&cells, identifiers: identifiers)
        entry.takeImageAttribute(&cells)
        entry.takeRequirements(&cells, identifiers: identifiers)
        cells.labels(&entry.labels)
        return entry
    }

    private mutating func takeAttributes(_ cells: inout StructureCells, identifiers: [String]) {
        let definitions = cells.definitions
        let before = attributes
        if case .filled(let list) = cells.cell("attributes") {
            attributes = cells.references("attributes", list, .unknownAttribute, "attribute") {
                definitions.attribute($0)?.code
            }
        }
        attributes = Set(attributes).union(identifiers).sorted()
        let gone = Set(before).subtracting(attributes)
        guard !gone.isEmpty else { return }
        for code in gone.intersection(definitions.axes(ofFamily: self.code)).sorted() {
            cells.refuse(.attributeIsAxis, "attributes", code, "\(quoted(code)) is an axis of a family variant")
        }
    }

    private mutating func takeLabelAttribute(_ cells: inout StructureCells, identifiers: [String]) {
        let column = "attribute_as_label"
        if case .filled(let value) = cells.cell(column) {
            attributeAsLabel = cells.definitions.attribute(value)?.code ?? value
        } else if attributeAsLabel == nil {
            attributeAsLabel = identifiers.first
        }
        guard let label = attributeAsLabel else { return }
        let type = cells.definitions.attribute(label)?.type
        guard attributes.contains(label), type == .identifier || type == .text else {
            cells.refuse(
                .invalidLabelAttribute, column, label, "\(quoted(label)) must be the identifier or a text of the family"
            )
            return
        }
    }

    private mutating func takeImageAttribute(_ cells: inout StructureCells) {
        let column = "attribute_as_image"
        if case .filled(let value) = cells.cell(column) {
            attributeAsImage = cells.definitions.attribute(value)?.code ?? value
        }
        guard let image = attributeAsImage else { return }
        let attribute = cells.definitions.attribute(image)
        guard attributes.contains(image), let attribute, attribute.type == .image, !attribute.isLocalizable,
            !attribute.isScopable
        else {
            cells.refuse(
                .invalidImageAttribute, column, image,
                "\(quoted(image)) must be an image of the family, neither localizable nor scopable")
            return
        }
    }

    private mutating func takeRequirements(_ cells: inout StructureCells, identifiers: [String]) {
        let definitions = cells.definitions
        let members = Set(attributes)
        var given: Set<String> = []
        for (channel, column) in cells.channelColumns("requirements") {
            guard case .filled(let list) = cells.cell(column) else { continue }
            given.insert(channel)
            let codes = cells.references(column, list, .unknownAttribute, "attribute") {
                definitions.attribute($0)?.code
            }
            for code in codes where !members.contains(code) {
                cells.refuse(.requiredNotInFamily, column, code, "\(quoted(code)) is not an attribute of the family")
            }
            requirements[channel] = Set(codes).union(identifiers).sorted()
        }
        // What has left the family is no longer required of it.
        for (channel, codes) in requirements where !given.contains(channel) {
            requirements[channel] = codes.filter(members.contains)
        }
    }

    /// The folded code.
    public var key: String { folded(code) }
    /// The code.
    public var name: String { code }
}
