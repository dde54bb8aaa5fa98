// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import Tabular

/// The text of one sheet of a workbook that lies in the artifact store.
final class SheetText {
    /// How much text, or how many blocks without, make one step.
    private static let textPerStep = 1 << 18
    private static let blocksPerStep = 256

    private let reader: XLSXReader
    private var source: ArtifactWindow
    private var isAtEnd = false

    init(_ file: FetchFacts, sheet: SheetChoice, maximumOutput: Int) {
        reader = XLSXReader(size: Int(file.size), sheet: sheet, limits: XLSXLimits(maximumOutput: maximumOutput))
        source = ArtifactWindow(artifact: file.artifact)
    }

    /// The name of the sheet.
    var sheetName: String { reader.sheetName }
    /// How many bytes of the file were used.
    var offset: Int64 { isAtEnd ? .max : Int64(reader.consumed) }

    /// The next part of the text, perhaps empty; nil at the end.
    func next(on db: isolated Session) throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        var text: [UInt8] = []
        var blocks = 0
        while text.count < Self.textPerStep, blocks < Self.blocksPerStep {
            blocks += 1
            let isMore = try reader.next(into: &text) { offset, limit in
                try source.read(at: offset, limit: limit, on: db)
            }
            if !isMore {
                isAtEnd = true
                break
            }
        }
        return text
    }
}

/// Bytes of a file in the artifact store from anywhere in it; reading on behind the last bytes costs no new look-up.
struct ArtifactWindow {
    private let artifact: Int64
    private var reader: ArtifactReader?
    private var piece: [UInt8] = []
    private var start = 0

    init(artifact: Int64) {
        self.artifact = artifact
    }

    /// At most so many bytes from an offset on; none at the end.
    mutating func read(at offset: Int, limit: Int, on db: isolated Session) throws -> [UInt8] {
        if offset < start || offset >= start + piece.count {
            if reader == nil || offset != start + piece.count {
                reader = ArtifactReader(artifact: artifact, offset: Int64(offset))
            }
            start = offset
            piece = try reader?.next(on: db) ?? []
        }
        let first = offset - start
        return Array(piece[first..<min(piece.count, first + limit)])
    }
}
