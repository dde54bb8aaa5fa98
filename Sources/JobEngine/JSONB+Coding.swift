// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
public import Postgres

extension JSONB {
    /// Encodes a value.
    ///
    /// For what is written once a task or chunk, not once an item: it takes microseconds.
    public init<Value: Encodable>(encoding value: Value) throws {
        self.init(Array(try JSONEncoder().encode(value)))
    }

    /// Decodes the value.
    ///
    /// For what is read once a task, not once an item: it takes microseconds.
    public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
