// SPDX-License-Identifier: Apache-2.0

/// Zip archives for tests, their files stored as they are.
enum Zip {
    /// One file; `mode` is that of Unix: `0xA1FF` for a link.
    struct File {
        var path: String
        var bytes: [UInt8]
        var mode: UInt32 = 0x81A4
        var flags: UInt16 = 0

        init(_ path: String, _ bytes: [UInt8], mode: UInt32 = 0x81A4, flags: UInt16 = 0) {
            self.path = path
            self.bytes = bytes
            self.mode = mode
            self.flags = flags
        }

        init(_ path: String, _ text: String) { self.init(path, Array(text.utf8)) }
    }

    /// The bytes of an archive.
    static func archive(_ files: [File]) -> [UInt8] {
        var (bytes, directory): ([UInt8], [UInt8]) = ([], [])
        for file in files {
            let offset = UInt32(bytes.count)
            let name = Array(file.path.utf8)
            let size = UInt32(file.bytes.count)
            var common = two(20) + two(file.flags) + two(0) + two(0) + two(0x21)
            common += four(sum(file.bytes)) + four(size) + four(size) + two(UInt16(name.count)) + two(0)
            bytes += four(0x0403_4B50) + common + name + file.bytes
            directory += four(0x0201_4B50) + two(3 << 8 | 20) + common + two(0) + two(0) + two(0)
            directory += four(file.mode << 16) + four(offset) + name
        }
        let start = UInt32(bytes.count)
        let count = two(UInt16(files.count))
        return bytes + directory + four(0x0605_4B50) + four(0) + count + count + four(UInt32(directory.count))
            + four(start) + two(0)
    }

    private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

    private static func four(_ value: UInt32) -> [UInt8] {
        two(UInt16(truncatingIfNeeded: value)) + two(UInt16(truncatingIfNeeded: value >> 16))
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    private static func sum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { value, byte in value >> 8 ^ table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] }
    }
}
