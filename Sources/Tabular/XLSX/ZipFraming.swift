// SPDX-License-Identifier: Apache-2.0

/// The bytes around the files of a zip archive.
enum ZipFraming {
    /// What a number of four or two bytes says when the true one stands in a field of eight.
    private static let elsewhere = Int(UInt32.max)
    private static let mostEntries = 0xFFFF

    /// What stands before a file.
    ///
    /// Size and checksum of a packed one stand behind it (bit 3).
    static func localHeader(_ part: ZipWriter.Part) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append32(0x0403_4B50)
        bytes += common(part, isBefore: true)
        bytes.append16(UInt16(part.name.utf8.count))
        bytes.append16(part.isLarge ? 20 : 0)
        bytes += Array(part.name.utf8)
        if part.isLarge {
            bytes.append16(1)
            bytes.append16(16)
            bytes.append64(0)
            bytes.append64(0)
        }
        return bytes
    }

    /// What stands behind a packed file.
    static func descriptor(_ part: ZipWriter.Part) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append32(0x0807_4B50)
        bytes.append32(part.crc)
        if part.isLarge {
            bytes.append64(part.packedSize)
            bytes.append64(part.size)
        } else {
            bytes.append32(part.packedSize)
            bytes.append32(part.size)
        }
        return bytes
    }

    /// A file's place in the directory.
    static func directoryEntry(_ part: ZipWriter.Part) -> [UInt8] {
        var large: [UInt8] = []
        if part.isLarge {
            large.append64(part.size)
            large.append64(part.packedSize)
        }
        if part.offset >= elsewhere { large.append64(part.offset) }
        var bytes: [UInt8] = []
        bytes.append32(0x0201_4B50)
        bytes.append16(large.isEmpty ? 20 : 45)
        bytes += common(part, isBefore: false)
        bytes.append16(UInt16(part.name.utf8.count))
        bytes.append16(large.isEmpty ? 0 : UInt16(large.count + 4))
        for _ in 0..<3 { bytes.append16(0) }
        bytes.append32(0)
        bytes.append32(min(part.offset, elsewhere))
        bytes += Array(part.name.utf8)
        if !large.isEmpty {
            bytes.append16(1)
            bytes.append16(UInt16(large.count))
            bytes += large
        }
        return bytes
    }

    /// The end of the archive, which says where its directory is.
    static func end(entries: Int, start: Int, size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        if entries >= mostEntries || start >= elsewhere || size >= elsewhere {
            bytes.append32(0x0606_4B50)
            bytes.append64(44)
            bytes.append16(45)
            bytes.append16(45)
            bytes.append32(0)
            bytes.append32(0)
            bytes.append64(entries)
            bytes.append64(entries)
            bytes.append64(size)
            bytes.append64(start)
            bytes.append32(0x0706_4B50)
            bytes.append32(0)
            bytes.append64(start + size)
            bytes.append32(1)
        }
        bytes.append32(0x0605_4B50)
        bytes.append32(0)
        bytes.append16(UInt16(min(entries, mostEntries)))
        bytes.append16(UInt16(min(entries, mostEntries)))
        bytes.append32(min(size, elsewhere))
        bytes.append32(min(start, elsewhere))
        bytes.append16(0)
        return bytes
    }

    private static func common(_ part: ZipWriter.Part, isBefore: Bool) -> [UInt8] {
        // Names are UTF-8 (bit 11); plain ones are so without being told, and spreadsheets expect no bit there.
        let isPlain = part.name.utf8.allSatisfy { $0 < 0x80 }
        var bytes: [UInt8] = []
        bytes.append16(part.isLarge ? 45 : 20)
        bytes.append16((part.isPacked ? 8 : 0) | (isPlain ? 0 : 0x800))
        bytes.append16(part.isPacked ? 8 : 0)
        bytes.append16(0)
        bytes.append16(0x21)
        let isUnknown = isBefore && part.isPacked
        bytes.append32(isUnknown ? 0 : part.crc)
        for size in [part.packedSize, part.size] {
            bytes.append32(part.isLarge ? elsewhere : isUnknown ? 0 : size)
        }
        return bytes
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

    fileprivate mutating func append32(_ number: Int) { append32(UInt32(truncatingIfNeeded: number)) }

    fileprivate mutating func append64(_ number: Int) {
        append32(number)
        append32(number >> 32)
    }
}
