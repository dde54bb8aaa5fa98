// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

extension JSONValue {
    /// A JSON text of the database as a value; null when it is none.
    ///
    /// Members come in the order of their names.
    package static func json(_ text: String) -> JSONValue {
        (try? JSONDecoder().decode(AnyValue.self, from: Data(text.utf8)))?.value ?? .null
    }

    private struct AnyValue: Decodable {
        let value: JSONValue

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                value = .null
            } else if let bool = try? container.decode(Bool.self) {
                value = .bool(bool)
            } else if let integer = try? container.decode(Int64.self) {
                value = .integer(integer)
            } else if let number = try? container.decode(Double.self) {
                value = .number(number)
            } else if let text = try? container.decode(String.self) {
                value = .text(text)
            } else if let array = try? container.decode([AnyValue].self) {
                value = .array(array.map(\.value))
            } else {
                let members = try container.decode([String: AnyValue].self)
                value = .object(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) })
            }
        }
    }
}
