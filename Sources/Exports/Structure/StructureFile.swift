// SPDX-License-Identifier: Apache-2.0

import Tabular

/// A file of structure that is being written: text or a workbook.
final class StructureFile {
    private let dialect: Dialect
    private var text: CSVWriter?
    private let workbook: XLSXWriter?

    /// Begins a file with its header (`isNew`), or goes on with one.
    init(
        _ format: FileKind, _ parameters: ExportParameters, titles: [String], resuming state: XLSXWriter.State?,
        isNew: Bool = false
    ) throws {
        dialect = try parameters.dialect
        if format == .xlsx {
            workbook = try state.map { try XLSXWriter(resuming: $0) } ?? XLSXWriter(sheet: "Sheet1")
        } else {
            workbook = nil
            text = CSVWriter(dialect: dialect)
        }
        if isNew, format == .xlsx || parameters.withHeader ?? true { try write(titles) }
    }

    /// Adds a record; all its cells are text.
    func write(_ cells: [String]) throws {
        for cell in cells {
            if let workbook {
                let bytes = Array(cell.utf8)
                workbook.write(bytes.span)
            } else {
                text?.write(cell)
            }
        }
        text?.endRecord()
        try workbook?.endRecord()
    }

    /// Whether another process could go on behind what was written.
    var canRest: Bool { workbook == nil || workbook?.state != nil }

    /// What it needs for that.
    var state: XLSXWriter.State? { workbook?.state }

    /// The bytes so far.
    func take() -> [UInt8] { workbook?.take() ?? text?.take() ?? [] }

    /// The last bytes.
    func finish() throws -> [UInt8] {
        try workbook?.finish()
        return take()
    }
}
