// SPDX-License-Identifier: Apache-2.0

import Catalog

/// Reads one action of a rule; what is wrong with it goes to its compiler.
struct ActionReader {
    /// A field that an action names: an attribute with its locale and channel.
    struct Field {
        var attribute: Attribute
        /// As a file's header names it, without a currency.
        var column: String
    }

    let action: FilterJSON
    let path: String
    private(set) var place: String
    let compiler: RuleCompiler

    init(_ action: FilterJSON, path: String, place: String, compiler: RuleCompiler) {
        self.action = action
        self.path = path
        self.place = place
        self.compiler = compiler
    }

    var definitions: Definitions { compiler.definitions }

    static let types = ["set", "add", "remove", "copy", "clear", "concatenate", "calculate"]

    mutating func read() -> [CompiledAction] {
        guard case .object = action else {
            refuse("", .invalidValue, "it must be a map with a type")
            return []
        }
        guard let type = action["type"]?.text else {
            refuse("", .missingKey, "type is missing; known are \(Self.types.joined(separator: ", "))")
            return []
        }
        place += " (\(type))"
        switch type {
        case "set", "clear", "add", "remove": return changes(type).map { [$0] } ?? []
        case "copy": return copy().map { [$0] } ?? []
        case "concatenate": return concatenate().map { [$0] } ?? []
        case "calculate": return calculate().map { [$0] } ?? []
        default:
            refuse("type", .unknownAction, "no action \(quoted(type)); known are \(Self.types.joined(separator: ", "))")
            return []
        }
    }

    // MARK: Faults

    /// Notes a fault at a part of the action.
    mutating func refuse(_ part: String, _ detail: RuleFaultDetail, _ why: String) {
        compiler.refuse(part.isEmpty ? path : "\(path)/\(part)", place, detail, why)
    }

    /// Faults for the keys of a map that are not known, and for those that must be there and are not; `part` is where it stands.
    mutating func check(_ map: FilterJSON, at part: String = "", needs: [String], allows: [String]) -> Bool {
        guard case .object(let members) = map else {
            refuse(part, .invalidValue, "\(part.isEmpty ? "it" : Self.words(part)) must be a map")
            return false
        }
        let inside = part.isEmpty ? "" : "\(Self.words(part)): "
        for key in members.keys.sorted() where !needs.contains(key) && !allows.contains(key) {
            refuse(
                part.isEmpty ? key : "\(part)/\(key)", .unknownKey,
                "\(inside)unknown key \(quoted(key)); known are \((needs + allows).joined(separator: ", "))")
        }
        for key in needs where members[key] == nil {
            refuse(part, .missingKey, "\(inside)\(key) is missing")
        }
        return needs.allSatisfy { members[$0] != nil }
    }

    /// `from/2` as people say it: `from 3`.
    static func words(_ part: String) -> String {
        part.split(separator: "/").map { Int($0).map { String($0 + 1) } ?? String($0) }.joined(separator: " ")
    }

    // MARK: Fields

    /// The attribute that a map names in `key`, with its locale and channel; nil when it cannot be, which is noted.
    mutating func field(
        _ map: FilterJSON, at part: String = "", _ key: String = "field", locale: String = "locale",
        scope: String = "scope"
    ) -> Field? {
        let prefix = part.isEmpty ? "" : part + "/"
        let inside = part.isEmpty ? "" : "\(Self.words(part)): "
        guard let written = map[key]?.withTexts.text, !written.isEmpty else {
            refuse(prefix + key, .invalidValue, "\(inside)\(key) must be the code of an attribute")
            return nil
        }
        let known = written == "identifier" ? definitions.identifierCodes.first ?? written : written
        guard let attribute = definitions.attribute(known) else {
            refuse(
                prefix + key, .unknownField,
                "\(inside)no attribute \(quoted(written))\(compiler.suggestions.suggestion(for: written))")
            return nil
        }
        guard attribute.type != .identifier else {
            if map[locale] != nil { refuse(prefix + locale, .unexpectedLocale, "\(inside)an identifier has no locale") }
            if map[scope] != nil { refuse(prefix + scope, .unexpectedChannel, "\(inside)an identifier has no channel") }
            return Field(attribute: attribute, column: attribute.code)
        }
        var name = attribute.code
        var isWhole = true
        func code(_ given: FilterJSON?) -> String? { given?.withTexts.text.flatMap { $0.isEmpty ? nil : $0 } }
        switch (attribute.isLocalizable, map[locale]) {
        case (true, let given?):
            guard let code = code(given) else {
                refuse(prefix + locale, .invalidValue, "\(inside)\(locale) must be the code of a locale")
                return nil
            }
            name += "-" + (definitions.locale(code) ?? code)
        case (true, nil):
            isWhole = false
            refuse(
                part, .missingLocale, "\(inside)\(quoted(attribute.code)) has a value for each locale: give \(locale)")
        case (false, .some):
            isWhole = false
            refuse(
                prefix + locale, .unexpectedLocale,
                "\(inside)\(quoted(attribute.code)) has one value for all locales: leave \(locale) out")
        case (false, nil): break
        }
        switch (attribute.isScopable, map[scope]) {
        case (true, let given?):
            guard let code = code(given) else {
                refuse(prefix + scope, .invalidValue, "\(inside)\(scope) must be the code of a channel")
                return nil
            }
            name += "-" + (definitions.channel(code)?.code ?? code)
        case (true, nil):
            isWhole = false
            refuse(
                part, .missingChannel, "\(inside)\(quoted(attribute.code)) has a value for each channel: give \(scope)")
        case (false, .some):
            isWhole = false
            refuse(
                prefix + scope, .unexpectedChannel,
                "\(inside)\(quoted(attribute.code)) has one value for all channels: leave \(scope) out")
        case (false, nil): break
        }
        return isWhole ? Field(attribute: attribute, column: name) : nil
    }

    /// The writer of a column, with the fault of its name noted.
    mutating func writer(_ column: String, at part: String, checksMedia: Bool = false) -> ValueWriter? {
        do {
            return try ValueWriter(column: column, checksMedia: checksMedia, definitions: definitions)
        } catch {
            for violation in error.violations { refuse(part, .invalidValue, violation.text) }
            return nil
        }
    }

    /// The place of a column that the action writes.
    mutating func target(_ writer: ValueWriter, _ column: String) -> Int {
        compiler.writes.keys.formUnion(writer.keys.map(\.name))
        return compiler.place(of: column, writer)
    }

    /// What an action reads of a field; `currency` nil: of a price all of them.
    mutating func operand(_ field: Field, currency: String? = nil, at part: String) -> RuleOperand? {
        guard field.attribute.type != .identifier else {
            return RuleOperand(field: field.attribute.code, type: .identifier, slots: [], currencies: [])
        }
        let column = currency.map { "\(field.column)-\($0)" } ?? field.column
        guard let writer = writer(column, at: part) else { return nil }
        var operand = RuleOperand(
            field: field.attribute.code, type: field.attribute.type,
            slots: writer.keys.map { compiler.slot($0.name) }, currencies: writer.keys.map(\.currency))
        if let family = field.attribute.measurementFamily,
            let unit = family.place(of: field.attribute.entry.defaultMetricUnit ?? family.standardUnit)
        {
            operand.scale = (family, unit)
        }
        return operand
    }

    /// The stored spelling of an active currency that a map names; nil when it cannot be, which is noted.
    mutating func currency(_ map: FilterJSON, at part: String, isNeeded: Bool) -> String? {
        let inside = part.isEmpty ? "" : "\(Self.words(part)): "
        guard let given = map["currency"] else {
            if isNeeded { refuse(part, .missingCurrency, "\(inside)give the currency of the price") }
            return nil
        }
        let place = part.isEmpty ? "currency" : "\(part)/currency"
        guard let code = given.text, let currency = definitions.currency(code) else {
            refuse(place, .missingCurrency, "\(inside)no currency \(quoted(given.text ?? ""))")
            return nil
        }
        return currency
    }
}
