// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@Suite(.ownDatabase) struct ArchiveImportTests {
    /// A shop whose pictures may be JPEG or PNG of at most 0.01 MB, and whose manuals may be of any kind.
    private static func shop() async throws -> ImportBench {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        _ = try await bench.run(
            "csv_attribute_import",
            "code;type;group;allowed_extensions;max_file_size\nphoto;pim_catalog_image;other;jpg,png;0.01\nmanual;pim_catalog_file;other;;\n"
        )
        return bench
    }

    /// Bytes that are not all the same, so that a piece in the wrong place is seen.
    private static func noise(_ count: Int, seed: UInt8 = 1) -> [UInt8] {
        var state = UInt32(seed) &* 2_654_435_761
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }

    private static func values(_ bench: ImportBench, _ attribute: String) async throws -> [String] {
        try await bench.texts(
            "select identifier || ' ' || (values ->> '\(attribute)') from catalog.product where values ? '\(attribute)' order by 1"
        )
    }

    /// Every medium: the sum of its pieces, whether that is its hash, its size, its pieces.
    private static func media(_ bench: ImportBench) async throws -> [String] {
        try await bench.texts(
            """
            select (m.hash = encode(sha256(string_agg(p.bytes, ''::bytea order by p.ordinal)), 'hex')) || ' '
                   || (m.size = sum(length(p.bytes))) || ' ' || m.size || ' ' || count(*)
              from catalog.media m join catalog.media_piece p on p.hash = m.hash group by m.hash, m.size order by m.size
            """)
    }

    private static func hash(_ bytes: [UInt8], _ bench: ImportBench) async throws -> String {
        let digits = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return try await bench.text("select encode(sha256('\\x\(digits)'::bytea), 'hex')")
    }

    @Test func `media of an archive go into the store, each content once, and values name them`() async throws {
        let bench = try await Self.shop()
        let (small, large) = (Self.noise(5_000), Self.noise(700_001, seed: 2))
        let archive = Zip.archive([
            .init(
                "products.csv", "sku;photo;manual\na;pics/a.jpg;docs/Guide é.pdf\nb;pics/b.JPG;\nc;;docs/empty.txt\n"),
            .init("pics/a.jpg", small), .init("pics/b.JPG", small), .init("docs/Guide e\u{301}.pdf", large),
            .init("docs/empty.txt", []), .init("pics/nobody.png", Self.noise(10, seed: 3)),
            .init("__MACOSX/._a.jpg", [1]),
        ])
        let report = try await bench.run("csv_product_import", bytes: archive, name: "shop.zip")
        #expect(report.colour == "green", "\(report.errors) \(report.warnings)")
        #expect(report["import"] == ["read": 3, "created": 3])
        let (one, other) = (try await Self.hash(small, bench), try await Self.hash([], bench))
        #expect(try await Self.values(bench, "photo") == ["a \(one)/a.jpg", "b \(one)/b.JPG"])
        let manuals = try await Self.values(bench, "manual")
        #expect(manuals.count == 2 && manuals.last == "c \(other)/empty.txt")
        #expect(manuals.first?.hasSuffix("/Guide é.pdf") == true)
        #expect(try await Self.media(bench) == ["true true 10 1", "true true 5000 1", "true true 700001 3"])
        #expect(try await bench.text("select count(*)::text from catalog.media") == "4")

        // The same again changes nothing, whatever the paths; another content does.
        let again = Zip.archive([
            .init("p.csv", "sku;photo\na;a.jpg\nb;elsewhere/b.JPG\n"), .init("a.jpg", small),
            .init("elsewhere/b.JPG", Self.noise(5_001)),
        ])
        let second = try await bench.run("csv_product_import", bytes: again, name: "again.ZIP")
        #expect(second["import"] == ["read": 2, "unchanged": 1, "updated": 1])
        #expect(try await bench.text("select count(*)::text from catalog.media") == "5")

        // What a value says is found without an archive.
        let plain = try await bench.run("csv_product_import", "sku;photo\nd;\(one)/a.jpg\na;\(one)/a.jpg\n")
        #expect(plain["import"] == ["read": 2, "created": 1, "unchanged": 1])
    }

    @Test
    func
        `a cell whose file is not there, too large, of another kind or elsewhere is refused, its neighbours are written`()
        async throws
    {
        let bench = try await Self.shop()
        let archive = Zip.archive([
            .init(
                "products.csv",
                "sku;photo\na;pics/a.jpg\nb;pics/none.jpg\nc;pics/large.jpg\nd;pics/a.gif\ne;../a.jpg\nf;pics/exact.png\ng;PICS/a.jpg\n"
            ),
            .init("pics/a.jpg", Self.noise(9)), .init("pics/large.jpg", Self.noise(10_001)),
            .init("pics/a.gif", Self.noise(9)), .init("pics/exact.png", Self.noise(10_000)),
        ])
        let report = try await bench.run("csv_product_import", bytes: archive, name: "shop.zip")
        #expect(report["import"] == ["read": 7, "created": 2, "invalid": 5])
        #expect(
            report.warnings.map { "\($0.row ?? 0) \($0.reason) \($0.message)" } == [
                "2 media_not_found row 2 (line 3), b, photo: no file \"pics/none.jpg\"",
                "3 media_too_large row 3 (line 4), c, photo: 0.02 MB, allowed 0.01",
                "4 extension_not_allowed row 4 (line 5), d, photo: use jpg, png",
                "5 unsafe_path row 5 (line 6), e, photo: leaves the archive",
                "7 media_not_found row 7 (line 8), g, photo: no file \"PICS/a.jpg\"",
            ])
        #expect(
            report.invalidItems
                == "sku;photo\nb;pics/none.jpg\nc;pics/large.jpg\nd;pics/a.gif\ne;../a.jpg\ng;PICS/a.jpg\n")
        #expect(try await Self.values(bench, "photo").map { String($0.prefix(1)) } == ["a", "f"])
    }

    @Test func `a path is the same however its accents are written`() async throws {
        let bench = try await Self.shop()
        let archive = Zip.archive([
            .init("p.csv", "sku;manual\na;Guide \u{E9}.pdf\nb;Guide e\u{301}.pdf\n"),
            .init("Guide \u{E9}.pdf", [1, 2]),
        ])
        let report = try await bench.run("csv_product_import", bytes: archive, name: "p.zip")
        #expect(report["import"] == ["read": 2, "created": 2], "\(report.warnings)")
        let hash = try await Self.hash([1, 2], bench)
        let values = try await Self.values(bench, "manual")
        #expect(values.map { $0.dropFirst(2).prefix(64) } == [hash[...], hash[...]])
    }

    @Test func `paths that are kept need no media, and none are stored`() async throws {
        let bench = try await Self.shop()
        let archive = Zip.archive([.init("p.csv", "sku;photo\na;pics/a.jpg\n"), .init("pics/a.jpg", [1])])
        _ = try await bench.run("csv_product_import", bytes: archive, name: "p.zip", #"{"media": "keep_path"}"#)
        #expect(try await Self.values(bench, "photo") == ["a pics/a.jpg"])
        #expect(try await bench.text("select count(*)::text from catalog.media") == "0")
    }

    @Test func `workbooks, models and structure come in archives too`() async throws {
        let bench = try await Self.shop()
        let sheet = try Sheet.workbook([["sku", "photo"], ["a", "a.jpg"]])
        let products = try await bench.run(
            "xlsx_product_import", bytes: Zip.archive([.init("p.xlsx", sheet), .init("a.jpg", [1])]), name: "p.zip")
        #expect(products["import"] == ["read": 1, "created": 1], "\(products.errors) \(products.warnings)")
        let models = try await bench.run(
            "csv_product_model_import",
            bytes: Zip.archive([
                .init("m.csv", "code;family_variant;picture\nR;lamps_color;a.jpg\n"), .init("a.jpg", [1]),
            ]),
            name: "m.zip")
        #expect(
            models["import_root_product_model"] == ["read": 1, "created": 1], "\(models.errors) \(models.warnings)")
        #expect(try await bench.text("select right(values ->> 'picture', 6) from catalog.product_model") == "/a.jpg")
        #expect(try await bench.text("select count(*)::text from catalog.media") == "1")
        let structure = try await bench.run(
            "csv_currency_import", bytes: Zip.archive([.init("c.csv", "code\nCHF\n"), .init("a.jpg", [2])]),
            name: "c.zip")
        #expect(structure["import"] == ["read": 1, "created": 1])
        #expect(try await bench.text("select count(*)::text from catalog.media") == "1")
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        var files: [(String, UInt32, UInt16)]
        var error: String
        var testDescription: String { error }
    }

    @Test(arguments: [
        Bad(files: [], error: "archive_content: the archive must hold exactly one CSV file at its top, found 0"),
        Bad(
            files: [("a.csv", 0, 0), ("b.csv.gz", 0, 0)],
            error: "archive_content: the archive must hold exactly one CSV file at its top, found 2"),
        Bad(
            files: [("sub/a.csv", 0, 0), ("a.xlsx", 0, 0)],
            error: "archive_content: the archive must hold exactly one CSV file at its top, found 0"),
        Bad(
            files: [("a.csv", 0, 0), ("p/../../b.jpg", 0, 0)],
            error: "archive_unsafe: the archive is refused: p/../../b.jpg leads out of the archive"),
        Bad(
            files: [("a.csv", 0, 0), ("b.jpg", 0xA1FF, 0)],
            error: "archive_unsafe: the archive is refused: b.jpg is a link"),
        Bad(
            files: [("a.csv", 0, 1)],
            error: "archive_unsafe: the archive is refused: it is protected by a password"),
    ])
    func `an archive that cannot be used fails the first step, and nothing of it is kept`(bad: Bad) async throws {
        let bench = try await ImportBench()
        let files = bad.files.map { Zip.File($0.0, Array("code\nEUR\n".utf8), mode: $0.1, flags: $0.2) }
        let report = try await bench.runOnce("csv_currency_import", bytes: Zip.archive(files), name: "bad.zip")
        #expect(report.status == "failed")
        #expect(report.errors == [bad.error])
        #expect(try await bench.text("select count(*)::text from catalog.currency") == "0")
    }

    @Test func `bytes that are no archive, or one cut off, fail with the name of the file`() async throws {
        let bench = try await ImportBench()
        let whole = Zip.archive([.init("a.csv", "code\nEUR\n")])
        for bytes in [Array("no archive".utf8), Array(whole.dropLast(30)), []] {
            let report = try await bench.runOnce("csv_currency_import", bytes: bytes, name: "bad.zip")
            #expect(report.errors == ["file_unreadable: cannot read \"bad.zip\": its directory is missing at the end"])
        }
    }

    @Test func `a preview of an archive says what the import does, and stores no byte of it`() async throws {
        let bench = try await Self.shop()
        let archive = Zip.archive([
            .init("p.csv", "sku;photo\na;a.jpg\nb;none.jpg\n"), .init("a.jpg", Self.noise(9_000)),
        ])
        let both = try await bench.runBoth("csv_product_import", bytes: archive, name: "p.zip")
        #expect(both.preview["import"] == ["read": 2, "would_create": 1, "invalid": 1])
        let changes = try await bench.changes()
        #expect(changes.contains { $0.hasPrefix("a;photo;;") && $0.hasSuffix("/a.jpg") }, "\(changes)")
        #expect(!changes.contains { $0.contains("hash") || $0.contains("seen_at") }, "\(changes)")
    }

    @Test func `an archive that is taken apart in many chunks, stopped and retried again and again, is stored once`()
        async throws
    {
        let bench = try await Self.shop()
        var files: [Zip.File] = []
        var text = "sku;manual\n"
        for number in 0..<1_100 {
            files.append(.init("m/\(number).bin", Self.noise(20 + number % 7, seed: UInt8(number % 251))))
            text += "s\(number);m/\(number).bin\n"
        }
        // Too large to be held: it is unpacked twice.
        files.append(.init("m/large.bin", Self.noise(5 << 20, seed: 9)))
        text += "large;m/large.bin\n"
        // A file of records of several chunks.
        for number in 0..<1_500 { text += "\(String(repeating: "x", count: 3_000))\(number);\n" }
        files.append(.init("p.csv", text))
        let execution = try await bench.launch(
            "csv_product_import", bytes: Zip.archive(files), name: "p.zip", #"{"media": "check"}"#)
        for _ in 0..<15 {
            try await interrupting {
                try await bench.work(workers: 2)
            } onceChanged: {
                try await bench.text(
                    """
                    select coalesce((select sum(l.position) from job.lease l where l.execution_id = \(execution)), 0) || ' '
                           || (select count(*) from job.outcome o where o.execution_id = \(execution))
                    """)
            } by: {
                _ = try await bench.asPerson(
                    "select tracker.stop(e.public_id) from tracker.my_execution e where e.execution_id = \(execution)")
            }
            guard try await bench.text("select status from job.execution where id = \(execution)") != "completed" else {
                break
            }
            _ = try await bench.asPerson(
                "select tracker.retry(e.public_id) from tracker.my_execution e where e.execution_id = \(execution)")
        }
        try await bench.work(workers: 2)
        let report = try await bench.report(execution)
        #expect(report.status == "completed", "\(report.errors)")
        #expect(report["import"]["created"] == 1_101)
        #expect(report["import"]["invalid"] == 1_500)
        #expect(try await Self.values(bench, "manual").count == 1_101)
        let wrong = try await Self.media(bench).filter { !$0.hasPrefix("true true ") }
        #expect(wrong == [])
        #expect(try await Self.media(bench).last == "true true \(5 << 20) 20")
        let sums = try await bench.text(
            "select count(distinct left(p.values ->> 'manual', 64)) || ' ' || (select count(*) from catalog.media) from catalog.product p"
        )
        let parts = sums.split(separator: " ")
        #expect(parts.first == parts.last, "\(sums)")
    }

    @Test func `passwords go also with a file that cannot be read`() async throws {
        let bench = try await ImportBench()
        let hidden = Array("username,password\njulia,hush\n".utf8)
        for (bytes, name) in [
            (hidden, "u.csv"), (hidden, "u.txt"), (Zip.archive([.init("u.csv", hidden)]), "u.zip"),
            (Zip.archive([.init("sub/u.csv", hidden)]), "u.zip"),
        ] {
            let report = try await bench.runOnce("csv_user_import", bytes: bytes, name: name)
            #expect(report.status == "failed", "\(name)")
            #expect(
                try await bench.text("select count(*)::text from job.piece where position('hush'::bytea in bytes) > 0")
                    == "0",
                "\(name)")
        }
        // Pieces of a large one are stored before it is known that nothing in it can be read.
        var large = hidden
        for row in 0..<160_000 { large += Array("person\(row),hush and many other words\n".utf8) }
        for (bytes, name) in [(large, "u.csv"), (Zip.archive([.init("u.csv", large)]), "u.zip")] {
            let report = try await bench.runOnce("csv_user_import", bytes: bytes, name: name)
            #expect(report.errors.first?.hasPrefix("wrong_delimiter") == true, "\(report.errors)")
            #expect(
                try await bench.text("select count(*)::text from job.piece where position('hush'::bytea in bytes) > 0")
                    == "0", "\(name)")
        }
        let good = Zip.archive([.init("u.csv", "username;password\njulia;hush\n")])
        _ = try await bench.runOnce("csv_user_import", bytes: good, name: "u.zip")
        #expect(
            try await bench.text("select count(*)::text from job.piece where position('hush'::bytea in bytes) > 0")
                == "0")
    }
}
