// SPDX-License-Identifier: Apache-2.0

extension Rows {
    /// Appends the bytes of one cell to a buffer and returns where they stand there; nil when the cell is NULL or does not exist.
    ///
    /// For hot paths that outlive the result: one buffer for many cells. Of jsonb the text is copied, without the version byte.
    public func copy(_ row: Int, _ column: Int, into buffer: inout [UInt8]) -> Range<Int>? {
        guard let cell = jsonb(row, column) else { return nil }
        let start = buffer.count
        unsafe cell.withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
        return start..<buffer.count
    }
}
