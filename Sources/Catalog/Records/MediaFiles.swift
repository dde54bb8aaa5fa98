// SPDX-License-Identifier: Apache-2.0

/// The files that records of a chunk name, as they were found: in the archive that came along, or in the media store.
public struct MediaFiles: Sendable {
    /// One file.
    public struct File: Sendable {
        /// The SHA-256 of its content, in hexadecimal.
        public var hash: String
        /// Its size in bytes.
        public var size: Int64

        /// Describes a file.
        public init(hash: String, size: Int64) {
            self.hash = hash
            self.size = size
        }
    }

    /// By path: how accents are written makes no difference, as to people.
    private var files: [String: File] = [:]

    /// Without a file.
    public init() {}

    /// Takes the file that cells name by this path.
    public mutating func add(_ file: File, path: String) { files[path] = file }

    /// The file that a cell names; nil when there is none.
    func file(_ path: Span<UInt8>) -> File? { files.isEmpty ? nil : files[text(path)] }
}

/// Paths of media files, as files of records give them: below the folder they came in.
public enum MediaPath {
    /// Whether a path stays below where it begins.
    public static func isSafe(_ path: Span<UInt8>) -> Bool {
        guard !path.isEmpty, path[0] != UInt8(ascii: "/") else { return false }
        var start = 0
        for place in 0...path.count where place == path.count || path[place] == UInt8(ascii: "/") {
            let isUp = place - start == 2 && path[start] == UInt8(ascii: ".") && path[start + 1] == UInt8(ascii: ".")
            if isUp { return false }
            start = place + 1
        }
        for place in path.indices where path[place] == 0 || path[place] == UInt8(ascii: "\\") { return false }
        return true
    }

    /// Where the file name's extension stands; empty when there is none.
    static func fileExtension(_ path: Span<UInt8>) -> Range<Int> {
        var place = path.count
        while place > 0, path[place - 1] != UInt8(ascii: "/") {
            if path[place - 1] == UInt8(ascii: ".") { return place..<path.count }
            place -= 1
        }
        return path.count..<path.count
    }

    /// Where the name of the file stands.
    static func fileName(_ path: Span<UInt8>) -> Range<Int> {
        var place = path.count
        while place > 0, path[place - 1] != UInt8(ascii: "/") { place -= 1 }
        return place..<path.count
    }
}

extension Attribute {
    /// The largest file allowed, in bytes; nil: of any size.
    var largestFile: Int64? {
        guard let text = entry.maxFileSize else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int64($0) }) else { return nil }
        let hundredths = parts.count > 1 ? Int64((parts[1] + "00").prefix(2)) ?? 0 : 0
        return whole * 1_000_000 + hundredths * 10_000
    }

    /// A size in MB of a million bytes, with two decimals, rounded up: what is too large is never shown as what is allowed.
    static func megabytes(_ size: Int64) -> String {
        let hundredths = (size + 9_999) / 10_000
        let rest = hundredths % 100
        return "\(hundredths / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }
}
