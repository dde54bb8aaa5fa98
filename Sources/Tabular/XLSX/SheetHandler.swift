// SPDX-License-Identifier: Apache-2.0

/// Turns the cells of a sheet into records of plain text (`Dialect.typed`): the row's number, then its cells.
///
/// Cells stand where their references say. Rows without a filled cell make no record.
struct SheetHandler: XMLHandler {
    private static let lastColumn = 16_384
    private static let lastRow = 1_048_576

    private enum Form { case number, shared, inline, formulaText, boolean, error, isoDate }

    /// The records so far.
    private(set) var output: [UInt8] = []
    private let texts: SharedTexts
    private let dates: [Bool]
    private let is1904: Bool
    private let textAtOnce: Int

    private var row = 0
    private var recordStart = 0
    /// The column behind the last filled cell.
    private var filled = 0
    /// The column of the cell at hand, from 0.
    private var column = -1
    private var isInRow = false
    private var isInCell = false
    private var isInValue = false
    private var hasFormula = false
    private var form = Form.number
    private var isDate = false
    private var value: [UInt8] = []
    private var parts = TextParts()
    private var cell: [UInt8] = []

    init(texts: SharedTexts, dates: [Bool], is1904: Bool, textAtOnce: Int) {
        self.texts = texts
        self.textAtOnce = textAtOnce
        self.dates = dates
        self.is1904 = is1904
    }

    mutating func start(_ name: Span<UInt8>, _ attributes: Span<UInt8>) throws {
        if name.count == 1 {
            switch name[0] {
            case UInt8(ascii: "c"): if isInRow { try startCell(attributes) }
            case UInt8(ascii: "v"):
                isInValue = isInCell
                value.removeAll(keepingCapacity: true)
            case UInt8(ascii: "f"): hasFormula = isInCell
            default: if isInCell { parts.start(name) }
            }
        } else if name.equals("row") {
            try startRow(attributes)
        } else if isInCell {
            parts.start(name)
        }
    }

    mutating func end(_ name: Span<UInt8>) throws {
        if name.count == 1 {
            switch name[0] {
            case UInt8(ascii: "c"): if isInCell { try endCell() }
            case UInt8(ascii: "v"): isInValue = false
            default: if isInCell { parts.end(name) }
            }
        } else if name.equals("row") {
            endRow()
        } else if isInCell {
            parts.end(name)
        }
    }

    mutating func text(_ text: Span<UInt8>) throws {
        if isInValue {
            guard value.count + text.count <= CSVReader.standardLimit else { throw tooLarge() }
            Bytes.append(text, to: &value)
        } else if isInCell {
            try parts.text(text)
        }
    }

    /// Gives away the records that are whole.
    mutating func takeRecords() -> [UInt8] {
        guard isInRow else {
            defer { output = [] }
            return output
        }
        defer {
            output = Array(output[recordStart...])
            recordStart = 0
        }
        return Array(output[..<recordStart])
    }

    // MARK: Rows

    private mutating func startRow(_ attributes: Span<UInt8>) throws {
        guard !isInRow else { throw ZipDirectory.damaged("row \(row) holds another row") }
        var number = row + 1
        var position = 0
        while let found = XMLEvents.nextAttribute(attributes, &position) {
            guard found.name.count == 1, attributes[found.name.lowerBound] == UInt8(ascii: "r") else { continue }
            guard let given = Self.number(attributes.extracting(found.value)) else {
                throw ZipDirectory.damaged("a row after row \(row) has no number")
            }
            number = given
        }
        guard number > row else { throw ZipDirectory.damaged("row \(number) stands behind row \(row)") }
        guard number <= Self.lastRow else {
            throw ZipDirectory.damaged("it has a row \(number), and no sheet has that many")
        }
        row = number
        isInRow = true
        filled = 0
        column = -1
        recordStart = output.count
        output.append(contentsOf: String(number).utf8)
    }

    private mutating func endRow() {
        guard isInRow else { return }
        isInRow = false
        if filled == 0 {
            output.removeLast(output.count - recordStart)
        } else {
            output.append(0x0A)
        }
    }

    // MARK: Cells

    private mutating func startCell(_ attributes: Span<UInt8>) throws {
        guard !isInCell else { throw ZipDirectory.damaged("a cell of row \(row) holds another cell") }
        (isInCell, hasFormula, isDate, form) = (true, false, false, .number)
        value.removeAll(keepingCapacity: true)
        parts.reset()
        var place = column + 1
        var position = 0
        while let found = XMLEvents.nextAttribute(attributes, &position) {
            guard found.name.count == 1 else { continue }
            let given = attributes.extracting(found.value)
            switch attributes[found.name.lowerBound] {
            case UInt8(ascii: "r"):
                guard let named = column(of: given) else {
                    throw ZipDirectory.damaged("row \(row) has a cell named \(Bytes.text(given).prefix(20))")
                }
                place = named
            case UInt8(ascii: "t"): form = Self.form(given)
            case UInt8(ascii: "s"):
                if let style = Self.number(given), style < dates.count { isDate = dates[style] }
            default: break
            }
        }
        guard place > column else { throw ZipDirectory.damaged("the cells of row \(row) are not in order") }
        guard place < Self.lastColumn else {
            throw ZipDirectory.damaged("row \(row) has more than \(Self.lastColumn) cells")
        }
        column = place
    }

    private static func form(_ type: Span<UInt8>) -> Form {
        switch type.count {
        case 1 where type[0] == UInt8(ascii: "s"): .shared
        case 1 where type[0] == UInt8(ascii: "b"): .boolean
        case 1 where type[0] == UInt8(ascii: "e"): .error
        case 1 where type[0] == UInt8(ascii: "d"): .isoDate
        case 3 where type.equals("str"): .formulaText
        case 9 where type.equals("inlineStr"): .inline
        default: .number
        }
    }

    /// The column of a reference such as `AB12`, from 0; nil when it is none of this row.
    private func column(of reference: Span<UInt8>) -> Int? {
        var (at, column) = (0, 0)
        while at < reference.count, Bytes.folded(reference[at]) &- 0x61 < 26 {
            column = column * 26 + Int(Bytes.folded(reference[at]) &- 0x60)
            guard column <= Self.lastColumn else { return nil }
            at += 1
        }
        guard at > 0, Self.number(reference.extracting(at..<reference.count)) == row else { return nil }
        return column - 1
    }

    private static func number(_ text: Span<UInt8>) -> Int? {
        guard !text.isEmpty, text.count < 10 else { return nil }
        var value = 0
        for index in text.indices {
            guard text[index] &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(text[index] &- 0x30)
        }
        return value
    }

    private mutating func endCell() throws {
        isInCell = false
        isInValue = false
        var cell = self.cell
        self.cell = []
        cell.removeAll(keepingCapacity: true)
        if form == .inline { parts.finish() }
        try fill(&cell)
        if !cell.isEmpty {
            for _ in filled...column { output.append(Dialect.typed.delimiter) }
            filled = column + 1
            CSVWriter.append(cell.span, to: &output, dialect: .typed)
            guard output.count - recordStart <= CSVReader.standardLimit / 2 else { throw tooLarge() }
            guard output.count <= textAtOnce else {
                throw TabularError(
                    .workbookUnsafe, "The workbook is refused: its rows repeat texts out of all proportion.",
                    action: "Save the sheet in a new workbook, or as CSV, and launch the import again.")
            }
        }
        self.cell = cell
    }

    /// What the cell at hand holds, with its mark before it.
    private func fill(_ cell: inout [UInt8]) throws {
        switch form {
        case .inline: Self.append(text: parts.bytes.span, to: &cell)
        case .formulaText: Self.append(text: value.span, to: &cell)
        case .shared:
            guard !value.isEmpty else { return }
            guard let index = Self.number(value.span), try texts.copy(index, to: &cell) else {
                throw ZipDirectory.damaged("a cell of row \(row) refers to a text that is not there")
            }
            if let first = cell.first, CellKind.isMark(first) { cell.insert(CellKind.textMark, at: 0) }
        case .error:
            cell.append(CellKind.error.rawValue)
            cell.append(contentsOf: value.isEmpty ? Array("#N/A".utf8) : value)
        case .boolean where !value.isEmpty:
            let isTrue = value == [UInt8(ascii: "1")] || value == Array("true".utf8)
            cell.append(CellKind.boolean.rawValue)
            cell.append(isTrue ? UInt8(ascii: "1") : UInt8(ascii: "0"))
        case .isoDate where !value.isEmpty:
            cell.append(CellKind.date.rawValue)
            DateText.append(iso: value.span, to: &cell)
        case .number where !Bytes.isBlank(value.span):
            let number = Bytes.trimmed(value.span)
            cell.append((isDate ? CellKind.date : .number).rawValue)
            if isDate, DateText.append(number, is1904: is1904, to: &cell) { return }
            if NumberText.append(number, to: &cell) { return }
            cell.removeAll(keepingCapacity: true)
            Self.append(text: value.span, to: &cell)
        case .boolean, .isoDate, .number:
            // A formula whose value was never computed is no empty cell: that would clear what is stored.
            guard hasFormula else { return }
            cell.append(CellKind.error.rawValue)
            cell.append(contentsOf: "a formula without a value".utf8)
        }
    }

    private static func append(text: Span<UInt8>, to cell: inout [UInt8]) {
        if text.count > 0, CellKind.isMark(text[0]) { cell.append(CellKind.textMark) }
        Bytes.append(text, to: &cell)
    }

    private func tooLarge() -> TabularError {
        TabularError(
            .recordTooLarge, "The row is larger than \(CSVReader.standardLimit / 2) bytes.", line: row,
            action: "Shorten its cells, and launch the import again.")
    }
}
