// SPDX-License-Identifier: Apache-2.0

extension CellConverter {
    /// A number, or the price of one currency.
    mutating func number(_ column: CellColumn, _ cell: Span<UInt8>) {
        let start = bytes.count
        bytes.append(UInt8(ascii: "\""))
        guard appendAmount(column, cell) else { return }
        bytes.append(UInt8(ascii: "\""))
        take(column, from: start)
    }

    /// Appends a number as it is stored: as given, with a point and without a plus; false when the cell holds none that is
    /// allowed, which is noted.
    private mutating func appendAmount(_ column: CellColumn, _ cell: Span<UInt8>) -> Bool {
        guard let parts = PlainDecimal.parts(cell, separator: separator) else {
            let others = PlainDecimal.Separator.allCases.filter { $0 != separator }
            var isOther = false
            for other in others where PlainDecimal.parts(cell, separator: other) != nil { isOther = true }
            if isOther {
                refuse(.wrongDecimalSeparator, column, cell, "decimals use \(quoted(parameters.decimalSeparator))")
            } else {
                refuse(.invalidNumber, column, cell, "not a number")
            }
            return false
        }
        guard parts.fraction.isEmpty || column.allowsDecimals else {
            refuse(.decimalsNotAllowed, column, cell, "must be an integer")
            return false
        }
        let start = bytes.count
        for place in cell.indices {
            let byte = cell[place]
            if PlainDecimal.isDigit(byte) || byte == UInt8(ascii: "-") {
                bytes.append(byte)
            } else if byte != UInt8(ascii: "+"), byte != 0xAB {
                // The separator; 0xAB is the second byte of the Arabic one.
                bytes.append(UInt8(ascii: "."))
            }
        }
        return !column.hasLimits || isWithinLimits(column, cell, start..<bytes.count)
    }

    private mutating func isWithinLimits(
        _ column: CellColumn, _ cell: Span<UInt8>, _ number: Range<Int>
    ) -> Bool {
        let attribute = definitions.attributes[column.attribute]
        if let least = attribute.minimum {
            let order = PlainDecimal.compare(bytes.span.extracting(number), least.span)
            if let order, order < 0 {
                refuse(.belowMinimum, column, cell, "must be \(String(decoding: least, as: UTF8.self)) or more")
                return false
            }
        }
        if let most = attribute.maximum {
            let order = PlainDecimal.compare(bytes.span.extracting(number), most.span)
            if let order, order > 0 {
                refuse(.aboveMaximum, column, cell, "must be \(String(decoding: most, as: UTF8.self)) or less")
                return false
            }
        }
        return true
    }

    /// An amount with its unit behind it, or in another column.
    mutating func measure(_ column: CellColumn, _ cell: Span<UInt8>, _ unitCell: Span<UInt8>) {
        var end = 0
        while end < cell.count, !isBlank(cell[end]) { end += 1 }
        let inCell = cell.extracting(Self.trimmed(cell, end..<cell.count))
        guard inCell.isEmpty || unitCell.isEmpty else {
            let other = header.names[column.place] + "-unit"
            refuse(.conflictingCells, column, cell, "also given in \(quoted(other))")
            return
        }
        let start = bytes.count
        let attribute = definitions.attributes[column.attribute]
        let given = inCell.isEmpty ? unitCell : inCell
        let unit = attribute.units.find(given)
        // Members in the order in which PostgreSQL prints them: shorter keys first.
        bytes.append(contentsOf: Self.unitMember)
        if let unit { attribute.units.append(unit, to: &bytes) }
        bytes.append(contentsOf: Self.amountMember)
        guard appendAmount(column, cell.extracting(0..<end)) else { return }
        guard !given.isEmpty else {
            refuse(.missingUnit, column, cell, "unit is missing")
            return
        }
        guard unit != nil else {
            let family = attribute.measurementFamily?.code ?? ""
            refuse(.unknownUnit, column, given, "no unit \(quoted(Catalog.text(given))) in \(family)")
            return
        }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: "}"))
        take(column, from: start)
    }

    private static let unitMember = Array(#"{"unit": ""#.utf8)
    private static let amountMember = Array(#"", "amount": ""#.utf8)

    /// `49,90 EUR, 55 USD`: a comma separates prices only behind a currency.
    mutating func prices(_ column: CellColumn, _ cell: Span<UInt8>) {
        guard case .prices(let keys, let currencies) = header.values[column.index].form else { return }
        let attribute = column.attribute
        var given: Set<Int> = []
        var place = 0
        while place < cell.count {
            let start = place
            while place < cell.count, !Self.isLetter(cell[place]) { place += 1 }
            let number = cell.extracting(Self.trimmed(cell, start..<place))
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
            guard !number.isEmpty else { continue }
            guard given.insert(index).inserted else {
                refuse(.conflictingCells, column, cell, "also given in \(quoted(header.names[column.place]))")
                continue
            }
            let json = bytes.count
            bytes.append(UInt8(ascii: "\""))
            guard appendAmount(column, number) else { continue }
            bytes.append(UInt8(ascii: "\""))
            values.append(Value(key: keys[index], attribute: attribute, json: json..<bytes.count))
        }
        for index in keys.indices where !given.contains(index) { cleared.append(keys[index]) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = foldedASCII(byte)
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }
}
