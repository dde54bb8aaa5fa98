// SPDX-License-Identifier: Apache-2.0
import Tabular
import Testing

@Suite struct TextDecoderTests {
    private func decode(_ blocks: [ArraySlice<UInt8>], as encoding: TextEncoding) throws(TabularError) -> String {
        var decoder = TextDecoder(encoding)
        var text: [UInt8] = []
        for block in blocks { try decoder.decode(block.span, into: &text) }
        try decoder.finish()
        return String(decoding: text, as: UTF8.self)
    }

    private func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return littleEndian ? [low, high] : [high, low]
        }
    }

    @Test func `UTF-16 is read in both byte orders, wherever the blocks are cut`() throws {
        let text = "code;libellé\r\n1;canapé 🛋 — 日本 €\n"
        for (bytes, what) in [
            (utf16("\u{FEFF}" + text, littleEndian: true), "little-endian with a mark"),
            (utf16("\u{FEFF}" + text, littleEndian: false), "big-endian with a mark"),
            (utf16(text, littleEndian: false), "without a mark"),
        ] {
            for cut in 0...bytes.count {
                #expect(try decode([bytes[..<cut], bytes[cut...]], as: .utf16) == text, "\(what), cut at \(cut)")
            }
        }
    }

    @Test(
        arguments: [
            (TextEncoding.latin1, [0x63, 0xE9, 0xA4, 0xFF], "cé¤ÿ"),
            (.latin9, [0x63, 0xE9, 0xA4, 0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE, 0xBF, 0xA3], "cé€ŠšŽžŒœŸ¿£"),
            (.windows1252, [0x80, 0x85, 0x8C, 0x92, 0x99, 0x9C, 0x9F, 0xE9, 0x41], "€…Œ’™œŸéA"),
            (.utf8, Array("é€🛋".utf8), "é€🛋"),
        ] as [(TextEncoding, [UInt8], String)])
    func `each encoding has its own characters`(encoding: TextEncoding, bytes: [UInt8], expected: String) throws {
        #expect(try decode([bytes[...]], as: encoding) == expected)
    }

    @Test func `half a character of UTF-16 is an error in its line`() {
        let start = utf16("\u{FEFF}one\r\ntwo\n", littleEndian: true)
        for tail in [[0x3D, 0xD8, 0x41, 0x00], [0x00, 0xDC], [0x3D, 0xD8], [0x41]] as [[UInt8]] {
            let error = #expect(throws: TabularError.self) { try decode([(start + tail)[...]], as: .utf16) }
            #expect(error?.code == .undecodable)
            #expect(error?.line == 3)
        }
    }

    @Test func `an encoding is named, whatever the case, and never guessed`() throws {
        #expect(try TextEncoding(named: "UTF-8") == .utf8)
        #expect(try TextEncoding(named: "ISO-8859-15") == .latin9)
        let error = #expect(throws: TabularError.self) { try TextEncoding(named: "utf8") }
        #expect(error?.code == .unknownEncoding)
        #expect(error?.action.contains("windows-1252") == true)
    }
}
