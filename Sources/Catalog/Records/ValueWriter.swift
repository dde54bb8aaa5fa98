// SPDX-License-Identifier: Apache-2.0

/// Converts the cells of one column with values, by the same checks as the columns of a file.
///
/// It belongs to one thread: the patterns that it has compiled do.
package struct ValueWriter {
    /// A key that the column can set.
    package struct Key: Sendable, Equatable {
        /// Its name.
        package let name: String
        /// The currency, of a price.
        package let currency: String?
    }

    /// The attribute.
    package let attribute: Attribute
    /// The keys that the column can set: one, but of all prices of an attribute one for each currency.
    package let keys: [Key]
    private var converter: CellConverter
    private var batch = RecordBatch(columns: 1)

    /// Prepares for the column of this name, as in a file's header; throws what is wrong with the name.
    ///
    /// `checksMedia` false: the path of a medium is kept unread.
    package init(column: String, checksMedia: Bool, definitions: Definitions) throws(ProductHeader.Faults) {
        var parameters = RecordParameters(kind: .product)
        parameters.namesItems = false
        parameters.checksMedia = checksMedia
        let header = try ProductHeader(names: [column], definitions: definitions, parameters: parameters)
        guard let value = header.values.first else {
            throw ProductHeader.Faults(violations: [
                Violation(.unknownColumn, field: column, text: "\(quoted(column)) has no values")
            ])
        }
        attribute = definitions.attributes[value.attribute]
        var currencies: [String?] = [nil]
        switch value.form {
        case .prices(_, let all): currencies = all
        case .price: currencies = [column.split(separator: "-").last.map(String.init)]
        case .plain, .measure: break
        }
        keys = zip(header.keys, currencies).map { Key(name: $0.name, currency: $1) }
        converter = CellConverter(definitions: definitions, parameters: parameters, header: header)
    }

    /// The files that cells may name.
    package var media: MediaFiles {
        get { converter.media }
        set { converter.media = newValue }
    }

    /// Converts a cell; an empty one empties the value.
    package mutating func convert(_ cell: [UInt8]) {
        converter.reset()
        batch.removeAll()
        batch.begin(row: 0, line: 0)
        batch.append(cell: cell.span)
        for column in converter.header.cells { converter.convert(column, of: 0, in: batch) }
    }

    /// What is wrong with the cell converted last; nothing of it may be written unless this is empty.
    package var violations: [Violation] { converter.violations }
    /// What is worth a note about the cell converted last.
    package var notes: [Violation] { converter.notes }
    /// The JSON of all values.
    package var bytes: [UInt8] { converter.bytes }
    /// How many values the cell has set.
    package var valueCount: Int { converter.values.count }
    /// The place of a value's key among `keys`, and where its JSON stands in `bytes`.
    package func value(_ place: Int) -> (key: Int, json: Range<Int>) {
        (converter.values[place].key, converter.values[place].json)
    }
    /// The places of the keys that the cell has emptied.
    package var cleared: [Int] { converter.cleared }
}
