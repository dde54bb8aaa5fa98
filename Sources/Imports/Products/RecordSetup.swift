// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres
import Tabular

/// What every step needs to read the records of one product or product model file.
struct RecordSetup: Sendable {
    /// What the records describe.
    let kind: ItemKind
    /// What the scan has found out.
    let facts: ScanFacts
    /// What the execution was told.
    let parameters: RecordParameters
    /// The catalogue's structure, as it was when the task began.
    let definitions: Definitions
    /// The header, compiled.
    let header: ProductHeader
    /// The key of records' marks: all that has a say in what a record comes to; nil: these records are not marked.
    let markKey: KeyHash?
    /// Where the columns stand whose cells name files that must be there.
    let mediaPlaces: [Int]
    /// Of a sheet: where the columns stand whose cells are texts, codes and links, whatever the attributes' types.
    private let plainPlaces: [Int]

    /// Reads the structure and compiles the header; throws a `StepFailure` that holds all its errors.
    init(_ kind: ItemKind, facts: ScanFacts, parameters: JSONB, on db: isolated Session) throws {
        self.kind = kind
        self.facts = facts
        self.parameters = try ProductParameters(json: parameters.bytes).forRecords(kind)
        let (definitions, version) = try DefinitionsStore.loadWithVersion(on: db)
        self.definitions = definitions
        header = try Self.header(facts.columns, definitions, self.parameters)
        let attributes = definitions.attributes
        mediaPlaces =
            self.parameters.checksMedia
            ? header.values.filter { attributes[$0.attribute].type.isMedia }.map(\.place) : []
        let values = Set(header.values.map(\.place))
        let names = header.names
        plainPlaces =
            facts.isTyped ? names.indices.filter { !values.contains($0) && !ProductHeader.isIgnored(names[$0]) } : []
        // A preview writes nothing that lasts.
        markKey =
            db.schemaName == nil && mediaPlaces.isEmpty
            ? Self.markKey(header, facts, self.parameters, version: version) : nil
    }

    /// What stands for the header, the parameters, the structure and this way of judging, in a hash.
    ///
    /// Records that name products by uuid or product models above, and those with media that come beside them, depend on more.
    private static func markKey(
        _ header: ProductHeader, _ facts: ScanFacts, _ parameters: RecordParameters, version: Int64
    ) -> KeyHash? {
        guard parameters.kind == .product, parameters.comparesWithStored, header.fixed[.identifier] != nil,
            header.fixed[.uuid] == nil
        else { return nil }
        let parts: [String] =
            ["record mark 1", String(version), facts.delimiter, facts.enclosure, facts.sheet == nil ? "text" : "sheet"]
            + [
                parameters.decimalSeparator, parameters.dateFormat.rawValue, parameters.categoriesColumn,
                parameters.familyColumn, parameters.groupsColumn,
            ]
            + facts.columns
        var bytes: [UInt8] = []
        for part in parts {
            bytes.append(contentsOf: String(part.utf8.count).utf8)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(contentsOf: part.utf8)
        }
        return KeyHash(bytes.span)
    }

    /// What is wrong with the kinds of a record's cells, but for those of values: codes and links are texts.
    func misplaced(_ batch: borrowing RecordBatch, _ record: Int) -> [Violation] {
        plainPlaces.compactMap { column in
            let kind = batch.kind(record, column)
            guard kind == .date || kind == .error else { return nil }
            return kind.violation(field: header.names[column], value: batch.text(batch.cell(record, column)))
        }
    }

    /// The compiled header; throws a `StepFailure` that holds all its errors.
    static func header(
        _ names: [String], _ definitions: Definitions, _ parameters: RecordParameters
    ) throws -> ProductHeader {
        do throws(ProductHeader.Faults) {
            return try ProductHeader(names: names, definitions: definitions, parameters: parameters)
        } catch {
            throw ImportFailure.header(error.violations) ?? ImportFailure.notFound("")
        }
    }

    /// The superseded records of a page, each with the one that counts.
    func superseded(in page: RecordPage, execution: Int64, on db: isolated Session) throws -> [Int64: Int64] {
        guard facts.superseded > 0, page.count > 0 else { return [:] }
        return try SupersededStore.load(
            execution: execution, from: page.records.row(0), to: page.records.row(page.count - 1) + 1, on: db)
    }

    /// What is wrong with a record that has more cells than the header.
    func tooLong(_ batch: borrowing RecordBatch, _ record: Int) -> Violation {
        Violation(.rowTooLong, field: nil, text: "\(batch.cellCount(record)) cells, header has \(header.count)")
    }
}

extension RecordPage {
    /// Copies the next records, up to a limit and before the end of the range; false when there are no more behind them.
    mutating func fill(
        from source: inout RecordSource, limit: Int, until end: Int64?, on db: isolated Session
    ) throws -> Bool {
        while count < limit, records.byteCount < 8 << 20 {
            if let last = lastRow, let end, last + 1 >= end { return false }
            guard try source.next(on: db) else { return false }
            if let end, source.row >= end { return false }
            append(source.reader)
        }
        return true
    }

    /// The number of the last record.
    private var lastRow: Int64? { count > 0 ? records.row(count - 1) : nil }
}
