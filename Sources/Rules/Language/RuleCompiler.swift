// SPDX-License-Identifier: Apache-2.0

package import Catalog

/// Finds out what rules mean in a catalogue; all faults of a rule are collected.
///
/// What a condition may ask, filters say; what a value may be, the converter of cells says, as with files. Here stands only what
/// actions are.
package final class RuleCompiler {
    let definitions: Definitions
    let context: FilterContext
    let labels: RuleLabels
    /// The columns that the rules so far write, each once.
    private(set) var columns: [RuleColumn] = []
    private var columnPlaces: [String: Int] = [:]
    /// The keys that the actions of the rules so far read or write.
    private(set) var keys = FilterKeys()
    /// The names of the keys, by place.
    private(set) var keyNames: [String] = []
    /// The rule at hand.
    private var code = ""
    private var lines: [String: Int] = [:]
    private(set) var faults: [RuleFault] = []
    var writes = RuleWrites()
    lazy var suggestions = FieldSuggestions(definitions)
    /// Where a rule without actions lacks them.
    static let actionsPlace = "actions"

    /// Prepares for the rules of one catalogue.
    package init(definitions: Definitions, context: FilterContext, labels: RuleLabels = RuleLabels()) {
        self.definitions = definitions
        self.context = context
        self.labels = labels
    }

    /// What a rule means, or everything that is wrong with it.
    ///
    /// `lines` says in which line of a file each part stands, by its path (`actions/0/field`).
    package func compile(
        _ rule: Rule, lines: [String: Int] = [:]
    ) -> (rule: CompiledRule?, faults: [RuleFault]) {
        (code, self.lines, faults, writes) = (rule.code, lines, [], RuleWrites())
        for locale in rule.labels.keys.sorted() where definitions.locale(locale) == nil {
            refuse("labels/\(locale)", "labels", .invalidValue, "unknown locale \(quoted(locale))")
        }
        var tests: [FilterTest] = []
        for (place, condition) in rule.conditions.enumerated() {
            if let test = read(condition, at: place) { tests.append(test) }
        }
        var actions: [CompiledAction] = []
        for (place, action) in rule.actions.enumerated() {
            var reader = ActionReader(action, path: "actions/\(place)", place: "action \(place + 1)", compiler: self)
            actions += reader.read()
        }
        if rule.actions.isEmpty {
            refuse("actions", Self.actionsPlace, .missingKey, "it must hold at least one action")
        }
        guard faults.isEmpty else { return (nil, faults) }
        return (CompiledRule(rule: rule, filter: Filter(tests: tests), actions: actions, writes: writes), [])
    }

    // MARK: Conditions

    private func read(_ condition: FilterJSON, at place: Int) -> FilterTest? {
        let (test, faults) = Filter.read(
            coerced(condition), position: place + 1, definitions: definitions, context: context)
        for fault in faults {
            let path = "conditions/\(place)" + Self.part(of: fault.kind)
            refuse(path, "", Self.detail(of: fault.kind), fault.sentence)
        }
        return test
    }

    /// Numbers where texts or codes are meant, and 1 and 0 where true and false are: YAML needs no quotation marks for them.
    private func coerced(_ condition: FilterJSON) -> FilterJSON {
        guard case .object(var members) = condition, let field = condition["field"]?.text, let value = members["value"],
            let kind = FilterProperty(rawValue: field)?.kind
                ?? definitions.attribute(field).map({ FilterKind($0.type) })
        else { return condition }
        switch kind {
        case .identifier, .codes, .parent, .categories, .items, .ancestors, .text, .select, .entityType:
            members["value"] = value.withTexts
        case .boolean, .enabled:
            if let flag = ValueData.flag(value) { members["value"] = .bool(flag == "1") }
        case .completeness, .time, .number, .measurement, .price, .date: break
        }
        return .object(members)
    }

    private static func part(of kind: FilterFaultKind) -> String {
        switch kind {
        case .field: "/field"
        case .operator: "/operator"
        case .value, .code, .unit, .currency: "/value"
        case .unexpectedLocale: "/locale"
        case .unexpectedChannel: "/scope"
        case .missing, .key, .missingLocale, .missingChannel: ""
        }
    }

    private static func detail(of kind: FilterFaultKind) -> RuleFaultDetail {
        switch kind {
        case .missing: .missingKey
        case .key: .unknownKey
        case .field: .unknownField
        case .operator: .unknownOperator
        case .value: .invalidValue
        case .code: .unknownOption
        case .unit: .unknownUnit
        case .currency: .missingCurrency
        case .missingLocale: .missingLocale
        case .unexpectedLocale: .unexpectedLocale
        case .missingChannel: .missingChannel
        case .unexpectedChannel: .unexpectedChannel
        }
    }

    // MARK: Parts

    func refuse(_ path: String, _ place: String, _ detail: RuleFaultDetail, _ why: String) {
        faults.append(RuleFault(rule: code, line: line(of: path), place: place, detail: detail, why: why))
    }

    /// The line of the nearest part that stands in the file.
    private func line(of path: String) -> Int {
        var path = path[...]
        while true {
            if let line = lines[String(path)] { return line }
            guard let slash = path.lastIndex(of: "/") else { return lines[""] ?? 0 }
            path = path[..<slash]
        }
    }

    /// The place of a column among those that the rules write, entered where it is new.
    func place(of column: String, _ writer: ValueWriter) -> Int {
        if let known = columnPlaces[column] { return known }
        let slots = writer.keys.map { slot($0.name) }
        columns.append(
            RuleColumn(
                name: column, attribute: writer.attribute.index, type: writer.attribute.type, slots: slots,
                currencies: writer.keys.map(\.currency)))
        columnPlaces[column] = columns.count - 1
        return columns.count - 1
    }

    func slot(_ key: String) -> Int {
        let place = keys.insert(key)
        if place == keyNames.count { keyNames.append(key) }
        return place
    }
}

extension FilterJSON {
    /// The value with texts for its numbers, as they are written, on the first two levels.
    var withTexts: FilterJSON {
        switch self {
        case .number(let number): .text(number)
        case .list(let values):
            .list(values.map { if case .number(let number) = $0 { .text(number) } else { $0 } })
        default: self
        }
    }
}
