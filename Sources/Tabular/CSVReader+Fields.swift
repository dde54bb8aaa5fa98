// SPDX-License-Identifier: Apache-2.0

extension CSVReader {
    /// The bytes of one cell, without enclosures; empty for an index behind the record's last cell.
    ///
    /// - Complexity: O(1); nothing is copied.
    @_lifetime(borrow self)
    public func bytes(of index: Int) -> Span<UInt8> {
        precondition(index >= 0, "a cell's index is not negative")
        guard index < fieldCount else { return Span() }
        if dialect.isTyped, !rawBytes(of: index).isEmpty, CellKind.isMark(rawBytes(of: index)[0]) {
            let marked = rawBytes(of: index)
            return unsafe _overrideLifetime(marked.extracting(1..<marked.count), borrowing: self)
        }
        return unsafe _overrideLifetime(rawBytes(of: index), borrowing: self)
    }

    /// What the sheet said that a cell holds; in any other file all cells are texts.
    public func kind(of index: Int) -> CellKind {
        guard dialect.isTyped, index < fieldCount, !rawBytes(of: index).isEmpty else { return .text }
        return CellKind(rawValue: rawBytes(of: index)[0]) ?? .text
    }

    /// The bytes of one cell with the mark of its kind, where it has one.
    @_lifetime(borrow self)
    public func markedBytes(of index: Int) -> Span<UInt8> {
        guard index < fieldCount else { return Span() }
        return unsafe _overrideLifetime(rawBytes(of: index), borrowing: self)
    }

    @inline(__always)
    @_lifetime(borrow self)
    private func rawBytes(of index: Int) -> Span<UInt8> {
        let field = unsafe fieldTable[index]
        let (start, count) = (field.start, field.count)
        if field.isUnescaped {
            return unescaped.span.extracting(start..<start + count)
        }
        let span = unsafe Span(_unsafeStart: UnsafePointer(buffer.base + recordStart + start), count: count)
        return unsafe _overrideLifetime(span, borrowing: self)
    }

    /// Takes the row's number away from a record of a sheet: it is the line where the record stands.
    mutating func takeRowNumber() {
        let number = firstNumber()
        position.line = number
        fieldCount -= 1
        unsafe fieldTable.update(from: fieldTable + 1, count: fieldCount)
    }

    /// The bytes of one cell without the blanks at both ends.
    @_lifetime(borrow self)
    public func trimmedBytes(of index: Int) -> Span<UInt8> {
        unsafe _overrideLifetime(Bytes.trimmed(bytes(of: index)), borrowing: self)
    }

    /// The text of one cell.
    public func text(of index: Int) -> String {
        Bytes.text(bytes(of: index))
    }

    /// Lends the bytes of one cell.
    public func withField<Result, Failure: Error>(
        _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(bytes(of: index))
    }

    /// Whether a cell has no byte, or is behind the record's last cell.
    public func isEmpty(_ index: Int) -> Bool {
        guard index < fieldCount else { return true }
        return unsafe fieldTable[index].count == 0
    }

    /// Whether a cell holds nothing but blanks, or nothing at all.
    public func isBlank(_ index: Int) -> Bool {
        isEmpty(index) || Bytes.isBlank(bytes(of: index))
    }

    private func firstNumber() -> Int {
        let cell = rawBytes(of: 0)
        var number = 0
        for index in cell.indices where cell[index] &- 0x30 < 10 { number = number &* 10 &+ Int(cell[index] &- 0x30) }
        return number
    }

    /// The current record exactly as in the input, with its line end.
    public var recordBytes: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let span = unsafe Span(_unsafeStart: UnsafePointer(buffer.base + recordStart), count: recordEnd)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// The offsets in the file of the current record's bytes, its line end included.
    public var recordRange: Range<Int> {
        position.byteOffset..<position.byteOffset + recordEnd
    }
}
