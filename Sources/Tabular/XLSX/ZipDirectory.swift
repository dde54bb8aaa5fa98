// SPDX-License-Identifier: Apache-2.0

/// Gives bytes of a file from an offset on: at most as many as asked for, at least one, none only at the end.
public typealias FileFetch = (_ offset: Int, _ limit: Int) throws -> [UInt8]

/// The files in a zip archive, by the directory at its end (APPNOTE 6.3).
///
/// Only what is asked for is read, whatever else the archive holds: it is not unpacked, and a path in it leads nowhere.
struct ZipDirectory {
    /// One file in the archive.
    struct Entry {
        var name: String
        var method: UInt16
        var isEncrypted: Bool
        /// Whether it is a symbolic link, as archives from Unix say it.
        var isLink: Bool
        var crc: UInt32
        var packedSize: Int
        var size: Int
        var headerOffset: Int
    }

    /// How much a directory may hold, and how its names are compared.
    struct Form {
        var largestDirectory: Int
        var mostEntries: Int
        /// Whether letters A to Z and a to z are the same, as they are to spreadsheets.
        var isFolded: Bool

        /// Of a workbook.
        static let workbook = Form(largestDirectory: 32 << 20, mostEntries: 65_536, isFolded: true)
    }

    private(set) var entries: [Entry] = []
    private var places: [String: Int] = [:]
    private let form: Form
    /// Where the directory begins: all files stand before it.
    private(set) var offset = 0

    /// Reads the directory of a file of this size.
    init(size: Int, _ form: Form = .workbook, fetch: FileFetch) throws {
        self.form = form
        let tailSize = min(size, 65_557)
        let tail = try Self.read(tailSize, at: size - tailSize, fetch)
        guard let end = Self.lastEnd(in: tail) else {
            throw Self.damaged("its directory is missing at the end")
        }
        var (count, length, start) = (
            Int(tail.number16(end + 10)), Int(tail.number32(end + 12)), Int(tail.number32(end + 16))
        )
        guard tail.number16(end + 4) == 0 || tail.number16(end + 4) == 0xFFFF else {
            throw Self.damaged("it is one of several parts of an archive")
        }
        if count == 0xFFFF || length == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
            (count, length, start) = try Self.largeEnd(tail, before: end, size: size, fetch)
        }
        guard count <= form.mostEntries, length <= form.largestDirectory else {
            throw TabularError(
                .workbookUnsafe, "The workbook is refused: it holds \(count) files.",
                action: "Save the sheet in a new workbook, and launch the import again.")
        }
        guard start >= 0, length >= 0, start + length <= size else {
            throw Self.damaged("its directory lies outside the file")
        }
        offset = start
        try readEntries(try Self.read(length, at: start, fetch), count: count)
    }

    /// The file of a name; letters A to Z and a to z are the same in it, as they are to spreadsheets.
    subscript(_ name: String) -> Entry? {
        places[folded(name)].map { entries[$0] }
    }

    private mutating func readEntries(_ bytes: [UInt8], count: Int) throws {
        var at = 0
        for _ in 0..<count {
            guard at + 46 <= bytes.count, bytes.number32(at) == 0x0201_4B50 else {
                throw Self.damaged("its directory ends in the middle")
            }
            let (nameLength, extraLength) = (Int(bytes.number16(at + 28)), Int(bytes.number16(at + 30)))
            let next = at + 46 + nameLength + extraLength + Int(bytes.number16(at + 32))
            guard next <= bytes.count else { throw Self.damaged("its directory ends in the middle") }
            var entry = Entry(
                name: String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self),
                method: bytes.number16(at + 10), isEncrypted: bytes.number16(at + 8) & 1 != 0,
                isLink: bytes[at + 5] == 3 && bytes.number32(at + 38) >> 28 == 0xA,
                crc: bytes.number32(at + 16),
                packedSize: Int(bytes.number32(at + 20)), size: Int(bytes.number32(at + 24)),
                headerOffset: Int(bytes.number32(at + 42)))
            try Self.takeLargeNumbers(
                of: &entry, in: bytes, from: at + 46 + nameLength, to: at + 46 + nameLength + extraLength)
            let key = folded(entry.name)
            guard places.updateValue(entries.count, forKey: key) == nil else {
                throw Self.damaged("it holds two files named \(entry.name.prefix(60))")
            }
            entries.append(entry)
            at = next
        }
    }

    /// Sizes and offset of a file over 4 GB stand in a field behind its name.
    private static func takeLargeNumbers(of entry: inout Entry, in bytes: [UInt8], from start: Int, to end: Int) throws
    {
        var at = start
        while at + 4 <= end {
            let (kind, length) = (bytes.number16(at), Int(bytes.number16(at + 2)))
            at += 4
            guard at + length <= end else { return }
            if kind == 1 {
                var field = at
                for part in [\Entry.size, \.packedSize, \.headerOffset] where entry[keyPath: part] == 0xFFFF_FFFF {
                    guard field + 8 <= at + length, let number = Int(exactly: bytes.number64(field)) else {
                        throw damaged("its directory is broken")
                    }
                    entry[keyPath: part] = number
                    field += 8
                }
            }
            at += length
        }
    }

    private static func lastEnd(in tail: [UInt8]) -> Int? {
        guard tail.count >= 22 else { return nil }
        for at in stride(from: tail.count - 22, through: 0, by: -1)
        where tail[at] == 0x50 && tail.number32(at) == 0x0605_4B50 {
            if at + 22 + Int(tail.number16(at + 20)) <= tail.count { return at }
        }
        return nil
    }

    private static func largeEnd(
        _ tail: [UInt8], before end: Int, size: Int, _ fetch: FileFetch
    ) throws -> (count: Int, length: Int, start: Int) {
        guard end >= 20, tail.number32(end - 20) == 0x0706_4B50,
            let offset = Int(exactly: tail.number64(end - 12)), offset >= 0, offset <= size - 56
        else { throw damaged("its directory is missing at the end") }
        let record = try read(56, at: offset, fetch)
        guard record.number32(0) == 0x0606_4B50, let count = Int(exactly: record.number64(32)),
            let length = Int(exactly: record.number64(40)), let start = Int(exactly: record.number64(48)),
            length < 1 << 60, start < 1 << 60
        else { throw damaged("its directory is broken") }
        return (count, length, start)
    }

    /// Reads exactly so many bytes.
    static func read(_ count: Int, at offset: Int, _ fetch: FileFetch) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            let part = try fetch(offset + bytes.count, count - bytes.count)
            guard !part.isEmpty else { throw damaged("it ends in the middle") }
            bytes += part.prefix(count - bytes.count)
        }
        return bytes
    }

    static func damaged(_ why: String) -> TabularError {
        TabularError(
            .workbookDamaged, "The workbook is damaged: \(why).",
            action: "Open it in a spreadsheet program, save it again as .xlsx, and launch the import again.")
    }

    private func folded(_ name: String) -> String {
        guard form.isFolded else { return name }
        var key: [UInt8] = []
        for byte in name.utf8 { key.append(byte == UInt8(ascii: "\\") ? UInt8(ascii: "/") : Bytes.folded(byte)) }
        if key.first == UInt8(ascii: "/") { key.removeFirst() }
        return String(decoding: key, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Two bytes as a number, lowest first.
    func number16(_ at: Int) -> UInt16 { UInt16(self[at]) | UInt16(self[at + 1]) << 8 }
    /// Four bytes as a number, lowest first.
    func number32(_ at: Int) -> UInt32 { UInt32(number16(at)) | UInt32(number16(at + 2)) << 16 }
    /// Eight bytes as a number, lowest first.
    func number64(_ at: Int) -> UInt64 { UInt64(number32(at)) | UInt64(number32(at + 4)) << 32 }
}
