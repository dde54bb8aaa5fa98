// SPDX-License-Identifier: Apache-2.0

/// A value that can stand in a bound array.
public protocol PostgresArrayElement: Sendable {
    /// The object id of the element's type.
    static var elementOID: UInt32 { get }
    /// The object id of the array's type.
    static var arrayOID: UInt32 { get }
    /// Appends the element's binary form, without its length; false for NULL.
    func encodeElement(into buffer: inout [UInt8]) -> Bool
    /// Appends the binary form of a whole array.
    static func encodeArray(_ elements: [Self], into buffer: inout [UInt8])
}

extension PostgresArrayElement {
    /// Appends a one-dimensional array.
    public static func encodeArray(_ elements: [Self], into buffer: inout [UInt8]) {
        let header = buffer.count
        ArrayHeader(count: elements.count, hasNull: false, elementOID: elementOID).append(to: &buffer)
        for element in elements {
            let lengthAt = buffer.count
            buffer.append(bigEndian: Int32(-1))
            if element.encodeElement(into: &buffer) {
                buffer.patch(Int32(truncatingIfNeeded: buffer.count - lengthAt - 4), at: lengthAt)
            } else {
                buffer.patch(1, at: header + 4)
            }
        }
    }
}

extension PostgresArrayElement where Self: PostgresEncodable {
    /// The object id of the element's type.
    public static var elementOID: UInt32 { oid }
    /// Appends the element's binary form.
    public func encodeElement(into buffer: inout [UInt8]) -> Bool {
        encode(into: &buffer)
        return true
    }
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    /// The array type of the element, or bytea for `[UInt8]`.
    public static var oid: UInt32 { Element.arrayOID }
    /// Appends the binary form.
    public func encode(into buffer: inout [UInt8]) { Element.encodeArray(self, into: &buffer) }
}

extension UInt8: PostgresArrayElement {
    /// A byte is no PostgreSQL type of its own.
    public static var elementOID: UInt32 { TypeOID.char }
    /// An array of bytes is a bytea.
    public static var arrayOID: UInt32 { TypeOID.bytea }
    /// Appends the byte.
    public func encodeElement(into buffer: inout [UInt8]) -> Bool {
        buffer.append(self)
        return true
    }
    /// Appends the bytes as they are: a bytea.
    public static func encodeArray(_ elements: [UInt8], into buffer: inout [UInt8]) {
        buffer.append(contentsOf: elements)
    }
}

extension Array: PostgresArrayElement where Element == UInt8 {
    /// The type bytea.
    public static var elementOID: UInt32 { TypeOID.bytea }
    /// The type bytea[].
    public static var arrayOID: UInt32 { TypeOID.byteaArray }
    /// Appends the bytes.
    public func encodeElement(into buffer: inout [UInt8]) -> Bool {
        buffer.append(contentsOf: self)
        return true
    }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresArrayElement {
    /// The object id of the element's type.
    public static var elementOID: UInt32 { Wrapped.elementOID }
    /// The object id of the array's type.
    public static var arrayOID: UInt32 { Wrapped.arrayOID }
    /// Appends the element's binary form; false for nil.
    public func encodeElement(into buffer: inout [UInt8]) -> Bool { self?.encodeElement(into: &buffer) ?? false }
}

extension Bool: PostgresArrayElement {
    /// The type bool[].
    public static var arrayOID: UInt32 { TypeOID.boolArray }
}
extension Int16: PostgresArrayElement {
    /// The type int2[].
    public static var arrayOID: UInt32 { TypeOID.int2Array }
}
extension Int32: PostgresArrayElement {
    /// The type int4[].
    public static var arrayOID: UInt32 { TypeOID.int4Array }
}
extension Int64: PostgresArrayElement {
    /// The type int8[].
    public static var arrayOID: UInt32 { TypeOID.int8Array }
}
extension Int: PostgresArrayElement {
    /// The type int8[].
    public static var arrayOID: UInt32 { TypeOID.int8Array }
}
extension Double: PostgresArrayElement {
    /// The type float8[].
    public static var arrayOID: UInt32 { TypeOID.float8Array }
}
extension String: PostgresArrayElement {
    /// The type text[].
    public static var arrayOID: UInt32 { TypeOID.textArray }
}
extension JSONB: PostgresArrayElement {
    /// The type jsonb[].
    public static var arrayOID: UInt32 { TypeOID.jsonbArray }
}
extension UUIDBytes: PostgresArrayElement {
    /// The type uuid[].
    public static var arrayOID: UInt32 { TypeOID.uuidArray }
}
extension PostgresTimestamp: PostgresArrayElement {
    /// The type timestamptz[].
    public static var arrayOID: UInt32 { TypeOID.timestamptzArray }
}
extension Duration: PostgresArrayElement {
    /// The type interval[].
    public static var arrayOID: UInt32 { TypeOID.intervalArray }
}

/// The head of an array's binary form: dimensions, NULL flag, element type, then length and lower bound.
struct ArrayHeader {
    var count: Int
    var hasNull: Bool
    var elementOID: UInt32

    func append(to buffer: inout [UInt8]) {
        // An empty array has no dimension, as the server itself writes it.
        buffer.append(bigEndian: Int32(count == 0 ? 0 : 1))
        buffer.append(bigEndian: Int32(hasNull ? 1 : 0))
        buffer.append(bigEndian: elementOID)
        guard count > 0 else { return }
        buffer.append(bigEndian: Int32(truncatingIfNeeded: count))
        buffer.append(bigEndian: Int32(1))
    }
}
