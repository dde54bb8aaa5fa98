// SPDX-License-Identifier: Apache-2.0
import Tabular
import Testing

@Suite struct CSVReaderTests {
    @Test(
        arguments: [
            ("a;b\n1;2\n", [["a", "b"], ["1", "2"]]),
            ("a;b\r\n1;2\r\n", [["a", "b"], ["1", "2"]]),
            ("a;b\r1;2\r", [["a", "b"], ["1", "2"]]),
            ("a;b\n1;2", [["a", "b"], ["1", "2"]]),
            ("a;b\r\n1;2\r3;4\n5;6", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
            ("\u{FEFF}a;b\n1;2\n", [["a", "b"], ["1", "2"]]),
            ("\u{FEFF}\"a\";b\n", [["a", "b"]]),
            ("a\n\u{FEFF}b\n", [["a"], ["\u{FEFF}b"]]),
            ("a;b;\n;2;\n", [["a", "b", ""], ["", "2", ""]]),
            ("a;", [["a", ""]]),
            ("\"a\";\"b\"\n", [["a", "b"]]),
            ("\"a;b\";c\n", [["a;b", "c"]]),
            ("\"a\nb\";c\n", [["a\nb", "c"]]),
            ("\"a\r\nb\";c\r\n", [["a\r\nb", "c"]]),
            ("\"a\rb\";c\r", [["a\rb", "c"]]),
            ("\"a\"\"b\";c\n", [["a\"b", "c"]]),
            ("\"\"\"\";\"\"\n", [["\"", ""]]),
            ("\"\"\"a\"\"\"\n", [["\"a\""]]),
            ("a\"b;c\"\n", [["a\"b", "c\""]]),
            ("a \"b\";c\n", [["a \"b\"", "c"]]),
            (" \"b\";c\n", [[" \"b\"", "c"]]),
            ("\"a\"b;c\n", [["ab", "c"]]),
            ("\"a\" ;c\n", [["a ", "c"]]),
            ("\"a\"\"\"b\"c\";d\n", [["a\"b\"c\"", "d"]]),
            ("\"a\"", [["a"]]),
            ("\"a\";\"\"", [["a", ""]]),
            ("a\\;b\\\"\n", [["a\\", "b\\\""]]),
            ("\"a\\\";b\n", [["a\\", "b"]]),
            ("  a ;\tb\n", [["  a ", "\tb"]]),
            ("a\0b;\u{1}\u{B}\n", [["a\0b", "\u{1}\u{B}"]]),
            ("é;日本語;🛋\n", [["é", "日本語", "🛋"]]),
        ] as [(String, [[String]])])
    func `cells are read as RFC 4180 and the rules of the catalogue say`(text: String, expected: [[String]]) throws {
        #expect(try read(text).map(\.texts) == expected)
    }

    @Test(
        arguments: [
            ("", 0), ("\n", 0), ("\n\n\r\n\r", 0), (";;;\n", 0), ("\u{FEFF}", 0), ("\u{FEFF}\n", 0), (";", 0),
            ("\"\"\n", 1), ("\"\";\"\"\n", 1), (" \n", 1), (";;\na\n;;;;\r\n\nb", 2), ("\n\na", 1), ("a\n\n\n", 1),
        ])
    func `lines with no character, or delimiters only, are neither delivered nor counted`(
        text: String, count: Int
    ) throws {
        let records = try read(text)
        #expect(records.count == count)
        #expect(records.map(\.position.record) == Array(0..<count))
    }

    @Test(arguments: [(",", "\""), (";", "'"), ("|", "\""), ("\t", "'"), ("\t", "\""), (",", "'")])
    func `every allowed dialect is read`(delimiter: String, enclosure: String) throws {
        let dialect = try Dialect(delimiter: delimiter, enclosure: enclosure)
        let (d, q) = (delimiter, enclosure)
        let other = enclosure == "'" ? "\"" : "'"
        let text = "a\(d)\(q)b\(d)\(q)\(q)c\(q)\(d)\(other)d\n\(other)\(d)\(q)x\ny\(q)\n"
        #expect(
            try read(text, dialect: dialect).map(\.texts) == [
                ["a", "b\(d)\(q)c", "\(other)d"], ["\(other)", "x\ny"],
            ])
    }

    @Test func `a dialect outside the allowed ones is refused`() {
        for (delimiter, enclosure) in [(":", "\""), ("", "\""), (";;", "\""), (";", ""), (";", "`"), ("\"", "\"")] {
            let error = #expect(throws: TabularError.self) {
                try Dialect(delimiter: delimiter, enclosure: enclosure)
            }
            #expect(error?.code == .invalidDialect)
        }
    }

    @Test func `a record knows its number, line, offset and raw bytes`() throws {
        let records = try read("\u{FEFF}code;label\r\n\r\n1;\"two\r\nlines\n\r3\"\r\n;;\n2;x")
        #expect(records.map(\.position.record) == [0, 1, 2])
        #expect(records.map(\.position.line) == [1, 3, 8])
        #expect(records.map(\.next.line) == [2, 7, 8])
        #expect(records.map(\.position.byteOffset) == [3, 17, 39])
        #expect(records.map(\.next.byteOffset) == [15, 36, 42])
        #expect(
            records.map { String(decoding: $0.raw, as: UTF8.self) } == [
                "code;label\r\n", "1;\"two\r\nlines\n\r3\"\r\n", "2;x",
            ])
    }

    @Test func `a cell behind the last one is empty`() throws {
        var reader = CSVReader()
        reader.append(Array("a; ;\n".utf8)[...])
        #expect(try reader.next() == .record)
        #expect(reader.fieldCount == 3)
        #expect(reader.text(of: 0) == "a")
        #expect([0, 1, 2, 3, 99].map { reader.isEmpty($0) } == [false, false, true, true, true])
        #expect([0, 1, 2, 3].map { reader.isBlank($0) } == [false, true, true, true])
        #expect(reader.text(of: 3).isEmpty)
        #expect(reader.withField(1) { $0.count } == 1)
    }

    @Test func `blanks are trimmed and letters folded on bytes`() throws {
        var reader = CSVReader()
        reader.append(Array(" \tÉa Z@[\u{B} ;x\n".utf8)[...])
        #expect(try reader.next() == .record)
        #expect(array(reader.trimmedBytes(of: 0)) == Array("Éa Z@[".utf8))
        var key: [UInt8] = []
        Bytes.appendFolded(reader.trimmedBytes(of: 0), to: &key)
        #expect(key == Array("Éa z@[".utf8))
        let same = Bytes.equal(reader.bytes(of: 1), reader.trimmedBytes(of: 1))
        let other = Bytes.equal(reader.bytes(of: 1), reader.bytes(of: 0))
        #expect(same && !other)
    }

    @Test(
        arguments: [
            ("a;b\n1;\"x\ny;z\n", 2), ("\"", 1), ("a\n\"b\"\"", 2), ("a\r\nb\r\n\"c\r\n\r\n", 3),
            ("a\n\"1\r\n2\r\n3\";\"open", 4),
        ])
    func `an enclosure that never closes is an error in the line where it opened`(text: String, line: Int) {
        let error = #expect(throws: TabularError.self) { try read(text) }
        #expect(error?.code == .unterminatedQuote)
        #expect(error?.line == line)
        #expect(error?.description.contains("line \(line)") == true)
    }

    @Test(arguments: [1, 3, 7, 100])
    func `a record over the limit is an error in the line where it starts, however it is fed`(block: Int) {
        for tail in ["1234567890123\n5;6\n", "1234567890123", "\"234567890123", "\"23456\n890\"\n"] {
            let bytes = Array("a;b\n1;2\n\(tail)".utf8)
            let blocks = stride(from: 0, to: bytes.count, by: block).map {
                bytes[$0..<min($0 + block, bytes.count)]
            }
            let error = #expect(throws: TabularError.self) { try read(blocks, limit: 10) }
            #expect(error?.code == .recordTooLarge)
            #expect(error?.line == 3)
        }
    }

    @Test func `a record of exactly the limit is read`() throws {
        let bytes = Array("123456789\n123456789\n".utf8)
        #expect(try read([bytes[...]], limit: 10).count == 2)
    }

    @Test func `a reader stays at its error`() throws {
        var reader = CSVReader()
        reader.append(Array("a\n\"b".utf8)[...])
        reader.finish()
        #expect(try reader.next() == .record)
        for _ in 0..<2 {
            let error = #expect(throws: TabularError.self) { try reader.next() }
            #expect(error?.code == .unterminatedQuote)
        }
        #expect(reader.fieldCount == 0)
    }

    @Test func `a record of many cells and one of many bytes are read`() throws {
        let wide = (0..<5000).map { "c\($0)" }
        let long = String(repeating: "x\"\"y\n", count: 100_000)
        let text = wide.joined(separator: ";") + "\n\"" + long + "\";end\n"
        let bytes = Array(text.utf8)
        let blocks = stride(from: 0, to: bytes.count, by: 1000).map { bytes[$0..<min($0 + 1000, bytes.count)] }
        let records = try read(blocks)
        #expect(records.count == 2)
        #expect(records[0].texts == wide)
        #expect(records[1].texts[0].utf8.count == 400_000)
        #expect(records[1].texts[1] == "end")
        #expect(records[1].next.line == 100_003)
    }
}
