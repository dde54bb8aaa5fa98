// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
package import Tabular

/// What the fetch hands to the scan: the file as received.
package struct FetchFacts: Sendable, Codable, Equatable {
    /// The artifact that holds the file.
    package var artifact: Int64
    /// Its name.
    package var name: String
    /// Its size in bytes.
    package var size: Int64
    /// The artifact of the archive in which it came; nil: it came by itself.
    package var archive: Int64?

    /// Describes a file.
    package init(artifact: Int64, name: String, size: Int64, archive: Int64? = nil) {
        self.artifact = artifact
        self.name = name
        self.size = size
        self.archive = archive
    }
}

/// What the scan knows of a file, for every step that reads its records.
package struct ScanFacts: Sendable, Codable, Equatable {
    /// The start of a record.
    package struct Split: Sendable, Codable, Equatable {
        /// The record's number, 1 for the first after the header.
        package var record: Int64
        /// Its line.
        package var line: Int64
        /// The offset of its first byte.
        package var offset: Int64
    }

    /// How many split points are kept.
    package static let maximumSplits = 512

    /// The artifact that holds the records as plain UTF-8: the input, or what was unpacked from it.
    package var artifact: Int64
    /// The name of the file as received.
    package var name: String
    /// The size in bytes of the plain text.
    package var size: Int64
    /// The encoding in which the file came.
    package var charset: String
    /// The byte between cells, as text.
    package var delimiter: String
    /// The byte around cells, as text.
    package var enclosure: String
    /// The sheet that was read; nil: the file is text.
    package var sheet: String?
    /// How a file of UTF-16 was written.
    package var order: UTF16Order?
    /// How many records follow the header.
    package var records: Int64
    /// The cells of the header, as they are.
    package var columns: [String]
    /// The header's own bytes, for the file of refused records.
    package var header: String
    /// How many records a later one replaces.
    package var superseded: Int64
    /// How many records claim what another one claims too.
    package var contested: Int64
    /// Starts of records, ascending, the first that of record 1; empty when there is no record.
    package var splits: [Split]

    /// Reads facts from their JSON text.
    package init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(ScanFacts.self, from: Data(json))
    }

    /// Puts facts together.
    init(
        artifact: Int64, name: String, size: Int64, charset: String, delimiter: String, enclosure: String,
        sheet: String?, order: UTF16Order?, records: Int64, columns: [String], header: String, superseded: Int64,
        contested: Int64,
        splits: [Split]
    ) {
        self.artifact = artifact
        self.name = name
        self.size = size
        self.charset = charset
        self.delimiter = delimiter
        self.enclosure = enclosure
        self.sheet = sheet
        self.order = order
        self.records = records
        self.columns = columns
        self.header = header
        self.superseded = superseded
        self.contested = contested
        self.splits = splits
    }

    /// The JSON text.
    package var json: [UInt8] {
        get throws { [UInt8](try JSONEncoder().encode(self)) }
    }

    /// How cells are separated and enclosed.
    package var dialect: Dialect {
        get throws { try isTyped ? .typed : Dialect(delimiter: delimiter, enclosure: enclosure) }
    }

    /// Whether the sheet said what each cell holds.
    package var isTyped: Bool { sheet != nil }

    /// The name of the file of refused records.
    package var invalidItemsName: String { isTyped ? "invalid_items.xlsx" : "invalid_items.csv" }

    /// Bytes of a record as they stood in the file as received: in its encoding.
    package func received(_ bytes: [UInt8]) -> [UInt8] { encoding.encode(bytes, order ?? .little) }

    /// The header as it stood in the file as received.
    package var receivedHeader: [UInt8] {
        encoding.mark(order ?? .little) + encoding.encode(Array(header.utf8), order ?? .little)
    }

    /// The text of a sheet is UTF-8 whatever a profile says of text files.
    private var encoding: TextEncoding { isTyped ? .utf8 : (try? TextEncoding(named: charset)) ?? .utf8 }

    /// The last known start at or before a record; the start of the file when none is known.
    package func start(of record: Int64) -> SplitPoint {
        guard var best = splits.first else { return .start }
        var (low, high) = (0, splits.count)
        while low < high {
            let middle = (low + high) / 2
            if splits[middle].record <= record {
                best = splits[middle]
                low = middle + 1
            } else {
                high = middle
            }
        }
        return SplitPoint(record: Int(best.record), line: Int(best.line), byteOffset: Int(best.offset))
    }

    /// Every second point until few enough are left.
    static func thinned(_ points: [SplitPoint]) -> [Split] {
        var kept = points
        while kept.count > maximumSplits {
            kept = kept.indices.filter { $0.isMultiple(of: 2) }.map { kept[$0] }
        }
        return kept.map { Split(record: Int64($0.record), line: Int64($0.line), offset: Int64($0.byteOffset)) }
    }
}

extension FetchFacts {
    /// Reads facts from their JSON text.
    package init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(FetchFacts.self, from: Data(json))
    }

    /// The JSON text.
    package var json: [UInt8] {
        get throws { [UInt8](try JSONEncoder().encode(self)) }
    }
}
