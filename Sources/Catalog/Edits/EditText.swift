// SPDX-License-Identifier: Apache-2.0

/// Values as people type them, made into the data that an edit's actions hold.
package enum EditText {
    /// The actions that give attributes these values; a locale or channel goes only to attributes that have them.
    package static func values(
        _ settings: [(code: String, text: String)], locale: String?, channel: String?, definitions: Definitions
    ) -> String {
        var members: [String: [String]] = [:]
        for setting in settings {
            let attribute = definitions.attribute(setting.code)
            let locale = attribute?.isLocalizable == false ? nil : locale
            let channel = attribute?.isScopable == false ? nil : channel
            let value =
                "{\"locale\":\(text(locale)),\"scope\":\(text(channel)),\"data\":\(data(setting.text, attribute))}"
            members[attribute?.code ?? setting.code, default: []].append(value)
        }
        let values = members.sorted { $0.key < $1.key }.map { "\(text($0.key)):[\($0.value.joined(separator: ","))]" }
        return "[{\"normalized_values\":{\(values.joined(separator: ","))}}]"
    }

    /// A list of codes with commas as a JSON list.
    package static func codes(_ text: String) -> String {
        let codes = text.commaSeparated().filter { !$0.isEmpty }.map { Self.text($0) }
        return "[\(codes.joined(separator: ","))]"
    }

    /// What a person types for a value of this attribute, as JSON; nothing typed empties the value.
    package static func data(_ typed: String, _ attribute: Attribute?) -> String {
        guard !typed.isEmpty else { return "null" }
        switch attribute?.type {
        case .boolean:
            switch typed.lowercased() {
            case "1", "true", "yes": return "true"
            case "0", "false", "no": return "false"
            default: return text(typed)
            }
        case .multiSelect, .referenceMultiSelect: return codes(typed)
        case .metric:
            let (amount, unit) = parts(typed)
            return "{\"amount\":\(text(amount)),\"unit\":\(unit.isEmpty ? "null" : text(unit))}"
        case .price:
            let prices = typed.commaSeparated().map { price -> String in
                let (amount, currency) = parts(price)
                return "{\"amount\":\(text(amount)),\"currency\":\(text(currency))}"
            }
            return "[\(prices.joined(separator: ","))]"
        default: return text(typed)
        }
    }

    /// `2.5 KILOGRAM` taken apart.
    private static func parts(_ typed: String) -> (String, String) {
        let words = typed.split(separator: " ", maxSplits: 1).map(String.init)
        return (words.first ?? "", words.count > 1 ? words[1].trimmingBlanks() : "")
    }

    /// A text in quotation marks; nil is null.
    package static func text(_ text: String?) -> String {
        guard let text else { return "null" }
        var bytes: [UInt8] = []
        JSONBytes.append(text: text.utf8.span, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
