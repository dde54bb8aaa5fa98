// SPDX-License-Identifier: Apache-2.0
import Tabular
import TestKit
import Testing

@Suite struct UTF8ValidatorTests {
    private func validate(_ blocks: [ArraySlice<UInt8>]) -> UTF8Validator {
        var validator = UTF8Validator()
        for block in blocks { block.withUnsafeBytes { validator.append($0.bytes) } }
        validator.finish()
        return validator
    }

    /// Every form in plain text, at a block's border or not.
    private func isValid(_ bytes: [UInt8]) -> [Bool] {
        let text = Array("plain text ".utf8) + bytes + Array(" more".utf8)
        let whole = validate([text[...]]).isValid
        let cuts = text.indices.map { validate([text[..<$0], text[$0...]]).isValid }
        return Array(Set(cuts + [whole]))
    }

    @Test(
        arguments: [
            [0x00], [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80],
            [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0xEF, 0xBB, 0xBF],
        ] as [[UInt8]])
    func `a well-formed character is accepted, wherever the blocks are cut`(bytes: [UInt8]) {
        #expect(isValid(bytes) == [true])
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0xC3, 0xA9], [0xE0, 0x9F, 0xBF], [0xE2, 0x82],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x9B],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func `overlong, surrogate, too large and cut off forms are refused, wherever the blocks are cut`(bytes: [UInt8]) {
        #expect(isValid(bytes) == [false])
        #expect(!validate([bytes[...]]).isValid)
    }

    @Test func `bad lines are counted over every kind of line end and every cut`() {
        let bytes: [UInt8] =
            Array("one\r\ntwo\rthr".utf8) + [0xE9] + Array("e\nfour\r\n".utf8) + [0xC3, 0x0A] + Array("six".utf8) + [
                0xE2, 0x82,
            ]
        for cut in 0...bytes.count {
            let validator = validate([bytes[..<cut], bytes[cut...]])
            #expect(validator.badLines == [3, 5, 6])
            #expect(validator.lineCount == 6)
            #expect(validator.byteCount == bytes.count)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `random bytes are judged as the standard library judges them`(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        let pieces: [[UInt8]] = [
            [0x41], Array("plain ascii text".utf8), Array("é".utf8), Array("€".utf8), Array("🪑".utf8), [0xE2], [0x82],
            [0xED, 0xA0, 0x80], [0x0A], [0x0D],
        ]
        for _ in 0..<200 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...12, using: &generator) { bytes += generator.pick(pieces) }
            let blocks = generator.blocks(of: bytes, upTo: 5)
            #expect(validate(blocks).isValid == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
        }
    }

    @Test func `lines are counted as people count them`() {
        for (text, lines) in [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("\n\n", 2), ("a\r\n\r\nb\r", 3)] {
            #expect(validate([Array(text.utf8)[...]]).lineCount == lines)
        }
    }
}
