// SPDX-License-Identifier: Apache-2.0

import Catalog
import Tabular

/// Comma-separated values: a cell is enclosed only where it must be, records end with LF.
struct CSVFormat: RecordFormat {
    let dialect: Dialect
    let hasHeader: Bool

    func appendHeader(_ titles: [String], to buffer: inout [UInt8]) {
        guard hasHeader else { return }
        var writer = CSVWriter(dialect: dialect)
        for title in titles { writer.write(title) }
        writer.endRecord()
        buffer.append(contentsOf: writer.take())
    }

    func append(_ cells: borrowing RecordCells, to buffer: inout [UInt8]) {
        let start = buffer.count
        var isFirst = true
        for place in cells.places {
            if isFirst { isFirst = false } else { buffer.append(dialect.delimiter) }
            if !place.isEmpty {
                CSVWriter.append(cells.bytes.span.extracting(place.range), to: &buffer, dialect: dialect)
            }
        }
        // A record of empty cells only would be read as a blank line: its first cell is enclosed.
        if buffer.count - start == cells.places.count - 1 {
            buffer.insert(contentsOf: [dialect.enclosure, dialect.enclosure], at: start)
        }
        buffer.append(0x0A)
    }
}
