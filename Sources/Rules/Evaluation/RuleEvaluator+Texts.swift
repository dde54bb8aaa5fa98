// SPDX-License-Identifier: Apache-2.0

import Catalog

/// Texts that are put together, and numbers that are calculated.
extension RuleEvaluator {
    mutating func concatenate(_ blocks: [TextBlock], _ column: Int, _ given: borrowing RuleItem) {
        guard admits(program.columns[column]) else { return }
        var cell: [UInt8] = []
        var hasFields = false
        var isFilled = false
        // An empty field is as if it were not there: what stands before it is the neighbour of what stands behind it.
        var isBehindField = false
        for block in blocks {
            switch block {
            case .text(let text):
                cell += text
                isBehindField = false
            case .newLine:
                cell.append(UInt8(ascii: "\n"))
                isBehindField = false
            case .field(let field):
                hasFields = true
                guard let text = text(of: field, given), !text.isEmpty else { continue }
                if isBehindField { cell.append(UInt8(ascii: " ")) }
                cell += text
                (isFilled, isBehindField) = (true, true)
            }
        }
        guard isFilled || !hasFields else { return }
        take(convert(cell, into: column), column)
    }

    private func text(of field: TextField, _ given: borrowing RuleItem) -> [UInt8]? {
        let operand = field.operand
        switch operand.type {
        case .identifier: return given.kind == .product ? given.stored.identifier : nil
        case .price: return prices(of: operand)
        case .metric:
            guard let slot = operand.slots.first, let measure = state.measure(slot) else { return nil }
            let code = String(decoding: measure.unit, as: UTF8.self)
            return measure.amount + " \(field.unitLabels?[folded(code)] ?? code)".utf8
        case .date:
            guard let text = operand.slots.first.flatMap(state.text) else { return nil }
            return PHPDate(text).map { Array($0.formatted(field.format).utf8) } ?? text
        case .simpleSelect, .referenceSimpleSelect, .multiSelect, .referenceMultiSelect:
            guard let text = operand.slots.first.flatMap(state.text) else { return nil }
            let codes = text.split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) }
            return Array(codes.map { field.labels?[folded($0)] ?? $0 }.joined(separator: ", ").utf8)
        case .text, .textarea, .number, .boolean, .image, .file: return operand.slots.first.flatMap(state.text)
        }
    }

    // MARK: Calculations

    mutating func calculate(_ calculation: Calculation) {
        guard admits(program.columns[calculation.column]), var result = number(calculation.source) else { return }
        for (sign, operand) in calculation.operations {
            guard let number = number(operand) else { return }
            switch sign {
            case .add: result.add(number)
            case .subtract: result.subtract(number)
            case .multiply: result.multiply(by: number)
            case .divide:
                guard result.divide(by: number) else {
                    return note(Violation(.divisionByZero, field: calculation.field, text: "division by zero"))
                }
            }
            // Nothing holds such a number, and each further operation would take longer.
            guard !result.isTooLong else {
                return refuse([
                    Violation(
                        .invalidNumber, field: calculation.field,
                        text: "the result has more than \(ExactDecimal.mostDigits) digits")
                ])
            }
        }
        if let precision = calculation.precision { result.round(to: precision) }
        guard calculation.allowsDecimals || result.isInteger else {
            return refuse([
                Violation(
                    .notAnInteger, field: calculation.field, value: result.text, text: "result \(result.text)")
            ])
        }
        var cell: [UInt8] = []
        result.append(to: &cell)
        take(convert(cell + calculation.unit, into: calculation.column), calculation.column)
    }

    /// An operand as a number, measurements in their attribute's default unit; nil when it is empty, which is noted.
    private mutating func number(_ operand: Calculation.Operand) -> ExactDecimal? {
        switch operand {
        case .constant(let number): return number
        case .field(let operand):
            if let number = stored(operand) { return number }
            note(Violation(.emptyOperand, field: operand.field, text: "\(quoted(operand.field)) is empty"))
            return nil
        }
    }

    private func stored(_ operand: RuleOperand) -> ExactDecimal? {
        guard let slot = operand.slots.first else { return nil }
        guard operand.type == .metric else { return state.text(slot).flatMap { ExactDecimal($0.span) } }
        guard let measure = state.measure(slot), let (family, standard) = operand.scale,
            let unit = family.place(of: String(decoding: measure.unit, as: UTF8.self))
        else { return nil }
        guard unit != standard else { return ExactDecimal(measure.amount.span) }
        var converted: [UInt8] = []
        guard family.append(measure.amount.span, from: unit, to: standard, to: &converted) else { return nil }
        return ExactDecimal(converted.span)
    }
}
