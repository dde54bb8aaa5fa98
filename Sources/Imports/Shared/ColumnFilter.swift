// SPDX-License-Identifier: Apache-2.0

import Tabular

/// Takes columns out of the text of a file on its way: what they hold is never stored.
///
/// The other cells, the numbers of records and lines stay as they are. A file without such a column passes unchanged.
struct ColumnFilter: ~Copyable {
    private let names: Set<String>
    private let dialect: Dialect
    private var reader: CSVReader
    private var places: Set<Int> = []
    private var hasHeader = false
    /// The line at which what is written stands.
    private var line = 1

    /// Prepares for a file; names are given in lower case and found in any.
    init(_ names: Set<String>, dialect: Dialect) {
        self.names = names
        self.dialect = dialect
        reader = CSVReader(dialect: dialect)
    }

    /// Replaces the next bytes of the file by what is left of the records that end in them.
    ///
    /// The columns that were taken out are added to `dropped`, as the file spells them.
    mutating func take(
        _ bytes: inout [UInt8], dropped: inout [String], isLast: Bool = false
    ) throws(TabularError) {
        reader.append(bytes[...])
        if isLast { reader.finish() }
        bytes.removeAll(keepingCapacity: true)
        while try reader.next() == .record {
            if !hasHeader { readHeader(&dropped) }
            // Blank lines, and line ends within cells that are gone: the lines behind them keep their numbers.
            // A record of a sheet names its row itself.
            while !dialect.isTyped, line < reader.position.line {
                bytes.append(0x0A)
                line += 1
            }
            let start = bytes.count
            if places.isEmpty { copyRecord(to: &bytes) } else { copyCells(to: &bytes) }
            line += Self.lineEnds(bytes[start...])
        }
    }

    private mutating func readHeader(_ dropped: inout [String]) {
        hasHeader = true
        for place in 0..<reader.fieldCount {
            let name = Bytes.text(reader.trimmedBytes(of: place))
            guard names.contains(name.lowercased()) else { continue }
            places.insert(place)
            dropped.append(name)
        }
    }

    private func copyRecord(to bytes: inout [UInt8]) {
        let record = reader.recordBytes
        for index in record.indices { bytes.append(record[index]) }
    }

    private func copyCells(to bytes: inout [UInt8]) {
        var writer = CSVWriter(dialect: dialect)
        if dialect.isTyped { writer.write(String(reader.position.line)) }
        for place in 0..<reader.fieldCount where !places.contains(place) { writer.write(reader.markedBytes(of: place)) }
        // The writer keeps a record of empty cells from becoming a blank line.
        writer.endRecord()
        bytes.append(contentsOf: writer.take())
    }

    private static func lineEnds(_ bytes: ArraySlice<UInt8>) -> Int {
        var (count, lastWasCR) = (0, false)
        for byte in bytes {
            if byte == 0x0D || (byte == 0x0A && !lastWasCR) { count += 1 }
            lastWasCR = byte == 0x0D
        }
        return count
    }
}
