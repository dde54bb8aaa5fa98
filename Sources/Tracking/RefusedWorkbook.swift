// SPDX-License-Identifier: Apache-2.0

internal import Synchronization
internal import Tabular

/// Refused records of a workbook, made into a workbook again while they are read.
///
/// Its bytes follow from the records alone, so they are the same at every reading.
final class RefusedWorkbook: Sendable {
    /// The workbook so far, and the records on their way into it.
    private struct State: ~Copyable {
        let writer: XLSXWriter
        var records = CSVReader(dialect: .typed)
        var isFinished = false
    }

    private let state: Mutex<State>

    init() throws { state = Mutex(State(writer: try XLSXWriter(sheet: "invalid_items"))) }

    /// Whether all of it has been given.
    var isFinished: Bool { state.withLock { $0.isFinished } }

    /// Whether a file of refused records is one.
    static func isNeeded(for artifact: Report.Artifact) -> Bool {
        artifact.kind == "invalid_items" && artifact.name.hasSuffix(".xlsx")
    }

    /// Takes stored bytes, none at their end, and gives those of the workbook that are ready.
    func take(_ bytes: [UInt8]) throws -> [UInt8] {
        try state.withLock { state in
            if bytes.isEmpty { state.records.finish() } else { state.records.append(bytes[...]) }
            while case .record = try state.records.next() {
                for column in 0..<state.records.fieldCount {
                    state.writer.write(state.records.bytes(of: column), state.records.kind(of: column))
                }
                try state.writer.endRecord()
            }
            if bytes.isEmpty {
                try state.writer.finish()
                state.isFinished = true
            }
            return state.writer.take()
        }
    }
}
