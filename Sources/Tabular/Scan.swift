// SPDX-License-Identifier: Apache-2.0

/// One pass over a whole file before its records are read: charset, quoting, counts, and where to split it.
///
/// The caller appends blocks as they come and calls `finish` for the report. Records are those that a `CSVReader`
/// delivers, header included; each may be looked at on the way. Memory is that of the reader and of at most
/// `maximumSplitPoints` points.
public struct Scan: ~Copyable {
    /// The points kept at most; when there are more, every second one goes and the strides double.
    public static let maximumSplitPoints = 4096

    private var reader: CSVReader
    private var validator = UTF8Validator()
    private var report = ScanReport()
    private var recordStride: Int
    private var byteStride: Int
    /// Whether the enclosure in which the reader gave up was closed later on.
    private var enclosureCameBack = false

    /// Makes a scan that splits at every `recordStride` records or `byteStride` bytes, whichever comes first.
    public init(
        dialect: Dialect = .standard, recordStride: Int = 10_000, byteStride: Int = 4 << 20,
        limit: Int = CSVReader.standardLimit
    ) {
        reader = CSVReader(dialect: dialect, limit: limit)
        self.recordStride = max(1, recordStride)
        self.byteStride = max(1, byteStride)
    }

    /// Scans the next block and shows each record that is whole now; the header has the record number 0.
    ///
    /// Whoever looks at it may say how many cells are wanted of those that follow: the others are passed over, which is several
    /// times faster.
    ///
    /// Faults of the file do not throw: they stand in the report. What `onRecord` throws passes through.
    public mutating func append<Failure: Error>(
        _ block: RawSpan, onRecord: (inout CSVReader) throws(Failure) -> Void
    ) throws(Failure) {
        validator.append(block)
        guard report.readerFailure == nil else {
            lookForEnclosure(block)
            return
        }
        reader.append(block)
        try drain(onRecord)
    }

    /// Scans the next block.
    public mutating func append(_ block: RawSpan) {
        append(block) { _ in }
    }

    /// Ends the scan, showing the last record, and reports.
    public consuming func finish<Failure: Error>(
        onRecord: (inout CSVReader) throws(Failure) -> Void
    ) throws(Failure) -> ScanReport {
        validator.finish()
        if report.readerFailure == nil {
            reader.finish()
            try drain(onRecord)
        } else if reader.failedInside, !enclosureCameBack {
            report.readerFailure = reader.unterminatedQuote()
        }
        report.hasByteOrderMark = reader.hasByteOrderMark
        report.byteCount = validator.byteCount
        report.lineCount = validator.lineCount
        report.badLines = validator.badLines
        return report
    }

    /// Ends the scan and reports.
    public consuming func finish() -> ScanReport {
        finish { _ in }
    }

    private mutating func drain<Failure: Error>(
        _ onRecord: (inout CSVReader) throws(Failure) -> Void
    ) throws(Failure) {
        while true {
            do throws(TabularError) {
                guard try reader.next() == .record else { return }
            } catch {
                report.readerFailure = error
                return
            }
            if reader.position.record == 0 { noteHeader() } else { noteRecord() }
            try onRecord(&reader)
        }
    }

    private mutating func noteHeader() {
        report.columns = (0..<reader.fieldCount).map { reader.text(of: $0) }
        report.headerRange = reader.recordRange
        report.dataStart = reader.nextPosition
        if reader.fieldCount == 1, !reader.dialect.isTyped {
            report.betterDelimiter = Self.betterDelimiter(for: reader)
        }
    }

    private mutating func noteRecord() {
        let position = reader.position
        report.recordCount = position.record
        if let last = report.splitPoints.last {
            let isDue =
                position.record - last.record >= recordStride || position.byteOffset - last.byteOffset >= byteStride
            guard isDue else { return }
        }
        if report.splitPoints.count == Self.maximumSplitPoints {
            report.splitPoints = report.splitPoints.indices.filter { $0 % 2 == 0 }.map { report.splitPoints[$0] }
            recordStride *= 2
            byteStride *= 2
            guard let last = report.splitPoints.last,
                position.record - last.record >= recordStride
                    || position.byteOffset - last.byteOffset >= byteStride
            else { return }
        }
        report.splitPoints.append(position)
    }

    /// Looks, after a record that became too large inside an enclosure, whether another enclosure comes at all.
    private mutating func lookForEnclosure(_ block: RawSpan) {
        guard reader.failedInside, !enclosureCameBack else { return }
        let enclosure = reader.dialect.enclosure
        unsafe block.withUnsafeBytes { enclosureCameBack = unsafe $0.contains(enclosure) }
    }

    /// The allowed delimiter that would split a header of one column into most columns; nil when none does.
    private static func betterDelimiter(for reader: borrowing CSVReader) -> UInt8? {
        var best: (delimiter: UInt8, columns: Int)?
        for delimiter in Dialect.delimiters where delimiter != reader.dialect.delimiter {
            var other = CSVReader(dialect: reader.dialect.with(delimiter: delimiter), limit: reader.limit)
            other.append(reader.recordBytes)
            other.finish()
            guard (try? other.next()) == .record, other.fieldCount > best?.columns ?? 1 else { continue }
            best = (delimiter, other.fieldCount)
        }
        return best?.delimiter
    }
}
