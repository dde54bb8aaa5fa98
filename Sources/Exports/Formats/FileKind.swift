// SPDX-License-Identifier: Apache-2.0

import Catalog
import Tabular

/// How a file is written.
enum FileKind: String, Sendable {
    case csv
    case jsonLines = "jsonl"
    case xlsx

    /// What its name ends in.
    var fileExtension: String { rawValue }

    /// Its media type.
    var mediaType: String {
        switch self {
        case .csv: "text/csv"
        case .jsonLines: "application/jsonl"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }

    /// What writes its records.
    func format(_ columns: [OutputColumn], _ parameters: ExportParameters) throws -> any RecordFormat {
        switch self {
        // A workbook is no stream of records; `WorkbookTask` writes it.
        case .csv, .xlsx: return CSVFormat(dialect: try parameters.dialect, hasHeader: parameters.withHeader ?? true)
        case .jsonLines: return JSONLinesFormat(columns: columns)
        }
    }
}

/// Turns records into the bytes of a file, one after the other; what stands in a file depends on its records alone.
protocol RecordFormat: Sendable {
    /// What stands before the first record of each file.
    func appendHeader(_ titles: [String], to buffer: inout [UInt8])
    /// Appends one record.
    func append(_ cells: borrowing RecordCells, to buffer: inout [UInt8])
}
