// SPDX-License-Identifier: Apache-2.0

/// One record of a structure file, read cell by cell; what is wrong with it is collected on the way.
///
/// Each read follows the rule of its file: an absent column leaves the property as it is, an empty cell leaves it or
/// resets it.
public struct StructureCells {
    /// What a column holds in this record.
    enum Cell: Equatable {
        /// The file lacks the column, or the cell is empty and empty cells keep what is there.
        case untouched
        /// The cell is empty: the default comes back.
        case reset
        /// The text, outer blanks trimmed.
        case filled(String)
    }

    /// What else the record may refer to.
    public let definitions: Definitions
    /// Everything wrong with the record, in the order of the rules.
    public private(set) var violations: [Violation] = []
    private let header: StructureHeader
    private let columns: StructureColumns
    private let values: [String]
    /// Items of the record's own kind, stored or of the same file: folded key to code.
    let own: [String: String]

    /// Lays the cells of one record beside their header; missing cells are empty.
    ///
    /// `own` holds items of the same kind that a record may refer to: folded key to code.
    public init(
        _ values: [String], header: StructureHeader, columns: StructureColumns, definitions: Definitions,
        own: [String: String] = [:]
    ) {
        self.own = own
        self.values = values
        self.header = header
        self.columns = columns
        self.definitions = definitions
    }

    // MARK: Raw

    /// The cell of the code, without outer blanks.
    public var code: String { trimmed("code") }

    /// The cell as it is, without outer blanks; empty where there is none.
    func trimmed(_ column: String) -> String {
        raw(column).trimmingBlanks()
    }

    /// The cell as it is; empty where there is none, or where it holds blanks only.
    func raw(_ column: String) -> String {
        guard let place = header.places[column], place < values.count else { return "" }
        let value = values[place]
        return value.trimmingBlanks().isEmpty ? "" : value
    }

    func has(_ column: String) -> Bool {
        header.has(column)
    }

    /// What the column holds, by the rule of this kind of file.
    func cell(_ column: String) -> Cell {
        guard header.has(column) else { return .untouched }
        let value = trimmed(column)
        guard value.isEmpty else { return .filled(value) }
        return columns.emptyCell == .resets ? .reset : .untouched
    }

    /// Every column that begins with `prefix` and has something in it.
    func filledColumns(withPrefix prefix: String) -> [String] {
        header.names.filter { $0.hasPrefix(prefix) && header.has($0) && !trimmed($0).isEmpty }
    }

    // MARK: Faults

    mutating func refuse(_ reason: Reason, _ field: String, _ value: String, _ text: String) {
        violations.append(Violation(reason, field: field, value: value.isEmpty ? nil : value, text: text))
    }

    /// Notes that every required column must be filled.
    mutating func requireCells() {
        for column in columns.required where trimmed(column).isEmpty {
            refuse(.missingValue, column, "", "required cell empty")
        }
    }

    // MARK: Codes

    /// The record's code: checked when it is new, else as it is stored.
    mutating func code(
        _ column: String = "code", stored: String?, longest: Int = 100, rule: CodeRule = .word
    ) -> String {
        if let stored { return stored }
        let value = trimmed(column)
        guard !value.isEmpty else { return value }
        if !rule.accepts(value) { refuse(.invalidCode, column, value, rule.text) }
        let length = value.unicodeScalars.count
        if length > longest { refuse(.codeTooLong, column, value, "\(length) characters, allowed \(longest)") }
        return value
    }

    /// The stored spelling of one code, looked up by `find`; `reason` when there is none.
    mutating func reference(
        _ column: String, _ value: String, _ reason: Reason, _ what: String, _ find: (String) -> String?
    ) -> String? {
        if let found = find(value) { return found }
        refuse(reason, column, value, "no \(what) \(quoted(value))")
        return nil
    }

    /// The codes of a list, each in its stored spelling, sorted, once each; `reason` for each that is unknown.
    mutating func references(
        _ column: String, _ list: String, _ reason: Reason, _ what: String, _ find: (String) -> String?
    ) -> [String] {
        var found: Set<String> = []
        for value in list.commaSeparated() {
            guard let code = reference(column, value, reason, what, find) else { continue }
            found.insert(code)
        }
        return found.sorted()
    }

    // MARK: Values

    /// A flag: 1 or 0.
    mutating func flag(_ column: String, _ property: inout Bool, default standard: Bool = false) {
        switch cell(column) {
        case .untouched: break
        case .reset: property = standard
        case .filled("1"): property = true
        case .filled("0"): property = false
        case .filled(let value): refuse(.invalidFlag, column, value, "must be 1 or 0")
        }
    }

    /// A whole number that is not negative; nil when the cell holds none.
    mutating func integer(_ column: String, _ value: String) -> Int? {
        let digits = value.utf8
        if digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int32(value) { return Int(number) }
        refuse(.invalidInteger, column, value, "must be an integer from 0 to \(Int32.max)")
        return nil
    }

    /// A place in an order: a whole number, 0 by default.
    mutating func sortOrder(_ property: inout Int) {
        switch cell("sort_order") {
        case .untouched: break
        case .reset: property = 0
        case .filled(let value): property = integer("sort_order", value) ?? property
        }
    }

    /// The texts by locale of the columns with this prefix; an empty cell removes the locale's text.
    mutating func texts(_ prefix: String, _ property: inout [String: String], longest: Int, _ reason: Reason) {
        for (locale, column) in header.locales[prefix] ?? [] {
            let value = raw(column)
            let length = value.unicodeScalars.count
            if length > longest {
                refuse(reason, column, value, "\(length) characters, allowed \(longest)")
            } else {
                property[locale] = value.isEmpty ? nil : value
            }
        }
    }

    /// The labels of the record.
    mutating func labels(_ property: inout [String: String]) {
        texts("label", &property, longest: 100, .labelTooLong)
    }

    /// The columns with this prefix and a channel behind it.
    func channelColumns(_ prefix: String) -> [(channel: String, column: String)] {
        header.channels[prefix] ?? []
    }

    /// Notes a property that differs from what is stored and may not.
    mutating func keep<Value: Equatable>(_ column: String, _ stored: Value?, _ new: Value) {
        guard let stored, stored != new else { return }
        refuse(.propertyNotChangeable, column, trimmed(column), "\(quoted(column)) cannot change")
    }
}
