// SPDX-License-Identifier: Apache-2.0

import Glibc
import Tabular
import Testing

/// Archives that need the large form of their numbers: many entries, and places and sizes beyond 4 GB.
@Suite struct LargeArchiveTests {
    @Test func `more files than the small form can count are all found`() throws {
        let writer = try ZipWriter()
        for number in 0..<70_000 { writer.add("f\(number)", [UInt8(truncatingIfNeeded: number)]) }
        try writer.finish()
        let bytes = writer.take()
        let archive = try ZipArchive(size: bytes.count, limits: .init(mostBytes: 1 << 20)) {
            Array(bytes[$0..<min(bytes.count, $0 + $1)])
        }
        #expect(archive.files.count == 70_000 && archive.files.last?.path == "f69999")
        let last = try #require(archive.files.last)
        let stream = try archive.open(last) { Array(bytes[$0..<min(bytes.count, $0 + $1)]) }
        #expect(try stream.next { Array(bytes[$0..<min(bytes.count, $0 + $1)]) } == [UInt8(truncatingIfNeeded: 69_999)])
    }

    /// Where the large archive goes: it takes 9 GB and minutes, so it is made only where somebody asks, who may also give it to
    /// `unzip -t`.
    private static let folder = getenv("CHANTIER_TEST_LARGE").map { String(cString: $0) }

    @Test(.enabled(if: folder != nil)) func `a file of more than 4 GB, and one behind it, come back whole`() throws {
        let path = "\(try #require(Self.folder))/large.zip"
        let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let writer = try ZipWriter(level: 1)
        // Bytes that cannot be packed: the place behind them is beyond 4 GB too.
        var state: UInt64 = 1
        var block = [UInt8](repeating: 0, count: 1 << 20)
        for place in block.indices {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            block[place] = UInt8(truncatingIfNeeded: state >> 56)
        }
        let blocks = 4_200
        var size = 0
        func put() throws {
            let bytes = writer.take()
            try #require(pwrite(descriptor, bytes, bytes.count, size) == bytes.count)
            size += bytes.count
        }
        writer.begin("large", isLarge: true)
        for number in 0..<blocks {
            block[0] = UInt8(truncatingIfNeeded: number)
            try writer.write(block)
            try put()
        }
        try writer.end()
        writer.add("behind", Array("it".utf8))
        try writer.finish()
        try put()
        #expect(size > 4 << 30)

        let fetch: FileFetch = { offset, count in
            var bytes = [UInt8](repeating: 0, count: count)
            let got = pread(descriptor, &bytes, count, offset)
            return Array(bytes.prefix(max(0, got)))
        }
        let archive = try ZipArchive(size: size, limits: .init(mostBytes: 8 << 30), fetch: fetch)
        #expect(archive.files.map(\.path) == ["large", "behind"])
        let stream = try archive.open(archive.files[0], fetch: fetch)
        var count = 0
        while let part = try stream.next(fetch) { count += part.count }
        #expect(count == blocks << 20)
        let behind = try archive.open(archive.files[1], fetch: fetch)
        #expect(try behind.next(fetch) == Array("it".utf8))
    }
}
