// SPDX-License-Identifier: Apache-2.0

extension FilterJSON {
    /// The value as a JSON text, members in the order of their names.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// Appends the value as a JSON text.
    package func append(to buffer: inout [UInt8]) {
        switch self {
        case .null: buffer.append(contentsOf: "null".utf8)
        case .bool(let isOn): buffer.append(contentsOf: (isOn ? "true" : "false").utf8)
        case .number(let number): buffer.append(contentsOf: number.utf8)
        case .text(let text): JSONBytes.append(text: text.utf8.span, to: &buffer)
        case .list(let values):
            buffer.append(UInt8(ascii: "["))
            for (place, value) in values.enumerated() {
                if place > 0 { buffer.append(UInt8(ascii: ",")) }
                value.append(to: &buffer)
            }
            buffer.append(UInt8(ascii: "]"))
        case .object(let members):
            buffer.append(UInt8(ascii: "{"))
            for (place, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if place > 0 { buffer.append(UInt8(ascii: ",")) }
                JSONBytes.append(text: member.key.utf8.span, to: &buffer)
                buffer.append(UInt8(ascii: ":"))
                member.value.append(to: &buffer)
            }
            buffer.append(UInt8(ascii: "}"))
        }
    }
}
