// SPDX-License-Identifier: Apache-2.0

import Tabular
import Testing

@Suite struct ZipArchiveTests {
    private static func open(_ bytes: [UInt8], _ limits: ZipArchive.Limits = .init(mostBytes: 1 << 20)) throws
        -> ZipArchive
    {
        try ZipArchive(size: bytes.count, limits: limits) { Array(bytes.dropFirst($0).prefix($1)) }
    }

    private static func content(_ archive: ZipArchive, _ path: String, _ bytes: [UInt8]) throws -> String? {
        guard let file = archive.files.first(where: { $0.path == path }) else { return nil }
        let stream = try archive.open(file) { Array(bytes.dropFirst($0).prefix($1)) }
        var content: [UInt8] = []
        while let part = try stream.next({ Array(bytes.dropFirst($0).prefix($1)) }) { content += part }
        return String(decoding: content, as: UTF8.self)
    }

    private static func fault(_ archive: Archive, _ limits: ZipArchive.Limits = .init(mostBytes: 1 << 20)) -> ZipFault?
    {
        do {
            let bytes = archive.bytes
            let opened = try open(bytes, limits)
            for file in opened.files { _ = try content(opened, file.path, bytes) }
            return nil
        } catch {
            return error as? ZipFault
        }
    }

    @Test func `files are listed as they stand, without folders and what file managers add`() throws {
        let archive = Archive(files: [
            .init("pics/b.jpg", "B"), .init("pics/", ""), .init("a.csv", "sku"), .init("pics\\a.jpg", "A"),
            .init("__MACOSX/._a.csv", "x"), .init("pics/._a.jpg", "x"), .init("pics/.DS_Store", "x"),
            .init("PICS/A.JPG", "other"),
        ])
        let bytes = archive.bytes
        let opened = try Self.open(bytes)
        #expect(opened.files.map(\.path) == ["pics/b.jpg", "a.csv", "pics/a.jpg", "PICS/A.JPG"])
        #expect(opened.files.filter(\.isAtTop).map(\.path) == ["a.csv"])
        #expect(try Self.content(opened, "pics/a.jpg", bytes) == "A")
        #expect(try Self.content(opened, "PICS/A.JPG", bytes) == "other")
    }

    @Test(arguments: [
        ("../a.jpg", "../a.jpg leads out of the archive"), ("pics/../../a", "pics/../../a leads out of the archive"),
        ("pics\\..\\a", "pics/../a leads out of the archive"), ("/etc/passwd", "/etc/passwd is an absolute path"),
        ("C:\\a.jpg", "C:/a.jpg is an absolute path"),
    ])
    func `an archive with a path that leads elsewhere is refused`(path: String, why: String) {
        #expect(Self.fault(Archive(files: [.init("a.csv", "x"), .init(path, "y")])) == .unsafe(why))
    }

    @Test func `names that only look like it are names`() {
        #expect(Self.fault(Archive(files: [.init("..a/b..c/....jpg", "x")])) == nil)
    }

    @Test func `an archive that is protected is refused before anything is read`() {
        var file = Archive.File("a.jpg", "x")
        file.flags = 1
        #expect(Self.fault(Archive(files: [.init("a.csv", "x"), file])) == .encrypted)
    }

    @Test func `an archive that holds too much is refused`() {
        var file = Archive.File("a.jpg", "x")
        file.statedSize = 2_000_000
        #expect(Self.fault(Archive(files: [file])) == .unsafe("it holds more than 1048576 bytes"))
        let many = Archive(files: (0..<4).map { .init("\($0).jpg", "x") })
        var limits = ZipArchive.Limits(mostBytes: 1 << 20)
        #expect(Self.fault(many, limits) == nil)
        limits.mostFiles = 3
        #expect(Self.fault(many, limits) == .unsafe("it holds 4 files"))
    }

    @Test func `a file that is not what the directory says is an error`() {
        var longer = Archive.File("a.jpg", "abc")
        longer.statedSize = 2
        #expect(Self.fault(Archive(files: [longer])) == .damaged("a part is larger than it says"))
        var other = Archive.File("a.jpg", "abc")
        other.statedCRC = 7
        #expect(Self.fault(Archive(files: [other])) == .damaged("the checksum of a.jpg is wrong"))
        var packed = Archive.File("a.jpg", "abc")
        packed.method = 12
        guard case .damaged = Self.fault(Archive(files: [packed])) else {
            Issue.record("an unknown method was read")
            return
        }
    }

    @Test func `two files of one name are an error, also where accents are written in two ways`() {
        let same = Archive(files: [.init("a/b.jpg", "1"), .init("a\\b.jpg", "2")])
        #expect(Self.fault(same) == .damaged("it holds two files named a/b.jpg"))
        guard case .damaged = Self.fault(Archive(files: [.init("\u{E9}.jpg", "1"), .init("e\u{301}.jpg", "2")])) else {
            Issue.record("both are there")
            return
        }
    }

    @Test func `files that share bytes are refused`() throws {
        var bytes = Archive(files: [.init("a.jpg", "aaaa"), .init("b.jpg", "aaaa")]).bytes
        // The second entry of the directory points at the first file.
        let places = bytes.indices.dropLast(3).filter { bytes[$0...($0 + 3)].elementsEqual([0x50, 0x4B, 0x01, 0x02]) }
        let second = try #require(places.last)
        for place in 42..<46 { bytes[second + place] = 0 }
        #expect(throws: ZipFault.unsafe("its files overlap")) { try Self.open(bytes) }
    }

    @Test func `the last file ends before the directory, whatever its size says`() throws {
        var bytes = Archive(files: [.init("a.jpg", "aaaa"), .init("b.jpg", "aaaa")]).bytes
        let places = bytes.indices.dropLast(3).filter { bytes[$0...($0 + 3)].elementsEqual([0x50, 0x4B, 0x01, 0x02]) }
        let last = try #require(places.last)
        bytes[last + 20] += 6  // one more than its name and content
        #expect(throws: ZipFault.unsafe("its files overlap")) { try Self.open(bytes) }
        for place in 20..<24 { bytes[last + place] = 0x7F }
        #expect(throws: ZipFault.unsafe("its files overlap")) { try Self.open(bytes) }
    }

    @Test func `an archive cut off anywhere, or with any byte changed, is read or refused, and nothing else`() {
        let whole = Archive(files: [.init("a.csv", "sku;picture\n1;p/a.jpg\n"), .init("p/a.jpg", "picture")]).bytes
        func tryReading(_ bytes: [UInt8]) {
            guard let archive = try? Self.open(bytes) else { return }
            for file in archive.files { _ = try? Self.content(archive, file.path, bytes) }
        }
        for count in 0..<whole.count {
            #expect((try? Self.open(Array(whole.prefix(count)))) == nil)
            for change: UInt8 in [1, 0x80, 0xFF] {
                var changed = whole
                changed[count] ^= change
                tryReading(changed)
            }
        }
    }
}
