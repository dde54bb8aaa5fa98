// SPDX-License-Identifier: Apache-2.0

import Catalog
import Postgres
import Tabular

/// The records of one chunk, copied out of the reader: their cells, and their bytes as in the file.
struct RecordPage: Sendable {
    /// The cells.
    private(set) var records: RecordBatch
    private var raw: [UInt8] = []
    private var rawEnds: [Int] = [0]

    /// Prepares for records under a header of so many columns; `isTyped`: of a sheet that says what cells hold.
    init(columns: Int, isTyped: Bool) {
        records = RecordBatch(columns: columns, isTyped: isTyped)
    }

    /// How many records there are.
    var count: Int { records.count }

    /// Copies the reader's current record.
    mutating func append(_ reader: borrowing CSVReader) {
        records.begin(row: Int64(reader.position.record), line: Int64(reader.position.line))
        if records.isTyped {
            for column in 0..<reader.fieldCount {
                records.append(cell: reader.bytes(of: column), Catalog.CellKind(reader.kind(of: column)))
            }
        } else {
            for column in 0..<reader.fieldCount { records.append(cell: reader.bytes(of: column)) }
        }
        Bytes.append(reader.recordBytes, to: &raw)
        rawEnds.append(raw.count)
    }

    /// Forgets all records and keeps the memory.
    mutating func removeAll() {
        records.removeAll()
        raw.removeAll(keepingCapacity: true)
        rawEnds.removeAll(keepingCapacity: true)
        rawEnds.append(0)
    }

    /// A record as in the file, line end included.
    func bytes(_ record: Int) -> [UInt8] { Array(raw[rawEnds[record]..<rawEnds[record + 1]]) }

    /// Which record it is, whatever its place: a hash of its bytes under a key that says how they are read.
    func mark(_ record: Int, key: KeyHash) -> UUIDBytes {
        var start = rawEnds[record]
        // A record of a sheet begins with the number of its row.
        while records.isTyped, start < rawEnds[record + 1], raw[start] != Dialect.typed.delimiter { start += 1 }
        let bytes = raw.span.extracting(start..<rawEnds[record + 1])
        let hash = KeyHash(bytes, key: (key.high, key.low))
        return UUIDBytes(high: hash.high, low: hash.low)
    }

    /// All cells of a record under the names of their columns, as JSON.
    func item(_ record: Int, names: [String]) -> [UInt8] {
        var text = JSONText()
        text.append(UInt8(ascii: "{"))
        for column in names.indices where column < records.cellCount(record) {
            if column > 0 { text.append(UInt8(ascii: ",")) }
            text.append(string: names[column].utf8.span)
            text.append(UInt8(ascii: ":"))
            text.append(string: records.bytes.span.extracting(records.cell(record, column)))
        }
        text.append(UInt8(ascii: "}"))
        return text.bytes
    }
}

extension Catalog.CellKind {
    /// What a sheet said, in the words of the catalogue.
    init(_ kind: Tabular.CellKind) {
        switch kind {
        case .text: self = .text
        case .number: self = .number
        case .boolean: self = .boolean
        case .date: self = .date
        case .error: self = .error
        }
    }
}
