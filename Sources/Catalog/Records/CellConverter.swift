// SPDX-License-Identifier: Apache-2.0

import _StringProcessing

/// Turns cells into values, by the type of their attribute; what is wrong with them is collected.
///
/// Values are written as JSON, as PostgreSQL prints it, into one buffer. On the good path no text is made. It belongs to one
/// thread: compiled patterns do.
struct CellConverter {
    /// A value that a record gives.
    struct Value {
        /// The place of its key in the header's keys.
        var key: Int
        /// The place of its attribute in the definitions.
        var attribute: Int
        /// Where its JSON stands in `bytes`.
        var json: Range<Int>
    }

    let definitions: Definitions
    let parameters: RecordParameters
    let header: ProductHeader
    /// What stands before the decimals of the cell at hand.
    var separator: PlainDecimal.Separator
    private let textSeparator: PlainDecimal.Separator
    /// How the day in the cell at hand is written.
    var dateFormat: DateFormat
    /// The JSON of all values of the record.
    var bytes: [UInt8] = []
    var values: [Value] = []
    /// The keys that the record empties.
    var cleared: [Int] = []
    var violations: [Violation] = []
    var notes: [Violation] = []
    /// The files that cells may name.
    var media = MediaFiles()
    private var patterns: [Int: Regex<AnyRegexOutput>] = [:]
    /// The options of the list at hand.
    var codes: [Int] = []

    init(definitions: Definitions, parameters: RecordParameters, header: ProductHeader) {
        self.definitions = definitions
        self.parameters = parameters
        self.header = header
        separator = PlainDecimal.Separator(parameters.decimalSeparator)
        textSeparator = separator
        dateFormat = parameters.dateFormat
    }

    /// Forgets the record.
    mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        cleared.removeAll(keepingCapacity: true)
        violations.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
    }

    /// Converts the cell of one column; an empty cell empties the value.
    mutating func convert(_ column: CellColumn, of record: Int, in batch: borrowing RecordBatch) {
        let all = batch.bytes.span
        let cell = batch.cell(record, column.place)
        let trimmed = all.extracting(batch.trimming(cell))
        guard !trimmed.isEmpty || column.form == .prices else {
            cleared.append(column.key)
            return
        }
        if batch.isTyped, !prepare(column, of: record, in: batch) { return }
        switch column.form {
        case .plain: plain(column, all.extracting(cell), trimmed)
        case .measure:
            let unit = column.unitPlace < 0 ? 0..<0 : batch.trimmed(record, column.unitPlace)
            measure(column, trimmed, all.extracting(unit))
        case .price: number(column, trimmed)
        case .prices: prices(column, trimmed)
        }
    }

    /// Prepares for a cell of a sheet; false when its kind cannot stand in this column, which is noted.
    private mutating func prepare(_ column: CellColumn, of record: Int, in batch: borrowing RecordBatch) -> Bool {
        let kind = batch.kind(record, column.place)
        separator = kind == .number ? .point : textSeparator
        dateFormat = kind == .date ? .iso : parameters.dateFormat
        if kind == .date, column.form == .plain, column.type == .date { return true }
        let value = batch.text(batch.cell(record, column.place))
        guard let violation = kind.violation(field: header.names[column.place], value: value) else { return true }
        violations.append(violation)
        return false
    }

    private mutating func plain(_ column: CellColumn, _ cell: Span<UInt8>, _ trimmed: Span<UInt8>) {
        switch column.type {
        case .text, .textarea: text(column, cell)
        case .number: number(column, trimmed)
        case .boolean: boolean(column, trimmed)
        case .date: day(column, trimmed)
        case .simpleSelect, .referenceSimpleSelect: option(column, trimmed)
        case .multiSelect, .referenceMultiSelect: options(column, trimmed)
        case .image, .file: file(column, trimmed)
        // An identifier is a column of the item itself; measures and prices have forms of their own.
        case .identifier, .metric, .price: break
        }
    }

    // MARK: Texts

    private mutating func text(_ column: CellColumn, _ cell: Span<UInt8>) {
        if column.isChecked || cell.count > column.longestText {
            guard check(column, cell) else { return }
        }
        let start = bytes.count
        if column.type == .text, JSONBytes.needsEscape(cell) {
            bytes.append(UInt8(ascii: "\""))
            if appendWithoutLineEnds(cell) {
                let name = header.names[column.place]
                notes.append(Violation(.lineBreaksReplaced, field: name, text: "line ends became spaces"))
            }
            bytes.append(UInt8(ascii: "\""))
        } else {
            JSONBytes.append(text: cell, to: &bytes)
        }
        take(column, from: start)
    }

    /// Whether a text is not too long and looks as its attribute wants it.
    private mutating func check(_ column: CellColumn, _ cell: Span<UInt8>) -> Bool {
        let faults = violations.count
        let length = Self.scalars(cell)
        if length > column.longestText {
            refuse(.textTooLong, column, cell, "\(length) characters, allowed \(column.longestText)")
        }
        let attribute = definitions.attributes[column.attribute]
        switch attribute.pattern {
        case nil: break
        case .email:
            if !ValuePattern.isEmail(cell) { refuse(.invalidEmail, column, cell, "not an e-mail address") }
        case .url:
            if !ValuePattern.isURL(cell) { refuse(.invalidURL, column, cell, "not a URL") }
        case .regexp(let pattern):
            if !matches(attribute, pattern, cell) {
                refuse(.patternMismatch, column, cell, "must match \(pattern)")
            }
        }
        return violations.count == faults
    }

    /// Appends a text, each line end as one blank; says whether there was one.
    private mutating func appendWithoutLineEnds(_ cell: Span<UInt8>) -> Bool {
        var isReplaced = false
        var place = 0
        while place < cell.count {
            let byte = cell[place]
            place += 1
            guard byte == 0x0A || byte == 0x0D else {
                JSONBytes.append(byte, to: &bytes)
                continue
            }
            if byte == 0x0D, place < cell.count, cell[place] == 0x0A { place += 1 }
            bytes.append(UInt8(ascii: " "))
            isReplaced = true
        }
        return isReplaced
    }

    /// Whether a text matches the pattern of an attribute.
    mutating func matches(_ attribute: Attribute, _ pattern: String, _ cell: Span<UInt8>) -> Bool {
        if patterns[attribute.index] == nil { patterns[attribute.index] = try? ValuePattern.compile(pattern) }
        // A pattern that does not compile is refused with its attribute, so there is always one.
        guard let regex = patterns[attribute.index] else { return true }
        return (try? regex.firstMatch(in: Catalog.text(cell))) != nil
    }

    // MARK: Parts

    /// Takes what has been written since `start` as the value of a column.
    mutating func take(_ column: CellColumn, from start: Int) {
        values.append(Value(key: column.key, attribute: column.attribute, json: start..<bytes.count))
    }

    mutating func refuse(_ reason: Reason, _ column: CellColumn, _ value: Span<UInt8>, _ text: String) {
        let name = header.names[column.place]
        violations.append(Violation(reason, field: name, value: Catalog.text(value), text: text))
    }

    /// Calls `body` with each member of a list, trimmed; empty ones are left out.
    @inline(__always)
    static func members(of list: Span<UInt8>, _ body: (Range<Int>) -> Void) {
        var start = 0
        while start <= list.count {
            var end = start
            while end < list.count, list[end] != UInt8(ascii: ",") { end += 1 }
            let member = trimmed(list, start..<end)
            if !member.isEmpty { body(member) }
            start = end + 1
        }
    }

    static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// How many Unicode scalars valid UTF-8 holds.
    static func scalars(_ bytes: Span<UInt8>) -> Int {
        var count = 0
        for place in bytes.indices where bytes[place] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
