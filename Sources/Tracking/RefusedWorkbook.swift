// SPDX-License-Identifier: Apache-2.0

internal import Tabular

/// Refused records of a workbook, made into a workbook again while they are read.
///
/// Its bytes follow from the records alone, so they are the same at every reading.
///
/// Unchecked: it belongs to one `ArtifactReader`, whose calls take the session and so run one after the other on its thread.
final class RefusedWorkbook: @unchecked Sendable {
    private let writer: XLSXWriter
    private var records = CSVReader(dialect: .typed)
    private(set) var isFinished = false

    init() throws { writer = try XLSXWriter(sheet: "invalid_items") }

    /// Whether a file of refused records is one.
    static func isNeeded(for artifact: Report.Artifact) -> Bool {
        artifact.kind == "invalid_items" && artifact.name.hasSuffix(".xlsx")
    }

    /// Takes stored bytes, none at their end, and gives those of the workbook that are ready.
    func take(_ bytes: [UInt8]) throws -> [UInt8] {
        if bytes.isEmpty { records.finish() } else { records.append(bytes[...]) }
        while case .record = try records.next() {
            for column in 0..<records.fieldCount { writer.write(records.bytes(of: column), records.kind(of: column)) }
            try writer.endRecord()
        }
        if bytes.isEmpty {
            try writer.finish()
            isFinished = true
        }
        return writer.take()
    }
}
