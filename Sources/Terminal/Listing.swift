// SPDX-License-Identifier: Apache-2.0

internal import Setup
package import Tracking

/// The columns of a list, described once: the table for people and every form for programs follow from it.
package struct Listing<Item: Sendable>: Sendable {
    /// One property of an item.
    package struct Column: Sendable {
        let key: String
        let english: String
        let french: String
        let isRight: Bool
        let dropOrder: Int?
        let mayShrink: Bool
        let yields: Bool
        let least: Int
        let wraps: Bool
        let isInJSON: Bool
        let value: @Sendable (Item) -> JSONValue
        let plain: @Sendable (Item) -> String
        let cell: (@Sendable (Item, Screen) -> Table.Cell)?

        /// Describes a column.
        ///
        /// `key` is its name in JSON, CSV and templates, and never changes. `value` is what programs get; `plain` replaces its text in
        /// tab-separated lines and CSV, `cell` what people see. `dropOrder` says how early it leaves a narrow table (nil: never); the rest
        /// is as in `Table.Column`.
        package init(
            _ key: String, _ english: String = "", _ french: String = "", isRight: Bool = false, dropOrder: Int? = nil,
            mayShrink: Bool = false, yields: Bool = false, least: Int = 18, wraps: Bool = false,
            isInJSON: Bool = true, value: @escaping @Sendable (Item) -> JSONValue,
            cell: (@Sendable (Item, Screen) -> Table.Cell)? = nil
        ) {
            self.init(
                key, english, french, isRight: isRight, dropOrder: dropOrder, mayShrink: mayShrink, yields: yields,
                least: least, wraps: wraps, isInJSON: isInJSON, value: value, plain: { value($0).plainText }, cell: cell
            )
        }

        /// Describes a column whose text in tab-separated lines and CSV is not that of its JSON.
        package init(
            _ key: String, _ english: String = "", _ french: String = "", isRight: Bool = false, dropOrder: Int? = nil,
            mayShrink: Bool = false, yields: Bool = false, least: Int = 18, wraps: Bool = false,
            isInJSON: Bool = true, value: @escaping @Sendable (Item) -> JSONValue,
            plain: @escaping @Sendable (Item) -> String, cell: (@Sendable (Item, Screen) -> Table.Cell)? = nil
        ) {
            self.key = key
            self.english = english
            self.french = french
            self.isRight = isRight
            self.dropOrder = dropOrder
            self.mayShrink = mayShrink
            self.yields = yields
            self.least = least
            self.wraps = wraps
            self.isInJSON = isInJSON
            self.value = value
            self.plain = plain
            self.cell = cell
        }

    }

    let columns: [Column]
    let plainKeys: [String]
    let csvKeys: [String]
    let tableKeys: [String]
    /// Lines that follow an item over the whole width of a table.
    let below: @Sendable (Item, Screen) -> [String]

    /// Describes a list: its columns in the order of JSON, and which of them stand where.
    ///
    /// `plain` is frozen: columns may only be added at its end. CSV has the same ones, unless it is given others.
    package init(
        _ columns: [Column], plain: [String], csv: [String]? = nil, table: [String],
        below: @escaping @Sendable (Item, Screen) -> [String] = { _, _ in [] }
    ) {
        self.columns = columns
        plainKeys = plain
        csvKeys = csv ?? plain
        tableKeys = table
        self.below = below
    }

    /// The members of a JSON object.
    package var fields: [String] { columns.filter(\.isInJSON).map(\.key) }

    /// An item as JSON: `schema`, then these members in the order asked for, or all.
    package func object(_ item: Item, _ names: [String] = []) -> JSONValue {
        let shown = names.isEmpty ? columns.filter(\.isInJSON) : picked(names)
        return .object([("schema", .integer(1))] + shown.map { ($0.key, $0.value(item)) })
    }

    /// An item as a line between tabs.
    package func line(_ item: Item) -> String {
        picked(plainKeys).map { PlainLine.cell($0.plain(item)) }.joined(separator: "\t")
    }

    /// An item as a line of CSV, without its line end.
    package func csvLine(_ item: Item) -> String {
        picked(csvKeys).map { column in
            let isText = if case .text = column.value(item) { true } else { false }
            return CSVText.cell(column.plain(item), isText: isText)
        }.joined(separator: ",")
    }

    /// The titles of CSV: the keys, in every language.
    package var csvTitles: String { csvKeys.map { CSVText.cell($0, isText: false) }.joined(separator: ",") }

    /// Items as a table.
    ///
    /// Wide ones lose nothing, however long their lines.
    package func table(
        _ items: [Item], _ screen: Screen, hasTitles: Bool = true, isWide: Bool = false, indent: Int = 0
    ) -> [String] {
        let shown = picked(tableKeys)
        var table = Table(
            shown.map {
                Table.Column(
                    screen.language($0.english, $0.french), isRight: $0.isRight, dropOrder: $0.dropOrder,
                    mayShrink: $0.mayShrink, yields: $0.yields, least: $0.least, wraps: $0.wraps)
            })
        for item in items {
            let below = below(item, screen)
            table.add(
                shown.map { column in
                    column.cell?(item, screen) ?? Table.Cell(PlainLine.cell(column.plain(item)))
                },
                below: below.isEmpty ? nil : below.joined(separator: "\n"))
        }
        let lines = table.lines(
            width: isWide ? Int.max / 2 : screen.console.columns - indent, ellipsis: screen.wording.ellipsis)
        let margin = String(repeating: " ", count: indent)
        return (hasTitles ? lines : Array(lines.dropFirst())).map { margin + $0 }
    }

    private func picked(_ keys: [String]) -> [Column] { keys.compactMap { key in columns.first { $0.key == key } } }
}

/// A value of RFC 4180.
package enum CSVText {
    /// Quoted where it must be; a text that a spreadsheet would run as a formula gets an apostrophe.
    package static func cell(_ text: String, isText: Bool) -> String {
        var text = text
        if isText, let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) {
            text = "'" + text
        }
        guard text.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }) else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension JSONValue {
    /// The value without JSON's quotes; null is nothing.
    package var plainText: String {
        switch self {
        case .null: ""
        case .text(let text): text
        default: rendered
        }
    }

    /// An object with `schema` and these of its members, in the order asked for; itself when none is named.
    package func picking(_ names: [String]) -> JSONValue {
        guard !names.isEmpty, case .object(let members) = self else { return self }
        let first = members.filter { $0.key == "schema" }
        return .object(first + names.compactMap { name in members.first { $0.key == name && name != "schema" } })
    }
}
