// SPDX-License-Identifier: Apache-2.0

/// A zip archive made by hand, its files stored as they are: what a test wants to be wrong in it is put there on purpose.
struct Archive {
    struct File {
        var name: String
        var content: [UInt8]
        /// What the directory says instead of the truth.
        var statedSize: Int?
        var statedCRC: UInt32?
        var method: UInt16 = 0
        var flags: UInt16 = 0

        init(_ name: String, _ content: String) {
            self.init(name, bytes: Array(content.utf8))
        }

        init(_ name: String, bytes: [UInt8]) {
            self.name = name
            content = bytes
        }
    }

    var files: [File] = []

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let offset = bytes.count
            var common = Self.two(20) + Self.two(file.flags) + Self.two(file.method) + Self.two(0) + Self.two(0x21)
            common += Self.four(file.statedCRC ?? Self.crc(file.content))
            common += Self.four(UInt32(file.content.count))
            common += Self.four(UInt32(file.statedSize ?? file.content.count))
            common += Self.two(UInt16(file.name.utf8.count)) + Self.two(0)
            bytes += Self.four(0x0403_4B50) + common + Array(file.name.utf8) + file.content
            directory += Self.four(0x0201_4B50) + Self.two(20) + common
            directory += Self.two(0) + Self.two(0) + Self.two(0) + Self.four(0) + Self.four(UInt32(offset))
            directory += Array(file.name.utf8)
        }
        let start = bytes.count
        bytes += directory
        bytes += Self.four(0x0605_4B50) + Self.four(0) + Self.two(UInt16(files.count)) + Self.two(UInt16(files.count))
        bytes += Self.four(UInt32(directory.count)) + Self.four(UInt32(start)) + Self.two(0)
        return bytes
    }

    private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private static func four(_ value: UInt32) -> [UInt8] {
        two(UInt16(truncatingIfNeeded: value)) + two(UInt16(truncatingIfNeeded: value >> 16))
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = .max
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }
}

/// The parts of a workbook in XML, each to be replaced by a test.
struct WorkbookParts {
    var rows = ""
    var sheet: String?
    var texts: String? = nil
    var formats: [String] = []
    var properties = ""
    var sheets = ["Sheet1"]
    var others: [Archive.File] = []

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

    /// Style 0 is general; style n shows numbers by the nth of `formats`.
    var archive: Archive {
        var files = [
            Archive.File(
                "_rels/.rels",
                "<Relationships xmlns='\(Self.package)'><Relationship Id='r1' Type='\(Self.relations)/officeDocument' Target='xl/workbook.xml'/></Relationships>"
            )
        ]
        let list = sheets.enumerated().map { "<sheet name='\($1)' sheetId='\($0 + 1)' r:id='s\($0 + 1)'/>" }
        files.append(
            .init(
                "xl/workbook.xml",
                "<workbook xmlns='\(Self.main)' xmlns:r='\(Self.relations)'>\(properties)<sheets>\(list.joined())</sheets></workbook>"
            ))
        var links = sheets.indices.map {
            "<Relationship Id='s\($0 + 1)' Type='\(Self.relations)/worksheet' Target='worksheets/sheet\($0 + 1).xml'/>"
        }
        links.append("<Relationship Id='t' Type='\(Self.relations)/styles' Target='styles.xml'/>")
        if texts != nil {
            links.append("<Relationship Id='u' Type='\(Self.relations)/sharedStrings' Target='/xl/sharedStrings.xml'/>")
        }
        files.append(
            .init(
                "xl/_rels/workbook.xml.rels", "<Relationships xmlns='\(Self.package)'>\(links.joined())</Relationships>"
            ))
        let known = formats.enumerated().map { "<numFmt numFmtId='\(200 + $0)' formatCode='\($1)'/>" }
        let styles = formats.indices.map { "<xf numFmtId='\(200 + $0)'/>" }
        files.append(
            .init(
                "xl/styles.xml",
                "<styleSheet xmlns='\(Self.main)'><numFmts>\(known.joined())</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>\(styles.joined())</cellXfs></styleSheet>"
            ))
        if let texts { files.append(.init("xl/sharedStrings.xml", "<sst xmlns='\(Self.main)'>\(texts)</sst>")) }
        for index in sheets.indices {
            let content =
                index == 0 ? rows : "<row r='1'><c r='A1' t='inlineStr'><is><t>\(sheets[index])</t></is></c></row>"
            files.append(
                .init(
                    "xl/worksheets/sheet\(index + 1).xml",
                    (index == 0 ? sheet : nil)
                        ?? "<worksheet xmlns='\(Self.main)'><sheetData>\(content)</sheetData></worksheet>"))
        }
        return Archive(files: files + others)
    }
}
