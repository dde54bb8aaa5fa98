// SPDX-License-Identifier: Apache-2.0

extension RecordJudge {
    /// Judges the axes of a variant or sub-model and makes the key of their combination.
    ///
    /// `isFixed`: the item has stood below a model before, so its axes do not change.
    mutating func judgeAxes(_ axes: [Int], isFixed: Bool) {
        var words: [String] = []
        for index in axes {
            let attribute = definitions.attributes[index]
            let key = header.keyTable.find(attribute.code)
            let old = storedValue(attribute.code)
            var text: String?
            if let key, givenByKey[key] >= 0 {
                let value = converter.values[givenByKey[key]]
                text = axisText(attribute, converter.bytes, value.json)
                if isFixed, let old, !isSame(value, old) {
                    let expected = axisText(attribute, stored.bytes, old) ?? ""
                    refuse(.axisNotChangeable, attribute.code, text, "axis is \(quoted(expected)) and stays")
                }
            } else if let key, converter.cleared.contains(key) {
                text = nil
            } else if let old {
                text = axisText(attribute, stored.bytes, old)
            }
            guard let text, !text.isEmpty else {
                // A cell that cannot be read has its own warning.
                if !converter.violations.contains(where: { $0.field == attribute.code }) {
                    refuse(.emptyAxis, attribute.code, nil, "axis is empty")
                }
                continue
            }
            if !judgement.axisKey.isEmpty { judgement.axisKey.append(0x1F) }
            judgement.axisKey.append(contentsOf: folded(text).utf8)
            words.append("\(attribute.code) = \(text)")
        }
        judgement.axisText = words.joined(separator: ", ")
    }

    /// The stored value of a key.
    private func storedValue(_ key: String) -> Range<Int>? {
        let bytes = Array(key.utf8)
        return stored.members.first { stored.bytes[$0.key].elementsEqual(bytes) }?.value
    }

    /// A value as text: an amount in its shortest form, with its unit.
    private func axisText(_ attribute: Attribute, _ bytes: [UInt8], _ json: Range<Int>) -> String? {
        guard attribute.type == .metric else {
            return String(decoding: bytes[ValueText.inner(json)], as: UTF8.self)
        }
        guard let measure = ValueText.measure(bytes, json) else { return nil }
        let amount = String(decoding: bytes[measure.amount], as: UTF8.self)
        return (PlainDecimal.normalized(amount) ?? amount) + " " + String(decoding: bytes[measure.unit], as: UTF8.self)
    }
}
