// SPDX-License-Identifier: Apache-2.0

/// One column of many rows, built in the binary array format as its values come; for `unnest($1, $2, …)`.
///
/// No object is made per element, and `removeAll(keepingCapacity:)` keeps the memory for the next chunk.
public struct ArrayColumn: PostgresEncodable {
    /// The element types a column can have.
    public enum ElementType: Sendable, Hashable {
        /// `text`, appended as UTF-8 bytes.
        case text
        /// `jsonb`, appended as the UTF-8 bytes of its JSON text.
        case jsonb
        /// `bytea`, appended as bytes.
        case bytea
        /// `int8`, appended as `Int64`.
        case int8
        /// `int4`, appended as `Int32`.
        case int4
        /// `bool`.
        case bool
        /// `uuid`.
        case uuid
        /// `timestamptz`.
        case timestamp

        fileprivate var oids: (element: UInt32, array: UInt32) {
            switch self {
            case .text: (TypeOID.text, TypeOID.textArray)
            case .jsonb: (TypeOID.jsonb, TypeOID.jsonbArray)
            case .bytea: (TypeOID.bytea, TypeOID.byteaArray)
            case .int8: (TypeOID.int8, TypeOID.int8Array)
            case .int4: (TypeOID.int4, TypeOID.int4Array)
            case .bool: (TypeOID.bool, TypeOID.boolArray)
            case .uuid: (TypeOID.uuid, TypeOID.uuidArray)
            case .timestamp: (TypeOID.timestamptz, TypeOID.timestamptzArray)
            }
        }

        /// Whether elements are given as bytes.
        fileprivate var isBytes: Bool { self == .text || self == .jsonb || self == .bytea }
    }

    /// The type of the elements.
    public let elementType: ElementType
    /// How many elements were appended.
    public private(set) var count = 0
    private var hasNull = false
    private var body: [UInt8] = []

    /// Makes an empty column.
    public init(_ elementType: ElementType, reservingBytes capacity: Int = 0) {
        self.elementType = elementType
        body.reserveCapacity(capacity)
    }

    /// Whether nothing was appended.
    public var isEmpty: Bool { count == 0 }
    /// The bytes that the elements take.
    public var byteCount: Int { body.count }

    /// Appends an element of a `.text`, `.jsonb` or `.bytea` column.
    public mutating func append(bytes: Span<UInt8>) {
        open(byteCount: bytes.count)
        unsafe bytes.withUnsafeBufferPointer { unsafe body.append(contentsOf: $0) }
    }

    /// Appends an element of a `.text`, `.jsonb` or `.bytea` column.
    public mutating func append(bytes: RawSpan) {
        open(byteCount: bytes.byteCount)
        unsafe bytes.withUnsafeBytes { unsafe body.append(contentsOf: $0) }
    }

    /// Appends an element of a `.text`, `.jsonb` or `.bytea` column.
    public mutating func append(bytes: [UInt8]) { append(bytes: bytes.span) }

    /// Appends an element of a `.text`, `.jsonb` or `.bytea` column.
    public mutating func append(bytes: ArraySlice<UInt8>) { append(bytes: bytes.span) }

    /// Appends an element of a `.text` or `.jsonb` column.
    public mutating func append(_ text: String) {
        open(byteCount: text.utf8.count)
        body.append(contentsOf: text.utf8)
    }

    /// Appends an element of an `.int8` column.
    public mutating func append(_ value: Int64) {
        check(.int8)
        body.append(bigEndian: Int32(8))
        body.append(bigEndian: value)
    }

    /// Appends an element of an `.int8` column.
    public mutating func append(_ value: Int) { append(Int64(value)) }

    /// Appends an element of an `.int4` column.
    public mutating func append(_ value: Int32) {
        check(.int4)
        body.append(bigEndian: Int32(4))
        body.append(bigEndian: value)
    }

    /// Appends an element of a `.bool` column.
    public mutating func append(_ value: Bool) {
        check(.bool)
        body.append(bigEndian: Int32(1))
        body.append(value ? 1 : 0)
    }

    /// Appends an element of a `.uuid` column.
    public mutating func append(_ value: UUIDBytes) {
        check(.uuid)
        body.append(bigEndian: Int32(16))
        value.encode(into: &body)
    }

    /// Appends an element of a `.timestamp` column.
    public mutating func append(_ value: PostgresTimestamp) {
        check(.timestamp)
        body.append(bigEndian: Int32(8))
        value.encode(into: &body)
    }

    /// Appends a NULL.
    public mutating func appendNull() {
        body.append(bigEndian: Int32(-1))
        count += 1
        hasNull = true
    }

    /// Empties the column.
    public mutating func removeAll(keepingCapacity: Bool = true) {
        body.removeAll(keepingCapacity: keepingCapacity)
        count = 0
        hasNull = false
    }

    /// No type of its own: see `boundOID`.
    public static var oid: UInt32 { 0 }
    /// The array type of the column.
    public var boundOID: UInt32 { elementType.oids.array }
    /// Appends the binary form of the array.
    public func encode(into buffer: inout [UInt8]) {
        ArrayHeader(count: count, hasNull: hasNull, elementOID: elementType.oids.element).append(to: &buffer)
        buffer.append(contentsOf: body)
    }

    private mutating func open(byteCount: Int) {
        precondition(elementType.isBytes, "a column of \(elementType) takes no bytes")
        count += 1
        let isVersioned = elementType == .jsonb
        body.append(bigEndian: Int32(truncatingIfNeeded: byteCount + (isVersioned ? 1 : 0)))
        if isVersioned { body.append(1) }
    }

    private mutating func check(_ given: ElementType) {
        precondition(elementType == given, "a column of \(elementType) takes no \(given)")
        count += 1
    }
}
