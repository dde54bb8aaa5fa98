// SPDX-License-Identifier: Apache-2.0

/// Reads the parameter `actions` of an edit and says which columns its record has; all faults are collected.
///
/// It only finds out what is meant. Whether a value can stand in its column is for the converter of cells to say, as with files.
package struct EditReader {
    private let operation: EditOperation
    private let definitions: Definitions
    /// Everything wrong with the actions, a sentence each.
    package private(set) var faults: [String] = []
    private var instructions = EditInstructions()
    private var reaches: Set<Reach> = []

    /// Prepares for the actions of one edit.
    package init(_ operation: EditOperation, definitions: Definitions) {
        self.operation = operation
        self.definitions = definitions
    }

    /// Reads the member `actions` of an execution's parameters; nil when there is anything wrong with it.
    package mutating func read(parameters json: [UInt8]) -> EditInstructions? {
        guard case .list(let actions)? = FilterJSON(json)?["actions"] else {
            faults.append("actions must be a list")
            return nil
        }
        if operation == .convertToSimpleProducts {
            if !actions.isEmpty { faults.append("actions must be an empty list") }
            add("parent", "")
            reaches = [.variants]
            instructions.demand = .variant
        } else if actions.isEmpty {
            faults.append("actions must hold at least one action")
        }
        for (place, action) in actions.enumerated() where operation != .convertToSimpleProducts {
            read(action, "action \(place + 1)")
        }
        if reaches.count > 1 {
            faults.append("fields of products and fields of product models too need an edit each")
        }
        instructions.reach = reaches.first ?? .itself
        if operation == .addToExistingProductModel {
            (instructions.demand, instructions.isForProductsOnly) = (.simple, true)
        } else if operation == .changeParentProduct {
            instructions.demand = .below
        }
        return faults.isEmpty ? instructions : nil
    }

    private mutating func read(_ action: FilterJSON, _ place: String) {
        guard case .object(let members) = action else { return faults.append("\(place) must be an object") }
        let known =
            operation.takesNormalizedValues
            ? ["normalized_values", "ui_locale", "attribute_locale", "attribute_channel"]
            : ["field", "value", "locale", "scope"]
        for key in members.keys.sorted() where !known.contains(key) {
            faults.append("\(place): unknown member \(quoted(key))")
        }
        if operation.takesNormalizedValues {
            guard case .object(let values)? = members["normalized_values"], !values.isEmpty else {
                return faults.append("\(place): normalized_values must be an object of attributes")
            }
            for code in values.keys.sorted() { readValues(of: code, values[code] ?? .null, place) }
        } else {
            guard let field = action["field"]?.text, members["value"] != nil else {
                return faults.append("\(place) must have a field and a value")
            }
            read(field, members["value"] ?? .null, action, place)
        }
    }

    // MARK: Fields

    private mutating func read(_ field: String, _ value: FilterJSON, _ action: FilterJSON, _ place: String) {
        if operation == .addAssociation { return readLinks(field, value, place) }
        if let only = operation.field, field != only {
            return faults.append("\(place): field must be \(quoted(only))")
        }
        let place = "\(place) (\(field))"
        switch field {
        case "categories": readCodes(field, value, place, "category", definitions.categoryTable, .itself)
        case "groups": readCodes(field, value, place, "group", definitions.groupTable, .variants)
        case "parent" where operation.field == field:
            guard let code = value.text, !code.isEmpty else {
                return faults.append("\(place): value must be the code of a product model")
            }
            add(field, code)
            reaches.insert(.itself)
        case "family" where operation == .updateProductValue:
            guard value == .null || value.text != nil else {
                return faults.append("\(place): value must be the code of a family")
            }
            let code = value.text ?? ""
            if !code.isEmpty, definitions.family(code) == nil { faults.append("\(place): no family \(quoted(code))") }
            add(field, code)
            reaches.insert(.variants)
        case "enabled" where operation == .updateProductValue:
            guard case .bool(let isOn) = value else { return faults.append("\(place): value must be true or false") }
            add(field, isOn ? "1" : "0")
            reaches.insert(.variants)
        case "enabled", "family", "parent":
            faults.append("\(place): this field cannot be changed by \(operation.rawValue)")
        default: readValue(of: field, value, locale: action["locale"], scope: action["scope"], place)
        }
    }

    private mutating func readCodes(
        _ field: String, _ value: FilterJSON, _ place: String, _ what: String, _ table: CodeTable, _ reach: Reach
    ) {
        guard let codes = ValueData.texts(value) else {
            return faults.append("\(place): value must be a list of codes")
        }
        if codes.isEmpty, operation.mode != .replace { faults.append("\(place): value must name at least one \(what)") }
        for code in codes where table.find(code) == nil { faults.append("\(place): no \(what) \(quoted(code))") }
        add(field, codes.joined(separator: ","))
        reaches.insert(reach)
    }

    // MARK: Values

    private mutating func readValues(of code: String, _ json: FilterJSON, _ place: String) {
        guard case .list(let entries) = json, !entries.isEmpty else {
            return faults.append("\(place) (\(code)): must be a list of values")
        }
        for entry in entries {
            guard case .object(let members) = entry, let data = members["data"] else {
                faults.append("\(place) (\(code)): each value must have locale, scope and data")
                continue
            }
            for key in members.keys.sorted() where !["locale", "scope", "data"].contains(key) {
                faults.append("\(place) (\(code)): unknown member \(quoted(key))")
            }
            readValue(of: code, data, locale: entry["locale"], scope: entry["scope"], "\(place) (\(code))")
        }
    }

    private mutating func readValue(
        of code: String, _ data: FilterJSON, locale: FilterJSON?, scope: FilterJSON?, _ place: String
    ) {
        guard let attribute = definitions.attribute(code) else {
            return faults.append("\(place): no attribute \(quoted(code))")
        }
        reaches.insert(.descendants)
        let canBeJoined = attribute.type.isCodeList || attribute.type == .price && operation == .addProductValue
        if operation == .addAttributeValue, !attribute.type.isCodeList {
            return faults.append("\(place): values are added to lists of options only")
        }
        if operation.mode != .replace, !canBeJoined || attribute.type == .price && operation.mode == .remove {
            return faults.append("\(place): its values can be replaced, not added to or removed from")
        }
        if attribute.type == .identifier {
            return faults.append("\(place): an identifier belongs to one product; import it")
        }
        var name = attribute.code
        for part in [locale, scope] {
            guard let part else { continue }
            guard let text = part.text, !text.isEmpty else {
                return faults.append("\(place): locale and scope must be codes, or null")
            }
            name += "-" + text
        }
        if attribute.type == .price, operation.mode == .add {
            guard let prices = ValueData.prices(data), !prices.isEmpty else {
                return faults.append("\(place): data must be a list of amounts with their currencies")
            }
            for price in prices {
                let column = "\(name)-\(price.currency)"
                instructions.columns.append(EditColumn(name: column, cell: price.amount, mode: .replace))
            }
            return
        }
        guard let cell = cell(of: attribute, data, place) else { return }
        if operation.mode != .replace, cell.isEmpty { faults.append("\(place): names no code") }
        add(name, cell)
    }

    /// Data as a file would write it; nil when it has another form, which is noted.
    private mutating func cell(of attribute: Attribute, _ data: FilterJSON, _ place: String) -> String? {
        guard !attribute.type.isMedia || data == .null else {
            faults.append(
                "\(place): data must be null: files come in by imports, an edit can only take them away")
            return nil
        }
        let (cell, form) = ValueData.cell(of: attribute, data)
        if cell == nil { faults.append("\(place): data must be \(form)") }
        return cell
    }

    // MARK: Links

    /// `{"X_SELL": {"products": […], "product_models": […], "groups": […]}}`, each list a column of a file.
    private mutating func readLinks(_ field: String, _ value: FilterJSON, _ place: String) {
        let place = "\(place) (\(field))"
        guard field == "associations" || field == "quantified_associations" else {
            return faults.append("\(place): field must be associations or quantified_associations")
        }
        guard case .object(let types) = value, !types.isEmpty else {
            return faults.append("\(place): value must be an object of association types")
        }
        instructions.hasLinks = true
        reaches.insert(.itself)
        for type in types.keys.sorted() {
            guard let known = definitions.associationType(type) else {
                faults.append("\(place): no association type \(quoted(type))")
                continue
            }
            guard known.isQuantified == (field == "quantified_associations") else {
                faults.append(
                    known.isQuantified
                        ? "\(place): association type \(quoted(type)) is quantified"
                        : "\(place): links of type \(quoted(type)) have no quantities")
                continue
            }
            guard case .object(let lists)? = types[type] else {
                faults.append("\(place): \(quoted(type)) must be an object of lists")
                continue
            }
            for target in lists.keys.sorted() {
                guard AssociationColumn.Target(rawValue: target) != nil, case .list(let entries)? = lists[target]
                else {
                    faults.append("\(place): \(quoted(type)) has lists of products, product_models and groups")
                    continue
                }
                if !entries.isEmpty {
                    readTargets(entries, "\(known.code)-\(target)", isQuantified: known.isQuantified, place)
                }
            }
        }
    }

    private mutating func readTargets(
        _ entries: [FilterJSON], _ column: String, isQuantified: Bool, _ place: String
    ) {
        var names: [String] = []
        var quantities: [String] = []
        for entry in entries {
            let name = isQuantified ? (entry["identifier"] ?? entry["uuid"])?.text : entry.text
            let quantity = isQuantified ? ValueData.amount(entry["quantity"]) : ""
            guard let name, !name.isEmpty, !name.contains(","), let quantity, !isQuantified || !quantity.isEmpty else {
                faults.append(
                    isQuantified
                        ? "\(place): each of \(column) must have an identifier and a quantity"
                        : "\(place): \(column) must be a list of texts")
                return
            }
            names.append(name)
            quantities.append(quantity)
        }
        add(column, names.joined(separator: ","))
        if isQuantified { add(column + "-quantity", quantities.joined(separator: "|")) }
    }

    // MARK: Parts

    private mutating func add(_ name: String, _ cell: String) {
        instructions.columns.append(EditColumn(name: name, cell: cell, mode: operation.mode))
    }
}
