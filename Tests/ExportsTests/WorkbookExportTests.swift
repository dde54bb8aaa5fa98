// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Tabular
import TestKit
import Testing

/// What a workbook holds.
enum ExportSheet {
    /// Its records; fails where a cell is not text.
    static func records(_ bytes: [UInt8]) throws -> [[String]] {
        let sheet = XLSXReader(size: bytes.count, limits: XLSXLimits(maximumOutput: 1 << 30))
        var text: [UInt8] = []
        while try sheet.next(into: &text, fetch: { Array(bytes.dropFirst($0).prefix($1)) }) {}
        var reader = CSVReader(dialect: .typed)
        reader.append(text[...])
        return try records(of: &reader)
    }

    /// The records of a text, to compare.
    static func records(csv bytes: [UInt8]) throws -> [[String]] {
        var reader = CSVReader()
        reader.append(bytes[...])
        return try records(of: &reader)
    }

    private static func records(of reader: inout CSVReader) throws -> [[String]] {
        reader.finish()
        var records: [[String]] = []
        while case .record = try reader.next() {
            var cells = (0..<reader.fieldCount).map { column in
                #expect(reader.kind(of: column) == .text)
                return reader.text(of: column)
            }
            // A sheet says nothing of empty cells at the end of a row.
            while cells.last == "" { cells.removeLast() }
            records.append(cells)
        }
        return records
    }
}

@Suite(.ownDatabase) struct WorkbookExportTests {
    @Test func `a workbook holds the cells of the text, and comes in again unchanged`() async throws {
        let bench = try await ExportBench()
        try await Catalogue.load(bench)
        for kind in ["product", "product_model"] {
            let text = try await bench.export("csv_\(kind)_export", Catalogue.whole)
            let sheet = try await bench.export("xlsx_\(kind)_export", Catalogue.whole)
            #expect(sheet.status == "completed", "\(sheet.errors)")
            #expect(sheet.written == text.written && text.written > 1)
            let file = try #require(sheet.files.first)
            #expect(file.isComplete && file.records == text.written && file.name.hasSuffix(".xlsx"))
            #expect(
                try ExportSheet.records(file.bytes) == ExportSheet.records(csv: try #require(text.files.first).bytes))
            // The other channel converts no unit: what it shows is what is stored.
            let again = try await bench.export(
                "xlsx_\(kind)_export", Catalogue.parameters(scope: "print", locales: #"["en_US"]"#))
            try await bench.load(
                "xlsx_\(kind)_import", try #require(again.files.first).bytes, name: "again.xlsx",
                #"{"media": "keep_path"}"#)
        }
        #expect(
            try await bench.text(
                """
                select sum(coalesce(s.created, 0) + coalesce(s.updated, 0) + coalesce(s.invalid, 0))::text from job.step s
                  join job.execution e on e.id = s.execution_id where e.job like 'xlsx%import'
                """) == "0")
    }

    private static let cut = Catalogue.parameters(
        locales: #"["en_US"]"#, attributes: #"["description", "attr_9"]"#,
        #""linesPerFile": 4500, "storage": {"type": "none", "file_path": "p.xlsx"}"#)

    @Test func `workbooks are the same whatever the number of workers and whatever stops them`() async throws {
        let bench = try await ExportBench()
        for (job, text) in Catalogue.structure { try await bench.load("csv_\(job)_import", text.utf8) }
        var text = "sku;family;description-en_US-web;attr_9\n"
        // Texts that hardly shrink, so that a file takes several chunks.
        var state: UInt64 = 1
        for row in 1...10_000 {
            var name = ""
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                name += String(state >> 8, radix: 36)
            }
            text += "P\(row);lamps;\(name);\(row)\n"
        }
        try await bench.load("csv_product_import", text.utf8)
        let calm = try await bench.export("xlsx_product_export", Self.cut)
        #expect(calm.status == "completed" && calm.written == 10_000, "\(calm.errors)")
        #expect(calm.files.map(\.name) == ["p_1.xlsx", "p_2.xlsx", "p_3.xlsx", "p.zip"])
        #expect(calm.files.map(\.records) == [4_500, 4_500, 1_000, 10_000])
        let records = try calm.files.dropLast().map { try ExportSheet.records($0.bytes) }
        #expect(records.map(\.count) == [4_501, 4_501, 1_001])
        #expect(records[2].last?.first == "P10000")
        #expect(try await bench.export("xlsx_product_export", Self.cut, workers: 3) == calm)

        let one = Self.cut.replacing("4500", with: "20000")
        let whole = try await bench.export("xlsx_product_export", one)
        let execution = try await bench.launch("xlsx_product_export", one)
        var handOvers = 0
        for _ in 0..<60 {
            guard try await bench.text("select status from job.execution where id = \(execution)") != "completed" else {
                break
            }
            var configuration = WorkerConfiguration(slots: 1)
            configuration.endsWhenIdle = true
            configuration.poll = .milliseconds(20)
            let worker = try Worker(
                options: try TestDatabase.worker, registry: ExportBench.registry, configuration: configuration)
            try await interrupting {
                try await worker.run()
            } onceChanged: {
                try await bench.text(
                    "select coalesce(sum(l.position), 0)::text || (select count(*) from job.outcome) from job.lease l")
            } by: {
                worker.drain()
            }
            handOvers += 1
        }
        #expect(handOvers > 3)
        #expect(try await bench.report(execution) == whole)
        #expect(whole.files.map(\.name) == ["p.xlsx"])
    }
}
