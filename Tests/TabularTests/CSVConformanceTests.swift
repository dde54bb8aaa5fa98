// SPDX-License-Identifier: Apache-2.0
import Tabular
import Testing

/// The cases that collections of CSV files agree on: quotes, breaks, encodings, ragged rows; each a whole file.
@Suite struct CSVConformanceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let records: [[String]]
        var encoding = TextEncoding.utf8
        var testDescription: String { name }

        init(_ name: String, _ text: String, _ records: [[String]]) {
            self.name = name
            bytes = Array(text.utf8)
            self.records = records
        }

        init(_ name: String, _ bytes: [UInt8], _ encoding: TextEncoding, _ records: [[String]]) {
            self.name = name
            self.bytes = bytes
            self.encoding = encoding
            self.records = records
        }
    }

    private static let quotes = [
        Case("all cells enclosed", "\"a\",\"b\",\"c\"\n\"1\",\"2\",\"3\"\n", [["a", "b", "c"], ["1", "2", "3"]]),
        Case("a delimiter in a cell", "first,last\nJohn,\"Doe, Jr.\"\n", [["first", "last"], ["John", "Doe, Jr."]]),
        Case("doubled enclosures", "a,b\n1,\"ha \"\"ha\"\" ha\"\n", [["a", "b"], ["1", "ha \"ha\" ha"]]),
        Case("nothing but doubled enclosures", "a,b\n\"\"\"\",\"\"\"\"\"\"\n", [["a", "b"], ["\"", "\"\""]]),
        Case(
            "empty cells, enclosed and not", "a,b,c\n1,\"\",\"\"\n2,,4\n",
            [["a", "b", "c"], ["1", "", ""], ["2", "", "4"]]),
        Case(
            "JSON in a cell", "k,v\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"at\"\": [1, 2]}\"\n",
            [["k", "v"], ["1", "{\"type\": \"Point\", \"at\": [1, 2]}"]]),
        Case("an inch sign in a plain cell", "a,b\n5\" wide,x\n", [["a", "b"], ["5\" wide", "x"]]),
        Case("a backslash escapes nothing", "a,b\n\"x\\\",y\n", [["a", "b"], ["x\\", "y"]]),
        Case("the other enclosure is plain", "a,b\n'1,2'\n", [["a", "b"], ["'1", "2'"]]),
        Case("blanks around delimiters are kept", "a, b ,c\n 1 , 2,3 \n", [["a", " b ", "c"], [" 1 ", " 2", "3 "]]),
        Case("text behind a closing enclosure", "a,b\n\"x\"y,z\n", [["a", "b"], ["xy", "z"]]),
        Case("an enclosed cell at the end of the file", "a,b\n1,\"2\"", [["a", "b"], ["1", "2"]]),
    ]

    private static let breaks = [
        Case("LF", "a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        Case("CRLF", "a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        Case("CR alone", "a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        Case("mixed", "a,b\r\n1,2\n3,4\r5,6", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
        Case("none at the end", "a,b\n1,2", [["a", "b"], ["1", "2"]]),
        Case("LF in a cell", "a,b\n1,\"one\ntwo\"\n2,x\n", [["a", "b"], ["1", "one\ntwo"], ["2", "x"]]),
        Case("CRLF in a cell of a CRLF file", "a,b\r\n1,\"one\r\ntwo\"\r\n", [["a", "b"], ["1", "one\r\ntwo"]]),
        Case("LF in a cell of a CRLF file", "a,b\r\n1,\"one\ntwo\"\r\n", [["a", "b"], ["1", "one\ntwo"]]),
        Case("a break at the start and end of a cell", "a\n\"\nx\n\"\n", [["a"], ["\nx\n"]]),
        Case("blank lines between", "a,b\n\n1,2\n\r\n\n3,4\n\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
        Case("a blank line in a cell", "a,b\n1,\"x\n\ny\"\n", [["a", "b"], ["1", "x\n\ny"]]),
        Case("a line of delimiters", "a,b,c\n,,\n1,2,3\n", [["a", "b", "c"], ["1", "2", "3"]]),
        Case("other breaks of Unicode are text", "a\nx\u{2028}y\u{85}z\u{B}\n", [["a"], ["x\u{2028}y\u{85}z\u{B}"]]),
    ]

    private static let ragged = [
        Case("a short row", "a,b,c\n1,2\n", [["a", "b", "c"], ["1", "2"]]),
        Case("a long row", "a,b\n1,2,3\n", [["a", "b"], ["1", "2", "3"]]),
        Case("a long row of empty cells", "a,b\n1,2,,\n", [["a", "b"], ["1", "2", "", ""]]),
        Case("a header alone", "a,b,c\n", [["a", "b", "c"]]),
        Case("one column", "a\n1\n2\n", [["a"], ["1"], ["2"]]),
        Case("a delimiter at each end", ",a,b,\n,1,2,\n", [["", "a", "b", ""], ["", "1", "2", ""]]),
        Case("a wide row", String(repeating: ",", count: 4999) + "x\n", [Array(repeating: "", count: 4999) + ["x"]]),
        Case(
            "a long cell", "a\n\"" + String(repeating: "long, ", count: 50_000) + "\"\n",
            [["a"], [String(repeating: "long, ", count: 50_000)]]),
    ]

    private static let encodings = [
        Case("a mark of UTF-8", "\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        Case("a mark before an enclosed header", "\u{FEFF}\"a\",b\n1,2\n", [["a", "b"], ["1", "2"]]),
        Case("every width of UTF-8", "a\né€🛋ʤ\n", [["a"], ["é€🛋ʤ"]]),
        Case("decomposed text stays so", "a\ne\u{301}\n", [["a"], ["e\u{301}"]]),
        Case(
            "UTF-16, the low byte first",
            [0xFF, 0xFE] + utf16("a,b\n\"é\n🛋\",2\n") { [UInt8($0 & 255), UInt8($0 >> 8)] },
            .utf16, [["a", "b"], ["é\n🛋", "2"]]),
        Case(
            "UTF-16, the high byte first", [0xFE, 0xFF] + utf16("a,b\né,🛋\n") { [UInt8($0 >> 8), UInt8($0 & 255)] },
            .utf16, [["a", "b"], ["é", "🛋"]]),
        Case(
            "ISO 8859-1", Array("a,b\ncaf".utf8) + [0xE9] + Array(",".utf8) + [0xA4, 0x0A], .latin1,
            [["a", "b"], ["café", "¤"]]),
        Case(
            "ISO 8859-15", Array("a,b\ncaf".utf8) + [0xE9] + Array(",".utf8) + [0xA4, 0x0A], .latin9,
            [["a", "b"], ["café", "€"]]),
        Case(
            "Windows 1252", Array("a,b\n".utf8) + [0x93, 0x78, 0x94, 0x2C, 0x80, 0x0A], .windows1252,
            [["a", "b"], ["“x”", "€"]]),
    ]

    private static func utf16(_ text: String, _ bytes: (UInt16) -> [UInt8]) -> [UInt8] { text.utf16.flatMap(bytes) }

    @Test(arguments: quotes + breaks + ragged + encodings)
    func `a file has the records that everybody finds in it`(file: Case) throws {
        let dialect = try Dialect(delimiter: ",", enclosure: "\"")
        var text: [UInt8] = []
        var decoder = TextDecoder(file.encoding)
        try decoder.decode(file.bytes.span, into: &text)
        try decoder.finish()
        #expect(try read([text[...]], dialect: dialect).map(\.texts) == file.records)
        // In blocks of seven bytes, and of one.
        for size in [7, 1] where text.count < 1000 {
            let blocks = stride(from: 0, to: text.count, by: size).map { text[$0..<min($0 + size, text.count)] }
            #expect(try read(blocks, dialect: dialect).map(\.texts) == file.records)
        }
        // What is written of the records reads as the same records.
        var written: [UInt8] = []
        for record in file.records { written += CSVConformanceTests.line(record) }
        #expect(try read([written[...]], dialect: dialect).map(\.texts) == file.records)
    }

    /// A record with every cell enclosed.
    private static func line(_ record: [String]) -> [UInt8] {
        Array(record.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",").utf8) + [0x0A]
    }

    @Test(arguments: [
        ("a,b\n1,\"2\n", 2), ("a,\"b\n1,2\n3,4\n", 1), ("a\n\"x\ny\"\n\"z\n", 4), ("a,b\r\n1,2\r\n3,\"\"\"\r\n", 3),
    ])
    func `an enclosure that never closes is told with the line where it opens`(text: String, line: Int) throws {
        let dialect = try Dialect(delimiter: ",", enclosure: "\"")
        let error = #expect(throws: TabularError.self) { try read(text, dialect: dialect) }
        #expect(error?.code == .unterminatedQuote)
        #expect(error?.line == line)
    }
}
