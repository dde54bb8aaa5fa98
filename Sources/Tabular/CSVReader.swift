// SPDX-License-Identifier: Apache-2.0

/// The records of one CSV file or of a range of it (RFC 4180), read from blocks of bytes as they come.
///
/// The caller appends blocks and pulls records until `.needsMoreInput`; after the last block it calls `finish()`.
/// Cells are lent as bytes of one buffer, valid until the next call of `next()`; no `String` is made here. Memory is
/// bounded by the largest record and one block.
///
/// Records end with LF, CRLF or CR. A cell that begins with the enclosure may hold delimiters, line ends and doubled
/// enclosures; what stands between its closing enclosure and the next delimiter is appended as it is. An enclosure
/// elsewhere is a plain character. A byte-order mark at offset 0 is dropped. Lines without a character, or with
/// delimiters only, are passed over and not counted.
@safe public struct CSVReader: ~Copyable {
    /// What a call of `next()` came to.
    public enum Step: Sendable {
        /// A record is there: look at its fields.
        case record
        /// The rest of a record has not been fed yet: append a block, or call `finish()`.
        case needsMoreInput
        /// No record is left before the end of the file or of the range.
        case end
    }

    /// The largest record unless the caller says otherwise.
    public static let standardLimit = 16 << 20

    /// One cell: a range of the record's bytes, or of `unescaped` when it had to be rewritten.
    ///
    /// Eight bytes, so that a cell costs one store; a record has less than 2³⁰ bytes, so its end has a bit to spare.
    struct Field {
        private static let unescapedBit: UInt32 = 1 << 31
        private let first: UInt32
        private let last: UInt32

        @inline(__always)
        init(start: Int, end: Int, isUnescaped: Bool = false) {
            first = UInt32(truncatingIfNeeded: start)
            last = UInt32(truncatingIfNeeded: end) | (isUnescaped ? Self.unescapedBit : 0)
        }

        var isUnescaped: Bool { last & Self.unescapedBit != 0 }
        var start: Int { Int(first) }
        var count: Int { Int(last & ~Self.unescapedBit) - Int(first) }
    }

    /// Where the scan of a record stands between two bytes.
    enum State {
        case fieldStart
        case plain
        case enclosed
        /// Behind the closing enclosure, where a delimiter or line end is expected and something else was found.
        case tail
        /// Behind the cells that are wanted: only the record's end is looked for.
        case rest
    }

    /// How cells are separated and enclosed.
    public let dialect: Dialect
    /// The largest size of a record in bytes.
    public let limit: Int

    /// How many cells of a record are told apart.
    var wantedCells = Int.max
    var buffer = InputBuffer()
    /// The offset in the file of `buffer`'s first byte.
    var bufferOffset: Int
    /// Records that start at or behind this offset belong to another range.
    var stopOffset: Int
    var isFinished = false
    var hasByteOrderMark = false
    var failure: TabularError?
    /// Whether the record that became too large was inside an enclosure.
    var failedInside = false

    // The current record: its start in the buffer; everything else is counted from there and so survives a move.
    var recordStart = 0
    var recordEnd = 0
    var fieldTable: UnsafeMutablePointer<Field>
    var fieldCapacity = 64
    /// How many cells the current record has, which may be fewer or more than the header's; no more than are wanted,
    /// but for a run of empty ones that goes on behind these.
    public internal(set) var fieldCount = 0
    /// Cells that had doubled enclosures, one after the other.
    var unescaped: [UInt8] = []

    // The scan of a record that is not yet whole.
    var state = State.fieldStart
    var isWhole = true
    var cursor = 0
    var openField = 0
    var needsUnescaping = false
    var quoteLine = 0
    var line: Int

    /// Where the current record starts.
    public internal(set) var position: SplitPoint
    /// Where the next record starts at the earliest: the point to go on from after the current record.
    public internal(set) var nextPosition: SplitPoint

    /// Makes a reader for the bytes from `start` on, up to the record that starts at offset `stop` (nil: all).
    public init(
        dialect: Dialect = .standard, from start: SplitPoint = .start, stop: Int? = nil,
        limit: Int = CSVReader.standardLimit
    ) {
        self.dialect = dialect
        self.limit = max(1, min(limit, 1 << 30))
        bufferOffset = start.byteOffset
        stopOffset = stop ?? .max
        line = start.line
        position = start
        nextPosition = start
        unsafe fieldTable = UnsafeMutablePointer<Field>.allocate(capacity: fieldCapacity)
    }

    deinit { unsafe fieldTable.deallocate() }

    /// Feeds the next bytes of the file; they follow directly those fed before.
    public mutating func append(_ bytes: RawSpan) {
        // Between records everything before the next one is done with; the cells lent so far end here.
        let drop = isWhole ? recordStart + recordEnd : recordStart
        buffer.append(bytes, dropping: drop)
        bufferOffset += drop
        if isWhole {
            recordEnd = 0
            fieldCount = 0
        }
        recordStart = 0
    }

    /// Feeds the next bytes of the file; they follow directly those fed before.
    public mutating func append(_ bytes: Span<UInt8>) {
        unsafe append(bytes.bytes)
    }

    /// Feeds the next bytes of the file; they follow directly those fed before.
    public mutating func append(_ bytes: ArraySlice<UInt8>) {
        unsafe append(bytes.span.bytes)
    }

    /// Says that no byte follows: the last record may lack its line end.
    public mutating func finish() {
        isFinished = true
    }

    /// Says that of the records that follow only so many cells are wanted, from the first on: of the rest only the end is looked
    /// for, which is several times faster.
    public mutating func want(cells: Int) {
        // A record of a sheet begins with the number of its row.
        wantedCells = min(max(cells, 1), .max - 1) + (dialect.isTyped ? 1 : 0)
    }

    /// Lowers the end of the range: records that start at or behind `offset` are left to another reader.
    public mutating func stop(at offset: Int) {
        stopOffset = min(stopOffset, offset)
    }

    /// The offset in the file behind the last byte that was fed: where the caller goes on reading.
    public var inputOffset: Int { bufferOffset + buffer.count }
}
