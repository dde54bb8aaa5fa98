// SPDX-License-Identifier: Apache-2.0
internal import CZlib

/// Writes a workbook of one sheet as a stream: the same records make the same bytes, wherever the caller cuts them.
///
/// The caller adds records and takes bytes as it likes, and ends with `finish`. Texts stand in their cells, so memory does not grow with
/// the sheet. Numbers, booleans, days and errors keep their kind.
@safe public final class XLSXWriter {
    private static let sheetPath = "xl/worksheets/sheet1.xml"
    private static let level: Int32 = 6

    private struct Part {
        var name: String
        var crc: UInt32
        var packedSize: Int
        var size: Int
        var offset: Int
        var isDeflated: Bool
    }

    private let stream: OpaquePointer
    private var output: [UInt8] = []
    private var outputCount = 0
    private var parts: [Part] = []
    private var xml: [UInt8] = []
    private var packed = [UInt8](repeating: 0, count: 128 << 10)
    private var row = 0
    private var column = 0
    private var isFinished = false

    /// Begins a workbook whose sheet has this name; throws `zlibMissing`.
    public init(sheet name: String) throws {
        guard let stream = unsafe czlib_open_deflate(Self.level) else { throw GzipDecoder.zlibMissing() }
        unsafe self.stream = stream
        for (path, content) in Self.fixedParts(sheet: name) { addStored(path, Array(content.utf8)) }
        parts.append(
            Part(name: Self.sheetPath, crc: 0, packedSize: 0, size: 0, offset: outputCount, isDeflated: true))
        emit(Self.localHeader(parts[parts.count - 1]))
        xml += Array(Self.sheetStart.utf8)
    }

    deinit { unsafe czlib_close(stream) }

    /// Writes one cell of the current record; an empty one takes its place only.
    public func write(_ cell: Span<UInt8>, _ kind: CellKind = .text) {
        column += 1
        guard !cell.isEmpty else { return }
        if column > 0, !isRowOpen { openRow() }
        xml += Array("<c r=\"\(Self.name(ofColumn: column))\(row + 1)\"".utf8)
        switch kind {
        case .number: value("", cell)
        case .boolean: value(" t=\"b\"", cell)
        case .error: value(" t=\"e\"", cell)
        case .date:
            if let serial = DateText.serial(cell) {
                let style = cell.count == 10 ? 1 : cell.count == 8 ? 3 : 2
                let digits = Array(serial.utf8)
                value(" s=\"\(style)\"", digits.span)
            } else {
                value(" s=\"1\"", cell)
            }
        case .text:
            xml += Array(" t=\"inlineStr\"><is><t xml:space=\"preserve\">".utf8)
            Self.appendEscaped(cell, to: &xml)
            xml += Array("</t></is></c>".utf8)
        }
    }

    /// Ends the current record.
    public func endRecord() throws {
        if isRowOpen { xml += Array("</row>".utf8) }
        isRowOpen = false
        row += 1
        column = 0
        if xml.count >= 64 << 10 { try deflate(isLast: false) }
    }

    /// Gives away the bytes that are ready; the file is what all calls gave, one behind the other.
    public func take() -> [UInt8] {
        defer { output = [] }
        return output
    }

    /// Ends the workbook: `take` then gives the rest.
    public func finish() throws {
        guard !isFinished else { return }
        isFinished = true
        xml += Array(Self.sheetEnd.utf8)
        try deflate(isLast: true)
        let sheet = parts[parts.count - 1]
        guard sheet.size < Int(UInt32.max), outputCount < Int(UInt32.max) - (1 << 20) else {
            throw TabularError(
                .gzipTooLarge, "The sheet has \(sheet.size) bytes, more than a workbook can hold.",
                action: "Split the file, and launch the import again.")
        }
        var tail: [UInt8] = []
        tail.append32(0x0807_4B50)
        tail.append32(sheet.crc)
        tail.append32(UInt32(sheet.packedSize))
        tail.append32(UInt32(sheet.size))
        let directory = outputCount + tail.count
        for part in parts { tail += Self.directoryEntry(part) }
        let size = outputCount + tail.count - directory
        tail.append32(0x0605_4B50)
        tail.append32(0)
        tail.append16(UInt16(parts.count))
        tail.append16(UInt16(parts.count))
        tail.append32(UInt32(size))
        tail.append32(UInt32(directory))
        tail.append16(0)
        emit(tail)
    }

    // MARK: Cells

    private var isRowOpen = false

    private func openRow() {
        isRowOpen = true
        xml += Array("<row r=\"\(row + 1)\">".utf8)
    }

    private func value(_ attributes: String, _ cell: Span<UInt8>) {
        xml += Array("\(attributes)><v>".utf8)
        Self.appendEscaped(cell, to: &xml)
        xml += Array("</v></c>".utf8)
    }

    private static func name(ofColumn number: Int) -> String {
        var (rest, letters) = (number, [UInt8]())
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// Appends a text; what XML cannot hold, or would read as such, is written as `_xHHHH_`.
    private static func appendEscaped(_ text: Span<UInt8>, to xml: inout [UInt8]) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            defer { index += 1 }
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

    // MARK: The archive

    private func deflate(isLast: Bool) throws {
        let place = parts.count - 1
        parts[place].size += xml.count
        parts[place].crc = unsafe xml.withUnsafeBytes {
            unsafe czlib_crc32(parts[place].crc, $0.baseAddress, $0.count)
        }
        var start = 0
        while true {
            var (used, made) = (0, 0)
            let status = unsafe xml.withUnsafeBytes { source in
                unsafe packed.withUnsafeMutableBytes { target in
                    unsafe czlib_deflate(
                        stream, source.baseAddress.map { unsafe $0 + start }, source.count - start, &used,
                        isLast ? 1 : 0, target.baseAddress, target.count, &made)
                }
            }
            start += used
            parts[place].packedSize += made
            emit(Array(packed[..<made]))
            if status == CZLIB_MEMBER_END { break }
            guard status == CZLIB_OK else { throw ZipDirectory.damaged("it cannot be written") }
            if !isLast, start == xml.count, made < packed.count { break }
        }
        xml.removeAll(keepingCapacity: true)
    }

    private func addStored(_ name: String, _ content: [UInt8]) {
        let crc = unsafe content.withUnsafeBytes { unsafe czlib_crc32(0, $0.baseAddress, $0.count) }
        let part = Part(
            name: name, crc: crc, packedSize: content.count, size: content.count, offset: outputCount,
            isDeflated: false)
        parts.append(part)
        emit(Self.localHeader(part))
        emit(content)
    }

    private func emit(_ bytes: [UInt8]) {
        output += bytes
        outputCount += bytes.count
    }

    /// Size and checksum of a deflated part stand behind it (bit 3); all files are of 1980-01-01, so that bytes do not tell time.
    private static func localHeader(_ part: Part) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append32(0x0403_4B50)
        bytes += common(part)
        bytes.append16(UInt16(part.name.utf8.count))
        bytes.append16(0)
        bytes += Array(part.name.utf8)
        return bytes
    }

    private static func common(_ part: Part) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append16(20)
        bytes.append16(part.isDeflated ? 8 : 0)
        bytes.append16(part.isDeflated ? 8 : 0)
        bytes.append16(0)
        bytes.append16(0x21)
        bytes.append32(part.crc)
        bytes.append32(UInt32(part.packedSize))
        bytes.append32(UInt32(part.size))
        return bytes
    }

    private static func directoryEntry(_ part: Part) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append32(0x0201_4B50)
        bytes.append16(20)
        bytes += common(part)
        bytes.append16(UInt16(part.name.utf8.count))
        for _ in 0..<4 { bytes.append16(0) }
        bytes.append32(0)
        bytes.append32(UInt32(part.offset))
        bytes += Array(part.name.utf8)
        return bytes
    }

    // MARK: The fixed parts

    private static let namespace = "http://schemas.openxmlformats.org"
    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let sheetStart =
        declaration + "<worksheet xmlns=\"\(namespace)/spreadsheetml/2006/main\"><sheetData>"
    private static let sheetEnd = "</sheetData></worksheet>"

    private static func fixedParts(sheet: String) -> [(String, String)] {
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
}

extension [UInt8] {
    fileprivate mutating func append16(_ number: UInt16) {
        append(UInt8(truncatingIfNeeded: number))
        append(UInt8(truncatingIfNeeded: number >> 8))
    }

    fileprivate mutating func append32(_ number: UInt32) {
        append16(UInt16(truncatingIfNeeded: number))
        append16(UInt16(truncatingIfNeeded: number >> 16))
    }
}
