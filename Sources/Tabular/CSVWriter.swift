// SPDX-License-Identifier: Apache-2.0

/// Writes records as CSV into a buffer that the caller takes from it.
///
/// A cell is enclosed only where it must be: when it holds the delimiter, the enclosure, CR or LF. Enclosures inside
/// are doubled; records end with LF.
public struct CSVWriter: Sendable {
    /// How cells are separated and enclosed.
    public let dialect: Dialect
    /// What was written and not yet taken.
    public private(set) var bytes: [UInt8] = []
    private var recordStart = 0
    private var fieldCount = 0

    /// Makes a writer with an empty buffer.
    public init(dialect: Dialect = .standard) {
        self.dialect = dialect
    }

    /// Writes one cell of the current record.
    public mutating func write(_ field: Span<UInt8>) {
        if fieldCount > 0 { bytes.append(dialect.delimiter) }
        fieldCount += 1
        Self.append(field, to: &bytes, dialect: dialect)
    }

    /// Writes one cell of the current record.
    public mutating func write(_ field: String) {
        if fieldCount > 0 { bytes.append(dialect.delimiter) }
        fieldCount += 1
        var text = field
        text.withUTF8 { bytes in Self.append(unsafe bytes.span, to: &self.bytes, dialect: dialect) }
    }

    /// Ends the current record.
    public mutating func endRecord() {
        // A record of empty cells only would be read as a blank line: its first cell is enclosed.
        if fieldCount > 0, bytes.count - recordStart == fieldCount - 1 {
            bytes.insert(contentsOf: [dialect.enclosure, dialect.enclosure], at: recordStart)
        }
        bytes.append(0x0A)
        fieldCount = 0
        recordStart = bytes.count
    }

    /// Gives away what was written, which must end with a record, and begins an empty buffer.
    public mutating func take() -> [UInt8] {
        precondition(fieldCount == 0, "a record is still open")
        defer {
            bytes = []
            recordStart = 0
        }
        return bytes
    }

    /// Appends one cell, enclosed where it must be.
    public static func append(_ field: Span<UInt8>, to bytes: inout [UInt8], dialect: Dialect) {
        let (delimiter, enclosure) = (dialect.delimiter, dialect.enclosure)
        // The first byte of a byte-order mark is enclosed, lest a file begin with a mark that is text.
        var mustEnclose = !field.isEmpty && field[0] == 0xEF
        // No early end within the loop: so it runs over many bytes at once.
        for index in field.indices {
            let byte = field[index]
            let isSpecial = (byte == delimiter) || (byte == enclosure) || (byte == 0x0A) || (byte == 0x0D)
            mustEnclose = isSpecial || mustEnclose
        }
        guard mustEnclose else {
            unsafe field.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
            return
        }
        bytes.append(enclosure)
        for index in field.indices {
            let byte = field[index]
            if byte == enclosure { bytes.append(enclosure) }
            bytes.append(byte)
        }
        bytes.append(enclosure)
    }
}
