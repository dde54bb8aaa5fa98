// SPDX-License-Identifier: Apache-2.0

/// The start of a record: where a reader may begin, and where the range before it ends.
public struct SplitPoint: Hashable, Sendable {
    /// The number of the record that starts here: 0 is the header, 1 the first record after it.
    public var record: Int
    /// The physical line, counted from 1.
    public var line: Int
    /// The offset of the record's first byte in the file.
    public var byteOffset: Int

    /// Makes a point from its three numbers.
    public init(record: Int, line: Int, byteOffset: Int) {
        self.record = record
        self.line = line
        self.byteOffset = byteOffset
    }

    /// The start of a file whose first record is the header.
    public static let start = SplitPoint(record: 0, line: 1, byteOffset: 0)
}
