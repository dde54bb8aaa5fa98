// SPDX-License-Identifier: Apache-2.0
import Tabular
import TestKit
import Testing

@Suite struct CSVWriterTests {
    @Test(
        arguments: [
            (["a", "b"], "a;b\n"), (["a;b", "c"], "\"a;b\";c\n"), (["a\"b"], "\"a\"\"b\"\n"),
            (["a\nb", "c\rd"], "\"a\nb\";\"c\rd\"\n"), ([" a ", "\t"], " a ;\t\n"), (["", "b", ""], ";b;\n"),
            (["", ""], "\"\";\n"), ([""], "\"\"\n"), (["a,b|c'd"], "a,b|c'd\n"),
            (["\u{FEFF}a", "é"], "\"\u{FEFF}a\";é\n"), ([], "\n"),
        ] as [([String], String)])
    func `a cell is enclosed only where it must be`(fields: [String], expected: String) {
        var writer = CSVWriter()
        for field in fields { writer.write(field) }
        writer.endRecord()
        #expect(String(decoding: writer.take(), as: UTF8.self) == expected)
        #expect(writer.bytes.isEmpty)
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `what is written is read back`(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let dialect = try Dialect(
            delimiter: generator.pick([",", ";", "|", "\t"]), enclosure: generator.pick(["\"", "'"]))
        var writer = CSVWriter(dialect: dialect)
        var expected: [[[UInt8]]] = []
        var bytes: [UInt8] = []
        for _ in 0..<30 {
            let fields = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                Bool.random(using: &generator)
                    ? [] : generator.csvBytes(count: Int.random(in: 0...8, using: &generator))
            }
            for field in fields { writer.write(field.span) }
            writer.endRecord()
            expected.append(fields)
            if Bool.random(using: &generator) { bytes += writer.take() }
        }
        bytes += writer.take()
        let blocks = generator.blocks(of: bytes, upTo: 20)
        #expect(try read(blocks, dialect: dialect).map(\.fields) == expected)
    }
}
