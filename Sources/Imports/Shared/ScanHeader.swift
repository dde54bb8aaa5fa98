// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Postgres
package import Tabular

/// What an import makes of a file's header: how a record's key is found, and what is to be noted.
package struct ScanHeader: Sendable {
    /// Appends the folded key of a record to the bytes; false when the record has none.
    package typealias Key = @Sendable (borrowing CSVReader, inout [UInt8]) -> Bool

    /// Makes what finds the claims of one file's records.
    package typealias ClaimsMaker = @Sendable () -> any RecordClaims

    /// How a record's key is found: of the records with one key the last one counts.
    package var key: Key
    /// What finds the claims of records; nil: they claim nothing.
    package var makeClaims: ClaimsMaker?
    /// The last column that key and claims look at; nil: any.
    package var lastColumn: Int?
    /// Columns that are not used, and the like.
    package var notes: [Violation]

    /// Describes a header that can be used.
    package init(
        key: @escaping Key, claims: ClaimsMaker? = nil, lastColumn: Int? = nil, notes: [Violation] = []
    ) {
        self.key = key
        makeClaims = claims
        self.lastColumn = lastColumn
        self.notes = notes
    }
}

/// Judges the names in a header, trimmed; throws a `StepFailure` that holds all its errors.
package typealias HeaderCheck = @Sendable (_ names: [String]) throws -> ScanHeader

/// Reads what the check needs from the catalogue; runs once, before the file is read.
package typealias HeaderCheckMaker = @Sendable (_ parameters: JSONB, isolated Session) throws -> HeaderCheck

/// Finds what each record of a file claims for itself alone, such as the value of a unique attribute.
///
/// Records that claim the same are handled in file order after all others, so that the first one gets it whatever the
/// number of workers. What is no real conflict costs only that.
package protocol RecordClaims: AnyObject {
    /// Takes the claims of the next record.
    func take(_ reader: borrowing CSVReader, add: (KeyHash, _ record: Int) throws -> Void) throws
    /// Takes those claims of the records so far that must be looked up; called between two blocks of the file.
    func settle(on db: isolated Session, add: (KeyHash, _ record: Int) throws -> Void) throws
}
