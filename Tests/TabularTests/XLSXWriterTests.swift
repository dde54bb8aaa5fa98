// SPDX-License-Identifier: Apache-2.0

import Tabular
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

    @Test func `the same records make the same bytes wherever they are cut`() throws {
        var generator = SeededGenerator(3)
        let records = (0..<4_000).map { row in
            [("\(row)", CellKind.number), (String(decoding: generator.csvBytes(count: 60), as: UTF8.self), .text)]
        }
        let whole = try write(records)
        for count in [1, 17, 1_000] { #expect(try write(records, takingEach: count) == whole) }
        #expect(try sheetRecords(whole).count == 4_000)
    }

    @Test func `a changed file never traps or hangs its reader`() throws {
        var generator = SeededGenerator(11)
        var parts = WorkbookParts()
        parts.texts = "<si><t>one</t></si><si><r><t>two</t></r></si>"
        parts.formats = ["yyyy-mm-dd"]
        parts.rows = (1...20).map {
            "<row r='\($0)'><c r='A\($0)' t='s'><v>\($0 % 2)</v></c><c r='B\($0)' s='1'><v>\($0).5</v></c><c r='D\($0)' t='inlineStr'><is><t>x</t></is></c></row>"
        }.joined()
        let samples = [parts.archive.bytes, try write([[("a", .text), ("1.5", .number)], [("2024-01-01", .date)]])]
        var (accepted, refused) = (0, 0)
        for round in 0..<3_000 {
            var bytes = samples[round % samples.count]
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                case 2: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 9)], at: place)
                }
            }
            do {
                var limits = XLSXLimits(maximumOutput: 1 << 20)
                limits.textsInMemory = 16
                let text = try sheetText(bytes, limits: limits)
                var reader = CSVReader(dialect: .typed)
                reader.append(text[...])
                reader.finish()
                while case .record = try reader.next() {}
                accepted += 1
            } catch is TabularError {
                refused += 1
            }
        }
        #expect(accepted > 10 && refused > 1_000, "\(accepted) accepted, \(refused) refused")
    }

    /// Checksums guard archives: to reach the XML behind them, parts are changed before they are packed.
    @Test func `a changed sheet never traps or hangs its reader`() throws {
        var generator = SeededGenerator(12)
        let pieces = [
            "<row r='1'>", "</row>", "<row>", "<c r='A1' t='s'>", "<c>", "</c>", "<v>1</v>", "<v>", "</v>",
            "<is><t>x</t></is>",
            "<c t='inlineStr'>", "<c t='d'><v>", "<c s='1'><v>1e308</v></c>", "<f>", "</f>", "<rPh>", "</rPh>", "<t>",
            "</t>",
            "<c t='e'/>", "_x00", "11_", "&#10;", "<![CDATA[<]]>", "<!-- -->", "<row r='1048576'>",
            "<c r='XFD1048576'>", "1E-400",
        ]
        var accepted = 0
        for _ in 0..<5_000 {
            var parts = WorkbookParts()
            parts.formats = ["d"]
            parts.texts = "<si><t>one</t></si><si/>"
            var open: [String] = []
            for _ in 0..<Int.random(in: 1...25, using: &generator) {
                let piece = generator.pick(pieces)
                if Int.random(in: 0..<3, using: &generator) > 0 {
                    // Most of the time well-formed: what is open is closed.
                    if piece.hasPrefix("</") {
                        if let last = open.popLast() { parts.rows += "</\(last)>" }
                        continue
                    }
                    if piece.hasPrefix("<"), !piece.contains("/"), !piece.hasPrefix("<!") {
                        for name in piece.split(separator: "<") { open.append(String(name.prefix { $0.isLetter })) }
                    }
                }
                parts.rows += piece
            }
            for name in open.reversed() { parts.rows += "</\(name)>" }
            do {
                let text = try sheetText(parts.archive.bytes)
                var reader = CSVReader(dialect: .typed)
                reader.append(text[...])
                reader.finish()
                while case .record = try reader.next() {}
                accepted += 1
            } catch is TabularError {}
        }
        #expect(accepted > 100, "\(accepted) were read")
    }
}
