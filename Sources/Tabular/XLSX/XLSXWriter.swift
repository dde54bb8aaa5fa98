// SPDX-License-Identifier: Apache-2.0

/// Writes a workbook of one sheet as a stream: the same records make the same bytes, wherever the caller cuts them.
///
/// The caller adds records and takes bytes as it likes, and ends with `finish`. Texts stand in their cells, so memory does not grow with
/// the sheet. Numbers, booleans, days and errors keep their kind.
///
/// Behind every `rowsPerBlock` records nothing is half packed: there `state` says all that another process needs to go on.
public final class XLSXWriter {
    /// How far a workbook is: some hundred bytes, as its other parts follow from the name of its sheet.
    public struct State: Codable, Sendable, Equatable {
        /// How many records there are.
        public internal(set) var rows: Int
        /// How many bytes of the workbook there are.
        public internal(set) var count: Int
        var sheet: String
        var crc: UInt32
        var packed: Int
        var size: Int
    }

    /// The most rows of a sheet.
    public static let maximumRows = 1_048_576
    /// The most columns of a sheet.
    public static let maximumColumns = 16_384
    /// The number of records between two places where another writer can go on.
    public static let rowsPerBlock = 1_000

    private static let bytesPerPart = 64 << 10

    private let sheet: String
    private let archive: ZipWriter
    private var xml: [UInt8] = []
    /// The names of the columns met so far: `A`, `B` and so on.
    private var columns: [[UInt8]] = []
    /// The number of the row at hand.
    private var rowName: [UInt8] = []
    private var row = 0
    private var column = 0
    private var isRowOpen = false
    private var isFinished = false

    /// Begins a workbook whose sheet has this name; throws `zlibMissing`.
    public init(sheet name: String) throws {
        sheet = name
        archive = try ZipWriter()
        for (path, content) in WorkbookTexts.fixedParts(sheet: name) { archive.add(path, Array(content.utf8)) }
        archive.begin(WorkbookTexts.sheetPath)
        xml += Array(WorkbookTexts.sheetStart.utf8)
    }

    /// Goes on where another writer was.
    public init(resuming state: State) throws {
        sheet = state.sheet
        let begun = try XLSXWriter(sheet: state.sheet).archive.state ?? ZipWriter.State()
        archive = try ZipWriter(resuming: begun.with(crc: state.crc, packed: state.packed, size: state.size))
        row = state.rows
    }

    /// How many records were ended.
    public var rows: Int { row }

    /// How many bytes of the workbook there are, taken or not; what is not packed yet is not among them.
    public var count: Int { archive.count }

    /// What another writer needs to go on behind the records so far: there when their number is a multiple of `rowsPerBlock`, and not
    /// before the first.
    public var state: State? {
        guard row > 0, xml.isEmpty, column == 0, let state = archive.state, let part = state.parts.last else {
            return nil
        }
        return State(
            rows: row, count: state.count, sheet: sheet, crc: part.crc, packed: part.packedSize, size: part.size)
    }

    /// Writes one cell of the current record; an empty one takes its place only.
    public func write(_ cell: Span<UInt8>, _ kind: CellKind = .text) {
        column += 1
        guard !cell.isEmpty else { return }
        if !isRowOpen { openRow() }
        xml.append(contentsOf: #"<c r=""#.utf8)
        while columns.count < column { columns.append(Self.name(ofColumn: columns.count + 1)) }
        xml.append(contentsOf: columns[column - 1])
        xml.append(contentsOf: rowName)
        switch kind {
        case .number: value(#"""#, cell)
        case .boolean: value(#"" t="b""#, cell)
        case .error: value(#"" t="e""#, cell)
        case .date:
            if let serial = DateText.serial(cell) {
                let digits = Array(serial.utf8)
                value(cell.count == 10 ? #"" s="1""# : cell.count == 8 ? #"" s="3""# : #"" s="2""#, digits.span)
            } else {
                text(cell)
            }
        case .text: text(cell)
        }
    }

    private func text(_ cell: Span<UInt8>) {
        xml.append(contentsOf: #"" t="inlineStr"><is><t xml:space="preserve">"#.utf8)
        WorkbookTexts.appendEscaped(cell, to: &xml)
        xml.append(contentsOf: "</t></is></c>".utf8)
    }

    /// Ends the current record.
    public func endRecord() throws {
        guard row < Self.maximumRows, column <= Self.maximumColumns else {
            throw TabularError(
                .recordTooLarge, "A sheet has no room for row \(row + 1) with \(column) cells.",
                action: "Split the file: a sheet has \(Self.maximumRows) rows and \(Self.maximumColumns) columns.")
        }
        if isRowOpen { xml.append(contentsOf: "</row>".utf8) }
        isRowOpen = false
        row += 1
        column = 0
        if row.isMultiple(of: Self.rowsPerBlock) {
            try pack()
            try archive.flush()
        } else if xml.count >= Self.bytesPerPart {
            try pack()
        }
    }

    /// Gives away the bytes that are ready; the file is what all calls gave, one behind the other.
    public func take() -> [UInt8] { archive.take() }

    /// Ends the workbook: `take` then gives the rest.
    public func finish() throws {
        guard !isFinished else { return }
        isFinished = true
        xml += Array(WorkbookTexts.sheetEnd.utf8)
        try pack()
        try archive.finish()
    }

    private func pack() throws {
        guard !xml.isEmpty else { return }
        try archive.write(xml)
        xml.removeAll(keepingCapacity: true)
    }

    private func openRow() {
        isRowOpen = true
        rowName = Array(String(row + 1).utf8)
        xml.append(contentsOf: #"<row r=""#.utf8)
        xml.append(contentsOf: rowName)
        xml.append(contentsOf: #"">"#.utf8)
    }

    private func value(_ attributes: String, _ cell: Span<UInt8>) {
        xml.append(contentsOf: attributes.utf8)
        xml.append(contentsOf: "><v>".utf8)
        WorkbookTexts.appendEscaped(cell, to: &xml)
        xml.append(contentsOf: "</v></c>".utf8)
    }

    private static func name(ofColumn number: Int) -> [UInt8] {
        var (rest, letters) = (number, [UInt8]())
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return letters.reversed()
    }
}
