// SPDX-License-Identifier: Apache-2.0

/// An item as it is stored: what a record is compared with.
public struct StoredItem: Sendable {
    /// The identifier of a product or the code of a product model; empty: none.
    public var identifier: [UInt8] = []
    /// The code of the family; empty: none.
    public var family: [UInt8] = []
    /// The code of a product model's family variant.
    public var familyVariant: [UInt8] = []
    /// The code of the product model above; empty: none.
    public var parent: [UInt8] = []
    /// The id of the product model above.
    public var parentID: Int64?
    /// The values of its axes, folded; empty for an item without axes.
    public var axisKey: [UInt8] = []
    /// Whether a product is offered.
    public var isEnabled = true
    /// Sorted codes, joined by commas.
    public var categories: [UInt8] = []
    /// Sorted codes, joined by commas.
    public var groups: [UInt8] = []
    /// The values as PostgreSQL prints them.
    public var values: [UInt8] = []

    /// An item with nothing in it.
    public init() {}
}

/// A product model as what stands below it sees it.
public struct ParentModel: Sendable {
    /// Its id.
    public var id: Int64
    /// Its code, in its stored spelling.
    public var code: String
    /// The code of its family variant.
    public var familyVariant: String
    /// 0 for a root, 1 for a sub-model.
    public var level: Int
    /// Its values and those it inherits, as one JSON object.
    public var values: [UInt8]

    /// Describes a model.
    public init(id: Int64, code: String, familyVariant: String, level: Int, values: [UInt8]) {
        self.id = id
        self.code = code
        self.familyVariant = familyVariant
        self.level = level
        self.values = values
    }
}

/// What a record comes to: the state that its item is to have, and what of it is new.
///
/// One is made per task and filled again for each record, so its buffers keep their memory.
public struct Judgement: Sendable {
    /// What becomes of the item.
    public enum Outcome: Sendable, Equatable {
        case created, updated, unchanged, invalid
    }

    /// A value of a unique attribute that the item takes or gives up.
    public struct UniqueValue: Sendable, Equatable {
        /// The attribute's code.
        public var attribute: String
        /// The value as it is compared; nil: the item no longer has one.
        public var key: [UInt8]?
    }

    /// What becomes of the item.
    public internal(set) var outcome = Outcome.unchanged
    /// Everything wrong with the record; empty unless it is invalid.
    public internal(set) var violations: [Violation] = []
    /// What is worth a note about a record that is written.
    public internal(set) var notes: [Violation] = []
    /// Filled cells that were passed over because the attribute is not in the item's family or level.
    public internal(set) var outsideFamily: Int64 = 0
    /// Whether the same record, judged against what it makes of the item, is sure to change nothing.
    public internal(set) var isRepeatable = false
    /// The identifier or code; empty: none.
    public internal(set) var identifier: [UInt8] = []
    /// The identifier or code as it is looked up.
    public internal(set) var identifierKey: [UInt8] = []
    /// The code of the family; empty: none.
    public internal(set) var family: [UInt8] = []
    /// The code of a product model's family variant.
    public internal(set) var familyVariant: [UInt8] = []
    /// The code of the product model above; empty: none.
    public internal(set) var parent: [UInt8] = []
    /// The id of the product model above.
    public internal(set) var parentID: Int64?
    /// Whether a product is offered.
    public internal(set) var isEnabled = true
    /// Sorted codes, joined by commas.
    public internal(set) var categories: [UInt8] = []
    /// Sorted codes, joined by commas.
    public internal(set) var groups: [UInt8] = []
    /// The values that are new or differ, as a JSON object.
    public internal(set) var values: [UInt8] = []
    /// The keys of the values that go, joined by commas.
    public internal(set) var cleared: [UInt8] = []
    /// The fields and values that change as they were, as a JSON object; of a new item an empty one.
    public internal(set) var before: [UInt8] = []
    /// The values of the axes, folded; empty for an item without axes.
    public internal(set) var axisKey: [UInt8] = []
    /// The axes and their values in words, for a message about another item with the same.
    public internal(set) var axisText = ""
    /// The unique values that the item takes or gives up.
    public internal(set) var uniqueValues: [UniqueValue] = []

    /// An empty judgement.
    public init() {}

    mutating func reset() {
        outcome = .unchanged
        violations.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
        outsideFamily = 0
        isRepeatable = false
        parentID = nil
        isEnabled = true
        identifier.removeAll(keepingCapacity: true)
        identifierKey.removeAll(keepingCapacity: true)
        family.removeAll(keepingCapacity: true)
        familyVariant.removeAll(keepingCapacity: true)
        parent.removeAll(keepingCapacity: true)
        categories.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        cleared.removeAll(keepingCapacity: true)
        before.removeAll(keepingCapacity: true)
        axisKey.removeAll(keepingCapacity: true)
        axisText = ""
        uniqueValues.removeAll(keepingCapacity: true)
    }
}
