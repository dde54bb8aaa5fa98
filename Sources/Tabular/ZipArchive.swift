// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a zip archive.
public enum ZipFault: Error, Equatable, Sendable {
    /// It cannot be read: broken, cut off, or packed in an unknown way.
    case damaged(String)
    /// It could do harm: its size, the number of its files or a path.
    case unsafe(String)
    /// It is protected by a password.
    case encrypted
}

/// The files in a zip archive: all of the directory is judged before anything is unpacked.
///
/// Nothing is written anywhere: a file is a stream of bytes, and its path only a name to find it by. Paths that would lead out
/// of a folder, links, files that share bytes and sizes beyond the limit are refused all the same: such an archive was made to
/// do harm, or by mistake.
public struct ZipArchive: Sendable {
    /// How much an archive may hold.
    public struct Limits: Sendable {
        /// Files and folders.
        public var mostFiles = 250_000
        /// Bytes of all files, once unpacked.
        public var mostBytes: Int

        /// The limits for an archive that may unfold to so many bytes.
        public init(mostBytes: Int) {
            self.mostBytes = mostBytes
        }
    }

    /// One file.
    public struct File: Sendable {
        /// Its path, with `/` between the parts.
        public let path: String
        /// Its size in bytes.
        public let size: Int
        /// Its size in the archive.
        public let packedSize: Int
        fileprivate let entry: ZipDirectory.Entry

        /// Whether it stands in no folder.
        public var isAtTop: Bool { !path.utf8.contains(UInt8(ascii: "/")) }
    }

    private static let largestDirectory = 64 << 20
    /// More bytes than the paths of file systems have; an index of a database takes them.
    private static let longestPath = 1_024

    /// The files in the order in which they lie, without folders and what file managers add.
    public private(set) var files: [File] = []
    private let limits: Limits
    private let directoryOffset: Int

    /// Reads and judges the directory of an archive of this size.
    public init(size: Int, limits: Limits, fetch: FileFetch) throws {
        self.limits = limits
        let form = ZipDirectory.Form(
            largestDirectory: Self.largestDirectory, mostEntries: limits.mostFiles, isFolded: false)
        let directory = try Self.translating { try ZipDirectory(size: size, form, fetch: fetch) }
        directoryOffset = directory.offset
        var total = 0
        for entry in directory.entries {
            let path = entry.name.contains("\\") ? entry.name.replacing("\\", with: "/") : entry.name
            try Self.check(entry, path)
            if path.hasSuffix("/") { continue }
            let (sum, isOver) = total.addingReportingOverflow(entry.size)
            guard entry.size >= 0, !isOver, sum <= limits.mostBytes else {
                throw ZipFault.unsafe("it holds more than \(limits.mostBytes) bytes")
            }
            total = sum
            if !Self.isAddedByFileManagers(path) {
                files.append(File(path: path, size: entry.size, packedSize: entry.packedSize, entry: entry))
            }
        }
        try Self.checkPlaces(directory.entries, before: directory.offset)
        // As they lie, they are read from one end of the archive to the other.
        files.sort { $0.entry.headerOffset < $1.entry.headerOffset }
        // Names that differ only in how accents are written are the same to people, and to Swift.
        var known: Set<String> = []
        for file in files where !known.insert(file.path).inserted {
            throw ZipFault.damaged("it holds two files named \(file.path.prefix(60))")
        }
    }

    /// Opens a file.
    public func open(_ file: File, fetch: FileFetch) throws -> ZipStream {
        try Self.translating {
            ZipStream(
                try ZipEntryReader(
                    file.entry, limits: XLSXLimits(maximumOutput: limits.mostBytes), directoryOffset: directoryOffset,
                    fetch: fetch))
        }
    }

    private static func check(_ entry: ZipDirectory.Entry, _ path: String) throws {
        let name = String(path.prefix(60))
        guard !entry.isEncrypted else { throw ZipFault.encrypted }
        guard !entry.isLink else { throw ZipFault.unsafe("\(name) is a link") }
        let bytes = Array(path.utf8)
        let isDrive = bytes.count > 1 && bytes[1] == UInt8(ascii: ":")
        guard bytes.first != UInt8(ascii: "/"), !isDrive else { throw ZipFault.unsafe("\(name) is an absolute path") }
        guard !path.split(separator: "/", omittingEmptySubsequences: false).contains("..") else {
            throw ZipFault.unsafe("\(name) leads out of the archive")
        }
        guard !bytes.isEmpty, !bytes.contains(0), bytes.count <= longestPath else {
            throw ZipFault.damaged("a file has no name that can be read")
        }
    }

    /// Refuses files that share bytes: a few megabytes could unfold to terabytes.
    private static func checkPlaces(_ entries: [ZipDirectory.Entry], before directory: Int) throws {
        let sorted = entries.sorted { $0.headerOffset < $1.headerOffset }
        let ends = sorted.dropFirst().map(\.headerOffset) + [directory]
        for (entry, end) in zip(sorted, ends) {
            let (room, isUnder) = end.subtractingReportingOverflow(entry.headerOffset)
            guard entry.headerOffset >= 0, entry.packedSize >= 0, !isUnder, entry.packedSize <= room - 30 else {
                throw ZipFault.unsafe("its files overlap")
            }
        }
    }

    private static func isAddedByFileManagers(_ path: String) -> Bool {
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
        return path.hasPrefix("__MACOSX/") || name.hasPrefix("._")
            || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(name)
    }

    /// The readers beneath speak of workbooks: their faults in the words of archives.
    fileprivate static func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as TabularError {
            let detail = error.message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? error.message
            let why = detail.hasSuffix(".") ? String(detail.dropLast()) : detail
            switch error.code {
            case .workbookEncrypted: throw ZipFault.encrypted
            case .workbookUnsafe: throw ZipFault.unsafe(why)
            case .gzipTooLarge: throw ZipFault.unsafe("it holds too much")
            case .workbookDamaged: throw ZipFault.damaged(why)
            default: throw error
            }
        }
    }
}

/// The bytes of one file in an archive; size and checksum are compared at its end.
public final class ZipStream {
    private let reader: ZipEntryReader

    init(_ reader: ZipEntryReader) {
        self.reader = reader
    }

    /// The next bytes; nil at the end.
    public func next(_ fetch: FileFetch) throws -> [UInt8]? {
        try ZipArchive.translating {
            var bytes: [UInt8] = []
            let isMore = try reader.next(fetch) { part in
                bytes.reserveCapacity(part.count)
                for index in part.indices { bytes.append(part[index]) }
            }
            return isMore ? bytes : nil
        }
    }
}
