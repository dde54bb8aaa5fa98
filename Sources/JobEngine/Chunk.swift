// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// What one chunk of a task leaves behind beside its data: counters, warnings, refused records, the checkpoint.
///
/// All of it is written in the chunk's transaction. A chunk whose transaction is repeated begins with a fresh value.
public struct Chunk: Sendable {
    /// The item at which the task's range ends now; nil: to the end.
    ///
    /// An idle worker may have cut the range since the last chunk. Items at or behind it belong to another task: what was
    /// read of them is dropped, not written.
    public let rangeEnd: Int64?
    /// The next item to handle once this chunk is committed.
    ///
    /// It begins where the last chunk left it.
    public var position: Int64
    /// What this chunk adds to the counters.
    public var counters = Counters()
    /// Where the step's own code stands, at most 1 kB.
    ///
    /// It begins as the last chunk left it; nil: the position says all.
    public var checkpoint: JSONB?
    /// The warnings so far.
    public private(set) var warnings: [Warning] = []
    /// Whether the task ends with this chunk.
    public private(set) var isFinished = false

    package private(set) var refused: [RefusedRecord] = []
    package private(set) var header: [UInt8]?
    package private(set) var invalidItemsName = ""
    package private(set) var total: StepTotal?
    package private(set) var facts: JSONB?

    package init(rangeEnd: Int64?, position: Int64, checkpoint: JSONB?) {
        self.rangeEnd = rangeEnd
        self.position = position
        self.checkpoint = checkpoint
    }

    /// Whether an item belongs to this task's range.
    public func contains(_ item: Int64) -> Bool {
        guard let rangeEnd else { return true }
        return item < rangeEnd
    }

    /// Keeps a warning.
    ///
    /// The counters are not touched: an item may have several.
    public mutating func warn(_ warning: Warning) { warnings.append(warning) }

    /// Puts a record into the invalid-items file of the execution, byte for byte and once, whatever the number of calls.
    ///
    /// The header is the first line of that file; the first one given is kept, and so is the file's name.
    public mutating func refuse(row: Int64, bytes: [UInt8], header: [UInt8], file: String = "invalid_items.csv") {
        if self.header == nil { (self.header, invalidItemsName) = (header, file) }
        refused.append(RefusedRecord(row: row, bytes: bytes))
    }

    /// Ends the task with this chunk: data, counters and the task's end are one transaction.
    public mutating func finish() { isFinished = true }

    /// Says how many items the step will handle in all; nil: unknown.
    public mutating func setTotal(_ total: Int64?, unit: String? = nil) {
        self.total = StepTotal(total: total, unit: unit)
    }

    /// Keeps what the step found out, an object such as `{"charset": "UTF-8", "records": 1204}`; keys known before stay.
    public mutating func setFacts(_ facts: JSONB) { self.facts = facts }
}

/// A record that goes into the invalid-items file.
package struct RefusedRecord: Sendable {
    package let row: Int64
    package let bytes: [UInt8]
}

/// What a chunk says about its step's size.
package struct StepTotal: Sendable, Equatable {
    package let total: Int64?
    package let unit: String?
}
