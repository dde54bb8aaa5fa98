// SPDX-License-Identifier: Apache-2.0

extension Rows {
    /// Reads a bool.
    public func bool(_ row: Int, _ column: Int) throws(PostgresError) -> Bool {
        let span = try required(row, column, as: "a bool")
        guard type(of: column) == TypeOID.bool, span.byteCount == 1 else { throw mismatch(column, as: "a bool") }
        return span.bigEndian(at: 0, as: UInt8.self) != 0
    }

    /// Reads an int2, int4 or int8 that fits.
    public func int16(_ row: Int, _ column: Int) throws(PostgresError) -> Int16 {
        let value = try int64(row, column)
        guard let narrow = Int16(exactly: value) else { throw failure(column, "the value does not fit an Int16") }
        return narrow
    }

    /// Reads an int2, int4 or int8 that fits.
    public func int32(_ row: Int, _ column: Int) throws(PostgresError) -> Int32 {
        let value = try int64(row, column)
        guard let narrow = Int32(exactly: value) else { throw failure(column, "the value does not fit an Int32") }
        return narrow
    }

    /// Reads an int2, int4, int8, oid or xid8.
    public func int64(_ row: Int, _ column: Int) throws(PostgresError) -> Int64 {
        let span = try required(row, column, as: "an integer")
        switch (type(of: column), span.byteCount) {
        case (TypeOID.int8, 8), (TypeOID.xid8, 8): return span.bigEndian(at: 0, as: Int64.self)
        case (TypeOID.int4, 4): return Int64(span.bigEndian(at: 0, as: Int32.self))
        case (TypeOID.int2, 2): return Int64(span.bigEndian(at: 0, as: Int16.self))
        case (TypeOID.oid, 4): return Int64(span.bigEndian(at: 0, as: UInt32.self))
        default: throw mismatch(column, as: "an integer")
        }
    }

    /// Reads an int2, int4 or int8.
    public func int(_ row: Int, _ column: Int) throws(PostgresError) -> Int {
        Int(truncatingIfNeeded: try int64(row, column))
    }

    /// Reads a float4 or float8.
    public func double(_ row: Int, _ column: Int) throws(PostgresError) -> Double {
        let span = try required(row, column, as: "a floating-point number")
        switch (type(of: column), span.byteCount) {
        case (TypeOID.float8, 8): return Double(bitPattern: span.bigEndian(at: 0, as: UInt64.self))
        case (TypeOID.float4, 4): return Double(Float(bitPattern: span.bigEndian(at: 0, as: UInt32.self)))
        default: throw mismatch(column, as: "a floating-point number")
        }
    }

    /// Reads a text, varchar, name, json, jsonb or any other type whose binary form is its text.
    ///
    /// Numbers, times, uuid and arrays are refused: they have readers of their own, or a cast in SQL.
    public func text(_ row: Int, _ column: Int) throws(PostgresError) -> String {
        let span = try required(row, column, as: "a text")
        let type = type(of: column)
        if type == TypeOID.text { return span.text() }
        if type == TypeOID.jsonb { return span.byteCount == 0 ? "" : span.extracting(droppingFirst: 1).text() }
        guard !Self.typesWithoutText.contains(type) else { throw mismatch(column, as: "a text") }
        return span.text()
    }

    /// Copies the bytes of a bytea, or the binary form of any other type.
    public func byteArray(_ row: Int, _ column: Int) throws(PostgresError) -> [UInt8] {
        try required(row, column, as: "bytes").array()
    }

    /// Reads a jsonb or json.
    public func json(_ row: Int, _ column: Int) throws(PostgresError) -> JSONB {
        let span = try required(row, column, as: "a JSON text")
        switch type(of: column) {
        case TypeOID.jsonb where span.byteCount > 0: return JSONB(span.extracting(droppingFirst: 1).array())
        case TypeOID.json: return JSONB(span.array())
        default: throw mismatch(column, as: "a JSON text")
        }
    }

    /// Reads a uuid.
    public func uuid(_ row: Int, _ column: Int) throws(PostgresError) -> UUIDBytes {
        let span = try required(row, column, as: "a uuid")
        guard type(of: column) == TypeOID.uuid, span.byteCount == 16 else { throw mismatch(column, as: "a uuid") }
        return UUIDBytes(high: span.bigEndian(at: 0, as: UInt64.self), low: span.bigEndian(at: 8, as: UInt64.self))
    }

    /// Reads a timestamptz, or a timestamp as if it were in UTC.
    public func timestamp(_ row: Int, _ column: Int) throws(PostgresError) -> PostgresTimestamp {
        let span = try required(row, column, as: "a timestamp")
        let isTimestamp = [TypeOID.timestamptz, TypeOID.timestamp].contains(type(of: column))
        guard isTimestamp, span.byteCount == 8 else { throw mismatch(column, as: "a timestamp") }
        return PostgresTimestamp(microseconds: span.bigEndian(at: 0, as: Int64.self))
    }

    /// Reads an interval without months; a day counts as 24 hours.
    public func duration(_ row: Int, _ column: Int) throws(PostgresError) -> Duration {
        let span = try required(row, column, as: "a duration")
        guard type(of: column) == TypeOID.interval, span.byteCount == 16 else {
            throw mismatch(column, as: "a duration")
        }
        guard span.bigEndian(at: 12, as: Int32.self) == 0 else {
            throw failure(column, "an interval of months has no fixed length and cannot be read as a duration")
        }
        return .microseconds(span.bigEndian(at: 0, as: Int64.self))
            + .seconds(86_400 * Int64(span.bigEndian(at: 8, as: Int32.self)))
    }

    /// Types whose binary form is not their text.
    static let typesWithoutText: Set<UInt32> = [
        TypeOID.bool, TypeOID.bytea, TypeOID.int8, TypeOID.int2, TypeOID.int4, TypeOID.oid, TypeOID.float4,
        TypeOID.float8,
        TypeOID.date, TypeOID.timestamp, TypeOID.timestamptz, TypeOID.interval, TypeOID.numeric, TypeOID.uuid,
        TypeOID.xid8,
        TypeOID.boolArray, TypeOID.byteaArray, TypeOID.int2Array, TypeOID.int4Array, TypeOID.textArray,
        TypeOID.int8Array,
        TypeOID.float8Array, TypeOID.timestamptzArray, TypeOID.intervalArray, TypeOID.uuidArray, TypeOID.jsonbArray,
    ]
}
