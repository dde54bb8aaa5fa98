// SPDX-License-Identifier: Apache-2.0

extension AttributeEntry {
    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: AttributeEntry?) -> AttributeEntry {
        var entry = stored ?? AttributeEntry(code: cells.code(stored: nil, longest: 255))
        if stored == nil { refuseReservedCode(entry.code, &cells) }
        cells.texts("label", &entry.labels, longest: 100, .labelTooLong)
        cells.texts("guidelines", &entry.guidelines, longest: 500, .textTooLong)
        guard let type = entry.takeType(&cells, stored: stored) else { return entry }
        refuseForeignProperties(&cells, type: type)
        entry.takeGroup(&cells)
        entry.takeForm(&cells, type: type, stored: stored)
        cells.flag("useable_as_grid_filter", &entry.useableAsGridFilter)
        cells.sortOrder(&entry.sortOrder)
        entry.takeText(&cells, type: type)
        entry.takeAmounts(&cells, type: type)
        entry.takeMeasurement(&cells, type: type, stored: stored)
        entry.takeDates(&cells, type: type)
        entry.takeMedia(&cells, type: type)
        entry.takeChoices(&cells, type: type)
        return entry
    }

    private static func refuseReservedCode(_ code: String, _ cells: inout StructureCells) {
        let key = folded(code)
        if cells.definitions.isBlocked(attribute: code) {
            cells.refuse(
                .codeBlocked, "code", code,
                "values of a removed attribute \(quoted(code)) are still being cleaned; import it again afterwards")
        }
        guard reservedCodes.contains(key) || key.hasSuffix("_products") || key.hasSuffix("_groups") else { return }
        cells.refuse(.reservedCode, "code", code, "\(quoted(code)) is a name of the catalogue's own")
    }

    /// The type; nil when the rest cannot be judged by it.
    private mutating func takeType(_ cells: inout StructureCells, stored: AttributeEntry?) -> AttributeType? {
        let value = cells.trimmed("type")
        guard !value.isEmpty else { return nil }
        guard let known = AttributeType(rawValue: value) else {
            if AttributeType.unsupportedNames.contains(value) {
                cells.refuse(.unsupportedType, "type", value, "type \(quoted(value)) is not supported")
            } else {
                cells.refuse(.unknownType, "type", value, "no type \(quoted(value))")
            }
            return nil
        }
        type = value
        cells.keep("type", stored?.type, value)
        return stored == nil || stored?.type == value ? known : nil
    }

    private mutating func takeGroup(_ cells: inout StructureCells) {
        let definitions = cells.definitions
        switch cells.cell("group") {
        case .untouched: break
        case .reset: group = definitions.attributeGroup(AttributeGroupEntry.other) ?? AttributeGroupEntry.other
        case .filled(let value):
            // The group of what has none is made when it is first needed.
            if folded(value) == AttributeGroupEntry.other {
                group = definitions.attributeGroup(value) ?? AttributeGroupEntry.other
                return
            }
            let found = cells.reference("group", value, .unknownAttributeGroup, "attribute group") {
                definitions.attributeGroup($0)
            }
            group = found ?? group
        }
    }

    /// What never changes: localizable, scopable, unique; and the locales.
    private mutating func takeForm(_ cells: inout StructureCells, type: AttributeType, stored: AttributeEntry?) {
        cells.flag("localizable", &localizable)
        cells.flag("scopable", &scopable)
        if Self.cell("unique", cells, type) != .untouched { cells.flag("unique", &unique) }
        if type == .identifier { unique = true }
        cells.keep("localizable", stored?.localizable, localizable)
        cells.keep("scopable", stored?.scopable, scopable)
        cells.keep("unique", stored?.unique, unique)
        if unique, localizable || scopable {
            cells.refuse(.uniqueNotLocalizable, "unique", "1", "a unique attribute has no locale and no channel")
        }
        switch cells.cell("available_locales") {
        case .untouched: break
        case .reset: availableLocales = []
        case .filled(let list): availableLocales = takeLocales(list, &cells)
        }
    }

    private func takeLocales(_ list: String, _ cells: inout StructureCells) -> [String] {
        let definitions = cells.definitions
        guard localizable else {
            cells.refuse(.propertyNotForType, "available_locales", list, "only a localizable attribute has locales")
            return []
        }
        let locales = cells.references("available_locales", list, .unknownLocale, "locale") { definitions.locale($0) }
        for locale in locales where !definitions.isActive(locale: locale) {
            cells.refuse(.localeNotActive, "available_locales", locale, "locale \(quoted(locale)) is not active")
        }
        return locales
    }

    // MARK: Texts

    private mutating func takeText(_ cells: inout StructureCells, type: AttributeType) {
        let longest = type == .textarea ? 65_535 : 255
        switch Self.cell("max_characters", cells, type) {
        case .untouched: break
        case .reset: maxCharacters = nil
        case .filled(let value):
            guard let number = cells.integer("max_characters", value) else { break }
            if number > longest { cells.refuse(.aboveMaximum, "max_characters", value, "must be \(longest) or less") }
            maxCharacters = number == 0 ? nil : number
        }
        switch Self.cell("validation_rule", cells, type) {
        case .untouched: break
        case .reset: validationRule = nil
        case .filled(let value):
            let allowed = type == .identifier ? ["regexp"] : ["email", "url", "regexp"]
            if allowed.contains(value) {
                validationRule = value
            } else if value != "0" {
                cells.refuse(
                    .propertyNotForType, "validation_rule", value,
                    "\(type.rawValue) has the rules \(allowed.joined(separator: ", "))")
            }
        }
        takePattern(&cells, type: type)
        if type == .textarea { cells.flag("wysiwyg_enabled", &wysiwygEnabled) }
    }

    private mutating func takePattern(_ cells: inout StructureCells, type: AttributeType) {
        switch Self.cell("validation_regexp", cells, type) {
        case .untouched: break
        case .reset: validationRegexp = nil
        case .filled(let value): validationRegexp = value
        }
        let given = cells.trimmed("validation_regexp")
        if validationRule != "regexp" {
            if !given.isEmpty, given != "0", type == .text || type == .identifier {
                cells.refuse(
                    .propertyNotForType, "validation_regexp", given, "goes with the validation rule “regexp”")
            }
            validationRegexp = nil
        } else if let pattern = validationRegexp {
            if let why = Self.faultOfPattern(pattern) {
                cells.refuse(.invalidRegexp, "validation_regexp", pattern, why)
            }
        } else {
            cells.refuse(.missingValue, "validation_regexp", "", "required cell empty")
        }
    }

    // MARK: Choices

    private mutating func takeChoices(_ cells: inout StructureCells, type: AttributeType) {
        if type.hasOptions {
            cells.flag("auto_option_sorting", &autoOptionSorting)
            switch cells.cell("minimum_input_length") {
            case .untouched: break
            case .reset: minimumInputLength = 0
            case .filled(let value):
                minimumInputLength = cells.integer("minimum_input_length", value) ?? minimumInputLength
            }
        }
        switch Self.cell("default_value", cells, type) {
        case .untouched: break
        case .reset: defaultValue = nil
        case .filled:
            var value = defaultValue ?? false
            cells.flag("default_value", &value)
            defaultValue = value
        }
        guard type == .referenceSimpleSelect || type == .referenceMultiSelect else { return }
        switch cells.cell("reference_data_name") {
        case .untouched: break
        case .reset: referenceDataName = nil
        case .filled(let value): referenceDataName = value
        }
        if referenceDataName == nil {
            cells.refuse(.missingValue, "reference_data_name", "", "required cell empty")
        }
    }
}
