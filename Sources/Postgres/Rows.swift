// SPDX-License-Identifier: Apache-2.0

internal import CLibpq

/// The rows of one statement, in binary form.
///
/// Owns libpq's result and frees it exactly once.
///
/// Rows and columns count from 0. A reader that does not fit its cell — another type, NULL, no such row — throws an error
/// of kind `.decoding` that names the column.
/// `@unchecked Sendable`: libpq never changes a finished result, and reading it touches nothing else (libpq, "Behavior in
/// Threaded Programs").
@safe public struct Rows: ~Copyable, @unchecked Sendable {
    private let raw: OpaquePointer
    private let statement: String?

    /// How many rows there are.
    public let count: Int
    /// How many columns a row has.
    public let columnCount: Int

    init(owning raw: OpaquePointer, statement: String?) {
        unsafe self.raw = unsafe raw
        self.statement = statement
        count = unsafe Int(PQntuples(raw))
        columnCount = unsafe Int(PQnfields(raw))
    }

    deinit { unsafe PQclear(raw) }

    /// Whether there is no row.
    public var isEmpty: Bool { count == 0 }

    /// How many rows the statement inserted, updated, deleted, moved or selected.
    public var affectedCount: Int { unsafe Int(String(cString: PQcmdTuples(raw))) ?? 0 }

    /// The server's word for what was done, such as `INSERT 0 5`.
    public var commandTag: String { unsafe String(cString: PQcmdStatus(raw)) }

    /// The name of a column; empty when there is no such column.
    public func columnName(_ column: Int) -> String {
        guard column >= 0, column < columnCount, let name = unsafe PQfname(raw, Int32(column)) else { return "" }
        return unsafe String(cString: name)
    }

    /// The place of the first column of this name.
    public func column(named name: String) -> Int? {
        (0..<columnCount).first { columnName($0) == name }
    }

    /// Whether a cell is NULL or does not exist.
    public func isNull(_ row: Int, _ column: Int) -> Bool {
        guard holds(row, column) else { return true }
        return unsafe PQgetisnull(raw, Int32(row), Int32(column)) == 1
    }

    /// The bytes of one cell in binary form, borrowed from the result; nil when it is NULL or does not exist.
    ///
    /// For text they are its UTF-8. For jsonb the text begins after one version byte: see `jsonb`.
    @_lifetime(borrow self)
    public func bytes(_ row: Int, _ column: Int) -> RawSpan? {
        guard let cell = unsafe cell(row, column) else { return nil }
        return unsafe _overrideLifetime(RawSpan(_unsafeBytes: cell), borrowing: self)
    }

    /// The bytes of a jsonb or json cell's text, borrowed from the result; nil when it is NULL or does not exist.
    @_lifetime(borrow self)
    public func jsonb(_ row: Int, _ column: Int) -> RawSpan? {
        guard let cell = unsafe cell(row, column) else { return nil }
        let first = type(of: column) == TypeOID.jsonb && cell.count > 0 ? 1 : 0
        return unsafe _overrideLifetime(RawSpan(_unsafeBytes: cell.dropFirst(first)), borrowing: self)
    }

    func holds(_ row: Int, _ column: Int) -> Bool { row >= 0 && row < count && column >= 0 && column < columnCount }

    /// The object id of a column's type.
    func type(of column: Int) -> UInt32 { unsafe PQftype(raw, Int32(column)) }

    /// The bytes of a cell that must not be NULL.
    @_lifetime(borrow self)
    func required(_ row: Int, _ column: Int, as wanted: StaticString) throws(PostgresError) -> RawSpan {
        guard holds(row, column) else {
            throw failure(
                column, "there is no row \(row) with a column \(column) among \(count) rows of \(columnCount) columns")
        }
        guard let cell = unsafe cell(row, column) else {
            throw failure(column, "row \(row) holds NULL where \(wanted) is wanted")
        }
        return unsafe _overrideLifetime(RawSpan(_unsafeBytes: cell), borrowing: self)
    }

    /// The memory of a cell, which lives as long as the result; nil for NULL.
    private func cell(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
        guard !isNull(row, column), let start = unsafe PQgetvalue(raw, Int32(row), Int32(column)) else { return nil }
        return unsafe UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(raw, Int32(row), Int32(column))))
    }

    func failure(_ column: Int, _ message: String) -> PostgresError {
        PostgresError(
            kind: .decoding, message: message, column: columnName(column).isEmpty ? "\(column)" : columnName(column),
            statement: statement)
    }

    func mismatch(_ column: Int, as wanted: StaticString) -> PostgresError {
        var error = failure(
            column, "a value of the type with object id \(type(of: column)) cannot be read as \(wanted)")
        error.hint = "Cast the column in SQL, for instance sum(…)::int8, or use the reader of its type."
        return error
    }
}

extension RawSpan {
    /// The integer at an offset, in network byte order.
    ///
    /// The caller has checked the bounds.
    @inline(__always)
    func bigEndian<Value: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: Value.Type) -> Value {
        unsafe Value(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: type))
    }

    /// The bytes as text.
    func text() -> String { unsafe withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) } }

    /// A copy of the bytes.
    func array() -> [UInt8] { unsafe withUnsafeBytes { unsafe [UInt8]($0) } }
}
