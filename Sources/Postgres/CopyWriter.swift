// SPDX-License-Identifier: Apache-2.0

internal import CLibpq
internal import Glibc

/// Takes the data of a COPY … FROM STDIN; lent to the body of `copyIn`.
///
/// Either raw bytes in the format that the statement names (`write`), or rows in binary (`row`, for `with (format binary)`).
@safe public struct CopyWriter: ~Copyable {
    private let raw: OpaquePointer
    private let answerLimit: Duration?
    private var buffer: [UInt8] = []
    private var isBinary = false
    /// Whether it was the connection that failed, not what is written.
    private(set) var isLost = false
    /// Sent to libpq when this much has gathered.
    private static let batchSize = 64 << 10

    init(_ raw: OpaquePointer, answerLimit: Duration?) {
        unsafe self.raw = unsafe raw
        self.answerLimit = answerLimit
        buffer.reserveCapacity(Self.batchSize + 4096)
    }

    /// Writes bytes as they are.
    public mutating func write(_ bytes: Span<UInt8>) throws(PostgresError) {
        unsafe bytes.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
        try sendIfFull()
    }

    /// Writes bytes as they are.
    public mutating func write(_ bytes: [UInt8]) throws(PostgresError) { try write(bytes.span) }

    /// Writes a text as it is.
    public mutating func write(_ text: String) throws(PostgresError) {
        buffer.append(contentsOf: text.utf8)
        try sendIfFull()
    }

    /// Writes one row in binary; the values' types must be exactly those of the columns.
    public mutating func row(_ values: (any PostgresEncodable)?...) throws(PostgresError) {
        openRow(fields: values.count)
        for value in values {
            let lengthAt = buffer.count
            buffer.append(bigEndian: Int32(-1))
            guard let value else { continue }
            value.encode(into: &buffer)
            buffer.patch(Int32(truncatingIfNeeded: buffer.count - lengthAt - 4), at: lengthAt)
        }
        try sendIfFull()
    }

    /// Begins a row in binary, of as many `field` calls as it says.
    ///
    /// For hot paths: nothing is made per value.
    public mutating func openRow(fields: Int) {
        if !isBinary {
            // The signature, no flags, no header extension (manual, COPY, "Binary Format").
            isBinary = true
            buffer.append(contentsOf: "PGCOPY\n".utf8)
            buffer.append(0xFF)
            buffer.append(contentsOf: "\r\n\0".utf8)
            buffer.append(bigEndian: Int32(0))
            buffer.append(bigEndian: Int32(0))
        }
        buffer.append(bigEndian: Int16(truncatingIfNeeded: fields))
    }

    /// Writes a field of a text or bytea column.
    public mutating func field(bytes: Span<UInt8>) throws(PostgresError) {
        buffer.append(bigEndian: Int32(truncatingIfNeeded: bytes.count))
        try write(bytes)
    }

    /// Writes a field of an int8 column.
    public mutating func field(_ value: Int64) {
        buffer.append(bigEndian: Int32(8))
        buffer.append(bigEndian: value)
    }

    /// Writes a field of an int4 column.
    public mutating func field(_ value: Int32) {
        buffer.append(bigEndian: Int32(4))
        buffer.append(bigEndian: value)
    }

    /// Writes a NULL.
    public mutating func nullField() { buffer.append(bigEndian: Int32(-1)) }

    /// Writes what ends the data, and all that has gathered.
    mutating func close() throws(PostgresError) {
        if isBinary { buffer.append(bigEndian: Int16(-1)) }
        try send()
    }

    private mutating func sendIfFull() throws(PostgresError) { if buffer.count >= Self.batchSize { try send() } }

    private mutating func send() throws(PostgresError) {
        defer { buffer.removeAll(keepingCapacity: true) }
        let limit = answerLimit.map { ContinuousClock.now + $0 }
        while !buffer.isEmpty {
            let state = unsafe buffer.withUnsafeBytes { bytes in
                unsafe PQputCopyData(raw, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
            }
            if state == 1 { return try drain(limit) }
            if state < 0 {
                isLost = true
                throw unsafe PostgresError(
                    kind: .connectionLost, message: String(cString: PQerrorMessage(raw)).trimmedLine)
            }
            try wait(limit)
        }
    }

    /// Waits until libpq has sent nearly all, so that a fast producer cannot fill the memory.
    private mutating func drain(_ limit: ContinuousClock.Instant?) throws(PostgresError) {
        while unsafe PQflush(raw) == 1 { try wait(limit) }
    }

    private mutating func wait(_ limit: ContinuousClock.Instant?) throws(PostgresError) {
        let left = limit.map { Connection.milliseconds(until: $0) } ?? -1
        let events = try unsafe Connection.wait(raw, for: Int16(POLLIN | POLLOUT), wake: nil, milliseconds: left)
        if events == 0, left == 0 {
            isLost = true
            throw PostgresError(
                kind: .connectionLost,
                message: "the server takes no data for \(answerLimit ?? .zero); the connection was given up")
        }
        // A failure shows when the data is sent or the result is read.
        if events & Int16(POLLIN) != 0 { _ = unsafe PQconsumeInput(raw) }
    }
}
