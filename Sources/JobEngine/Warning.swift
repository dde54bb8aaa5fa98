// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// An item that could not be handled, or a note about one.
///
/// It is written in the transaction of its chunk: what rolls back takes its warnings along.
public struct Warning: Sendable {
    /// The stable code by which people sort and count, such as `unknown_family`.
    public var reason: String
    /// Whether it refuses nothing: the item was written, superseded or left alone for another cause.
    public var isNote: Bool
    /// The number of the record, 1 for the first one after the header.
    public var row: Int64?
    /// The line of the file where the record starts.
    public var line: Int64?
    /// The identifier of the item.
    public var identifier: String?
    /// The column or attribute.
    public var field: String?
    /// The value at fault; kept up to 200 characters.
    public var value: String?
    /// The sentence for people.
    public var message: String
    /// The item itself, all its cells.
    public var item: JSONB?

    /// Describes what is wrong with an item.
    public init(
        reason: String, message: String, isNote: Bool = false, row: Int64? = nil, line: Int64? = nil,
        identifier: String? = nil, field: String? = nil, value: String? = nil, item: JSONB? = nil
    ) {
        self.reason = reason
        self.message = message
        self.isNote = isNote
        self.row = row
        self.line = line
        self.identifier = identifier
        self.field = field
        self.value = value
        self.item = item
    }
}
