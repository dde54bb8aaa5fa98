// SPDX-License-Identifier: Apache-2.0

extension Rows {
    /// Reads an array of integers without NULL.
    public func int64Array(_ row: Int, _ column: Int) throws(PostgresError) -> [Int64] {
        try elements(row, column) { (span, type) throws(Misfit) -> Int64 in
            switch (type, span.byteCount) {
            case (TypeOID.int8, 8): return span.bigEndian(at: 0, as: Int64.self)
            case (TypeOID.int4, 4): return Int64(span.bigEndian(at: 0, as: Int32.self))
            case (TypeOID.int2, 2): return Int64(span.bigEndian(at: 0, as: Int16.self))
            default: throw Misfit()
            }
        }
    }

    /// Reads an array of int4 or int2 without NULL.
    public func int32Array(_ row: Int, _ column: Int) throws(PostgresError) -> [Int32] {
        try elements(row, column) { (span, type) throws(Misfit) -> Int32 in
            switch (type, span.byteCount) {
            case (TypeOID.int4, 4): return span.bigEndian(at: 0, as: Int32.self)
            case (TypeOID.int2, 2): return Int32(span.bigEndian(at: 0, as: Int16.self))
            default: throw Misfit()
            }
        }
    }

    /// Reads an array of bool without NULL.
    public func boolArray(_ row: Int, _ column: Int) throws(PostgresError) -> [Bool] {
        try elements(row, column) { (span, type) throws(Misfit) -> Bool in
            guard type == TypeOID.bool, span.byteCount == 1 else { throw Misfit() }
            return span.bigEndian(at: 0, as: UInt8.self) != 0
        }
    }

    /// Reads an array of float8 without NULL.
    public func doubleArray(_ row: Int, _ column: Int) throws(PostgresError) -> [Double] {
        try elements(row, column) { (span, type) throws(Misfit) -> Double in
            guard type == TypeOID.float8, span.byteCount == 8 else { throw Misfit() }
            return Double(bitPattern: span.bigEndian(at: 0, as: UInt64.self))
        }
    }

    /// Reads an array of uuid without NULL.
    public func uuidArray(_ row: Int, _ column: Int) throws(PostgresError) -> [UUIDBytes] {
        try elements(row, column) { (span, type) throws(Misfit) -> UUIDBytes in
            guard type == TypeOID.uuid, span.byteCount == 16 else { throw Misfit() }
            return UUIDBytes(high: span.bigEndian(at: 0, as: UInt64.self), low: span.bigEndian(at: 8, as: UInt64.self))
        }
    }

    /// Reads an array of timestamptz without NULL.
    public func timestampArray(_ row: Int, _ column: Int) throws(PostgresError) -> [PostgresTimestamp] {
        try elements(row, column) { (span, type) throws(Misfit) -> PostgresTimestamp in
            guard type == TypeOID.timestamptz, span.byteCount == 8 else { throw Misfit() }
            return PostgresTimestamp(microseconds: span.bigEndian(at: 0, as: Int64.self))
        }
    }

    /// Reads an array of text, or of any type whose binary form is its text, without NULL.
    public func textArray(_ row: Int, _ column: Int) throws(PostgresError) -> [String] {
        try elements(row, column) { (span, type) throws(Misfit) in try Self.text(span, type) }
    }

    /// Reads an array of text whose elements may be NULL.
    public func optionalTextArray(_ row: Int, _ column: Int) throws(PostgresError) -> [String?] {
        var result: [String?] = []
        try forEachElement(row, column) { (span, type) throws(Misfit) in
            guard let span else { return result.append(nil) }
            result.append(try Self.text(span, type))
        }
        return result
    }

    /// Reads an array of integers whose elements may be NULL.
    public func optionalInt64Array(_ row: Int, _ column: Int) throws(PostgresError) -> [Int64?] {
        var result: [Int64?] = []
        try forEachElement(row, column) { (span, type) throws(Misfit) in
            guard let span else { return result.append(nil) }
            switch (type, span.byteCount) {
            case (TypeOID.int8, 8): result.append(span.bigEndian(at: 0, as: Int64.self))
            case (TypeOID.int4, 4): result.append(Int64(span.bigEndian(at: 0, as: Int32.self)))
            case (TypeOID.int2, 2): result.append(Int64(span.bigEndian(at: 0, as: Int16.self)))
            default: throw Misfit()
            }
        }
        return result
    }

    /// Reads a bytea[] without NULL.
    public func bytesArray(_ row: Int, _ column: Int) throws(PostgresError) -> [[UInt8]] {
        try elements(row, column) { (span, _) throws(Misfit) in span.array() }
    }

    /// Reads a jsonb[] without NULL.
    public func jsonArray(_ row: Int, _ column: Int) throws(PostgresError) -> [JSONB] {
        try elements(row, column) { (span, type) throws(Misfit) -> JSONB in
            switch type {
            case TypeOID.jsonb where span.byteCount > 0: return JSONB(span.extracting(droppingFirst: 1).array())
            case TypeOID.json: return JSONB(span.array())
            default: throw Misfit()
            }
        }
    }

    /// An element that is not of the wanted type.
    private struct Misfit: Error {}

    private static func text(_ span: RawSpan, _ type: UInt32) throws(Misfit) -> String {
        let first = type == TypeOID.jsonb ? 1 : 0
        guard !typesWithoutText.contains(type), span.byteCount >= first else { throw Misfit() }
        return span.extracting(droppingFirst: first).text()
    }

    private func elements<Element>(
        _ row: Int, _ column: Int, _ read: (RawSpan, UInt32) throws(Misfit) -> Element
    ) throws(PostgresError) -> [Element] {
        var result: [Element] = []
        try forEachElement(row, column) { (span, type) throws(Misfit) in
            guard let span else { throw Misfit() }
            result.append(try read(span, type))
        }
        return result
    }

    /// Walks the elements of an array of any number of dimensions, nil for NULL, with the object id of their type.
    private func forEachElement(
        _ row: Int, _ column: Int, _ body: (RawSpan?, UInt32) throws(Misfit) -> Void
    ) throws(PostgresError) {
        let span = try required(row, column, as: "an array")
        guard span.byteCount >= 12 else { throw mismatch(column, as: "an array") }
        let dimensions = Int(span.bigEndian(at: 0, as: Int32.self))
        let type = span.bigEndian(at: 8, as: UInt32.self)
        var offset = 12 + 8 * dimensions
        guard (0...6).contains(dimensions), span.byteCount >= offset else { throw mismatch(column, as: "an array") }
        while offset < span.byteCount {
            guard offset + 4 <= span.byteCount else { throw mismatch(column, as: "an array") }
            let length = Int(span.bigEndian(at: offset, as: Int32.self))
            offset += 4
            guard length <= span.byteCount - offset else { throw mismatch(column, as: "an array") }
            do {
                if length < 0 {
                    try body(nil, type)
                } else {
                    try body(span.extracting(offset..<(offset + length)), type)
                }
            } catch {
                throw failure(
                    column,
                    length < 0
                        ? "the array holds NULL where a value is wanted"
                        : "the array's elements (type with object id \(type)) are of another type than wanted")
            }
            offset += max(0, length)
        }
    }
}
