// SPDX-License-Identifier: Apache-2.0

import JobEngine
package import Postgres
package import Tabular

/// The records of a scanned file from one number on: pieces of the artifact, fed into a reader as it asks for them.
///
/// It starts at the nearest known split point and passes over the records before the one asked for. Memory is the
/// reader's and a few pieces.
package struct RecordSource: ~Copyable {
    /// The reader, at the current record.
    package private(set) var reader: CSVReader
    private var pieces: ArtifactReader
    private let first: Int64

    /// Opens a scanned file at a record, 1 for the first after the header.
    package init(_ facts: ScanFacts, from record: Int64) throws {
        let start = facts.start(of: record)
        reader = CSVReader(dialect: try facts.dialect, from: start)
        pieces = ArtifactReader(artifact: facts.artifact, offset: Int64(start.byteOffset))
        first = max(1, record)
    }

    /// Goes to the next record; false when there is none.
    package mutating func next(on db: isolated Session) throws -> Bool {
        while true {
            switch try reader.next() {
            case .record:
                // The header has the number 0.
                if Int64(reader.position.record) >= first { return true }
            case .needsMoreInput:
                if let piece = try pieces.next(on: db) { reader.append(piece[...]) } else { reader.finish() }
            case .end:
                return false
            }
        }
    }

    /// The number of the current record, 1 for the first after the header.
    package var row: Int64 { Int64(reader.position.record) }
    /// The line where the current record starts.
    package var line: Int64 { Int64(reader.position.line) }
}
