// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import Postgres
import Tabular

/// What records of product and product model files claim: values of unique attributes, identifiers where uuids name products,
/// and combinations of axes below one product model.
///
/// Which columns are axes depends on the product model, so its family variant is looked up, a block of records at a time.
final class ProductClaims: RecordClaims {
    /// A record that names a product model: what it claims by each set of axes that there is.
    private struct Sibling {
        var record: Int
        var parent: [UInt8]
        var claims: [KeyHash]
    }

    private let header: ProductHeader
    private let definitions: Definitions
    private let kind: ItemKind
    private let uniqueColumns: [(place: Int, attribute: Attribute)]
    /// The places of the columns of each set of axes.
    private let axisSets: [[Int]]
    /// For each family variant its set of axes.
    private var axisSetOfVariant: [Int: Int] = [:]
    private var siblings: [Sibling] = []
    private var buffer: [UInt8] = []
    /// For each product model met its set of axes; -1: none, -2: the product model is not there (yet).
    private var axisSetOfModel: [[UInt8]: Int] = [:]

    init(_ header: ProductHeader, definitions: Definitions, kind: ItemKind) {
        self.header = header
        self.definitions = definitions
        self.kind = kind
        let attributes = definitions.attributes
        uniqueColumns =
            kind == .product
            ? header.values.compactMap { column in
                attributes[column.attribute].isUnique ? (column.place, attributes[column.attribute]) : nil
            } : []
        var places: [Int: Int] = [:]
        // A measure can be written in several ways: it is left out, and so are axes that the file lacks. Fewer columns only find
        // more candidates.
        for column in header.values where attributes[column.attribute].canBeAxis {
            if attributes[column.attribute].type != .metric { places[column.attribute] = column.place }
        }
        var sets: [[Int]] = []
        for variant in definitions.familyVariants {
            guard kind == .product || variant.depth == 2 else { continue }
            let axes = kind == .product ? variant.axes[variant.depth - 1] : variant.axes[0]
            let columns = axes.compactMap { places[$0] }
            if let known = sets.firstIndex(of: columns) {
                axisSetOfVariant[variant.index] = known
            } else {
                axisSetOfVariant[variant.index] = sets.count
                sets.append(columns)
            }
        }
        axisSets = header.fixed[.parent] == nil ? [] : sets
    }

    /// The last column that claims are made of; nil: there are none.
    var lastColumn: Int? {
        let fixed = [ProductHeader.Fixed.uuid, .identifier, .parent].compactMap { header.fixed[$0] }
        return (uniqueColumns.map(\.place) + axisSets.flatMap(\.self) + fixed).max()
    }

    func take(_ reader: borrowing CSVReader, add: (KeyHash, _ record: Int) throws -> Void) throws {
        let record = reader.position.record
        for column in uniqueColumns where !reader.isBlank(column.place) {
            begin(UInt8(ascii: "v"), column.attribute.index)
            appendComparable(reader, column.place, column.attribute)
            try add(KeyHash(buffer.span), record)
        }
        if kind == .product, header.fixed[.uuid] != nil, let place = header.fixed[.identifier], !reader.isBlank(place) {
            begin(UInt8(ascii: "i"), 0)
            appendFolded(reader.bytes(of: place), to: &buffer)
            try add(KeyHash(buffer.span), record)
        }
        guard !axisSets.isEmpty, let place = header.fixed[.parent], !reader.isBlank(place) else { return }
        var parent: [UInt8] = []
        appendFolded(reader.trimmedBytes(of: place), to: &parent)
        var claims: [KeyHash] = []
        for (number, columns) in axisSets.enumerated() {
            begin(UInt8(ascii: "a"), number)
            buffer.append(contentsOf: parent)
            for column in columns {
                buffer.append(0)
                appendFolded(reader.trimmedBytes(of: column), to: &buffer)
            }
            claims.append(KeyHash(buffer.span))
        }
        siblings.append(Sibling(record: record, parent: parent, claims: claims))
    }

    func settle(on db: isolated Session, add: (KeyHash, _ record: Int) throws -> Void) throws {
        guard !siblings.isEmpty else { return }
        try lookUpModels(on: db)
        for sibling in siblings {
            switch axisSetOfModel[sibling.parent] ?? -2 {
            case -1: break
            case -2:
                // A product without its model is refused; a sub-model's root may stand in this very file.
                guard kind == .productModel else { break }
                for claim in sibling.claims { try add(claim, sibling.record) }
            case let set: try add(sibling.claims[set], sibling.record)
            }
        }
        siblings.removeAll(keepingCapacity: true)
    }

    private func lookUpModels(on db: isolated Session) throws {
        var unknown: [[UInt8]] = []
        for sibling in siblings
        where axisSetOfModel.updateValue(axisSetOfModel[sibling.parent] ?? -2, forKey: sibling.parent) == nil {
            unknown.append(sibling.parent)
        }
        guard !unknown.isEmpty else { return }
        var keys = ArrayColumn(.text)
        for key in unknown { keys.append(bytes: key) }
        let models = try StoredModels(codeKeys: keys, on: db)
        for (place, key) in unknown.enumerated() {
            guard let model = models.model(at: place) else { continue }
            let variant = String(decoding: models.bytes[model.familyVariant], as: UTF8.self)
            axisSetOfModel[key] = definitions.familyVariant(variant).flatMap { axisSetOfVariant[$0.index] } ?? -1
        }
    }

    private func begin(_ sort: UInt8, _ number: Int) {
        buffer.removeAll(keepingCapacity: true)
        buffer.append(sort)
        buffer.append(contentsOf: String(number).utf8)
        buffer.append(0)
    }

    /// A cell in a form that is the same whenever the attribute's values are.
    private func appendComparable(_ reader: borrowing CSVReader, _ place: Int, _ attribute: Attribute) {
        let cell = reader.bytes(of: place)
        switch attribute.type {
        case .number:
            let text = Bytes.text(reader.trimmedBytes(of: place)).replacing(",", with: ".").replacing("٫", with: ".")
            buffer.append(contentsOf: (PlainDecimal.normalized(text) ?? text).utf8)
        case .text:
            let start = buffer.count
            appendFolded(cell, to: &buffer)
            // Line ends become one space each when the text is stored.
            var isBehindReturn = false
            var end = start
            for index in start..<buffer.count {
                let byte = buffer[index]
                defer { isBehindReturn = byte == 0x0D }
                if byte == 0x0A, isBehindReturn { continue }
                buffer[end] = byte == 0x0A || byte == 0x0D ? 0x20 : byte
                end += 1
            }
            buffer.removeLast(buffer.count - end)
        default:
            appendFolded(reader.trimmedBytes(of: place), to: &buffer)
        }
    }
}
