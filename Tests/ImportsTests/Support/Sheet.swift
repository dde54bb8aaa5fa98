// SPDX-License-Identifier: Apache-2.0

import Tabular

/// Workbooks for tests.
enum Sheet {
    /// Rows of cells; a letter and a colon before one say that it is no text: `n:12.5`, `b:1`, `d:2024-02-29`, `e:#N/A`.
    static func workbook(_ rows: [[String]]) throws -> [UInt8] {
        let kinds: [String: CellKind] = ["n:": .number, "b:": .boolean, "d:": .date, "e:": .error]
        let writer = try XLSXWriter(sheet: "Products")
        for row in rows {
            for text in row {
                let kind = kinds[String(text.prefix(2))]
                let cell = Array((kind == nil ? text[...] : text.dropFirst(2)).utf8)
                writer.write(cell.span, kind ?? .text)
            }
            try writer.endRecord()
        }
        try writer.finish()
        return writer.take()
    }

    /// The same records as a CSV file, every cell a text.
    static func workbook(csv bytes: [UInt8]) throws -> [UInt8] {
        var reader = CSVReader()
        reader.append(bytes[...])
        reader.finish()
        let writer = try XLSXWriter(sheet: "Sheet")
        while case .record = try reader.next() {
            for column in 0..<reader.fieldCount { writer.write(reader.bytes(of: column)) }
            try writer.endRecord()
        }
        try writer.finish()
        return writer.take()
    }

    /// What a file that was compressed with gzip holds.
    static func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
        var decoder = try GzipDecoder(maximumOutput: 1 << 30)
        decoder.append(bytes[...])
        decoder.finish()
        var plain: [UInt8] = []
        while try decoder.next() == .output {
            for index in decoder.output.indices { plain.append(decoder.output[index]) }
        }
        return plain
    }

    /// What a workbook holds: the row's number, a blank, and its cells with their kinds.
    static func rows(_ bytes: [UInt8]) throws -> [String] {
        let sheet = XLSXReader(size: bytes.count, limits: XLSXLimits(maximumOutput: 1 << 30))
        var text: [UInt8] = []
        while try sheet.next(into: &text, fetch: { Array(bytes.dropFirst($0).prefix($1)) }) {}
        let letters: [CellKind: String] = [.number: "n:", .boolean: "b:", .date: "d:", .error: "e:"]
        var reader = CSVReader(dialect: .typed)
        reader.append(text[...])
        reader.finish()
        var rows: [String] = []
        while case .record = try reader.next() {
            let cells = (0..<reader.fieldCount).map { (letters[reader.kind(of: $0)] ?? "") + reader.text(of: $0) }
            rows.append("\(reader.position.line) " + cells.joined(separator: "|"))
        }
        return rows
    }
}
