// SPDX-License-Identifier: Apache-2.0
import Tabular
import TestKit
import Testing

@Suite struct GzipDecoderTests {
    /// `text` as a compressor with dynamic codes writes it.
    private let compressed: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x55, 0xCF, 0x4B, 0x0A, 0x83, 0x40, 0x14,
        0x44, 0xD1, 0xB9, 0xAB, 0x70, 0x09, 0x5E, 0xFF, 0x8D, 0xD3, 0xEC, 0x23, 0x18, 0xED, 0x91, 0x2D, 0x0A,
        0xD9, 0x3F, 0x84, 0x50, 0x2F, 0x50, 0x99, 0x15, 0x67, 0x54, 0x77, 0xBB, 0xF6, 0xBC, 0x94, 0xF5, 0x95,
        0x4B, 0x55, 0xD6, 0xF3, 0x7E, 0x36, 0xCB, 0x23, 0xBF, 0x8F, 0xFA, 0xBB, 0xEB, 0x46, 0x84, 0x11, 0xA2,
        0xD6, 0xA8, 0x15, 0x75, 0x46, 0x9D, 0xA8, 0x37, 0xEA, 0x45, 0x83, 0xD1, 0x20, 0x1A, 0x8D, 0x46, 0xD1,
        0x64, 0x34, 0x89, 0x66, 0xA3, 0x59, 0x94, 0x8C, 0x52, 0x5C, 0xF5, 0xFB, 0xFC, 0xFE, 0xFF, 0x05, 0x44,
        0x01, 0x9E, 0x40, 0x34, 0xE0, 0x11, 0x44, 0x05, 0x9E, 0x41, 0x74, 0xE0, 0x21, 0x44, 0x09, 0x9E, 0x42,
        0xB4, 0xE0, 0x31, 0x44, 0x0D, 0x9E, 0x43, 0xF4, 0xE0, 0x41, 0xA4, 0xEA, 0x03, 0xC9, 0x8B, 0xA7, 0xF6,
        0x9B, 0x01, 0x00, 0x00,
    ]
    private let text = "code;label\n" + (0..<20).map { "lamp_\($0);Desk lamp \($0)\n" }.joined()

    private func decode(
        _ blocks: [ArraySlice<UInt8>], maximumOutput: Int = 1 << 20
    ) throws(TabularError) -> [UInt8] {
        var decoder = try GzipDecoder(maximumOutput: maximumOutput)
        var output: [UInt8] = []
        var rest = blocks[...]
        while true {
            switch try decoder.next() {
            case .output: output += array(decoder.output)
            case .needsMoreInput:
                if let block = rest.popFirst() { decoder.append(block) } else { decoder.finish() }
            case .end:
                #expect(decoder.outputCount == output.count)
                return output
            }
        }
    }

    /// A member of one stored block, with a name in its header when given.
    private func stored(_ content: [UInt8], name: String? = nil) -> [UInt8] {
        var bytes: [UInt8] = [0x1F, 0x8B, 8, name == nil ? 0 : 8, 0, 0, 0, 0, 0, 3]
        if let name { bytes += Array(name.utf8) + [0] }
        let length = UInt16(content.count)
        bytes += [1]
        for number in [length, ~length] { bytes += [UInt8(number & 0xFF), UInt8(number >> 8)] }
        bytes += content
        var crc: UInt32 = ~0
        for byte in content {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        for number in [~crc, UInt32(content.count)] {
            for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
        }
        return bytes
    }

    @Test func `compressed bytes come out as they went in, wherever the blocks are cut`() throws {
        let isGzip = GzipDecoder.isGzip(compressed.span)
        #expect(isGzip)
        for cut in 0...compressed.count {
            #expect(try decode([compressed[..<cut], compressed[cut...]]) == Array(text.utf8))
        }
        #expect(try decode(compressed.indices.map { compressed[$0...$0] }) == Array(text.utf8))
    }

    @Test func `members that follow each other are one file, padded with zeros or not`() throws {
        let parts = [stored(Array("one;".utf8), name: "a.csv"), stored([]), compressed, stored(Array(";end".utf8))]
        let bytes = parts.flatMap(\.self)
        let expected = Array("one;\(text);end".utf8)
        for padding in [0, 1, 512] {
            let file = bytes + [UInt8](repeating: 0, count: padding)
            #expect(try decode([file[...]]) == expected)
            #expect(try decode(file.indices.map { file[$0...$0] }) == expected)
        }
    }

    @Test func `a large file passes through in pieces`() throws {
        let content = (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let file = (0..<10).flatMap { _ in stored(content) }
        let blocks = stride(from: 0, to: file.count, by: 7001).map { file[$0..<min($0 + 7001, file.count)] }
        #expect(try decode(blocks) == (0..<10).flatMap { _ in content })
    }

    @Test func `a file that ends in the middle is truncated, wherever it ends`() {
        for end in 0..<compressed.count {
            let error = #expect(throws: TabularError.self) { try decode([compressed[..<end]]) }
            #expect(error?.code == .gzipTruncated, "cut at \(end)")
        }
    }

    @Test func `damaged content, checksums, lengths and headers are found`() {
        for index in [0, 1, 2, 20, compressed.count / 2, compressed.count - 8, compressed.count - 1] {
            var bytes = compressed
            bytes[index] ^= 0xFF
            let error = #expect(throws: TabularError.self) { try decode([bytes[...]]) }
            #expect(error?.code == .gzipCorrupt || error?.code == .gzipTruncated, "byte \(index)")
        }
        for tail in [Array("plain".utf8), [0, 0, 1]] {
            let error = #expect(throws: TabularError.self) { try decode([(compressed + tail)[...]]) }
            #expect(error?.code == .gzipCorrupt)
        }
        let plain = Array("code;label\n".utf8)
        #expect(throws: TabularError.self) { try decode([plain[...]]) }
        let isGzip = GzipDecoder.isGzip(plain.span)
        #expect(!isGzip)
    }

    @Test func `content beyond the limit is refused, content of exactly the limit is not`() throws {
        let size = text.utf8.count
        #expect(try decode([compressed[...]], maximumOutput: size).count == size)
        let error = #expect(throws: TabularError.self) { try decode([compressed[...]], maximumOutput: size - 1) }
        #expect(error?.code == .gzipTooLarge)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `random damage never crashes the decoder`(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        for _ in 0..<100 {
            var bytes = compressed
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                bytes[Int.random(in: 3..<bytes.count, using: &generator)] = UInt8.random(
                    in: .min ... .max, using: &generator)
            }
            let output = try? decode(generator.blocks(of: bytes, upTo: 20))
            #expect(output == nil || output == Array(text.utf8))
        }
    }
}
