// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// The counts were made from the files by other means.
@Suite(.ownDatabase, .enabled(if: SharedData.folder != nil, "the shared catalogues are not on this machine"))
struct SharedDataExportTests {
    private static let shop = #"["de_DE", "en_US", "fr_FR"]"#

    /// How many cells of attributes are filled, units included, the identifier not.
    private func filled(_ report: ExportBench.Report) throws -> (columns: Int, cells: Int) {
        var (columns, cells) = (0, 0)
        var first = 0
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var row = 0
        for byte in try #require(report.files.first, "\(report.status) \(report.errors)").bytes {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ";") where !isQuoted, 0x0A where !isQuoted:
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
                guard byte == 0x0A else { continue }
                if row == 0 {
                    columns = fields.count
                    first = try #require(fields.firstIndex(of: "groups")) + 1
                } else {
                    #expect(fields.count == columns)
                    cells += fields.dropFirst(first).count { !$0.isEmpty }
                }
                row += 1
                fields.removeAll(keepingCapacity: true)
            default: field.append(byte)
            }
        }
        return (columns, cells)
    }

    @Test func `the electronics shop comes back as counted, and again after an import`() async throws {
        let bench = try await ExportBench()
        try await SharedData.load("icecat", bench)
        let parameters = Catalogue.parameters(
            scope: "ecommerce", locales: Self.shop, #""storage": {"type": "none", "file_path": "p.csv"}"#)
        let plain = try await bench.export(
            "csv_product_export", parameters.dropLast() + #", "with_media": false}"#, workers: 2)
        #expect(plain.written == 1_239)
        #expect(try filled(plain).columns == 92)
        let whole = try await bench.export("csv_product_export", parameters, workers: 2)
        #expect(try filled(whole) == (96, 7_530))
        let header = try #require(whole.lines.first)
        #expect(
            header.hasPrefix(
                "sku;categories;enabled;family;parent;groups;auto_exposure;auto_focus_assist_beam;auto_focus_lock;auto_focus_modes-de_DE"
            ))
        let names = header.split(separator: ";").map(String.init)
        let (one, other) = (
            names.firstIndex(of: "maximum_video_resolution"), names.firstIndex(of: "max_image_resolution")
        )
        #expect(try #require(one) + 1 <= (try #require(other)))
    }

    @Test func `what is exported and imported into an empty catalogue is exported the same`() async throws {
        let bench = try await ExportBench()
        try await SharedData.load("icecat", bench)
        // All channels together hold all values.
        var first: [[UInt8]] = []
        let jobs = [
            ("csv_product_model_export", "csv_product_model_import"), ("csv_product_export", "csv_product_import"),
        ]
        let scopes = ["ecommerce", "mobile", "print"]
        func exports() async throws -> [[UInt8]] {
            var files: [[UInt8]] = []
            for (job, _) in jobs {
                for scope in scopes {
                    let report = try await bench.export(
                        job, Catalogue.parameters(scope: scope, locales: Self.shop), workers: 2)
                    #expect(report.status == "completed", "\(report.errors)")
                    files.append(try #require(report.files.first).bytes)
                }
            }
            return files
        }
        first = try await exports()
        try await bench.script(
            "truncate catalog.product, catalog.product_model, catalog.unique_value, catalog.association, catalog.history"
        )
        for (place, (_, job)) in jobs.enumerated() {
            for scope in scopes.indices {
                try await bench.load(job, first[place * scopes.count + scope], #"{"media": "keep_path"}"#)
            }
        }
        let second = try await exports()
        for place in first.indices {
            #expect(second[place] == first[place], "\(jobs[place / scopes.count].0) \(scopes[place % scopes.count])")
        }
    }

    @Test func `the generated catalogue comes back as counted`() async throws {
        let bench = try await ExportBench()
        try await SharedData.load("small", bench)
        let parameters = Catalogue.parameters(scope: "ecommerce", locales: #"["en_US"]"#)
        let whole = try await bench.export("csv_product_export", parameters, workers: 2)
        #expect(whole.written == 5_000)
        #expect(try filled(whole) == (121, 118_938))
        let header = try #require(whole.lines.first)
        #expect(header.contains(";groups;attr_0;attr_1-en_US;attr_2;"))
        #expect(header.contains(";attr_9;attr_10-EUR;attr_10-USD;attr_11;"))
        #expect(header.hasSuffix(";name") || header.hasSuffix(";name-en_US"))
        let plain = try await bench.export("csv_product_export", parameters.dropLast() + #", "with_media": false}"#)
        #expect(try filled(plain).columns == 104)
        try await bench.load("csv_product_import", try #require(whole.files.first).bytes, #"{"media": "keep_path"}"#)
        #expect(
            try await bench.text("select unchanged::text from job.step where name = 'import' order by id desc limit 1")
                == "5000")
    }
}
