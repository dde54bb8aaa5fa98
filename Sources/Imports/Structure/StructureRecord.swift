// SPDX-License-Identifier: Apache-2.0

import Catalog
import Tabular

/// One record of a structure file, copied out of the reader: these files are small.
struct StructureRecord: Sendable {
    /// Its number, 1 for the first after the header.
    let row: Int64
    /// The line where it starts.
    let line: Int64
    /// Its cells, at most as many as the header has.
    let values: [String]
    /// How many cells it has, when it has more than the header and the surplus is not empty.
    let tooMany: Int?
    /// Cells of a sheet that are no texts where only texts can stand: where, and the kind.
    let misplaced: [(column: Int, kind: Catalog.CellKind)]
    /// Its bytes as in the file, line end included.
    let bytes: [UInt8]

    /// Copies the current record; `columns` is how many cells the header has.
    init(_ reader: borrowing CSVReader, columns: Int) {
        row = Int64(reader.position.record)
        line = Int64(reader.position.line)
        values = (0..<min(columns, reader.fieldCount)).map { reader.text(of: $0) }
        let hasSurplus = reader.fieldCount > columns && (columns..<reader.fieldCount).contains { !reader.isEmpty($0) }
        tooMany = hasSurplus ? reader.fieldCount : nil
        misplaced = (0..<min(columns, reader.fieldCount)).compactMap { column in
            let kind = Catalog.CellKind(reader.kind(of: column))
            return kind == .date || kind == .error ? (column, kind) : nil
        }
        let record = reader.recordBytes
        bytes = [UInt8](unsafeUninitializedCapacity: record.count) { buffer, filled in
            for index in record.indices { buffer.initializeElement(at: index, to: record[index]) }
            filled = record.count
        }
    }

    /// All cells under the names of their columns, as JSON.
    func item(columns: [String]) -> [UInt8] {
        JSONText.object(zip(columns, values).map { ($0, $1) })
    }
}
