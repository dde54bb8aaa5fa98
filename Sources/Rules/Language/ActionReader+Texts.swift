// SPDX-License-Identifier: Apache-2.0

import Catalog

/// `copy` and `concatenate`.
extension ActionReader {
    mutating func copy() -> CompiledAction? {
        guard
            check(
                action, needs: ["type", "from_field", "to_field"],
                allows: ["from_locale", "from_scope", "to_locale", "to_scope"])
        else { return nil }
        let source = field(action, "from_field", locale: "from_locale", scope: "from_scope")
        let target = field(action, "to_field", locale: "to_locale", scope: "to_scope")
        guard let source, let target else { return nil }
        guard let form = Self.form(from: source.attribute, to: target.attribute) else {
            refuse(
                "to_field", .incompatibleTypes,
                "values of \(quoted(source.attribute.code)) (\(source.attribute.type.rawValue)) cannot be copied to "
                    + "\(quoted(target.attribute.code)) (\(target.attribute.type.rawValue))")
            return nil
        }
        guard let operand = operand(source, at: "from_field"), let writer = writer(target.column, at: "to_field") else {
            return nil
        }
        return .copy(operand, column: self.target(writer, target.column), form)
    }

    /// How a value of one attribute is written as one of another; nil: it cannot be.
    private static func form(from source: Attribute, to target: Attribute) -> CompiledAction.CopyForm? {
        guard target.type != .identifier else { return nil }
        switch (source.type, target.type) {
        case (let one, let other) where one == other: return .asStored
        case (.identifier, .text), (.identifier, .textarea): return .asStored
        case (.text, .textarea), (.text, .simpleSelect), (.text, .referenceSimpleSelect): return .asStored
        case (.simpleSelect, .text), (.simpleSelect, .textarea), (.simpleSelect, .referenceSimpleSelect):
            return .asStored
        case (.multiSelect, .text), (.multiSelect, .textarea), (.multiSelect, .referenceMultiSelect): return .asStored
        case (.referenceSimpleSelect, .text), (.referenceSimpleSelect, .textarea),
            (.referenceSimpleSelect, .simpleSelect):
            return .asStored
        case (.referenceMultiSelect, .text), (.referenceMultiSelect, .textarea), (.referenceMultiSelect, .multiSelect):
            return .asStored
        case (.date, .text), (.date, .textarea): return .moment
        case (.number, .text), (.number, .textarea): return .asStored
        case (.number, .metric):
            let unit = target.entry.defaultMetricUnit ?? target.measurementFamily?.standardUnit ?? ""
            return .withUnit(Array(unit.utf8))
        case (.metric, .text), (.metric, .textarea): return .asStored
        case (.metric, .number): return .amount
        case (.price, .text), (.price, .textarea): return .asStored
        default: return nil
        }
    }

    // MARK: Concatenate

    mutating func concatenate() -> CompiledAction? {
        guard check(action, needs: ["type", "from", "to"], allows: []), let to = action["to"] else { return nil }
        var target: Field?
        if check(to, at: "to", needs: ["field"], allows: ["locale", "scope"]) { target = field(to, at: "to") }
        if let type = target?.attribute.type, type != .text, type != .textarea {
            refuse(
                "to/field", .incompatibleTypes,
                "to: the result is a text, \(quoted(target?.attribute.code ?? "")) holds none")
            return nil
        }
        guard case .list(let given)? = action["from"] else {
            refuse("from", .invalidValue, "from must be a list of blocks")
            return nil
        }
        if given.count < 2 { refuse("from", .tooFewOperands, "from must hold at least two blocks") }
        let isArea = target.map { $0.attribute.type == .textarea } ?? true
        var blocks: [TextBlock] = []
        for (place, block) in given.enumerated() {
            if let made = self.block(block, at: "from/\(place)", isArea: isArea) { blocks.append(made) }
        }
        guard let target, blocks.count == given.count, let writer = writer(target.column, at: "to/field") else {
            return nil
        }
        return .concatenate(blocks, column: self.target(writer, target.column))
    }

    private mutating func block(_ block: FilterJSON, at part: String, isArea: Bool) -> TextBlock? {
        guard case .object(let members) = block else {
            refuse(part, .invalidValue, "\(Self.words(part)) must be a map with field, text or new_line")
            return nil
        }
        guard members.keys.filter({ ["field", "text", "new_line"].contains($0) }).count == 1 else {
            refuse(part, .missingKey, "\(Self.words(part)) must have exactly one of field, text and new_line")
            return nil
        }
        if members["new_line"] != nil {
            guard check(block, at: part, needs: ["new_line"], allows: []) else { return nil }
            guard isArea else {
                refuse(part, .incompatibleTypes, "\(Self.words(part)): only a text area has lines")
                return nil
            }
            return .newLine
        }
        if let given = members["text"] {
            guard check(block, at: part, needs: ["text"], allows: []) else { return nil }
            guard let text = given == .null ? "" : given.withTexts.text else {
                refuse("\(part)/text", .invalidValue, "\(Self.words(part)): text must be a text")
                return nil
            }
            return .text(Array(text.utf8))
        }
        return fieldBlock(block, at: part)
    }

    private mutating func fieldBlock(_ block: FilterJSON, at part: String) -> TextBlock? {
        let options = ["format", "currency", "label_locale", "unit_label_locale"]
        guard check(block, at: part, needs: ["field"], allows: ["locale", "scope"] + options),
            let field = field(block, at: part)
        else { return nil }
        let type = field.attribute.type
        let fitting: [String]
        switch type {
        case .date: fitting = ["format"]
        case .price: fitting = ["currency"]
        case .simpleSelect, .multiSelect, .referenceSimpleSelect, .referenceMultiSelect: fitting = ["label_locale"]
        case .metric: fitting = ["unit_label_locale"]
        case .text, .textarea, .identifier, .number: fitting = []
        case .boolean, .image, .file:
            refuse(
                "\(part)/field", .incompatibleTypes,
                "\(Self.words(part)): values of \(type.rawValue) cannot be part of a text")
            return nil
        }
        for key in options where block[key] != nil && !fitting.contains(key) {
            refuse(
                "\(part)/\(key)", .unknownKey,
                "\(Self.words(part)): \(key) does not go with \(quoted(field.attribute.code))")
        }
        let currency = type == .price ? currency(block, at: part, isNeeded: false) : nil
        guard let operand = operand(field, currency: currency, at: "\(part)/field") else { return nil }
        var made = TextField(operand: operand, format: Array("Y-m-d".utf8))
        if let format = block["format"] {
            guard let letters = format.text, letters.utf8.count <= 255 else {
                refuse("\(part)/format", .invalidValue, "\(Self.words(part)): format must be a text")
                return nil
            }
            made.format = Array(letters.utf8)
        }
        if let locale = labelLocale("label_locale", block, at: part) {
            made.labels = compiler.labels.options(of: field.attribute.code, in: locale)
        }
        if let locale = labelLocale("unit_label_locale", block, at: part) {
            made.unitLabels = UnitLabels.labels(of: field.attribute.measurementFamily?.units ?? [], in: locale)
        }
        return .field(made)
    }

    /// The locale of labels; nil: none is asked for, or it is not known, which is noted.
    private mutating func labelLocale(_ key: String, _ block: FilterJSON, at part: String) -> String? {
        guard let given = block[key] else { return nil }
        guard let code = given.text, let locale = definitions.locale(code) else {
            refuse("\(part)/\(key)", .invalidValue, "\(Self.words(part)): unknown locale \(quoted(given.text ?? ""))")
            return nil
        }
        return locale
    }
}
