// SPDX-License-Identifier: Apache-2.0

import Tabular
import TestKit
import Testing

/// The text that a sheet becomes.
func sheetText(
    _ bytes: [UInt8], sheet: SheetChoice = .first, limits: XLSXLimits = XLSXLimits(maximumOutput: 64 << 20),
    part: Int = .max
) throws -> [UInt8] {
    let reader = XLSXReader(size: bytes.count, sheet: sheet, limits: limits)
    var text: [UInt8] = []
    while try reader.next(
        into: &text, fetch: { offset, limit in Array(bytes.dropFirst(offset).prefix(min(limit, part))) })
    {}
    return text
}

/// The records of a sheet: its row's number, then the cells, each with a letter for its kind where it is no text.
func sheetRecords(_ bytes: [UInt8], sheet: SheetChoice = .first) throws -> [String] {
    var reader = CSVReader(dialect: .typed)
    reader.append(try sheetText(bytes, sheet: sheet)[...])
    reader.finish()
    var records: [String] = []
    while case .record = try reader.next() {
        let cells = (0..<reader.fieldCount).map { column in
            let letter =
                switch reader.kind(of: column) {
                case .text: ""
                case .number: "n:"
                case .boolean: "b:"
                case .date: "d:"
                case .error: "e:"
                }
            return letter + reader.text(of: column)
        }
        records.append("\(reader.position.line) " + cells.joined(separator: "|"))
    }
    return records
}

@Suite struct XLSXReaderTests {
    private func records(_ parts: WorkbookParts) throws -> [String] { try sheetRecords(parts.archive.bytes) }

    @Test func `cells stand where their references say, and rows without cells are passed over`() throws {
        var parts = WorkbookParts()
        parts.rows = """
            <row r="2"><c r="A2" t="inlineStr"><is><t>sku</t></is></c><c r="C2" t="inlineStr"><is><t>name</t></is></c></row>
            <row r="3"><c r="B3" s="1"/></row><row r="5"/>
            <row r="9"><c r="AA9"><v>7</v></c></row>
            <row><c><v>1</v></c><c><v>2</v></c></row>
            """
        #expect(
            try records(parts) == ["2 sku||name", "9 " + String(repeating: "|", count: 26) + "n:7", "10 n:1|n:2"])
    }

    @Test func `texts are shared, inline or of a formula; runs are joined and readings left out`() throws {
        var parts = WorkbookParts()
        parts.texts = """
            <si><t xml:space="preserve"> a&amp;b </t></si><si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space="preserve"> plain</t></r></si>
            <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t/></si><si><t>tab\tand
            line, "quoted"_x000D__x005F_x0041_</t></si>
            """
        parts.rows = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
            <c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="str"><f>A1&amp;B1</f><v>x</v></c>
            <c r="G1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>
            """
        #expect(
            try records(parts) == [
                "1  a&b |bold plain|東京||tab\tand\nline, \"quoted\"\r_x0041_|x|inline"
            ])
    }

    @Test(arguments: [
        ("40", "40"), ("40.0", "40"), ("0.1", "0.1"), ("0.10000000000000001", "0.1"), ("3.3000000000000003", "3.3"),
        ("1.4999999999999999E-2", "0.015"), ("1E-3", "0.001"), ("1.5E+20", "150000000000000000000"), ("-0.5", "-0.5"),
        ("+7", "7"), ("-0", "0"), ("0", "0"), ("007", "7"), ("100", "100"), ("1e2", "100"), (".5", "0.5"),
        ("99999999999999.99", "100000000000000"), ("999999999999999.9", "1000000000000000"),
        ("4006381333931", "4006381333931"), ("12345678901234567890", "12345678901234567890"),
        ("1234567890123.4567", "1234567890123.46"), ("-2.5000000000000001E-5", "-0.000025"),
        ("9.9999999999999995E-7", "0.000001"),
    ])
    func `a number is plain, without the noise of its binary form`(stored: String, shown: String) throws {
        var parts = WorkbookParts()
        parts.rows = "<row r='1'><c r='A1'><v>\(stored)</v></c></row>"
        #expect(try records(parts) == ["1 n:\(shown)"])
    }

    @Test(arguments: ["1,5", "abc", "1e999", "--1", "1e", ".", "NaN"])
    func `what is no number in a number's cell stays a text`(stored: String) throws {
        var parts = WorkbookParts()
        parts.rows = "<row r='1'><c r='A1'><v>\(stored)</v></c></row>"
        #expect(try records(parts) == ["1 \(stored)"])
    }

    @Test(arguments: [
        ("yyyy-mm-dd", true), ("d/m/yy h:mm", true), ("[$-409]d\\-mmm\\-yyyy;@", true), ("[h]:mm:ss", true),
        ("mm:ss.0", true), ("General", false), ("0.00", false), ("#,##0.00 \"days\"", false), ("0\\d", false),
        ("[Red]0;[Blue]-0", false), ("0.00E+00", false), ("@", false), ("0;d", false), ("_d0", false),
        ("dddd", true), ("AM/PM h", true),
    ])
    func `a format of days or times is told from one of numbers`(format: String, isDate: Bool) throws {
        var parts = WorkbookParts()
        parts.formats = [format.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")]
        parts.rows = "<row r='1'><c r='A1' s='1'><v>45000</v></c></row>"
        #expect(try records(parts) == [isDate ? "1 d:2023-03-15" : "1 n:45000"])
    }

    @Test func `days and times are counted from 1900, or from 1904 where the workbook says so`() throws {
        var parts = WorkbookParts()
        parts.formats = ["yyyy-mm-dd hh:mm:ss"]
        let stored = ["1", "59", "60", "61", "25569", "36525.5", "45351", "2958465", "0.75", "45000.999999", "-1"]
        parts.rows =
            "<row r='1'>" + stored.map { "<c s='1'><v>\($0)</v></c>" }.joined()
            + "<c t='d'><v>2024-02-29T00:00:00</v></c><c t='d'><v>2024-02-29T13:05:00Z</v></c></row>"
        #expect(
            try records(parts) == [
                "1 d:1900-01-01|d:1900-02-28|d:1900-02-29|d:1900-03-01|d:1970-01-01|d:1999-12-31 12:00:00|d:2024-02-29|d:9999-12-31|d:18:00:00|d:2023-03-16|d:-1|d:2024-02-29|d:2024-02-29 13:05:00"
            ])
        parts.properties = "<workbookPr date1904='1'/>"
        parts.rows = "<row r='1'><c s='1'><v>0</v></c><c s='1'><v>43538</v></c></row>"
        #expect(try records(parts) == ["1 d:1904-01-01|d:2023-03-15"])
    }

    @Test func `booleans, errors and formulas without a value are told`() throws {
        var parts = WorkbookParts()
        parts.rows = """
            <row r="1"><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#DIV/0!</v></c><c><f>A1+1</f></c>
            <c><f>A1+1</f><v>2</v></c><c t="inlineStr"><is><t>&#x9;x</t></is></c></row>
            """
        #expect(try records(parts) == ["1 b:1|b:0|e:#DIV/0!|e:a formula without a value|n:2|\tx"])
    }

    @Test func `a text that begins with the mark of a kind is still a text`() throws {
        var parts = WorkbookParts()
        parts.rows =
            "<row r='1'><c t='inlineStr'><is><t>_x0011_1</t></is></c><c t='inlineStr'><is><t>_x0015_</t></is></c></row>"
        #expect(try records(parts) == ["1 \u{11}1|\u{15}"])
    }

    @Test func `a sheet is chosen by its name or place`() throws {
        var parts = WorkbookParts()
        parts.sheets = ["Prices", "Products &amp; more"]
        parts.rows = "<row r='1'><c><v>1</v></c></row>"
        let bytes = parts.archive.bytes
        #expect(try sheetRecords(bytes) == ["1 n:1"])
        #expect(try sheetRecords(bytes, sheet: .named("products & MORE")) == ["1 Products & more"])
        #expect(try sheetRecords(bytes, sheet: .number(2)) == ["1 Products & more"])
        for choice in [SheetChoice.named("Other"), .number(3), .number(0)] {
            let error = #expect(throws: TabularError.self) { try sheetText(bytes, sheet: choice) }
            #expect(error?.code == .sheetNotFound)
            #expect(error?.action == "Choose one of its sheets: “Prices”, “Products & more”.")
        }
    }

    @Test func `many shared texts go to a file and come back the same, whatever the order`() throws {
        var generator = SeededRandom(seed: 7)
        let texts = (0..<20_000).map {
            "text \($0) " + String(repeating: "x", count: Int.random(in: 0..<40, using: &generator))
        }
        let order = (0..<20_000).map { _ in Int.random(in: 0..<20_000, using: &generator) }
        var parts = WorkbookParts()
        parts.texts = texts.map { "<si><t>\($0)</t></si>" }.joined()
        parts.rows = order.map { "<row><c t='s'><v>\($0)</v></c></row>" }.joined()
        var limits = XLSXLimits(maximumOutput: 64 << 20)
        limits.textsInMemory = 1 << 12
        let bytes = parts.archive.bytes
        let expected = order.enumerated().map { "\($0 + 1)\t\(texts[$1])\n" }.joined()
        #expect(try sheetText(bytes, limits: limits) == Array(expected.utf8))
        #expect(try sheetText(bytes) == Array(expected.utf8))
    }

    @Test func `the text does not depend on how the file is handed over`() throws {
        var parts = WorkbookParts()
        parts.texts = (0..<300).map { "<si><t>é \($0)</t></si>" }.joined()
        parts.rows = (0..<300).map { "<row><c t='s'><v>\($0)</v></c><c><v>\($0).5</v></c></row>" }.joined()
        let bytes = parts.archive.bytes
        let whole = try sheetText(bytes)
        for part in [1, 7, 100, 4096] { #expect(try sheetText(bytes, part: part) == whole) }
    }
}

extension XLSXReaderTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var code: TabularError.Code
        var bytes: [UInt8]
    }

    private static func bad(_ name: String, _ code: TabularError.Code, _ change: (inout WorkbookParts) -> Void) -> Bad {
        var parts = WorkbookParts()
        parts.rows = "<row r='1'><c><v>1</v></c></row>"
        change(&parts)
        return Bad(testDescription: name, code: code, bytes: parts.archive.bytes)
    }

    private static func broken(_ name: String, _ code: TabularError.Code, _ change: (inout Archive) -> Void) -> Bad {
        var parts = WorkbookParts()
        parts.rows = "<row r='1'><c><v>1</v></c></row>"
        var archive = parts.archive
        change(&archive)
        return Bad(testDescription: name, code: code, bytes: archive.bytes)
    }

    static let unusable: [Bad] = [
        Bad(testDescription: "nothing", code: .emptyFile, bytes: []),
        Bad(testDescription: "CSV", code: .notAWorkbook, bytes: Array("sku;name\n1;2\n".utf8)),
        Bad(
            testDescription: "old workbook", code: .notAWorkbook,
            bytes: [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 600)),
        Bad(
            testDescription: "encrypted", code: .workbookEncrypted,
            bytes: [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 6000)
                + "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }),
        Bad(testDescription: "gzip", code: .notAWorkbook, bytes: [0x1F, 0x8B, 8, 0, 0, 0]),
        Bad(
            testDescription: "zip of something", code: .notAWorkbook, bytes: Archive(files: [.init("a.csv", "x")]).bytes
        ),
        Bad(
            testDescription: "OpenDocument", code: .notAWorkbook,
            bytes: Archive(files: [.init("mimetype", "x"), .init("content.xml", "<a/>")]).bytes),
        bad("macros", .workbookMacros) { $0.others = [.init("xl/vbaProject.bin", "x")] },
        bad("document type", .workbookUnsafe) {
            $0.sheet =
                "<!DOCTYPE a [<!ENTITY b \"cccc\"><!ENTITY c \"&b;&b;\">]><worksheet><sheetData><row><c><v>&c;</v></c></row></sheetData></worksheet>"
        },
        bad("deep", .workbookUnsafe) {
            $0.sheet =
                "<worksheet>" + String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000)
                + "</worksheet>"
        },
        bad("one tag without end", .workbookUnsafe) {
            $0.sheet = "<worksheet a='" + String(repeating: "x", count: 8 << 20) + "'/>"
        },
        bad("not well-formed", .workbookDamaged) { $0.sheet = "<worksheet><sheetData><row></sheetData></worksheet>" },
        bad("no end", .workbookDamaged) { $0.sheet = "<worksheet><sheetData><row r='1'><c><v>1</v></c></row>" },
        bad("not UTF-8", .workbookDamaged) {
            $0.rows = ""
            $0.others = []
            $0.sheet = "<worksheet>&bad;</worksheet>"
        },
        bad("text that is not there", .workbookDamaged) { $0.rows = "<row r='1'><c t='s'><v>5</v></c></row>" },
        bad("rows out of order", .workbookDamaged) { $0.rows = "<row r='2'/><row r='1'/>" },
        bad("cells out of order", .workbookDamaged) { $0.rows = "<row r='1'><c r='B1'/><c r='A1'/></row>" },
        bad("a cell of another row", .workbookDamaged) { $0.rows = "<row r='1'><c r='A2'/></row>" },
        bad("too many columns", .workbookDamaged) { $0.rows = "<row r='1'><c r='XFE1'><v>1</v></c></row>" },
        bad("too many rows", .workbookDamaged) { $0.rows = "<row r='1048577'><c><v>1</v></c></row>" },
        bad("a row without number", .workbookDamaged) { $0.rows = "<row r='-1'/>" },
        broken("a wrong checksum", .workbookDamaged) { $0.files[$0.files.count - 1].statedCRC = 1 },
        broken("a wrong size", .workbookDamaged) { $0.files[$0.files.count - 1].statedSize = 5 },
        broken("a part that cannot be unpacked", .workbookDamaged) { $0.files[$0.files.count - 1].method = 8 },
        broken("a way of packing that is unknown", .workbookDamaged) { $0.files[$0.files.count - 1].method = 12 },
        broken("a password", .workbookEncrypted) { $0.files[$0.files.count - 1].flags = 1 },
        broken("a part that is too large", .gzipTooLarge) { $0.files[$0.files.count - 1].statedSize = 1 << 30 },
        broken("no sheet part", .workbookDamaged) { $0.files.removeLast() },
        broken("two parts of a name", .workbookDamaged) { $0.files.append($0.files[0]) },
        broken("no workbook part", .notAWorkbook) { $0.files.removeAll { $0.name == "xl/workbook.xml" } },
    ]

    @Test(arguments: unusable)
    func `a file that cannot be used says why`(bad: Bad) throws {
        let error = #expect(throws: TabularError.self) { try sheetText(bad.bytes) }
        #expect(error?.code == bad.code)
        #expect(error?.action.isEmpty == false)
    }

    @Test func `a file that was cut anywhere is refused`() throws {
        var parts = WorkbookParts()
        parts.rows = "<row r='1'><c><v>1</v></c></row>"
        let bytes = parts.archive.bytes
        for length in stride(from: 4, to: bytes.count, by: 13) {
            let error = #expect(throws: TabularError.self) { try sheetText(Array(bytes[..<length])) }
            #expect(error?.code == .workbookDamaged || error?.code == .notAWorkbook)
        }
    }

    @Test func `a sheet that unfolds out of proportion is refused`() throws {
        let writer = try XLSXWriter(sheet: "bomb")
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 32_000)
        for _ in 0..<400 {
            writer.write(text.span)
            try writer.endRecord()
        }
        try writer.finish()
        let bytes = writer.take()
        var limits = XLSXLimits(maximumOutput: 1 << 30)
        limits.freeOutput = 4 << 20
        let error = #expect(throws: TabularError.self) { try sheetText(bytes, limits: limits) }
        #expect(error?.code == .workbookUnsafe)
        // As long as it is small, nobody is harmed.
        #expect(try sheetText(bytes).count > 400 * 32_000)
    }

    @Test func `a sheet whose cells share one long text a thousand times is refused before memory grows`() throws {
        var parts = WorkbookParts()
        parts.texts = "<si><t>\(String(repeating: "a", count: 30_000))</t></si>"
        parts.rows = String(repeating: "<row><c t='s'><v>0</v></c></row>", count: 1_000)
        let bytes = parts.archive.bytes
        var limits = XLSXLimits(maximumOutput: 1 << 30)
        limits.textAtOnce = 4 << 20
        let error = #expect(throws: TabularError.self) { try sheetText(bytes, limits: limits) }
        #expect(error?.code == .workbookUnsafe)
        #expect(try sheetText(bytes).count > 1_000 * 30_000)
    }
}
