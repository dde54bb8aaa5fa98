// SPDX-License-Identifier: Apache-2.0

/// Records of a file, one behind the other in one buffer: what a chunk judges.
///
/// Cells are copied once, as bytes; a cell is a range of `bytes`. A batch is filled, judged, emptied and filled again, so its
/// buffers keep their memory.
public struct RecordBatch: Sendable {
    private struct Record: Sendable {
        var row: Int64
        var line: Int64
        /// The place of its first cell's start among the ends.
        var first: Int
        /// How many cells it has.
        var count: Int
        /// Whether a cell behind the header's last column is not empty.
        var hasSurplus: Bool
    }

    /// The bytes of all cells.
    public private(set) var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    private var records: [Record] = []
    private let columns: Int
    /// Whether the file says what cells hold.
    public let isTyped: Bool
    /// What it says, cell by cell; empty where it says nothing.
    private var kinds: [CellKind] = []

    /// Prepares for records under a header of so many columns; `isTyped`: the file says what cells hold.
    public init(columns: Int, isTyped: Bool = false) {
        self.columns = columns
        self.isTyped = isTyped
    }

    /// How many records there are.
    public var count: Int { records.count }
    /// The size of all cells in bytes.
    public var byteCount: Int { bytes.count }

    /// Begins a record: its number in the file, and the line where it starts.
    public mutating func begin(row: Int64, line: Int64) {
        records.append(Record(row: row, line: line, first: ends.count - 1, count: 0, hasSurplus: false))
    }

    /// Appends a cell to the record begun last.
    public mutating func append(cell: Span<UInt8>, _ kind: CellKind = .text) {
        let last = records.count - 1
        records[last].count += 1
        guard records[last].count <= columns else {
            if !cell.isEmpty { records[last].hasSurplus = true }
            return
        }
        bytes.append(copying: cell)
        ends.append(bytes.count)
        if isTyped { kinds.append(kind) }
    }

    /// Forgets all records.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        ends.append(0)
        kinds.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
    }

    /// The number of a record in its file, from 1.
    public func row(_ record: Int) -> Int64 { records[record].row }
    /// The line of the file where a record starts.
    public func line(_ record: Int) -> Int64 { records[record].line }
    /// How many cells a record has.
    public func cellCount(_ record: Int) -> Int { records[record].count }
    /// Whether a record has cells behind the header's last column that are not empty.
    public func isTooLong(_ record: Int) -> Bool { records[record].hasSurplus }

    /// Where a cell stands in `bytes`; empty for one that the record lacks.
    public func cell(_ record: Int, _ column: Int) -> Range<Int> {
        let entry = records[record]
        guard column < min(entry.count, columns) else { return 0..<0 }
        return ends[entry.first + column]..<ends[entry.first + column + 1]
    }

    /// What a cell holds, where the file says so; else each is a text.
    public func kind(_ record: Int, _ column: Int) -> CellKind {
        let entry = records[record]
        guard isTyped, column < min(entry.count, columns) else { return .text }
        return kinds[entry.first + column]
    }

    /// A cell without outer blanks.
    public func trimmed(_ record: Int, _ column: Int) -> Range<Int> { trimming(cell(record, column)) }

    /// A range of `bytes` without outer blanks.
    func trimming(_ cell: Range<Int>) -> Range<Int> {
        var (start, end) = (cell.lowerBound, cell.upperBound)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// A cell as text.
    public func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension RecordBatch {
    /// Appends the folded key of a record's identifier or code; false when the cell is empty.
    public func appendKey(_ record: Int, _ column: Int, to buffer: inout [UInt8]) -> Bool {
        let range = trimmed(record, column).isEmpty ? 0..<0 : cell(record, column)
        guard !range.isEmpty else { return false }
        appendFolded(bytes.span.extracting(range), to: &buffer)
        return true
    }
}
