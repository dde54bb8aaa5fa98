// SPDX-License-Identifier: Apache-2.0
import Glibc
import Tabular
import TestKit
import Testing

/// Workbooks and archives that were changed at random: they are read, or refused, and nothing else.
///
/// `CHANTIER_FUZZ_INPUTS` is how many inputs there are (a long run: 10,000,000 in release), `CHANTIER_FUZZ_SEED` where they begin; a
/// failure names the seed of its input.
@Suite struct XLSXFuzzTests {
    private static let lanes: UInt64 = 4

    private static func setting(_ name: String, else standard: UInt64) -> UInt64 {
        getenv(name).flatMap { UInt64(String(cString: $0)) } ?? standard
    }

    /// Runs the inputs of one lane; returns how many were read and how many refused.
    private static func run(
        _ lane: UInt64, else standard: UInt64, _ input: (inout SeededRandom) throws -> [UInt8]
    ) throws -> (read: Int, refused: Int) {
        let inputs = setting("CHANTIER_FUZZ_INPUTS", else: standard)
        let first = setting("CHANTIER_FUZZ_SEED", else: 1)
        var (read, refused) = (0, 0)
        for seed in stride(from: first + lane, to: first + inputs, by: Int(lanes)) {
            var generator = SeededRandom(seed: seed &* 0x2545_F491_4F6C_DD1D)
            let bytes = try input(&generator)
            do {
                if let fault = try fault(bytes, part: 1 + Int(generator.next() % 4_096)) {
                    Issue.record("seed \(seed): \(fault)")
                    return (read, refused)
                }
                read += 1
            } catch let error as TabularError {
                if error.message.isEmpty || error.action.isEmpty {
                    Issue.record("seed \(seed): \(error.code) says nothing")
                }
                refused += 1
            }
        }
        return (read, refused)
    }

    /// Reads a workbook to its end; says what is wrong, if it does not come to one or its text cannot be read.
    private static func fault(_ bytes: [UInt8], part: Int) throws -> String? {
        var limits = XLSXLimits(maximumOutput: 1 << 20)
        limits.textsInMemory = 16
        let reader = XLSXReader(size: bytes.count, limits: limits)
        var text: [UInt8] = []
        var steps = 0
        while try reader.next(
            into: &text,
            fetch: { offset, limit in
                guard offset >= 0, limit > 0, offset + limit <= bytes.count else { throw Outside(offset: offset) }
                return Array(bytes[offset..<(offset + min(limit, part))])
            })
        {
            steps += 1
            if steps > 1_000 { return "the reader does not come to an end" }
        }
        var records = CSVReader(dialect: .typed)
        records.append(text[...])
        records.finish()
        var line = 0
        while case .record = try records.next() {
            guard records.position.line > line else { return "row \(records.position.line) stands behind row \(line)" }
            line = records.position.line
        }
        return nil
    }

    /// Bytes were asked for that the file does not have: no `TabularError`, so that the test fails.
    private struct Outside: Error { var offset: Int }

    private static let samples: [[UInt8]] = {
        var parts = WorkbookParts()
        parts.texts = "<si><t>one</t></si><si><r><t>two</t></r></si>"
        parts.formats = ["yyyy-mm-dd"]
        parts.rows = (1...8).map {
            "<row r='\($0)'><c r='A\($0)' t='s'><v>\($0 % 2)</v></c><c r='B\($0)' s='1'><v>\($0).5</v></c></row>"
        }.joined()
        var samples = [parts.archive.bytes]
        if let writer = try? XLSXWriter(sheet: "s") {
            let cell = Array("text".utf8)
            for _ in 0..<3 {
                for kind in [CellKind.text, .number, .date] { writer.write(cell.span, kind) }
                try? writer.endRecord()
            }
            try? writer.finish()
            samples.append(writer.take())
        }
        return samples
    }()

    @Test(arguments: 0..<lanes)
    func `a workbook that was changed anywhere is read or refused`(lane: UInt64) throws {
        #expect(Self.samples.count == 2)
        let (read, refused) = try Self.run(lane, else: 3_000) { generator in
            var bytes = generator.pick(Self.samples)
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                case 2: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 9)], at: place)
                }
            }
            return bytes
        }
        #expect(read > 0 && refused > read, "\(read) read, \(refused) refused")
    }

    /// What a directory says decides where is read: numbers in it are made extreme, and it is made of anything.
    @Test(arguments: 0..<lanes)
    func `a directory that lies leads to no byte outside the file`(lane: UInt64) throws {
        let (read, refused) = try Self.run(lane, else: 6_000) { generator in
            var bytes = generator.pick(Self.samples)
            let tail = Int.random(in: 22..<min(bytes.count, 900), using: &generator)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = bytes.count - Int.random(in: 8...tail + 7, using: &generator)
                let width = generator.pick([1, 2, 4, 8])
                let extremes: [UInt64] = [0, 1, 0xFFFF, 0xFFFF_FFFF, 1 << 63, .max, UInt64(bytes.count), 0x7FFF_FFFF]
                let value = generator.pick(extremes)
                for index in 0..<width where place + index < bytes.count {
                    bytes[place + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
                }
            }
            if generator.next() % 8 == 0 {
                // The records of large archives, with whatever numbers.
                var end: [UInt8] = [0x50, 0x4B, 6, 6]
                for _ in 0..<52 { end.append(UInt8(truncatingIfNeeded: generator.next() & generator.next())) }
                end += [0x50, 0x4B, 6, 7, 0, 0, 0, 0]
                let offset = generator.next() % 2 == 0 ? UInt64(bytes.count - 22) : generator.next()
                for shift in stride(from: 0, to: 64, by: 8) { end.append(UInt8(truncatingIfNeeded: offset >> shift)) }
                end += [1, 0, 0, 0]
                let start = bytes.count - 22
                bytes.insert(contentsOf: end, at: start)
                for index in 0..<4 { bytes[bytes.count - 6 + index] = 0xFF }
            }
            return bytes
        }
        #expect(refused > 0, "\(read) read, \(refused) refused")
    }

    private static let pieces = [
        "<row r='1'>", "</row>", "<row>", "<c r='A1' t='s'>", "<c>", "</c>", "<v>1</v>", "<v>", "</v>",
        "<is><t>x</t></is>", "<c t='inlineStr'>", "<c t='d'><v>", "<c s='1'><v>1e308</v></c>", "<f>", "</f>", "<rPh>",
        "</rPh>", "<t>", "</t>", "<c t='e'/>", "_x00", "11_", "&#10;", "<![CDATA[<]]>", "<!-- -->",
        "<row r='1048576'>", "<c r='XFD1048576'>", "1E-400", "2958465.99999", "-", ".", "0000-00-00T", "\u{FFFF}",
    ]

    /// Checksums guard archives: to reach the XML behind them, parts are changed before they are packed.
    @Test(arguments: 0..<lanes)
    func `a sheet that was changed anywhere is read or refused`(lane: UInt64) throws {
        let (read, refused) = try Self.run(lane, else: 4_000) { generator in
            var parts = WorkbookParts()
            parts.formats = ["d"]
            parts.texts = "<si><t>one</t></si><si/>"
            var open: [String] = []
            for _ in 0..<Int.random(in: 1...25, using: &generator) {
                let piece = generator.pick(Self.pieces)
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
            return parts.archive.bytes
        }
        #expect(read > 10 && refused > 10, "\(read) read, \(refused) refused")
    }
}
