// SPDX-License-Identifier: Apache-2.0

extension Bool: PostgresEncodable {
    /// The type bool.
    public static var oid: UInt32 { TypeOID.bool }
    /// Appends the binary form.
    public func encode(into buffer: inout [UInt8]) { buffer.append(self ? 1 : 0) }
}

extension Int16: PostgresEncodable {
    /// The type int2.
    public static var oid: UInt32 { TypeOID.int2 }
    /// Appends the binary form.
    public func encode(into buffer: inout [UInt8]) { buffer.append(bigEndian: self) }
}

extension Int32: PostgresEncodable {
    /// The type int4.
    public static var oid: UInt32 { TypeOID.int4 }
    /// Appends the binary form.
    public func encode(into buffer: inout [UInt8]) { buffer.append(bigEndian: self) }
}

extension Int64: PostgresEncodable {
    /// The type int8.
    public static var oid: UInt32 { TypeOID.int8 }
    /// Appends the binary form.
    public func encode(into buffer: inout [UInt8]) { buffer.append(bigEndian: self) }
}

extension Int: PostgresEncodable {
    /// The type int8.
    public static var oid: UInt32 { TypeOID.int8 }
    /// Appends the binary form.
    public func encode(into buffer: inout [UInt8]) { buffer.append(bigEndian: Int64(self)) }
}

extension Double: PostgresEncodable {
    /// The type float8.
    public static var oid: UInt32 { TypeOID.float8 }
    /// Appends the binary form.
    public func encode(into buffer: inout [UInt8]) { buffer.append(bigEndian: bitPattern) }
}

extension String: PostgresEncodable {
    /// The type text.
    public static var oid: UInt32 { TypeOID.text }
    /// Appends the bytes of the text.
    public func encode(into buffer: inout [UInt8]) { buffer.append(contentsOf: utf8) }
}

/// JSON text bound to, or read from, a `jsonb`: its bytes as they are, checked by the server.
public struct JSONB: PostgresEncodable, Hashable {
    /// The JSON text in UTF-8.
    public var bytes: [UInt8]

    /// Wraps a JSON text given as bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
    /// Wraps a JSON text.
    public init(_ text: String) { bytes = Array(text.utf8) }

    /// The JSON text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The type jsonb.
    public static var oid: UInt32 { TypeOID.jsonb }
    /// Appends the version byte and the text.
    public func encode(into buffer: inout [UInt8]) {
        buffer.append(1)
        buffer.append(contentsOf: bytes)
    }
}

extension Duration: PostgresEncodable {
    /// The type interval.
    public static var oid: UInt32 { TypeOID.interval }
    /// Appends the duration in whole microseconds, as an interval without days and months.
    public func encode(into buffer: inout [UInt8]) {
        let (seconds, attoseconds) = components
        // Longer than 292,000 years does not fit: it is bound as the longest that does.
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, overflowAgain) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        buffer.append(bigEndian: overflow || overflowAgain ? (seconds < 0 ? Int64.min : Int64.max) : sum)
        buffer.append(bigEndian: Int32(0))
        buffer.append(bigEndian: Int32(0))
    }
}
