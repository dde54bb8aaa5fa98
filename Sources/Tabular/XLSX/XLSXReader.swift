// SPDX-License-Identifier: Apache-2.0

/// Reads one sheet of an XLSX workbook (ECMA-376) as a stream of records in plain text.
///
/// The caller gives a way to fetch bytes of the file and pulls text until `next` says false. The text is what a `CSVReader` of the
/// dialect `Dialect.typed` reads: the cells with their kinds, and the sheet's own row numbers as lines. The same file makes the same
/// text, so that a reader that takes over may begin again. Memory is that of a block, of the largest row, and of the
/// texts that cells share, which go to a temporary file where they are large.
public final class XLSXReader {
    private enum Stage {
        case unopened
        case texts(ZipEntryReader, XMLEvents, SharedTextsHandler)
        case sheet(ZipEntryReader, XMLEvents)
        case end
    }

    /// The name of the sheet that is read, once its workbook is open.
    public private(set) var sheetName = ""
    private let size: Int
    private let choice: SheetChoice
    private let limits: XLSXLimits
    private let texts: SharedTexts
    private var stage = Stage.unopened
    private var sheetEntry: ZipDirectory.Entry?
    private var directoryOffset = 0
    private var handler: SheetHandler?
    private var consumedBefore = 0
    private var produced = 0

    /// Prepares to read a sheet of a file of this size.
    public init(size: Int, sheet: SheetChoice = .first, limits: XLSXLimits) {
        self.size = size
        choice = sheet
        self.limits = limits
        texts = SharedTexts(inMemory: limits.textsInMemory)
    }

    /// How many packed bytes of the file were read so far, for its progress; at most the file's size.
    public var consumed: Int {
        let current =
            switch stage {
            case .texts(let entry, _, _), .sheet(let entry, _): entry.consumed
            case .unopened, .end: 0
            }
        return min(size, consumedBefore + current)
    }

    /// Reads one block on and appends the records in it, perhaps none; false at the end of the sheet.
    public func next(into text: inout [UInt8], fetch: FileFetch) throws -> Bool {
        switch stage {
        case .unopened:
            try open(fetch)
            return true
        case .texts(let entry, let events, var handler):
            let isMore = try entry.next(fetch) { try events.feed($0, isLast: false, to: &handler) }
            if isMore {
                stage = .texts(entry, events, handler)
                return true
            }
            try events.feed(Span(), isLast: true, to: &handler)
            try texts.finish()
            consumedBefore += entry.consumed
            try startSheet(fetch)
            return true
        case .sheet(let entry, let events):
            guard var handler = self.handler.take() else { return false }
            defer { self.handler = handler }
            let isMore = try entry.next(fetch) { try events.feed($0, isLast: false, to: &handler) }
            if !isMore { try events.feed(Span(), isLast: true, to: &handler) }
            // A record that is not whole stays until its end is there.
            let records = handler.takeRecords()
            produced += records.count
            guard produced <= limits.maximumOutput else { throw ZipEntryReader.tooLarge(limits) }
            text += records
            if !isMore {
                consumedBefore += entry.consumed
                stage = .end
            }
            return isMore
        case .end: return false
        }
    }

    // MARK: Opening

    private func open(_ fetch: FileFetch) throws {
        try checkStart(fetch)
        let directory = try ZipDirectory(size: size, fetch: fetch)
        directoryOffset = directory.offset
        if directory["mimetype"] != nil, directory["content.xml"] != nil {
            throw Self.notAWorkbook("it is an OpenDocument file (.ods)")
        }
        var relations = PartRelations()
        guard let root = directory["_rels/.rels"] else { throw Self.notAWorkbook("it is another kind of archive") }
        try read(root, into: &relations, fetch)
        let path = PartRelations.resolve(relations.byType["officeDocument"] ?? "xl/workbook.xml", in: "")
        guard let main = directory[path] else { throw Self.notAWorkbook("it is another kind of archive") }
        guard !path.hasSuffix(".bin") else { throw Self.notAWorkbook("it is a binary workbook (.xlsb)") }
        guard !path.hasPrefix("word/"), !path.hasPrefix("ppt/") else {
            throw Self.notAWorkbook("it is a text document or a presentation")
        }
        if directory.entries.contains(where: { $0.name.lowercased().hasSuffix("vbaproject.bin") }) {
            throw TabularError(
                .workbookMacros, "The workbook holds macros.",
                action: "Save it as a workbook without macros (.xlsx), and launch the import again.")
        }
        var workbook = Workbook()
        try read(main, into: &workbook, fetch)
        let sheet = try workbook.sheet(choice)
        sheetName = sheet.name

        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let file = path.split(separator: "/").last.map(String.init) ?? ""
        var parts = PartRelations()
        if let entry = directory["\(folder)/_rels/\(file).rels"] { try read(entry, into: &parts, fetch) }
        guard let target = parts.targets[sheet.relation],
            let entry = directory[PartRelations.resolve(target, in: folder)]
        else { throw ZipDirectory.damaged("the sheet “\(sheet.name.prefix(40))” is missing") }
        if target.contains("chartsheets/") || target.contains("dialogsheets/") {
            throw TabularError(
                .sheetNotFound, "The sheet “\(sheet.name.prefix(40))” is a chart.",
                action: "Choose a sheet that holds the records.")
        }
        sheetEntry = entry
        var styles = CellStyles()
        if let target = parts.byType["styles"], let entry = directory[PartRelations.resolve(target, in: folder)] {
            try read(entry, into: &styles, fetch)
        }
        handler = SheetHandler(
            texts: texts, dates: styles.areDates, is1904: workbook.is1904, textAtOnce: limits.textAtOnce)
        if let target = parts.byType["sharedStrings"], let entry = directory[PartRelations.resolve(target, in: folder)]
        {
            stage = .texts(
                try ZipEntryReader(entry, limits: limits, directoryOffset: directoryOffset, fetch: fetch),
                try XMLEvents("sharedStrings.xml"), SharedTextsHandler(texts))
        } else {
            try startSheet(fetch)
        }
    }

    private func startSheet(_ fetch: FileFetch) throws {
        guard let sheetEntry else { throw ZipDirectory.damaged("it has no sheet") }
        stage = .sheet(
            try ZipEntryReader(sheetEntry, limits: limits, directoryOffset: directoryOffset, fetch: fetch),
            try XMLEvents("the sheet"))
    }

    /// Reads a small part as a whole.
    private func read<Handler: XMLHandler>(
        _ entry: ZipDirectory.Entry, into handler: inout Handler, _ fetch: FileFetch
    ) throws {
        guard entry.size <= 64 << 20 else {
            throw TabularError(
                .workbookUnsafe, "The workbook is refused: \(entry.name.prefix(60)) has \(entry.size) bytes.",
                action: "Save the sheet in a new workbook, and launch the import again.")
        }
        let reader = try ZipEntryReader(entry, limits: limits, directoryOffset: directoryOffset, fetch: fetch)
        let events = try XMLEvents(String(entry.name.prefix(60)))
        while try reader.next(fetch, { try events.feed($0, isLast: false, to: &handler) }) {}
        try events.feed(Span(), isLast: true, to: &handler)
    }

    /// Says what a file is that is no zip archive.
    private func checkStart(_ fetch: FileFetch) throws {
        guard size > 0 else {
            throw TabularError(
                .emptyFile, "The file is empty.", action: "Give a workbook whose first row names its columns.")
        }
        let start = try ZipDirectory.read(min(size, 4096), at: 0, fetch)
        if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return }
        if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            // An encrypted workbook stands in a container of that kind, as old workbooks (.xls) do: its directory names the stream.
            let name = "EncryptedPackage".utf8.flatMap { byte -> [UInt8] in [byte, 0] }
            var offset = 0
            var before: [UInt8] = []
            while offset < size {
                let part = try fetch(offset, min(size - offset, 1 << 20))
                guard !part.isEmpty else { break }
                if (before + part).contains(subsequence: name) { throw Self.encrypted() }
                before = Array(part.suffix(name.count))
                offset += part.count
            }
            throw Self.notAWorkbook("it is an old workbook (.xls)")
        }
        if start.starts(with: [0x1F, 0x8B]) { throw Self.notAWorkbook("it is compressed with gzip") }
        if !start.contains(0) {
            throw TabularError(
                .notAWorkbook, "The file is not an XLSX workbook: it is plain text, such as CSV.",
                action: "Name it .csv and launch the CSV import, or save it as .xlsx in a spreadsheet program.")
        }
        throw Self.notAWorkbook("it begins with other bytes")
    }

    static func notAWorkbook(_ why: String) -> TabularError {
        TabularError(
            .notAWorkbook, "The file is not an XLSX workbook: \(why).",
            action: "Open it in a spreadsheet program, save it as .xlsx, and launch the import again.")
    }

    static func encrypted() -> TabularError {
        TabularError(
            .workbookEncrypted, "The workbook is protected by a password.",
            action: "Save it without a password, and launch the import again.")
    }
}

extension [UInt8] {
    /// Whether the bytes hold others one behind the other.
    fileprivate func contains(subsequence other: [UInt8]) -> Bool {
        guard let first = other.first, count >= other.count else { return false }
        for at in 0...(count - other.count) where self[at] == first {
            if self[at..<(at + other.count)].elementsEqual(other) { return true }
        }
        return false
    }
}
