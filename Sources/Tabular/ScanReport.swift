// SPDX-License-Identifier: Apache-2.0

/// What a scan found.
public struct ScanReport: Equatable, Sendable {
    /// The size of the file.
    public internal(set) var byteCount = 0
    /// How many physical lines it has.
    public internal(set) var lineCount = 0
    /// How many records follow the header; blank lines do not count.
    public internal(set) var recordCount = 0
    /// The cells of the header as they are, blanks included.
    public internal(set) var columns: [String] = []
    /// The header's bytes with its line end; empty when there is no header.
    public internal(set) var headerRange = 0..<0
    /// Where the first record behind the header starts at the earliest.
    public internal(set) var dataStart = SplitPoint(record: 1, line: 1, byteOffset: 0)
    /// Starts of records at about even distances, beginning with the first behind the header; empty without records.
    ///
    /// The range from one point to the next is read by `CSVReader(from: point, stop: next.byteOffset)`.
    public internal(set) var splitPoints: [SplitPoint] = []
    /// The first ten lines that are not UTF-8.
    public internal(set) var badLines: [Int] = []
    /// The delimiter that would split the header, when the one asked for leaves it in one column.
    public internal(set) var betterDelimiter: UInt8?
    /// Where and why the reader gave up: an enclosure never closed, or a record too large.
    public internal(set) var readerFailure: TabularError?

    /// All faults, the likeliest cause of the others first.
    public var failures: [TabularError] {
        [emptyFile, notUTF8, wrongDelimiter, readerFailure].compactMap(\.self)
    }

    /// Whether the file begins with a byte-order mark.
    public internal(set) var hasByteOrderMark = false

    private var emptyFile: TabularError? {
        guard columns.isEmpty, readerFailure == nil else { return nil }
        return TabularError(
            .emptyFile, byteCount == 0 ? "The file is empty." : "The file holds blank lines only.",
            action: "Give a file whose first record names its columns.")
    }

    private var notUTF8: TabularError? {
        guard let first = badLines.first else { return nil }
        let lines = badLines.map(String.init).joined(separator: ", ")
        let more = badLines.count == UTF8Validator.rememberedLines ? ", and perhaps more" : ""
        return TabularError(
            .notUTF8, "Bytes are not UTF-8 in line\(badLines.count == 1 ? "" : "s") \(lines)\(more).", line: first,
            action: "Save the file as UTF-8, or name its encoding in the profile.")
    }

    private var wrongDelimiter: TabularError? {
        guard let betterDelimiter else { return nil }
        let name = betterDelimiter == 0x09 ? "a tab" : "“\(Character(Unicode.Scalar(betterDelimiter)))”"
        return TabularError(
            .wrongDelimiter, "The header has one column with the delimiter chosen; \(name) would split it.", line: 1,
            action: "Set the delimiter to \(name).")
    }
}
