// SPDX-License-Identifier: Apache-2.0

/// Values as the actions of edits and rules give them, made into the cells that a file would have.
///
/// It only finds out what is meant. Whether a value can stand in its column is for the converter of cells to say, as with files.
package enum ValueData {
    /// Data as a file would write it, or nil when it has another form; and the form that it must have, in words.
    package static func cell(of attribute: Attribute, _ data: FilterJSON) -> (cell: String?, form: String) {
        if data == .null { return ("", "") }
        switch attribute.type {
        case .text, .textarea, .simpleSelect, .referenceSimpleSelect, .identifier: return (data.text, "a text")
        case .number: return (amount(data), "a number")
        case .boolean: return (flag(data), "true or false")
        case .date: return (data.text.map(day), "a day")
        case .multiSelect, .referenceMultiSelect:
            return (texts(data)?.joined(separator: ","), "a list of codes")
        case .metric: return (measure(data), "an amount with its unit")
        case .price:
            let cell = prices(data)?.map { "\($0.amount) \($0.currency)" }.joined(separator: ", ")
            return (cell, "a list of amounts with their currencies")
        case .image, .file: return (data.text, "the path of a file in the store")
        }
    }

    /// A number, which may be in quotation marks; empty for null.
    package static func amount(_ data: FilterJSON?) -> String? {
        switch data {
        case .number(let text), .text(let text): text
        case .null, nil: ""
        default: nil
        }
    }

    /// `1` or `0`.
    package static func flag(_ data: FilterJSON) -> String? {
        switch data {
        case .bool(let isOn): isOn ? "1" : "0"
        case .text(let text) where text == "1" || text == "0": text
        case .number(let text) where text == "1" || text == "0": text
        default: nil
        }
    }

    /// A day, of which other programs give the time of its beginning too.
    private static func day(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return bytes.count > 10 && bytes[10] == UInt8(ascii: "T") ? String(decoding: bytes[..<10], as: UTF8.self) : text
    }

    private static func measure(_ data: FilterJSON) -> String? {
        guard case .object(let members) = data, Set(members.keys).isSubset(of: ["amount", "unit"]),
            let amount = amount(data["amount"])
        else { return nil }
        guard !amount.isEmpty else { return "" }
        return amount + (data["unit"]?.text.map { " " + $0 } ?? "")
    }

    /// A list of amounts with their currencies.
    package static func prices(_ data: FilterJSON) -> [(amount: String, currency: String)]? {
        guard case .list(let entries) = data else { return nil }
        var prices: [(String, String)] = []
        for entry in entries {
            guard let currency = entry["currency"]?.text, let amount = amount(entry["amount"]) else { return nil }
            prices.append((amount, currency))
        }
        return prices
    }

    /// The texts of a list, those with a comma left whole: no code has one, so they are found unknown.
    package static func texts(_ value: FilterJSON) -> [String]? {
        guard case .list(let entries) = value else { return nil }
        let texts = entries.compactMap(\.text)
        return texts.count == entries.count && texts.allSatisfy { !$0.isEmpty && !$0.contains(",") } ? texts : nil
    }
}
