// SPDX-License-Identifier: Apache-2.0

/// Turns stored items into the cells of a file, on bytes from the database's answer to the file.
package struct CellRenderer: Sendable {
    /// How a value becomes a cell.
    enum Style: Sendable {
        case text, decimal, day, truth, code, codes, measure
    }

    /// Where the value of a key goes; looked at once a value, so it holds nothing that is counted.
    private struct Slot: Sendable {
        var column = -1
        var unitColumn = -1
        var style = Style.text
        var detail = 0
    }

    /// What some values need besides.
    private struct Detail: Sendable {
        var labels: OutputLabels.Table?
        var units = CodeTable()
        var family: MeasurementFamily?
        var unit: Int?
    }

    let shape: OutputShape
    let labels: OutputLabels?
    private let fixed: [(place: Int, content: OutputColumn.Content)]
    private let keys: KeyTable
    private let slots: [Slot]
    private let details: [Detail]
    private let separator: [UInt8]
    private let yes: [UInt8]
    private let no: [UInt8]
    private let textColumns: [Int]

    /// Prepares for columns; `labels` stand for codes where they are given.
    package init(columns: [OutputColumn], shape: OutputShape, labels: OutputLabels?, definitions: Definitions) {
        fixed = columns.enumerated().filter { $1.key == nil }.map { ($0, $1.content) }
        self.shape = shape
        self.labels = labels
        separator = Array(shape.decimalSeparator.utf8)
        yes = Array((labels?.truth.yes ?? "1").utf8)
        no = Array((labels?.truth.no ?? "0").utf8)
        var slots: [Slot] = []
        var details: [Detail] = []
        var places: [String: Int] = [:]
        var names: [String] = []
        var amounts: Set<Int> = []
        for (place, column) in columns.enumerated() {
            guard let key = column.key, let attribute = column.attribute.flatMap(definitions.attribute) else {
                continue
            }
            let found = places[key] ?? slots.count
            if found == slots.count {
                places[key] = found
                names.append(key)
                var detail = Detail()
                detail.units = attribute.units
                detail.family = attribute.measurementFamily
                detail.unit = column.unit.flatMap { attribute.measurementFamily?.place(of: $0) }
                slots.append(
                    Slot(style: Self.style(of: attribute, shape: shape, hasLabels: labels != nil), detail: found))
                if let labels, [.code, .codes].contains(slots[found].style) {
                    detail.labels = labels.options[attribute.code] ?? OutputLabels.Table()
                }
                details.append(detail)
            }
            if column.content == .unit { slots[found].unitColumn = place } else { slots[found].column = place }
            if [.number, .price, .metric].contains(attribute.type) { amounts.insert(place) }
        }
        keys = KeyTable(names)
        self.slots = slots
        self.details = details
        // An amount below 0 begins as formulas do and is none.
        textColumns = columns.indices.filter { !amounts.contains($0) }
    }

    private static func style(of attribute: Attribute, shape: OutputShape, hasLabels: Bool) -> Style {
        switch attribute.type {
        case .metric: .measure
        case .number, .price: shape.decimalSeparator == "." ? .text : .decimal
        case .date: shape.dateFormat == .iso ? .text : .day
        case .boolean: hasLabels ? .truth : .text
        case .simpleSelect, .referenceSimpleSelect: hasLabels ? .code : .text
        case .multiSelect, .referenceMultiSelect: hasLabels ? .codes : .text
        case .identifier, .text, .textarea, .image, .file: .text
        }
    }

    /// Writes an item's cells but for those of links.
    package func render(_ item: borrowing OutputItem, into cells: inout RecordCells) {
        for (place, content) in fixed {
            switch content {
            case .uuid: copy(item.uuid, of: item.bytes, place, &cells)
            case .identifier: copy(item.identifier, of: item.bytes, place, &cells)
            case .parent: copy(item.parent, of: item.bytes, place, &cells)
            case .enabled: cells.set(place, item.enabled ? yes : no)
            case .family: code(item.family, of: item.bytes, labels?.families, place, &cells)
            case .familyVariant: code(item.familyVariant, of: item.bytes, labels?.familyVariants, place, &cells)
            case .categories: code(item.categories, of: item.bytes, labels?.categories, place, &cells)
            case .groups: code(item.groups, of: item.bytes, labels?.groups, place, &cells)
            case .value, .unit, .links, .quantities: break
            }
        }
        for object in item.values { renderValues(item.bytes.span.extracting(object), into: &cells) }
    }

    /// Puts an apostrophe before texts that a spreadsheet would take for formulas; last of all.
    package func escapeFormulas(in cells: inout RecordCells) {
        for column in textColumns {
            let range = cells.places[column].range
            guard let first = cells.bytes[range].first else { continue }
            switch first {
            case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
                let start = cells.bytes.count
                cells.bytes.append(UInt8(ascii: "'"))
                cells.bytes.append(contentsOf: Array(cells.bytes[range]))
                cells.set(column, from: start)
            default: break
            }
        }
    }

    private func copy(_ range: Range<Int>?, of bytes: [UInt8], _ column: Int, _ cells: inout RecordCells) {
        guard let range else { return }
        let start = cells.bytes.count
        cells.bytes.append(range, of: bytes)
        cells.set(column, from: start)
    }

    private func code(
        _ range: Range<Int>?, of bytes: [UInt8], _ labels: OutputLabels.Table?, _ column: Int,
        _ cells: inout RecordCells
    ) {
        guard let labels else { return copy(range, of: bytes, column, &cells) }
        guard let range, !range.isEmpty else { return }
        let start = cells.bytes.count
        labels.append(list: bytes.span.extracting(range), to: &cells.bytes)
        cells.set(column, from: start)
    }

    // MARK: Values

    /// Goes through the members of an object as the database prints it.
    private func renderValues(_ json: Span<UInt8>, into cells: inout RecordCells) {
        let quote = UInt8(ascii: "\"")
        var place = 0
        while true {
            while place < json.count, json[place] != quote { place += 1 }
            guard place < json.count else { return }
            let key = place + 1
            place = firstPlace(of: quote, or: quote, in: json, from: key)
            let keyEnd = place
            place += 1
            while place < json.count, json[place] == UInt8(ascii: ":") || json[place] == UInt8(ascii: " ") {
                place += 1
            }
            guard place < json.count else { return }
            let start = place
            let hasEscape = Self.pass(json, &place)
            guard let found = keys.find(json.extracting(key..<keyEnd)) else { continue }
            let slot = slots[found]
            let first = json[start]
            if first == quote {
                render(json.extracting(start + 1..<place - 1), hasEscape, slot, &cells)
            } else if first == UInt8(ascii: "{") {
                renderMeasure(json.extracting(start..<place), slot, &cells)
            }
        }
    }

    /// Passes a value; whether a text held an escape.
    @inline(__always)
    private static func pass(_ json: Span<UInt8>, _ place: inout Int) -> Bool {
        let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
        guard json[place] == quote else {
            var depth = 0
            while place < json.count {
                switch json[place] {
                case quote:
                    place += 1
                    while place < json.count, json[place] != quote { place += json[place] == backslash ? 2 : 1 }
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth -= 1
                    if depth <= 0 {
                        place = min(place + (depth == 0 ? 1 : 0), json.count)
                        return false
                    }
                case UInt8(ascii: ",") where depth == 0: return false
                default: break
                }
                place += 1
            }
            return false
        }
        var hasEscape = false
        place += 1
        while true {
            place = firstPlace(of: quote, or: backslash, in: json, from: place)
            guard place < json.count, json[place] == backslash else { break }
            hasEscape = true
            place += 2
        }
        place = min(place + 1, json.count)
        return hasEscape
    }

    @inline(__always)
    private func render(_ text: Span<UInt8>, _ hasEscape: Bool, _ slot: Slot, _ cells: inout RecordCells) {
        guard slot.column >= 0 else { return }
        let start = cells.bytes.count
        switch slot.style {
        case .text, .measure:
            if hasEscape {
                JSONBytes.append(unescaping: text, to: &cells.bytes)
            } else {
                cells.bytes.append(copying: text)
            }
        case .decimal: appendDecimal(text, to: &cells.bytes)
        case .day:
            if let day = CalendarDay(text, format: .iso) {
                day.append(to: &cells.bytes, format: shape.dateFormat)
            } else {
                cells.bytes.append(copying: text)
            }
        case .truth: cells.bytes.append(contentsOf: text.count == 1 && text[0] == UInt8(ascii: "1") ? yes : no)
        case .code, .codes: details[slot.detail].labels?.append(list: text, to: &cells.bytes)
        }
        cells.set(slot.column, from: start)
    }

    private func renderMeasure(_ object: Span<UInt8>, _ slot: Slot, _ cells: inout RecordCells) {
        guard let amount = Self.member("amount", of: object), let unit = Self.member("unit", of: object) else { return }
        let detail = details[slot.detail]
        let amountText = object.extracting(amount)
        var unitPlace = detail.units.find(object.extracting(unit))
        var start = cells.bytes.count
        if let family = detail.family, let from = unitPlace, let wanted = detail.unit, from != wanted {
            var converted: [UInt8] = []
            if family.append(amountText, from: from, to: wanted, to: &converted) {
                appendDecimal(converted.span, to: &cells.bytes)
                unitPlace = wanted
            } else {
                appendDecimal(amountText, to: &cells.bytes)
            }
        } else {
            appendDecimal(amountText, to: &cells.bytes)
        }
        if slot.column >= 0 { cells.set(slot.column, from: start) }
        guard slot.unitColumn >= 0 else { return }
        start = cells.bytes.count
        if labels != nil { cells.bytes.append(UInt8(ascii: "[")) }
        if let unitPlace {
            detail.units.append(unitPlace, to: &cells.bytes)
        } else {
            cells.bytes.append(copying: object.extracting(unit))
        }
        if labels != nil { cells.bytes.append(UInt8(ascii: "]")) }
        cells.set(slot.unitColumn, from: start)
    }

    /// The text of a member of a measure: amounts and units hold no escapes.
    private static func member(_ name: StaticString, of object: Span<UInt8>) -> Range<Int>? {
        let name = "\(name)".utf8
        let quote = UInt8(ascii: "\"")
        var place = 1
        while place < object.count {
            while place < object.count, object[place] != quote { place += 1 }
            let key = place + 1
            place = key
            while place < object.count, object[place] != quote { place += 1 }
            let isWanted = place - key == name.count && zip(key..<place, name).allSatisfy { object[$0] == $1 }
            place += 1
            while place < object.count, object[place] != quote { place += 1 }
            let start = place + 1
            place = start
            while place < object.count, object[place] != quote { place += 1 }
            if isWanted, place < object.count { return start..<place }
            place += 1
        }
        return nil
    }

    private func appendDecimal(_ amount: Span<UInt8>, to buffer: inout [UInt8]) {
        for place in amount.indices {
            if amount[place] == UInt8(ascii: ".") {
                buffer.append(contentsOf: separator)
            } else {
                buffer.append(amount[place])
            }
        }
    }
}
