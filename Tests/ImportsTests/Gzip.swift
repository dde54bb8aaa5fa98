// SPDX-License-Identifier: Apache-2.0

/// Gzip files for tests: stored blocks, since only reading them matters (RFC 1951, 3.2.4; RFC 1952).
enum Gzip {
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var start = 0
        repeat {
            let count = min(65_535, bytes.count - start)
            file.append(start + count == bytes.count ? 1 : 0)
            file += little(UInt32(count), 2) + little(~UInt32(count), 2)
            file += bytes[start..<start + count]
            start += count
        } while start < bytes.count
        return file + little(checksum(bytes), 4) + little(UInt32(bytes.count), 4)
    }

    private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (UInt32($0) * 8)) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var table: [UInt32] = []
        for start in UInt32(0)..<256 {
            var value = start
            for _ in 0..<8 {
                let half = value >> 1
                value = value & 1 == 1 ? 0xEDB8_8320 ^ half : half
            }
            table.append(value)
        }
        var sum = ~UInt32(0)
        for byte in bytes {
            let place = Int((sum ^ UInt32(byte)) & 0xFF)
            sum = table[place] ^ (sum >> 8)
        }
        return ~sum
    }
}
