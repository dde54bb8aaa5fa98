// SPDX-License-Identifier: Apache-2.0

import Catalog

/// One JSON object a line: what is empty is left out, values stand under the names that columns have.
struct JSONLinesFormat: RecordFormat {
    /// A member of `values`, whose columns stand side by side.
    private struct Value: Sendable {
        var name: [UInt8]
        var column: Int
        var unitColumn: Int?
    }

    /// The links of a type.
    private struct Links: Sendable {
        var name: [UInt8]
        /// Name of the target, its column, the column of the quantities.
        var targets: [(name: [UInt8], column: Int, quantities: Int?)]
    }

    private var texts: [(name: [UInt8], column: Int)] = []
    private var lists: [(name: [UInt8], column: Int)] = []
    private var enabled: Int?
    private var values: [Value] = []
    private var links: [Links] = []

    /// Prepares for columns.
    init(columns: [OutputColumn]) {
        func name(_ text: String) -> [UInt8] {
            var name: [UInt8] = []
            let bytes = Array(text.utf8)
            JSONBytes.append(text: bytes.span, to: &name)
            name.append(UInt8(ascii: ":"))
            return name
        }
        let quantities = Dictionary(
            columns.enumerated().filter { $1.content == .quantities }.map { ($1.name, $0) }, uniquingKeysWith: { $1 })
        let units = Dictionary(
            columns.enumerated().filter { $1.content == .unit }.map { ($1.key ?? "", $0) }, uniquingKeysWith: { $1 })
        for (place, column) in columns.enumerated() {
            switch column.content {
            case .uuid: texts.append((name("uuid"), place))
            case .identifier: texts.append((name(column.attribute == nil ? "code" : "identifier"), place))
            case .family: texts.append((name("family"), place))
            case .familyVariant: texts.append((name("family_variant"), place))
            case .parent: texts.append((name("parent"), place))
            case .enabled: enabled = place
            case .categories: lists.append((name("categories"), place))
            case .groups: lists.append((name("groups"), place))
            case .value:
                values.append(
                    Value(name: name(column.name), column: place, unitColumn: column.key.flatMap { units[$0] }))
            case .links:
                let type = name(column.type ?? "")
                if links.last?.name != type { links.append(Links(name: type, targets: [])) }
                links[links.count - 1].targets.append(
                    (name(column.target?.rawValue ?? ""), place, quantities[column.name + "-quantity"]))
            case .unit, .quantities: break
            }
        }
    }

    func appendHeader(_ titles: [String], to buffer: inout [UInt8]) {}

    func append(_ cells: borrowing RecordCells, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "{"))
        var isFirst = true
        func begin(_ name: [UInt8], _ buffer: inout [UInt8]) {
            if isFirst { isFirst = false } else { buffer.append(UInt8(ascii: ",")) }
            buffer.append(contentsOf: name)
        }
        for (name, column) in texts where !cells.places[column].isEmpty {
            begin(name, &buffer)
            JSONBytes.append(text: cells.bytes.span.extracting(cells.places[column].range), to: &buffer)
        }
        if let enabled {
            begin(Self.enabledName, &buffer)
            let isEnabled = cells.bytes[cells.places[enabled].range].first == UInt8(ascii: "1")
            buffer.append(contentsOf: isEnabled ? "true".utf8 : "false".utf8)
        }
        for (name, column) in lists where !cells.places[column].isEmpty {
            begin(name, &buffer)
            appendList(cells, column, quantities: nil, to: &buffer)
        }
        begin(Self.valuesName, &buffer)
        appendValues(cells, to: &buffer)
        appendLinks(cells, to: &buffer) { begin(Self.linksName, &$0) }
        buffer.append(UInt8(ascii: "}"))
        buffer.append(0x0A)
    }

    private static let enabledName = Array(#""enabled":"#.utf8)
    private static let valuesName = Array(#""values":{"#.utf8)
    private static let linksName = Array(#""associations":{"#.utf8)

    private func appendValues(_ cells: borrowing RecordCells, to buffer: inout [UInt8]) {
        var isFirst = true
        for value in values where !cells.places[value.column].isEmpty {
            if isFirst { isFirst = false } else { buffer.append(UInt8(ascii: ",")) }
            buffer.append(contentsOf: value.name)
            let text = cells.places[value.column].range
            if let unit = value.unitColumn {
                buffer.append(contentsOf: #"{"amount":"#.utf8)
                JSONBytes.append(text: cells.bytes.span.extracting(text), to: &buffer)
                buffer.append(contentsOf: #","unit":"#.utf8)
                JSONBytes.append(text: cells.bytes.span.extracting(cells.places[unit].range), to: &buffer)
                buffer.append(UInt8(ascii: "}"))
            } else {
                JSONBytes.append(text: cells.bytes.span.extracting(text), to: &buffer)
            }
        }
        buffer.append(UInt8(ascii: "}"))
    }

    private func appendLinks(
        _ cells: borrowing RecordCells, to buffer: inout [UInt8], begin: (inout [UInt8]) -> Void
    ) {
        var isOpen = false
        for type in links {
            var isTypeOpen = false
            for target in type.targets where !cells.places[target.column].isEmpty {
                if !isOpen { begin(&buffer) } else if !isTypeOpen { buffer.append(UInt8(ascii: ",")) }
                isOpen = true
                if isTypeOpen {
                    buffer.append(UInt8(ascii: ","))
                } else {
                    buffer.append(contentsOf: type.name)
                    buffer.append(UInt8(ascii: "{"))
                }
                isTypeOpen = true
                buffer.append(contentsOf: target.name)
                appendList(cells, target.column, quantities: target.quantities, to: &buffer)
            }
            if isTypeOpen { buffer.append(UInt8(ascii: "}")) }
        }
        if isOpen { buffer.append(UInt8(ascii: "}")) }
    }

    /// A list of codes joined by commas as an array; with quantities, joined by bars, as an array of objects.
    private func appendList(
        _ cells: borrowing RecordCells, _ column: Int, quantities: Int?, to buffer: inout [UInt8]
    ) {
        let list = cells.bytes[cells.places[column].range].split(separator: UInt8(ascii: ","))
        let numbers = quantities.map { cells.bytes[cells.places[$0].range].split(separator: UInt8(ascii: "|")) }
        buffer.append(UInt8(ascii: "["))
        for (place, code) in list.enumerated() {
            if place > 0 { buffer.append(UInt8(ascii: ",")) }
            let code = Array(code)
            guard let numbers, place < numbers.count else {
                JSONBytes.append(text: code.span, to: &buffer)
                continue
            }
            buffer.append(contentsOf: #"{"identifier":"#.utf8)
            JSONBytes.append(text: code.span, to: &buffer)
            buffer.append(contentsOf: #","quantity":"#.utf8)
            buffer.append(contentsOf: numbers[place])
            buffer.append(UInt8(ascii: "}"))
        }
        buffer.append(UInt8(ascii: "]"))
    }
}
