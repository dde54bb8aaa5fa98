// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Postgres
import Tabular

/// Looks at each record of a scan: judges the header, and remembers the key of every other record.
final class RecordWatch {
    private let check: HeaderCheck
    private var header: ScanHeader?
    private var index: KeyIndex?
    private var claims: (any RecordClaims)?
    private var claimed: KeyIndex?
    private var key: [UInt8] = []
    /// Columns at the end of the header that have no name: they may stay when all their cells are empty.
    private var nameless = 0..<0
    private var filledNameless: Int?

    init(check: @escaping HeaderCheck) {
        self.check = check
        index = KeyIndex()
        claimed = KeyIndex()
    }

    /// What is to be noted about the header.
    var notes: [Violation] { header?.notes ?? [] }

    /// Takes the next record; throws what makes the file unusable.
    func take(_ reader: inout CSVReader) throws {
        if reader.position.record == 0 { return try takeHeader(&reader) }
        for column in nameless where filledNameless == nil && !reader.isBlank(column) { filledNameless = column }
        guard let header else { return }
        let record = reader.position.record
        try claims?.take(reader) { try claimed?.add($0, record: $1) }
        key.removeAll(keepingCapacity: true)
        guard header.key(reader, &key) else { return }
        try index?.add(KeyHash(key.span), record: record)
    }

    /// Looks up what the claims of the records so far need; called between two blocks of the file.
    func settle(on db: isolated Session) throws {
        try claims?.settle(on: db) { try claimed?.add($0, record: $1) }
    }

    private func takeHeader(_ reader: inout CSVReader) throws {
        let names = (0..<reader.fieldCount).map { Bytes.text(reader.trimmedBytes(of: $0)) }
        let named = (names.lastIndex { !$0.isEmpty } ?? -1) + 1
        nameless = named..<names.count
        // With one column the delimiter may be wrong, and with a replacement character the encoding: the scan will say.
        if names.count == 1 || names.contains(where: { $0.unicodeScalars.contains("\u{FFFD}") }) {
            header = try? check(names)
            return
        }
        header = try check(names)
        claims = header?.makeClaims?()
        if nameless.isEmpty, let last = header?.lastColumn { reader.want(cells: last + 1) }
    }

    /// More records that a later one replaces, each with the one that counts; nil when there are no more.
    func nextSuperseded() throws -> (rows: [Int64], later: [Int64])? {
        guard let groups = try index?.nextDuplicates() else { return nil }
        var found: (rows: [Int64], later: [Int64]) = ([], [])
        for records in groups {
            guard let last = records.last else { continue }
            for record in records.dropLast() {
                found.rows.append(Int64(record))
                found.later.append(Int64(last))
            }
        }
        return found
    }

    /// More groups of records that claim the same; nil when there are no more.
    func nextContested() throws -> [[Int64]]? {
        try claimed?.nextDuplicates()?.map { $0.map(Int64.init) }
    }

    /// What makes the file unusable although every record could be read.
    func failure(columns: [String]) throws -> StepFailure? {
        if let filledNameless {
            return ImportFailure.header([
                Violation(.emptyColumnName, field: "", text: "column \(filledNameless + 1) has no name")
            ])
        }
        if header == nil { _ = try check(columns.map { $0.trimmingBlanks() }) }
        return nil
    }
}
