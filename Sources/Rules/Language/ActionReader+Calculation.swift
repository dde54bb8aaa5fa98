// SPDX-License-Identifier: Apache-2.0

import Catalog

/// `calculate`.
extension ActionReader {
    /// More digits are no rounding of anything.
    private static let largestPrecision = 100

    mutating func calculate() -> CompiledAction? {
        guard
            check(
                action, needs: ["type", "destination", "source", "operation_list"], allows: ["round_precision"])
        else { return nil }
        let source = operand(action["source"] ?? .null, at: "source", allows: [])
        let operations = operations()
        let precision = precision()
        guard let (column, unit, field) = destination(), let source, let operations, let precision else { return nil }
        return .calculate(
            Calculation(
                source: source, operations: operations, precision: precision, column: column, unit: unit,
                allowsDecimals: field.attribute.entry.decimalsAllowed, field: field.attribute.code))
    }

    private mutating func operations() -> [(sign: Calculation.Sign, operand: Calculation.Operand)]? {
        guard case .list(let given)? = action["operation_list"] else {
            refuse("operation_list", .invalidValue, "operation_list must be a list of operations")
            return nil
        }
        guard !given.isEmpty else {
            refuse("operation_list", .tooFewOperands, "operation_list must hold at least one operation")
            return nil
        }
        var operations: [(sign: Calculation.Sign, operand: Calculation.Operand)] = []
        for (place, operation) in given.enumerated() {
            let part = "operation_list/\(place)"
            let operand = operand(operation, at: part, allows: ["operator"])
            guard case .object = operation else { continue }
            let signs = Calculation.Sign.allCases.map(\.rawValue).joined(separator: ", ")
            guard let written = operation["operator"] else {
                refuse(part, .missingKey, "\(Self.words(part)): operator is missing; known are \(signs)")
                continue
            }
            guard let sign = written.text.flatMap(Calculation.Sign.init(rawValue:)) else {
                refuse(
                    "\(part)/operator", .unknownOperator,
                    "\(Self.words(part)): operator \(quoted(written.text ?? "")) is none of \(signs)")
                continue
            }
            if let operand { operations.append((sign, operand)) }
        }
        return operations.count == given.count ? operations : nil
    }

    private mutating func operand(
        _ given: FilterJSON, at part: String, allows: [String]
    ) -> Calculation.Operand? {
        guard case .object(let members) = given else {
            refuse(part, .invalidValue, "\(Self.words(part)) must be a map with value or field")
            return nil
        }
        guard (members["value"] == nil) != (members["field"] == nil) else {
            refuse(part, .missingKey, "\(Self.words(part)) must have exactly one of value and field")
            return nil
        }
        if members["value"] != nil {
            guard check(given, at: part, needs: ["value"], allows: allows) else { return nil }
            let text = ValueData.amount(given["value"]) ?? ""
            guard text.utf8.count <= RuleYAML.longestNumber else {
                refuse(
                    "\(part)/value", .invalidValue,
                    "\(Self.words(part)): a number has \(text.utf8.count) characters, allowed \(RuleYAML.longestNumber)"
                )
                return nil
            }
            let bytes = Array(text.utf8)
            guard let number = ExactDecimal(bytes.span) else {
                refuse("\(part)/value", .invalidValue, "\(Self.words(part)): value must be a number")
                return nil
            }
            return .constant(number)
        }
        guard check(given, at: part, needs: ["field"], allows: ["locale", "scope", "currency"] + allows),
            let field = field(given, at: part), isNumber(field, at: part)
        else { return nil }
        let isPrice = field.attribute.type == .price
        if !isPrice, given["currency"] != nil {
            refuse("\(part)/currency", .unknownKey, "\(Self.words(part)): only prices have a currency")
        }
        let currency = isPrice ? currency(given, at: part, isNeeded: true) : nil
        guard !isPrice || currency != nil else { return nil }
        return self.operand(field, currency: currency, at: "\(part)/field").map { .field($0) }
    }

    private mutating func isNumber(_ field: Field, at part: String) -> Bool {
        switch field.attribute.type {
        case .number, .metric, .price: return true
        default:
            refuse(
                "\(part)/field", .incompatibleTypes,
                "\(Self.words(part)): \(quoted(field.attribute.code)) holds no number, measurement or price")
            return false
        }
    }

    private mutating func destination() -> (column: Int, unit: [UInt8], field: Field)? {
        let part = "destination"
        guard let map = action[part],
            check(map, at: part, needs: ["field"], allows: ["locale", "scope", "currency", "unit"]),
            let field = field(map, at: part), isNumber(field, at: part)
        else { return nil }
        var column = field.column
        var unit: [UInt8] = []
        let type = field.attribute.type
        if type == .price {
            guard let currency = currency(map, at: part, isNeeded: true) else { return nil }
            column += "-" + currency
        } else if map["currency"] != nil {
            refuse("\(part)/currency", .unknownKey, "destination: only prices have a currency")
        }
        if type == .metric, let family = field.attribute.measurementFamily {
            let given = map["unit"].map { $0.text ?? "" }
            guard let known = family.unit(given ?? field.attribute.entry.defaultMetricUnit ?? family.standardUnit)
            else {
                refuse("\(part)/unit", .unknownUnit, "destination: no unit \(quoted(given ?? "")) in \(family.code)")
                return nil
            }
            unit = [UInt8(ascii: " ")] + Array(known.utf8)
        } else if map["unit"] != nil {
            refuse("\(part)/unit", .unknownKey, "destination: only measurements have a unit")
        }
        guard let writer = writer(column, at: "\(part)/field") else { return nil }
        return (target(writer, column), unit, field)
    }

    /// Nil: it is wrong, which is noted; `.some(nil)`: nothing is rounded.
    private mutating func precision() -> Int?? {
        guard let given = action["round_precision"], given != .null else { return .some(nil) }
        guard let text = ValueData.amount(given), let number = Int(text),
            (-Self.largestPrecision...Self.largestPrecision).contains(number)
        else {
            refuse(
                "round_precision", .invalidPrecision,
                "round_precision must be a whole number from -\(Self.largestPrecision) to \(Self.largestPrecision)")
            return nil
        }
        return .some(number)
    }
}
