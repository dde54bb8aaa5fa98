// SPDX-License-Identifier: Apache-2.0

import Catalog

/// `set`, `clear`, `add` and `remove`.
extension ActionReader {
    private static let fields = [
        "categories", "groups", "family", "enabled", "associations", "quantified_associations",
    ]

    mutating func changes(_ type: String) -> CompiledAction? {
        let given = type == "set" ? "value" : "items"
        var allowed = ["locale", "scope"]
        if type == "remove" { allowed.append("include_children") }
        let needed = ["type", "field"] + (type == "clear" ? [] : [given])
        guard check(action, needs: needed, allows: allowed) else { return nil }
        guard let field = action["field"]?.withTexts.text else {
            refuse("field", .invalidValue, "field must be a text")
            return nil
        }
        guard case .object(let members) = action else { return nil }
        let value = members[given] ?? .null
        if action["include_children"] != nil, field != "categories" {
            refuse("include_children", .unknownKey, "include_children goes with the field categories only")
        }
        if Self.fields.contains(field), definitions.attribute(field) == nil {
            for key in ["locale", "scope"] where action[key] != nil {
                refuse(
                    key, key == "locale" ? .unexpectedLocale : .unexpectedChannel, "\(field) has no \(key)")
            }
            return change(of: field, type, value, at: given)
        }
        guard let found = self.field(action) else { return nil }
        return self.value(of: found, type, value, at: given)
    }

    // MARK: Fields that are no attribute

    private mutating func change(
        of field: String, _ type: String, _ value: FilterJSON, at part: String
    ) -> CompiledAction? {
        switch field {
        case "categories":
            guard let change = codes(type, value, at: part, "category", definitions.category) else { return nil }
            compiler.writes.categories = true
            return .categories(change)
        case "groups":
            guard let change = codes(type, value, at: part, "group", definitions.group) else { return nil }
            compiler.writes.groups = true
            return .groups(change)
        case "family" where type == "set":
            let value = value.withTexts
            guard value == .null || value.text != nil else {
                refuse(part, .invalidValue, "value must be the code of a family, or null")
                return nil
            }
            compiler.writes.family = true
            guard let code = value.text, !code.isEmpty else { return .family([]) }
            guard let family = definitions.family(code) else {
                refuse(part, .unknownOption, "no family \(quoted(code))")
                return nil
            }
            return .family(Array(family.code.utf8))
        case "enabled" where type == "set":
            guard let flag = Self.flag(value) else {
                refuse(part, .invalidValue, "value must be true or false")
                return nil
            }
            compiler.writes.isEnabled = true
            return .enable(flag)
        case "associations" where type != "remove", "quantified_associations" where type == "set" || type == "clear":
            return links(isQuantified: field != "associations", type, value, at: part)
        default:
            refuse("field", .incompatibleTypes, "\(field) cannot be changed by \(type)")
            return nil
        }
    }

    private static func flag(_ value: FilterJSON) -> Bool? {
        if case .text(let text) = value, text == "true" || text == "false" { return text == "true" }
        return ValueData.flag(value).map { $0 == "1" }
    }

    private mutating func codes(
        _ type: String, _ value: FilterJSON, at part: String, _ noun: String, _ find: (String) -> String?
    ) -> CompiledAction.CodeChange? {
        guard let given = ValueData.texts(value == .null || type == "clear" ? .list([]) : value.withTexts) else {
            refuse(part, .invalidValue, "\(part) must be a list of codes")
            return nil
        }
        if given.isEmpty, type == "add" || type == "remove" {
            refuse(part, .invalidValue, "\(part) must name at least one \(noun)")
        }
        var codes: Set<String> = []
        for (place, code) in given.enumerated() {
            guard let known = find(code) else {
                refuse("\(part)/\(place)", .unknownOption, "no \(noun) \(quoted(code))")
                continue
            }
            codes.insert(known)
        }
        if let children = action["include_children"] {
            guard let isOn = Self.flag(children) else {
                refuse("include_children", .invalidValue, "include_children must be true or false")
                return nil
            }
            if isOn { codes.formUnion(definitions.categoriesBelow(Array(codes))) }
        }
        let mode: CompiledAction.CodeChange.Mode =
            switch type {
            case "add": .add
            case "remove": .remove
            default: .replace
            }
        return .init(mode: mode, codes: codes.sorted())
    }

    // MARK: Values

    private mutating func value(
        of field: Field, _ type: String, _ value: FilterJSON, at part: String
    ) -> CompiledAction? {
        guard field.attribute.type != .identifier else {
            refuse("field", .incompatibleTypes, "an identifier belongs to one product and cannot be changed by rules")
            return nil
        }
        if type == "add" || type == "remove" {
            if field.attribute.type == .price { return prices(field, type, value, at: part) }
            guard field.attribute.type.isCodeList else {
                refuse(
                    "field", .incompatibleTypes,
                    "\(quoted(field.attribute.code)) holds no list: \(type) is for lists of codes, prices and categories"
                )
                return nil
            }
            return join(field, type, value, at: part)
        }
        guard var writer = writer(field.column, at: "field") else { return nil }
        guard let cell = cell(of: field.attribute, type == "clear" ? .null : value, at: part) else { return nil }
        let column = target(writer, field.column)
        writer.convert(Array(cell.utf8))
        guard accept(writer.violations, at: part) else { return nil }
        if field.attribute.type.isMedia, !cell.isEmpty { return .medium(column: column, path: Array(cell.utf8)) }
        return .put(compiler.columns[column], constants(writer, compiler.columns[column]))
    }

    /// A value as a file would write it; YAML needs no quotation marks for texts that look like numbers.
    private mutating func cell(of attribute: Attribute, _ value: FilterJSON, at part: String) -> String? {
        var value = value
        switch attribute.type {
        case .text, .textarea, .simpleSelect, .multiSelect, .referenceSimpleSelect, .referenceMultiSelect, .date:
            value = value.withTexts
        case .boolean:
            if value == .text("") { value = .null } else if let flag = Self.flag(value) { value = .bool(flag) }
        case .number, .metric, .price, .identifier, .image, .file: break
        }
        if value == .text(""), attribute.type == .metric || attribute.type == .price || attribute.type.isCodeList {
            value = .null
        }
        let (cell, form) = ValueData.cell(of: attribute, value)
        guard let cell else {
            refuse(part, .invalidValue, "\(part) must be \(form)")
            return nil
        }
        return cell
    }

    /// Whether a value may stand in its column; what is wrong with it is noted.
    private mutating func accept(_ violations: [Violation], at part: String) -> Bool {
        for violation in violations {
            let detail: RuleFaultDetail =
                switch violation.reason {
                case .unknownOption: .unknownOption
                case .unknownUnit, .missingUnit: .unknownUnit
                case .currencyNotActive: .missingCurrency
                default: .invalidValue
                }
            refuse(part, detail, violation.text)
        }
        return violations.isEmpty
    }

    private func constants(_ writer: ValueWriter, _ column: RuleColumn) -> [(slot: Int, json: [UInt8]?)] {
        var changes: [(slot: Int, json: [UInt8]?)] = []
        for place in 0..<writer.valueCount {
            let (key, json) = writer.value(place)
            changes.append((column.slots[key], Array(writer.bytes[json])))
        }
        for key in writer.cleared { changes.append((column.slots[key], nil)) }
        return changes
    }

    private mutating func join(_ field: Field, _ type: String, _ value: FilterJSON, at part: String) -> CompiledAction?
    {
        guard let codes = ValueData.texts(value.withTexts), !codes.isEmpty else {
            refuse(part, .invalidValue, "\(part) must be a list of codes")
            return nil
        }
        guard var writer = writer(field.column, at: "field") else { return nil }
        // A code that stands twice is meant once.
        var seen: Set<String> = []
        let once = codes.filter { seen.insert(folded($0)).inserted }
        writer.convert(Array(once.joined(separator: ",").utf8))
        guard accept(writer.violations, at: part) else { return nil }
        return .join(
            column: target(writer, field.column),
            .init(
                codes: once.map { Array($0.utf8) }, keys: Set(once.map { Array(folded($0).utf8) }),
                isAddition: type == "add"))
    }

    private mutating func prices(
        _ field: Field, _ type: String, _ value: FilterJSON, at part: String
    ) -> CompiledAction? {
        var cells: [(currency: String, amount: String)] = []
        guard case .list(let items) = value, !items.isEmpty else {
            refuse(
                part, .invalidValue,
                "\(part) must be a list of \(type == "add" ? "amounts with their currencies" : "currencies")")
            return nil
        }
        for (place, item) in items.enumerated() {
            let part = "\(part)/\(place)"
            let map = item.text.map { FilterJSON.object(["currency": .text($0)]) } ?? item
            guard type == "remove" || item.text == nil,
                check(map, at: part, needs: ["currency"] + (type == "add" ? ["amount"] : []), allows: ["amount"])
            else {
                if item.text != nil { refuse(part, .invalidValue, "it must be a map of amount and currency") }
                continue
            }
            guard let currency = currency(map, at: part, isNeeded: true) else { continue }
            guard type == "add" else {
                cells.append((currency, ""))
                continue
            }
            guard let amount = ValueData.amount(map["amount"]), !amount.isEmpty else {
                refuse("\(part)/amount", .invalidValue, "amount must be a number")
                continue
            }
            cells.append((currency, amount))
        }
        guard let writer = writer(field.column, at: "field") else { return nil }
        let target = target(writer, field.column)
        let column = compiler.columns[target]
        var changes: [(slot: Int, json: [UInt8]?)] = []
        for (currency, amount) in cells {
            guard var one = self.writer("\(field.column)-\(currency)", at: part) else { return nil }
            one.convert(Array(amount.utf8))
            guard accept(one.violations, at: part) else { return nil }
            guard let slot = one.keys.first.map({ compiler.slot($0.name) }) else { continue }
            let json = one.valueCount > 0 ? Array(one.bytes[one.value(0).json]) : nil
            changes.removeAll { $0.slot == slot }
            changes.append((slot, json))
        }
        return .put(column, changes)
    }

    // MARK: Links

    private mutating func links(
        isQuantified: Bool, _ type: String, _ value: FilterJSON, at part: String
    ) -> CompiledAction? {
        if type == "clear" {
            let lists = definitions.associationTypes.filter { $0.isQuantified == isQuantified }.flatMap { type in
                (isQuantified ? ["product", "product_model"] : ["product", "product_model", "group"]).map {
                    CompiledAction.LinkChange.List(
                        type: type.code, isTwoWay: type.isTwoWay, isQuantified: isQuantified, kind: $0, targets: [])
                }
            }
            return .links(.init(isAddition: false, lists: lists))
        }
        guard case .object(let types) = value, !types.isEmpty else {
            refuse(part, .invalidValue, "\(part) must be a map of association types")
            return nil
        }
        var change = CompiledAction.LinkChange(isAddition: type == "add", lists: [])
        for code in types.keys.sorted() {
            let part = "\(part)/\(code)"
            guard let type = definitions.associationType(code) else {
                refuse(part, .unknownOption, "no association type \(quoted(code))")
                continue
            }
            guard type.isQuantified == isQuantified else {
                refuse(
                    part, .incompatibleTypes,
                    type.isQuantified
                        ? "links of type \(quoted(type.code)) have quantities: use the field quantified_associations"
                        : "links of type \(quoted(type.code)) have no quantities: use the field associations")
                continue
            }
            let kinds = isQuantified ? ["products", "product_models"] : ["products", "product_models", "groups"]
            guard case .object(let lists)? = types[code], !lists.isEmpty,
                lists.keys.allSatisfy({ kinds.contains($0) })
            else {
                refuse(part, .invalidValue, "\(quoted(type.code)) must be a map of \(kinds.joined(separator: ", "))")
                continue
            }
            for list in lists.keys.sorted() {
                guard let targets = targets(lists[list] ?? .null, isQuantified: isQuantified, list, "\(part)/\(list)")
                else { continue }
                change.lists.append(
                    .init(
                        type: type.code, isTwoWay: type.isTwoWay, isQuantified: isQuantified,
                        kind: String(list.dropLast()), targets: targets))
            }
        }
        return .links(change)
    }

    private mutating func targets(
        _ list: FilterJSON, isQuantified: Bool, _ name: String, _ part: String
    ) -> [CompiledAction.LinkChange.Target]? {
        guard case .list(let entries) = list == .null ? .list([]) : list else {
            refuse(part, .invalidValue, "\(name) must be a list")
            return nil
        }
        var targets: [CompiledAction.LinkChange.Target] = []
        var seen: Set<String> = []
        let kind = String(name.dropLast())
        for (place, entry) in entries.enumerated() {
            let part = "\(part)/\(place)"
            var quantity: Int32?
            if isQuantified {
                let amount = ValueData.amount(entry["quantity"]) ?? ""
                guard let number = Int32(amount), number > 0 else {
                    refuse(part, .invalidValue, "quantity must be a whole number from 1 to 2147483647")
                    continue
                }
                quantity = number
            }
            let given = isQuantified ? entry["identifier"] ?? entry["uuid"] : entry
            guard let text = given?.withTexts.text, !text.isEmpty else {
                refuse(
                    part, .invalidValue,
                    isQuantified ? "it must be a map of identifier and quantity" : "it must be an identifier or a code")
                continue
            }
            guard kind != "group" || definitions.group(text) != nil else {
                refuse(part, .unknownOption, "no group \(quoted(text))")
                continue
            }
            guard seen.insert(folded(text)).inserted else { continue }
            targets.append(
                .init(
                    name: LinkName(
                        kind: kind, text: definitions.group(text).flatMap { kind == "group" ? $0 : nil } ?? text),
                    quantity: quantity))
        }
        return targets
    }
}
