// SPDX-License-Identifier: Apache-2.0

/// A value that can be bound to a parameter, always in PostgreSQL's binary format.
///
/// NULL is a nil of any of these types.
public protocol PostgresEncodable: Sendable {
    /// The object id of the PostgreSQL type, from `pg_type`.
    static var oid: UInt32 { get }
    /// The object id for this very value: `Self.oid`, unless the value chooses among several types.
    var boundOID: UInt32 { get }
    /// Appends the binary form.
    func encode(into buffer: inout [UInt8])
}

extension PostgresEncodable {
    /// The type's object id.
    public var boundOID: UInt32 { Self.oid }
}

/// Object ids of PostgreSQL's own types; they are the same in every database.
enum TypeOID {
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let char: UInt32 = 18
    static let name: UInt32 = 19
    static let int8: UInt32 = 20
    static let int2: UInt32 = 21
    static let int4: UInt32 = 23
    static let text: UInt32 = 25
    static let oid: UInt32 = 26
    static let json: UInt32 = 114
    static let float4: UInt32 = 700
    static let float8: UInt32 = 701
    static let date: UInt32 = 1082
    static let timestamp: UInt32 = 1114
    static let timestamptz: UInt32 = 1184
    static let interval: UInt32 = 1186
    static let numeric: UInt32 = 1700
    static let uuid: UInt32 = 2950
    static let jsonb: UInt32 = 3802
    static let xid8: UInt32 = 5069

    static let boolArray: UInt32 = 1000
    static let byteaArray: UInt32 = 1001
    static let int2Array: UInt32 = 1005
    static let int4Array: UInt32 = 1007
    static let textArray: UInt32 = 1009
    static let int8Array: UInt32 = 1016
    static let float8Array: UInt32 = 1022
    static let timestamptzArray: UInt32 = 1185
    static let intervalArray: UInt32 = 1187
    static let uuidArray: UInt32 = 2951
    static let jsonbArray: UInt32 = 3807
}

extension [UInt8] {
    /// Appends an integer in network byte order.
    @inline(__always)
    mutating func append(bigEndian value: some FixedWidthInteger) {
        let bits = UInt64(truncatingIfNeeded: value)
        var shift = type(of: value).bitWidth
        while shift > 0 {
            shift -= 8
            append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
    }

    /// Overwrites four bytes with an integer in network byte order.
    mutating func patch(_ value: Int32, at offset: Int) {
        for place in 0..<4 {
            self[offset + place] = UInt8(truncatingIfNeeded: value >> Int32(24 - 8 * place))
        }
    }
}
