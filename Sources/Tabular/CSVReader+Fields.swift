// SPDX-License-Identifier: Apache-2.0

extension CSVReader {
    /// The bytes of one cell, without enclosures; empty for an index behind the record's last cell.
    ///
    /// - Complexity: O(1); nothing is copied.
    @_lifetime(borrow self)
    public func bytes(of index: Int) -> Span<UInt8> {
        precondition(index >= 0, "a cell's index is not negative")
        guard index < fieldCount else { return Span() }
        let field = unsafe fieldTable[index]
        let (start, count) = (field.start, field.count)
        if field.isUnescaped {
            return unescaped.span.extracting(start..<start + count)
        }
        let span = unsafe Span(_unsafeStart: UnsafePointer(buffer.base + recordStart + start), count: count)
        return unsafe _overrideLifetime(span, borrowing: self)
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
