// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import Tabular
import TestKit
import Testing

/// Media and several files in one archive, and exports of a selection.
@Suite(.ownDatabase) struct ArchiveExportTests {
    /// The files in an archive, by their paths.
    private func contents(_ archive: [UInt8]) throws -> [String: [UInt8]] {
        let fetch: FileFetch = { Array(archive.dropFirst($0).prefix($1)) }
        let zip = try ZipArchive(size: archive.count, limits: .init(mostBytes: 1 << 30), fetch: fetch)
        var found: [String: [UInt8]] = [:]
        for file in zip.files {
            let stream = try zip.open(file, fetch: fetch)
            var bytes: [UInt8] = []
            while let part = try stream.next(fetch) { bytes += part }
            found[file.path] = bytes
        }
        return found
    }

    /// Bytes that no packing makes smaller.
    private func noise(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    /// Products with media: one small, one that takes several chunks, and one that lies under a variant's model.
    private func loaded() async throws -> (bench: ExportBench, media: [String: [UInt8]]) {
        let bench = try await ExportBench()
        for (job, text) in Catalogue.structure { try await bench.load("csv_\(job)_import", text.utf8) }
        let media = [
            "files/a_b/picture/one.jpg": noise(20_000, seed: 1),
            "files/a_b/manual/large.pdf": noise(5_000_000, seed: 2),
            "files/c/picture/again.jpg": noise(20_000, seed: 1),
            "files/4e3f2a10-0000-4000-8000-000000000009/picture/n.jpg": noise(300_000, seed: 3),
        ]
        let records = """
            sku;uuid;family;picture;manual
            a/b;;lamps;files/a_b/picture/one.jpg;files/a_b/manual/large.pdf
            c;;lamps;files/c/picture/again.jpg;
            d;;lamps;;
            ;4e3f2a10-0000-4000-8000-000000000009;lamps;files/4e3f2a10-0000-4000-8000-000000000009/picture/n.jpg;

            """
        let zip = try ZipWriter()
        zip.add("products.csv", Array(records.utf8))
        for (path, bytes) in media.sorted(by: { $0.key < $1.key }) { zip.add(path, bytes) }
        try zip.finish()
        try await bench.load("csv_product_import", zip.take(), name: "products.zip")
        return (bench, media)
    }

    private static let parameters = Catalogue.parameters(
        locales: #"["en_US"]"#, attributes: #"["picture", "manual"]"#,
        #""storage": {"type": "none", "file_path": "p.csv"}"#)

    @Test func `media are packed beside the file, under the paths that its cells have, and come in again unchanged`()
        async throws
    {
        let (bench, media) = try await loaded()
        let report = try await bench.export("csv_product_export", Self.parameters)
        #expect(report.status == "completed", "\(report.errors)")
        #expect(report.files.map(\.name) == ["p.csv", "p.zip"])
        let archive = try #require(report.files.last)
        #expect(archive.isComplete && archive.size == Int64(archive.bytes.count))
        var checksum = Checksum()
        checksum.add(archive.bytes)
        #expect(archive.checksum == checksum.text)
        var found = try contents(archive.bytes)
        #expect(found.removeValue(forKey: "p.csv") == report.files.first?.bytes)
        #expect(Set(found.keys) == Set(media.keys))
        for (path, bytes) in media { #expect(found[path] == bytes, "\(path)") }
        #expect(
            Array(report.lines.dropFirst()) == [
                "a/b;;1;lamps;;files/a_b/picture/one.jpg;files/a_b/manual/large.pdf",
                "c;;1;lamps;;files/c/picture/again.jpg;", "d;;1;lamps;;;",
                ";;1;lamps;;files/4e3f2a10-0000-4000-8000-000000000009/picture/n.jpg;",
            ])
        // What has no identifier is told by its uuid.
        let told = try await bench.export(
            "csv_product_export", Self.parameters.dropLast() + #", "with_uuid": true}"#)
        try await bench.load("csv_product_import", try #require(told.files.last).bytes, name: "p.zip")
        #expect(
            try await bench.text("select unchanged::text from job.step where name = 'import' order by id desc limit 1")
                == "4")
        for workers in [1, 3] {
            #expect(try await bench.export("csv_product_export", Self.parameters, workers: workers) == report)
        }
        let bare = try await bench.export(
            "csv_product_export", Self.parameters.dropLast() + #", "with_media": false}"#)
        #expect(bare.files.map(\.name) == ["p.csv"] && bare.lines.first == "sku;categories;enabled;family;groups")
    }

    @Test func `a medium that is not kept is noted, and its cell keeps the value`() async throws {
        let (bench, _) = try await loaded()
        try await bench.script("delete from catalog.media where size = 20000")
        let report = try await bench.export("csv_product_export", Self.parameters)
        #expect(report.status == "completed")
        #expect(report.lines[2].hasSuffix("/again.jpg;") && !report.lines[2].contains("files/"))
        let notes = try await bench.texts(
            "select w.reason || ' ' || w.is_note || ' ' || w.row || ' ' || w.identifier || ' ' || w.field from job.warning w order by w.row"
        )
        #expect(notes == ["media_missing true 1 a/b picture", "media_missing true 2 c picture"])
        #expect(try contents(try #require(report.files.last).bytes).count == 3)
    }

    @Test func `an archive that is interrupted again and again has the same bytes`() async throws {
        let (bench, _) = try await loaded()
        let calm = try await bench.export("csv_product_export", Self.parameters)
        let execution = try await bench.launch("csv_product_export", Self.parameters)
        let status = { @Sendable in
            try await bench.text("select status from job.execution where id = \(execution)")
        }
        let ask = { @Sendable (act: String) in
            try await bench.asPerson(
                "select tracker.\(act)(e.public_id) from tracker.my_execution e where e.execution_id = \(execution)")
        }
        var interruptions = 0
        for _ in 0..<60 where try await status() != "completed" {
            try await interrupting {
                try await bench.work()
            } onceChanged: {
                // Every chunk of the archive adds a piece.
                try await bench.text(
                    "select (select count(*) from job.piece) || ' ' || (select count(*) from job.outcome)")
            } by: {
                _ = try await ask("stop")
            }
            guard try await status() != "completed" else { break }
            interruptions += 1
            #expect(try await ask("retry") == "requested")
        }
        try await bench.work()
        #expect(interruptions > 2)
        #expect(try await bench.report(execution) == calm)
    }

    @Test func `escaped formulas are noted in the report`() async throws {
        let bench = try await ExportBench()
        try await Catalogue.load(bench)
        let notes = "select count(*)::text from job.warning where reason = 'formulas_escaped' and is_note"
        _ = try await bench.export("csv_product_export", Catalogue.whole)
        #expect(try await bench.text(notes) == "0")
        let report = try await bench.export("csv_product_export", Catalogue.parameters(#""escape_formulas": true"#))
        #expect(report.text.contains("'=1+1"))
        #expect(try await bench.text(notes) == "1")
    }

    @Test(arguments: ["csv", "xlsx"])
    func `a quick export writes what was chosen, one file a kind`(format: String) async throws {
        let bench = try await ExportBench()
        try await Catalogue.load(bench)
        func records(_ file: ExportBench.File) throws -> [[String]] {
            format == "csv" ? try ExportSheet.records(csv: file.bytes) : try ExportSheet.records(file.bytes)
        }
        let chosen = #"""
            {"scope": "web", "locale": "en_US", "filters": [{"field": "self_and_ancestor.id", "operator": "IN", "value":
             ["product_4e3f2a10-0000-4000-8000-000000000002", "product_model_root_red"]}]
            """#
        let report = try await bench.export("\(format)_product_quick_export", chosen + "}")
        #expect(report.status == "completed", "\(report.errors)")
        #expect(report.files.count == 3 && report.files.allSatisfy(\.isComplete))
        #expect(report.files[0].name.hasPrefix("1_products_export_en_US_web_"))
        #expect(report.files[1].name.hasPrefix("2_product_models_export_en_US_web_"))
        #expect(report.files.map(\.records) == [3, 1, 4])
        // One that is switched off too, and the variants below the model; both locales of the channel.
        let products = try records(report.files[0])
        #expect(products.dropFirst().map { $0[0] } == ["lamp-2", "var-s", "var-m"])
        #expect(products[0].contains("name-fr_FR") && products[0].contains("parent"))
        #expect(try records(report.files[1]).dropFirst().map { $0[0] } == ["root_red"])
        let grid = try await bench.export(
            "\(format)_product_grid_context_quick_export",
            #"""
            {"scope": "web", "locale": "en_US", "selected_properties": ["image", "color", "family", "complete", "name"], "filters":
             [{"field": "id", "operator": "IN", "value": ["product_4e3f2a10-0000-4000-8000-000000000001"]}]}
            """#)
        #expect(grid.files.count == 1)
        #expect(grid.files[0].name.hasPrefix("1_products_export_grid_context_en_US_web_"))
        #expect(
            try records(grid.files[0]) == [
                ["sku", "family", "color", "name-en_US", "name-fr_FR"], ["lamp-1", "lamps", "red", "a;b", "Étoile"],
            ])
        let none = try await bench.export(
            "\(format)_product_quick_export",
            #"{"filters": [{"field": "id", "operator": "IN", "value": []}]}"#)
        #expect(none.status == "completed" && none.files.isEmpty, "\(none.errors)")
    }
}
