// SPDX-License-Identifier: Apache-2.0

/// The texts of which a workbook is made, all but its cells.
enum WorkbookTexts {
    static let sheetPath = "xl/worksheets/sheet1.xml"
    private static let namespace = "http://schemas.openxmlformats.org"
    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    static let sheetStart =
        declaration + "<worksheet xmlns=\"\(namespace)/spreadsheetml/2006/main\"><sheetData>"
    static let sheetEnd = "</sheetData></worksheet>"

    static func fixedParts(sheet: String) -> [(String, String)] {
        let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        let relations = "\(namespace)/officeDocument/2006/relationships"
        var name: [UInt8] = []
        let utf8 = Array(sheet.utf8)
        appendEscaped(utf8.span, to: &name)
        let escaped = String(decoding: name, as: UTF8.self).replacing("\"", with: "&quot;")
        let formats = ["yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd hh:mm:ss", "hh:mm:ss"].enumerated().map {
            "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\($1)\"/>"
        }
        let cells = ["0", "164", "165", "166"].map {
            "<xf numFmtId=\"\($0)\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"\($0 == "0" ? "" : " applyNumberFormat=\"1\"")/>"
        }
        return [
            (
                "[Content_Types].xml",
                declaration + "<Types xmlns=\"\(namespace)/package/2006/content-types\">"
                    + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                    + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(types).sheet.main+xml\"/>"
                    + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(types).styles+xml\"/>"
                    + "<Override PartName=\"/\(sheetPath)\" ContentType=\"\(types).worksheet+xml\"/></Types>"
            ),
            (
                "_rels/.rels",
                declaration + "<Relationships xmlns=\"\(namespace)/package/2006/relationships\">"
                    + "<Relationship Id=\"rId1\" Type=\"\(relations)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                declaration + "<workbook xmlns=\"\(namespace)/spreadsheetml/2006/main\" xmlns:r=\"\(relations)\">"
                    + "<sheets><sheet name=\"\(escaped)\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                declaration + "<Relationships xmlns=\"\(namespace)/package/2006/relationships\">"
                    + "<Relationship Id=\"rId1\" Type=\"\(relations)/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                    + "<Relationship Id=\"rId2\" Type=\"\(relations)/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
            (
                "xl/styles.xml",
                declaration + "<styleSheet xmlns=\"\(namespace)/spreadsheetml/2006/main\">"
                    + "<numFmts count=\"\(formats.count)\">\(formats.joined())</numFmts>"
                    + "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
                    + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
                    + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
                    + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
                    + "<cellXfs count=\"\(cells.count)\">\(cells.joined())</cellXfs>"
                    + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
            ),
        ]
    }

    /// Appends a text; what XML cannot hold, or would read as such, is written as `_xHHHH_`.
    static func appendEscaped(_ text: Span<UInt8>, to xml: inout [UInt8]) {
        var index = 0
        var plain = 0
        while index < text.count {
            let byte = text[index]
            // Nearly all of a text is plain: it is copied in one go.
            if byte >= 0x20, byte != 0x26, byte != 0x3C, byte != 0x3E, byte != 0x5F, byte != 0xEF {
                index += 1
                continue
            }
            Bytes.append(text.extracting(plain..<index), to: &xml)
            defer {
                index += 1
                plain = index
            }
            switch byte {
            case UInt8(ascii: "&"): xml += Array("&amp;".utf8)
            case UInt8(ascii: "<"): xml += Array("&lt;".utf8)
            case UInt8(ascii: ">"): xml += Array("&gt;".utf8)
            case 0x09, 0x0A: xml.append(byte)
            case 0..<0x20:
                let hex = String(byte, radix: 16, uppercase: true)
                xml += Array("_x00\(hex.count == 1 ? "0" : "")\(hex)_".utf8)
            case UInt8(ascii: "_") where isEscape(text, at: index): xml += Array("_x005F_".utf8)
            case 0xEF where index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE:
                // The two characters at the end of the first plane are not XML.
                xml += Array((text[index + 2] == 0xBE ? "_xFFFE_" : "_xFFFF_").utf8)
                index += 2
            default: xml.append(byte)
            }
        }
        Bytes.append(text.extracting(plain..<index), to: &xml)
    }

    private static func isEscape(_ text: Span<UInt8>, at start: Int) -> Bool {
        guard start + 7 <= text.count, text[start + 1] == UInt8(ascii: "x"), text[start + 6] == UInt8(ascii: "_") else {
            return false
        }
        for at in (start + 2)..<(start + 6) {
            let byte = Bytes.folded(text[at])
            guard byte &- 0x30 < 10 || byte &- 0x61 < 6 else { return false }
        }
        return true
    }
}
