// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

extension JSONValue {
    /// Reads a JSON text; the members of objects in order of their names.
    package init(parsing bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(Parsed.self, from: Data(bytes)).value
    }

    /// The object with one member more, at its end; anything else as it is.
    package func adding(_ key: String, _ value: JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members + [(key, value)])
    }

    /// A member of an object.
    package func member(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == name }?.value
    }

    private struct Parsed: Decodable {
        let value: JSONValue

        private struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            if let members = try? decoder.container(keyedBy: Name.self) {
                value = .object(
                    try members.allKeys.sorted { $0.stringValue < $1.stringValue }
                        .map { ($0.stringValue, try members.decode(Parsed.self, forKey: $0).value) })
            } else if var values = try? decoder.unkeyedContainer() {
                var all: [JSONValue] = []
                while !values.isAtEnd { all.append(try values.decode(Parsed.self).value) }
                value = .array(all)
            } else {
                let single = try decoder.singleValueContainer()
                if single.decodeNil() {
                    value = .null
                } else if let flag = try? single.decode(Bool.self) {
                    value = .bool(flag)
                } else if let number = try? single.decode(Int64.self) {
                    value = .integer(number)
                } else if let number = try? single.decode(Double.self) {
                    value = .number(number)
                } else {
                    value = .text(try single.decode(String.self))
                }
            }
        }
    }
}
