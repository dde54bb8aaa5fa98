// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Tabular
import TestKit
import Testing

@Suite struct XLSXWriterTests {
    /// Writes records, taking the bytes after every so many.
    private func write(_ records: [[(String, CellKind)]], takingEach count: Int = .max) throws -> [UInt8] {
        let writer = try XLSXWriter(sheet: "Refused & <odd>")
        var bytes: [UInt8] = []
        for (place, record) in records.enumerated() {
            for (text, kind) in record {
                let cell = Array(text.utf8)
                writer.write(cell.span, kind)
            }
            try writer.endRecord()
            if (place + 1).isMultiple(of: count) { bytes += writer.take() }
        }
        try writer.finish()
        return bytes + writer.take()
    }

    @Test func `what is written is read as it was`() throws {
        let bytes = try write([
            [("sku", .text), ("", .text), ("name-fr_FR", .text)],
            [("007", .text), ("12.5", .number), (" <a href=\"x\">&amp;\n\tÉté\u{1F600} ", .text), ("1", .boolean)],
            [],
            [("2024-02-29", .date), ("1999-12-31 12:00:00", .date), ("18:00:00", .date), ("1900-02-29", .date)],
            [("#DIV/0!", .error), ("_x0041_ \r\u{1}\u{FFFF}", .text), ("\u{11}", .text)],
        ])
        #expect(
            try sheetRecords(bytes) == [
                "1 sku||name-fr_FR", "2 007|n:12.5| <a href=\"x\">&amp;\n\tÉté\u{1F600} |b:1",
                "4 d:2024-02-29|d:1999-12-31 12:00:00|d:18:00:00|d:1900-02-29",
                "5 e:#DIV/0!|_x0041_ \r\u{1}\u{FFFF}|\u{11}",
            ])
        #expect(try sheetRecords(bytes, sheet: .named("Refused & <odd>")).count == 4)
    }

    @Test func `a cell of a day that is none stays as a text`() throws {
        let bytes = try write([[("2024-02-30", .date), ("soon", .date), ("2024-02-28", .date)]])
        #expect(try sheetRecords(bytes) == ["1 2024-02-30|soon|d:2024-02-28"])
    }

    @Test func `the same records make the same bytes wherever they are cut`() throws {
        var generator = SeededRandom(seed: 3)
        let records = (0..<4_000).map { row in
            [("\(row)", CellKind.number), (String(decoding: generator.csvBytes(count: 60), as: UTF8.self), .text)]
        }
        let whole = try write(records)
        for count in [1, 17, 1_000] { #expect(try write(records, takingEach: count) == whole) }
        #expect(try sheetRecords(whole).count == 4_000)
    }

    @Test func `another writer goes on behind every block, byte for byte`() throws {
        var generator = SeededRandom(seed: 5)
        let records = (0..<3_500).map { row in
            ["\(row)", String(decoding: generator.csvBytes(count: 40), as: UTF8.self)].map { Array($0.utf8) }
        }
        func write(_ writer: XLSXWriter, _ rows: Range<Int>) throws {
            for record in records[rows] {
                for cell in record { writer.write(cell.span) }
                try writer.endRecord()
            }
        }
        let whole = try XLSXWriter(sheet: "s")
        #expect(whole.state == nil)
        try write(whole, 0..<3_500)
        try whole.finish()

        var bytes: [UInt8] = []
        var writer = try XLSXWriter(sheet: "s")
        for start in stride(from: 0, to: 3_000, by: XLSXWriter.rowsPerBlock) {
            try write(writer, start..<(start + XLSXWriter.rowsPerBlock))
            bytes += writer.take()
            let state = try #require(writer.state)
            #expect(state.rows == start + XLSXWriter.rowsPerBlock && state.count == bytes.count)
            let stored = try JSONEncoder().encode(state)
            #expect(stored.count < 200)
            // What the dead one still wrote is lost with it.
            try write(writer, start..<(start + 10))
            #expect(writer.state == nil)
            writer = try XLSXWriter(resuming: JSONDecoder().decode(XLSXWriter.State.self, from: stored))
        }
        try write(writer, 3_000..<3_500)
        try writer.finish()
        bytes += writer.take()
        #expect(bytes == whole.take())
        #expect(try sheetRecords(bytes).count == 3_500)
    }

    @Test func `a sheet takes no more rows or columns than spreadsheets open`() throws {
        let writer = try XLSXWriter(sheet: "s")
        for _ in 0..<XLSXWriter.maximumRows { try writer.endRecord() }
        #expect(throws: TabularError.self) { try writer.endRecord() }
        let wide = try XLSXWriter(sheet: "s")
        let cell = Array("x".utf8)
        for _ in 0...XLSXWriter.maximumColumns { wide.write(cell.span) }
        #expect(throws: TabularError.self) { try wide.endRecord() }
    }
}
