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
        /// The column that gave it.
        var column: Int
    }

    let definitions: Definitions
    let parameters: RecordParameters
    let header: ProductHeader
    private let separator: [UInt8]
    private let otherSeparators: [[UInt8]]
    /// The JSON of all values of the record.
    var bytes: [UInt8] = []
    var values: [Value] = []
    /// The keys that the record empties.
    var cleared: [Int] = []
    var violations: [Violation] = []
    var notes: [Violation] = []
    private var patterns: [Int: Regex<AnyRegexOutput>] = [:]
    private var codes: [Int] = []

    init(definitions: Definitions, parameters: RecordParameters, header: ProductHeader) {
        self.definitions = definitions
        self.parameters = parameters
        self.header = header
        separator = Array(parameters.decimalSeparator.utf8)
        otherSeparators = [".", ",", "٫"].filter { $0 != parameters.decimalSeparator }.map { Array($0.utf8) }
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
    mutating func convert(_ column: ValueColumn, of record: Int, in batch: borrowing RecordBatch) {
        let attribute = definitions.attributes[column.attribute]
        let all = batch.bytes.span
        let trimmed = all.extracting(batch.trimmed(record, column.place))
        switch column.form {
        case .plain:
            if trimmed.isEmpty {
                cleared.append(column.key)
            } else {
                plain(column, attribute, all.extracting(batch.cell(record, column.place)), trimmed)
            }
        case .measure(let unitColumn):
            let unit = all.extracting(unitColumn.map { batch.trimmed(record, $0) } ?? 0..<0)
            measure(column, attribute, trimmed, unit)
        case .price:
            if trimmed.isEmpty {
                cleared.append(column.key)
            } else if let number = amount(column, attribute, trimmed) {
                append(column, attribute) { $0.append(contentsOf: number) }
            }
        case .prices(let keys, let currencies):
            prices(column, attribute, keys, currencies, trimmed)
        }
    }

    private mutating func plain(
        _ column: ValueColumn, _ attribute: Attribute, _ cell: Span<UInt8>, _ trimmed: Span<UInt8>
    ) {
        switch attribute.type {
        case .identifier: break
        case .text, .textarea: text(column, attribute, cell)
        case .number:
            guard let number = amount(column, attribute, trimmed) else { return }
            append(column, attribute) { $0.append(contentsOf: number) }
        case .boolean:
            guard trimmed.count == 1, trimmed[0] == UInt8(ascii: "0") || trimmed[0] == UInt8(ascii: "1") else {
                refuse(.invalidBoolean, column, trimmed, "must be 1 or 0")
                return
            }
            append(column, attribute, trimmed)
        case .date: day(column, attribute, trimmed)
        case .simpleSelect, .referenceSimpleSelect:
            guard let option = attribute.options.find(trimmed) else {
                refuse(.unknownOption, column, trimmed, "no option \(quoted(Catalog.text(trimmed)))")
                return
            }
            append(column, attribute) { $0.append(contentsOf: attribute.options.codes[option].utf8) }
        case .multiSelect, .referenceMultiSelect: options(column, attribute, trimmed)
        case .image, .file: media(column, attribute, trimmed)
        case .metric, .price: break
        }
    }

    // MARK: Texts

    private mutating func text(_ column: ValueColumn, _ attribute: Attribute, _ cell: Span<UInt8>) {
        let faults = violations.count
        if cell.count > attribute.longestText {
            let length = Self.scalars(cell)
            if length > attribute.longestText {
                refuse(.textTooLong, column, cell, "\(length) characters, allowed \(attribute.longestText)")
            }
        }
        match(column, attribute, cell)
        guard violations.count == faults else { return }
        let start = bytes.count
        bytes.append(UInt8(ascii: "\""))
        var replaced = false
        var place = 0
        while place < cell.count {
            let byte = cell[place]
            place += 1
            guard byte == 0x0A || byte == 0x0D, attribute.type == .text else {
                JSONBytes.append(byte, to: &bytes)
                continue
            }
            if byte == 0x0D, place < cell.count, cell[place] == 0x0A { place += 1 }
            bytes.append(UInt8(ascii: " "))
            replaced = true
        }
        bytes.append(UInt8(ascii: "\""))
        if replaced {
            notes.append(Violation(.lineBreaksReplaced, field: column.name, text: "line ends became spaces"))
        }
        values.append(
            Value(key: column.key, attribute: attribute.index, json: start..<bytes.count, column: column.place))
    }

    /// Judges a text by the pattern of its attribute.
    mutating func match(_ column: ValueColumn, _ attribute: Attribute, _ cell: Span<UInt8>) {
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
    }

    /// Whether a text matches the pattern of an attribute.
    mutating func matches(_ attribute: Attribute, _ pattern: String, _ cell: Span<UInt8>) -> Bool {
        if patterns[attribute.index] == nil { patterns[attribute.index] = try? ValuePattern.compile(pattern) }
        // A pattern that does not compile is refused with its attribute, so there is always one.
        guard let regex = patterns[attribute.index] else { return true }
        return (try? regex.firstMatch(in: Catalog.text(cell))) != nil
    }

    private mutating func day(_ column: ValueColumn, _ attribute: Attribute, _ cell: Span<UInt8>) {
        do {
            let day = try CalendarDay(reading: cell, format: parameters.dateFormat)
            let start = bytes.count
            bytes.append(UInt8(ascii: "\""))
            day.append(to: &bytes)
            bytes.append(UInt8(ascii: "\""))
            let text = bytes[(start + 1)..<(bytes.count - 1)]
            if let least = attribute.minimum, text.lexicographicallyPrecedes(least) {
                refuse(.dateTooEarly, column, cell, "must be \(String(decoding: least, as: UTF8.self)) or later")
            } else if let most = attribute.maximum, most.lexicographicallyPrecedes(text) {
                refuse(.dateTooLate, column, cell, "must be \(String(decoding: most, as: UTF8.self)) or earlier")
            } else {
                values.append(
                    Value(key: column.key, attribute: attribute.index, json: start..<bytes.count, column: column.place))
            }
        } catch .wrongFormat {
            refuse(.wrongDateFormat, column, cell, "dates use \(parameters.dateFormat.rawValue)")
        } catch {
            refuse(.invalidDate, column, cell, "not a day")
        }
    }

    // MARK: Codes and paths

    private mutating func options(_ column: ValueColumn, _ attribute: Attribute, _ list: Span<UInt8>) {
        let faults = violations.count
        codes.removeAll(keepingCapacity: true)
        Self.members(of: list) { member in
            let cell = list.extracting(member)
            guard let option = attribute.options.find(cell) else {
                refuse(.unknownOption, column, cell, "no option \(quoted(Catalog.text(cell)))")
                return
            }
            guard !codes.contains(option) else {
                refuse(.duplicateOption, column, cell, "\(quoted(Catalog.text(cell))) twice")
                return
            }
            codes.append(option)
        }
        guard violations.count == faults else { return }
        guard !codes.isEmpty else {
            cleared.append(column.key)
            return
        }
        let known = attribute.options.codes
        if codes.count > 1 { codes.sort { known[$0] < known[$1] } }
        let start = bytes.count
        bytes.append(UInt8(ascii: "\""))
        for (place, option) in codes.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: known[option].utf8)
        }
        bytes.append(UInt8(ascii: "\""))
        values.append(
            Value(key: column.key, attribute: attribute.index, json: start..<bytes.count, column: column.place))
    }

    private mutating func media(_ column: ValueColumn, _ attribute: Attribute, _ path: Span<UInt8>) {
        guard MediaPath.isSafe(path) else {
            refuse(.unsafePath, column, path, "leaves the archive")
            return
        }
        if attribute.extensions.count > 0 {
            let ending = path.extracting(MediaPath.fileExtension(path))
            guard attribute.extensions.find(ending) != nil else {
                let allowed = attribute.entry.allowedExtensions.joined(separator: ", ")
                refuse(.extensionNotAllowed, column, path, "use \(allowed)")
                return
            }
        }
        guard !parameters.checksMedia else {
            // Files come in archives, and a plain file brings none along.
            refuse(.mediaNotFound, column, path, "no file \(quoted(Catalog.text(path)))")
            return
        }
        append(column, attribute, path)
    }

    // MARK: Amounts

    /// A number as it is stored; nil when the cell holds none that is allowed, which is noted.
    private mutating func amount(
        _ column: ValueColumn, _ attribute: Attribute, _ cell: Span<UInt8>
    ) -> [UInt8]? {
        guard let parts = PlainDecimal.parts(cell, separator: separator.span) else {
            let isOther = otherSeparators.contains { PlainDecimal.parts(cell, separator: $0.span) != nil }
            if isOther {
                refuse(.wrongDecimalSeparator, column, cell, "decimals use \(quoted(parameters.decimalSeparator))")
            } else {
                refuse(.invalidNumber, column, cell, "not a number")
            }
            return nil
        }
        guard parts.fraction.isEmpty || attribute.entry.decimalsAllowed else {
            refuse(.decimalsNotAllowed, column, cell, "must be an integer")
            return nil
        }
        let number = stored(cell)
        if let least = attribute.minimum, let order = PlainDecimal.compare(number.span, least.span), order < 0 {
            refuse(.belowMinimum, column, cell, "must be \(String(decoding: least, as: UTF8.self)) or more")
            return nil
        }
        if let most = attribute.maximum, let order = PlainDecimal.compare(number.span, most.span), order > 0 {
            refuse(.aboveMaximum, column, cell, "must be \(String(decoding: most, as: UTF8.self)) or less")
            return nil
        }
        return number
    }

    /// A number as given, with a point and without a plus.
    private func stored(_ cell: Span<UInt8>) -> [UInt8] {
        var number: [UInt8] = []
        number.reserveCapacity(cell.count)
        for place in cell.indices {
            let byte = cell[place]
            if PlainDecimal.isDigit(byte) || byte == UInt8(ascii: "-") {
                number.append(byte)
            } else if byte != UInt8(ascii: "+"), byte == separator[0] {
                number.append(UInt8(ascii: "."))
            }
        }
        return number
    }

    private mutating func measure(
        _ column: ValueColumn, _ attribute: Attribute, _ cell: Span<UInt8>, _ unitCell: Span<UInt8>
    ) {
        guard !cell.isEmpty else {
            cleared.append(column.key)
            return
        }
        var end = 0
        while end < cell.count, !isBlank(cell[end]) { end += 1 }
        var behind = end
        while behind < cell.count, isBlank(cell[behind]) { behind += 1 }
        let inCell = cell.extracting(behind..<cell.count)
        guard inCell.isEmpty || unitCell.isEmpty else {
            refuse(.conflictingCells, column, cell, "also given in \(quoted(column.name + "-unit"))")
            return
        }
        guard let number = amount(column, attribute, cell.extracting(0..<end)) else { return }
        let given = inCell.isEmpty ? unitCell : inCell
        guard !given.isEmpty else {
            refuse(.missingUnit, column, cell, "unit is missing")
            return
        }
        guard let unit = attribute.units.find(given) else {
            let family = attribute.measurementFamily?.code ?? ""
            refuse(.unknownUnit, column, given, "no unit \(quoted(Catalog.text(given))) in \(family)")
            return
        }
        let start = bytes.count
        // Members in the order in which PostgreSQL prints them: shorter keys first.
        bytes.append(contentsOf: #"{"unit": ""#.utf8)
        bytes.append(contentsOf: attribute.units.codes[unit].utf8)
        bytes.append(contentsOf: #"", "amount": ""#.utf8)
        bytes.append(contentsOf: number)
        bytes.append(contentsOf: #""}"#.utf8)
        values.append(
            Value(key: column.key, attribute: attribute.index, json: start..<bytes.count, column: column.place))
    }

    /// `49,90 EUR, 55 USD`: a comma separates prices only behind a currency.
    private mutating func prices(
        _ column: ValueColumn, _ attribute: Attribute, _ keys: [Int], _ currencies: [String], _ cell: Span<UInt8>
    ) {
        var given: Set<Int> = []
        var place = 0
        while place < cell.count {
            let start = place
            while place < cell.count, !Self.isLetter(cell[place]) { place += 1 }
            let number = Self.trimmed(cell, start..<place)
            let currency = place
            while place < cell.count, Self.isLetter(cell[place]) { place += 1 }
            let code = cell.extracting(currency..<place)
            while place < cell.count, isBlank(cell[place]) { place += 1 }
            guard !code.isEmpty, place == cell.count || cell[place] == UInt8(ascii: ",") else {
                refuse(.invalidNumber, column, cell, "prices are written as 80 EUR, 95 USD")
                return
            }
            place += 1
            let text = Catalog.text(code)
            guard let index = currencies.firstIndex(where: { folded($0) == folded(text) }) else {
                refuse(.currencyNotActive, column, code, "currency \(quoted(text)) is not active")
                continue
            }
            guard !number.isEmpty, let amount = amount(column, attribute, cell.extracting(number)) else { continue }
            given.insert(index)
            let json = bytes.count
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: amount)
            bytes.append(UInt8(ascii: "\""))
            values.append(
                Value(key: keys[index], attribute: attribute.index, json: json..<bytes.count, column: column.place))
        }
        for index in keys.indices where !given.contains(index) { cleared.append(keys[index]) }
    }

    // MARK: Parts

    /// Appends a text that needs no judging.
    private mutating func append(_ column: ValueColumn, _ attribute: Attribute, _ text: Span<UInt8>) {
        let start = bytes.count
        JSONBytes.append(text: text, to: &bytes)
        values.append(
            Value(key: column.key, attribute: attribute.index, json: start..<bytes.count, column: column.place))
    }

    /// Appends a text that holds nothing to be escaped.
    private mutating func append(_ column: ValueColumn, _ attribute: Attribute, _ write: (inout [UInt8]) -> Void) {
        let start = bytes.count
        bytes.append(UInt8(ascii: "\""))
        write(&bytes)
        bytes.append(UInt8(ascii: "\""))
        values.append(
            Value(key: column.key, attribute: attribute.index, json: start..<bytes.count, column: column.place))
    }

    mutating func refuse(_ reason: Reason, _ column: ValueColumn, _ value: Span<UInt8>, _ text: String) {
        violations.append(Violation(reason, field: column.name, value: Catalog.text(value), text: text))
    }

    /// Calls `body` with each member of a list, trimmed; empty ones are left out.
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

    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = foldedASCII(byte)
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }
}

/// Paths of media files, as files of records give them: below the folder they came in.
enum MediaPath {
    /// Whether a path stays below where it begins.
    static func isSafe(_ path: Span<UInt8>) -> Bool {
        guard !path.isEmpty, path[0] != UInt8(ascii: "/") else { return false }
        var start = 0
        for place in 0...path.count where place == path.count || path[place] == UInt8(ascii: "/") {
            let isUp = place - start == 2 && path[start] == UInt8(ascii: ".") && path[start + 1] == UInt8(ascii: ".")
            if isUp { return false }
            start = place + 1
        }
        for place in path.indices where path[place] == 0 || path[place] == UInt8(ascii: "\\") { return false }
        return true
    }

    /// Where the file name's extension stands; empty when there is none.
    static func fileExtension(_ path: Span<UInt8>) -> Range<Int> {
        var place = path.count
        while place > 0, path[place - 1] != UInt8(ascii: "/") {
            if path[place - 1] == UInt8(ascii: ".") { return place..<path.count }
            place -= 1
        }
        return path.count..<path.count
    }
}
