// SPDX-License-Identifier: Apache-2.0

extension Rows {
    /// Reads a bool or NULL.
    public func optionalBool(_ row: Int, _ column: Int) throws(PostgresError) -> Bool? {
        isAbsent(row, column) ? nil : try bool(row, column)
    }

    /// Reads an integer that fits, or NULL.
    public func optionalInt16(_ row: Int, _ column: Int) throws(PostgresError) -> Int16? {
        isAbsent(row, column) ? nil : try int16(row, column)
    }

    /// Reads an integer that fits, or NULL.
    public func optionalInt32(_ row: Int, _ column: Int) throws(PostgresError) -> Int32? {
        isAbsent(row, column) ? nil : try int32(row, column)
    }

    /// Reads an integer or NULL.
    public func optionalInt64(_ row: Int, _ column: Int) throws(PostgresError) -> Int64? {
        isAbsent(row, column) ? nil : try int64(row, column)
    }

    /// Reads an integer or NULL.
    public func optionalInt(_ row: Int, _ column: Int) throws(PostgresError) -> Int? {
        isAbsent(row, column) ? nil : try int(row, column)
    }

    /// Reads a floating-point number or NULL.
    public func optionalDouble(_ row: Int, _ column: Int) throws(PostgresError) -> Double? {
        isAbsent(row, column) ? nil : try double(row, column)
    }

    /// Reads a text or NULL.
    public func optionalText(_ row: Int, _ column: Int) throws(PostgresError) -> String? {
        isAbsent(row, column) ? nil : try text(row, column)
    }

    /// Reads bytes or NULL.
    public func optionalByteArray(_ row: Int, _ column: Int) throws(PostgresError) -> [UInt8]? {
        isAbsent(row, column) ? nil : try byteArray(row, column)
    }

    /// Reads a JSON text or NULL.
    public func optionalJSON(_ row: Int, _ column: Int) throws(PostgresError) -> JSONB? {
        isAbsent(row, column) ? nil : try json(row, column)
    }

    /// Reads a uuid or NULL.
    public func optionalUUID(_ row: Int, _ column: Int) throws(PostgresError) -> UUIDBytes? {
        isAbsent(row, column) ? nil : try uuid(row, column)
    }

    /// Reads a timestamp or NULL.
    public func optionalTimestamp(_ row: Int, _ column: Int) throws(PostgresError) -> PostgresTimestamp? {
        isAbsent(row, column) ? nil : try timestamp(row, column)
    }

    /// Reads a duration or NULL.
    public func optionalDuration(_ row: Int, _ column: Int) throws(PostgresError) -> Duration? {
        isAbsent(row, column) ? nil : try duration(row, column)
    }

    /// Whether an existing cell is NULL; a cell that does not exist is left to its reader, which throws.
    func isAbsent(_ row: Int, _ column: Int) -> Bool { holds(row, column) && isNull(row, column) }
}
