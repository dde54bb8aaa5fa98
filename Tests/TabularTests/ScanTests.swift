// SPDX-License-Identifier: Apache-2.0
import Tabular
import TestKit
import Testing

@Suite struct ScanTests {
    private func scan(
        _ blocks: [ArraySlice<UInt8>], delimiter: String = ";", recordStride: Int = 10_000, byteStride: Int = 1 << 20,
        limit: Int = CSVReader.standardLimit
    ) throws -> ScanReport {
        var scan = Scan(
            dialect: try Dialect(delimiter: delimiter), recordStride: recordStride, byteStride: byteStride,
            limit: limit)
        for block in blocks { block.withUnsafeBytes { scan.append($0.bytes) } }
        return scan.finish()
    }

    private func scan(_ text: String, delimiter: String = ";") throws -> ScanReport {
        try scan([Array(text.utf8)[...]], delimiter: delimiter)
    }

    @Test func `a file's header, counts and mark are reported`() throws {
        let report = try scan("\u{FEFF}code; label \r\n1;\"x\r\ny\"\r\n;;\r\n2;z\r\n")
        #expect(report.failures.isEmpty)
        #expect(report.hasByteOrderMark)
        #expect(report.columns == ["code", " label "])
        #expect(report.headerRange == 3..<17)
        #expect(report.dataStart == SplitPoint(record: 1, line: 2, byteOffset: 17))
        #expect(report.recordCount == 2)
        #expect(report.lineCount == 5)
        #expect(report.byteCount == 36)
        #expect(report.splitPoints == [SplitPoint(record: 1, line: 2, byteOffset: 17)])
    }

    @Test(arguments: ["", "\n", "\r\n\r\n", ";;;\n", "\u{FEFF}", "\u{FEFF}\n"])
    func `a file without a record is empty`(text: String) throws {
        #expect(try scan(text).failures.map(\.code) == [.emptyFile])
    }

    @Test func `a file with a header only has no records and no fault`() throws {
        let report = try scan("code;label")
        #expect(report.failures.isEmpty)
        #expect(report.recordCount == 0)
        #expect(report.splitPoints.isEmpty)
        #expect(report.dataStart == SplitPoint(record: 1, line: 1, byteOffset: 10))
    }

    @Test func `an enclosure that never closes is reported where it opened, also behind the limit`() throws {
        let text = "a;b\n1;2\n3;\"4\n5\n" + String(repeating: "plain;text\n", count: 100)
        for limit in [50, 100_000] {
            let bytes = Array(text.utf8)
            let blocks = stride(from: 0, to: bytes.count, by: 64).map { bytes[$0..<min($0 + 64, bytes.count)] }
            let fault = try #require(try scan(blocks, limit: limit).failures.first)
            #expect(fault.code == .unterminatedQuote)
            #expect(fault.line == 3)
        }
    }

    @Test func `an enclosure that closes behind the limit makes a record too large`() throws {
        let bytes = Array(("a;b\n1;2\n3;\"4" + String(repeating: "plain;text\n", count: 100) + "\"\n").utf8)
        let blocks = stride(from: 0, to: bytes.count, by: 64).map { bytes[$0..<min($0 + 64, bytes.count)] }
        let fault = try #require(try scan(blocks, limit: 100).failures.first)
        #expect(fault.code == .recordTooLarge)
        #expect(fault.line == 3)
        #expect(fault.message.contains("line 3"))
    }

    @Test(
        arguments: [
            ("code,label,x\n1,2,3\n", ";", UInt8(ascii: ",")), ("code\tlabel\n", ";", 0x09),
            ("code;label\n", ",", UInt8(ascii: ";")), ("a|b,c|d\n", ";", UInt8(ascii: "|")),
            ("\"a;b\",c\n", ";", UInt8(ascii: ",")),
        ])
    func `a header that another delimiter would split names that delimiter`(
        text: String, delimiter: String, better: UInt8
    ) throws {
        let report = try scan(text, delimiter: delimiter)
        #expect(report.betterDelimiter == better)
        #expect(report.failures.map(\.code) == [.wrongDelimiter])
    }

    @Test(arguments: ["code\n1\n", "\"a,b|c\"\n1\n", "code;label,x\n"])
    func `a header of one true column, or of several, blames no delimiter`(text: String) throws {
        #expect(try scan(text).betterDelimiter == nil)
    }

    @Test func `the first ten lines that are not UTF-8 are named`() throws {
        var bytes: [UInt8] = Array("code;label\r\n".utf8)
        for _ in 0..<15 { bytes += Array("ok;fine\r\n\"x".utf8) + [0xE9, 0xE9] + Array("\";y\r\n".utf8) }
        let report = try scan([bytes[...]])
        #expect(report.badLines == (1...10).map { $0 * 2 + 1 })
        let fault = try #require(report.failures.first)
        #expect(fault.code == .notUTF8)
        #expect(fault.line == 3)
        #expect(fault.message.contains("3, 5, 7, 9, 11, 13, 15, 17, 19, 21"))
        #expect(report.recordCount == 30)
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `a scan counts what a reader delivers, and its split points cut the file without loss`(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        for _ in 0..<20 {
            var bytes = Array("a;b;c\n".utf8) + generator.csvBytes(count: Int.random(in: 0...400, using: &generator))
            if seed % 2 == 0 { bytes.removeAll { $0 == UInt8(ascii: "\"") } }
            let stride = Int.random(in: 1...6, using: &generator)
            let report = try scan(generator.blocks(of: bytes, upTo: 50), recordStride: stride, byteStride: 60)
            guard let whole = try? read([bytes[...]]) else {
                #expect(report.readerFailure?.code == .unterminatedQuote)
                continue
            }
            #expect(report.readerFailure == nil)
            #expect(report.recordCount == whole.count - 1)
            #expect(report.splitPoints.first?.record == (whole.count > 1 ? 1 : nil))
            var records: [ReadRecord] = []
            for (index, point) in report.splitPoints.enumerated() {
                let following = report.splitPoints.dropFirst(index + 1).first
                let part = try read(
                    [bytes[point.byteOffset..<(following?.byteOffset ?? bytes.count)]], from: point,
                    stop: following?.byteOffset)
                #expect(part.first?.position == point)
                if let following { #expect(part.count <= stride && part.last?.position.record == following.record - 1) }
                records += part
            }
            #expect(records == Array(whole.dropFirst()))
        }
    }

    @Test func `split points stay few however long the file is`() throws {
        var scan = Scan(recordStride: 1, byteStride: 1 << 30)
        let block = Array(String(repeating: "1;2\n", count: 1000).utf8)
        for _ in 0..<50 { block.withUnsafeBytes { scan.append($0.bytes) } }
        let report = scan.finish()
        #expect(report.recordCount == 49_999)
        #expect((2000...Scan.maximumSplitPoints).contains(report.splitPoints.count))
        let distances = zip(report.splitPoints, report.splitPoints.dropFirst()).map { $1.record - $0.record }
        #expect(Set(distances) == [16])
        #expect(report.splitPoints.allSatisfy { $0.byteOffset == $0.record * 4 && $0.line == $0.record + 1 })
    }

    @Test func `each record can be looked at on the way, and the looker's error passes through`() throws {
        struct Seen: Error, Equatable { var record: Int }
        var scan = Scan()
        var codes: [String] = []
        let bytes = Array("code;x\nA;1\nB;2\nC;3".utf8)
        bytes.withUnsafeBytes { block in
            scan.append(block.bytes) { codes.append("\($0.position.record):\($0.text(of: 0))") }
        }
        _ = scan.finish { codes.append("\($0.position.record):\($0.text(of: 0))") }
        #expect(codes == ["0:code", "1:A", "2:B", "3:C"])

        var other = Scan()
        #expect(throws: Seen(record: 2)) {
            try bytes.withUnsafeBytes { block in
                try other.append(block.bytes) { reader throws(Seen) in
                    if reader.position.record == 2 { throw Seen(record: 2) }
                }
            }
        }
    }
}
