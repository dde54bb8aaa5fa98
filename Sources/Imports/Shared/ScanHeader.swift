// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Postgres
package import Tabular

/// What an import makes of a file's header: how a record's key is found, and what is to be noted.
package struct ScanHeader: Sendable {
    /// Appends the folded key of a record to the bytes; false when the record has none.
    package typealias Key = @Sendable (borrowing CSVReader, inout [UInt8]) -> Bool

    /// How a record's key is found: of the records with one key the last one counts.
    package var key: Key
    /// Columns that are not used, and the like.
    package var notes: [Violation]

    /// Describes a header that can be used.
    package init(key: @escaping Key, notes: [Violation] = []) {
        self.key = key
        self.notes = notes
    }
}

/// Judges the names in a header, trimmed; throws a `StepFailure` that holds all its errors.
package typealias HeaderCheck = @Sendable (_ names: [String]) throws -> ScanHeader

/// Reads what the check needs from the catalogue; runs once, before the file is read.
package typealias HeaderCheckMaker = @Sendable (_ parameters: JSONB, isolated Session) throws -> HeaderCheck
