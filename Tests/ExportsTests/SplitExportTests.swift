// SPDX-License-Identifier: Apache-2.0

import Glibc
import JobEngine
import Postgres
import TestKit
import Testing

@testable import Exports

/// Exports that are shared, cut, interrupted and delivered.
@Suite(.ownDatabase) struct SplitExportTests {
    /// A catalogue of so many lamps; some are switched off.
    private func filled(_ count: Int) async throws -> ExportBench {
        let bench = try await ExportBench()
        for (job, text) in Catalogue.structure { try await bench.load("csv_\(job)_import", text.utf8) }
        var text = "sku;family;enabled;name-en_US;attr_9;weight;weight-unit;color;X_SELL-products\n"
        for row in 1...count {
            text +=
                "P\(row);lamps;\(row % 3 == 0 ? 0 : 1);name \(row);\(row);\(row).5;GRAM;\(row % 2 == 0 ? "red" : "");"
            text += row > 1 && row % 10 == 0 ? "P\(row - 1)\n" : "\n"
        }
        try await bench.load("csv_product_import", text.utf8)
        return bench
    }

    private static let cut = Catalogue.parameters(
        locales: #"["en_US"]"#, attributes: #"["name", "attr_9", "weight"]"#,
        #""linesPerFile": 4000, "storage": {"type": "none", "file_path": "p.csv"}"#)

    @Test func `one, two and four workers write the same bytes`() async throws {
        let bench = try await filled(21_000)
        let parameters = Catalogue.parameters(#""storage": {"type": "none", "file_path": "p.csv"}"#)
        let whole = try await bench.export("csv_product_export", parameters)
        #expect(whole.status == "completed" && whole.written == 21_000, "\(whole.errors)")
        #expect(whole.lines.count == 21_001)
        let tasks = "select count(*)::text from job.task t join job.step s on s.id = t.step_id where s.name = 'export'"
        // One that asks for the plan, one that looks at the parameters, one that finds the items, one that settles, four that write.
        #expect(try await bench.text(tasks) == "8")
        for workers in [2, 4] {
            #expect(try await bench.export("csv_product_export", parameters, workers: workers) == whole)
        }
        let files = try await bench.export("csv_product_export", Self.cut, workers: 4)
        #expect(files.files.map(\.name) == (1...6).map { "p_\($0).csv" } + ["p.zip"])
        #expect(files.files.map(\.records) == [4_000, 4_000, 4_000, 4_000, 4_000, 1_000, 21_000])
        let parts = files.files.dropLast()
        #expect(Set(parts.map { $0.lines[0] }).count == 1)
        let records = parts.flatMap { $0.lines.dropFirst() }
        #expect(records.count == 21_000)
        #expect(records.first?.hasPrefix("P1;") == true && records.last?.hasPrefix("P21000;") == true)
        #expect(try await bench.export("csv_product_export", Self.cut) == files)
        for table in ["plan", "page", "file", "entry", "copy", "copy_link"] {
            #expect(try await bench.text("select count(*)::text from catalog.export_\(table)") == "0", "\(table)")
        }
    }

    /// Files cut by lines, workbooks, and one without a record, each with how many files it makes besides an archive.
    @Test(arguments: [
        ("csv_product_export", "[]", 3), ("xlsx_product_export", "[]", 3), ("jsonl_product_export", "[]", 1),
        ("csv_product_export", #"[{"field": "identifier", "operator": "=", "value": "nothing"}]"#, 1),
    ])
    func `a file that this process has written alone is not read again, and has its bytes' checksum`(
        job: String, filter: String, count: Int
    ) async throws {
        let bench = try await filled(2_500)
        let more = job.hasPrefix("jsonl") ? "" : #", "linesPerFile": 1000"#
        // Others export meanwhile, so there may be more.
        let before = FileSums.ofProcess.takenCount
        let report = try await bench.export(
            job, #"{"filters": {"data": \#(filter), "structure": {"scope": "web", "locales": ["en_US"]}}\#(more)}"#)
        #expect(report.status == "completed", "\(report.errors)")
        #expect(FileSums.ofProcess.takenCount - before >= count)
        #expect(report.files.count == (count > 1 ? count + 1 : 1))
        for file in report.files {
            var checksum = Checksum()
            checksum.add(file.bytes)
            #expect(file.checksum == checksum.text && file.size == Int64(file.bytes.count), "\(file.name)")
        }
    }

    @Test(arguments: [("stop", "retry"), ("pause", "resume")])
    func `an export that is interrupted again and again has the same bytes, and no file before its end`(
        act: String, back: String
    ) async throws {
        let bench = try await filled(12_000)
        let calm = try await bench.export("csv_product_export", Self.cut)
        let execution = try await bench.launch("csv_product_export", Self.cut)
        let ask = { @Sendable (act: String) in
            try await bench.asPerson(
                "select tracker.\(act)(e.public_id) from tracker.my_execution e where e.execution_id = \(execution)")
        }
        let status = { @Sendable in
            try await bench.text("select status from job.execution where id = \(execution)")
        }
        var interruptions = 0
        for _ in 0..<60 where try await status() != "completed" {
            try await interrupting {
                try await bench.work(workers: 2)
            } onceChanged: {
                try await bench.text(
                    """
                    select coalesce((select sum(l.position) from job.lease l), 0) || ' ' || (select count(*) from job.outcome)
                    """)
            } by: {
                _ = try await ask(act)
            }
            guard try await status() != "completed" else { break }
            interruptions += 1
            let half = try await bench.report(execution)
            #expect(half.files.allSatisfy { !$0.isComplete && $0.checksum == nil })
            #expect(try await ask(back) == "requested")
        }
        try await bench.work(workers: 2)
        #expect(interruptions > 2)
        #expect(try await bench.report(execution) == calm)
    }

    @Test func `nobody else sees an export, its files or its selection`() async throws {
        let bench = try await filled(100)
        let report = try await bench.export("csv_product_export", Catalogue.whole)
        let execution = try await bench.launch("csv_product_export", Catalogue.whole)
        #expect(report.files.count == 1)
        let other = try await Session.connect(
            try TestDatabase.current.options(user: try await TestDatabase.makePerson("eve")), name: "eve")
        for table in ["tracker.my_artifact", "tracker.artifact", "job.artifact", "job.piece"] {
            let rows = try await other.query(Statement("", "select count(*) from \(table)"))
            #expect(try rows.int64(0, 0) == 0, "\(table)")
        }
        for table in ["plan", "page", "file", "entry", "copy", "copy_link"] {
            await #expect(throws: PostgresError.self) {
                _ = try await other.query(Statement("", "select count(*) from catalog.export_\(table)"))
            }
        }
        await other.close()
        try await bench.work()
        #expect(try await bench.report(execution).files.first?.bytes == report.files.first?.bytes)
    }

    @Test func `a consistent export shows one moment, whatever is changed meanwhile`() async throws {
        let bench = try await filled(11_000)
        let parameters = Catalogue.parameters(#""storage": {"type": "none", "file_path": "p.csv"}"#)
        let before = try await bench.export("csv_product_export", parameters)
        let execution = try await bench.launch(
            "csv_product_export", parameters.dropLast() + #", "consistent": true}"#)
        try await interrupting {
            try await bench.work()
        } onceChanged: {
            try await bench.text(
                "select (count(*) > 0)::text from catalog.export_copy where execution_id = \(execution)"
            )
        } by: {
            try await bench.script(
                """
                update catalog.product set values = values || '{"name-en_US": "changed"}', enabled = not enabled;
                delete from catalog.association;
                delete from catalog.product where id % 7 = 0;
                """)
        }
        let consistent = try await bench.report(execution)
        #expect(consistent.files == before.files)
        let after = try await bench.export("csv_product_export", parameters)
        #expect(after.written < before.written && after.text.contains("changed"))
    }

    @Test func `files are put where the operator allows it and nowhere else`() async throws {
        let bench = try await filled(9_000)
        let folder = try Folder()
        try folder.write("inside/keep", "")
        let allow = { (list: String) in
            try await bench.script("update tracker.setting set value = '\(list)' where key = 'export_directories'")
        }
        let deliver = { (path: String) in
            try await bench.export(
                "csv_product_export",
                Catalogue.parameters(
                    #""linesPerFile": 5000, "storage": {"type": "local", "file_path": "\#(path)"}"#))
        }
        let refused = try await deliver("\(folder.path)/inside/p.csv")
        #expect(
            refused.errors == [
                "storage_unwritable: cannot write \"\(folder.path)/inside/p.csv\": the operator has allowed no directory (setting export_directories)"
            ])
        #expect(refused.files.isEmpty)
        try await allow(#"["\#(folder.path)/inside"]"#)
        symlink("/tmp", "\(folder.path)/inside/link")
        for path in [
            "\(folder.path)/p.csv", "\(folder.path)/inside/../p.csv", "\(folder.path)/inside/link/p.csv",
            "\(folder.path)/inside/none/p.csv", "p.csv", "\(folder.path)/insidenot/p.csv",
        ] {
            let report = try await deliver(path)
            #expect(report.status == "failed", "\(path)")
            #expect(report.errors.first?.hasPrefix("storage_unwritable: cannot write") == true, "\(report.errors)")
        }
        let report = try await deliver("\(folder.path)/inside/p.csv")
        #expect(report.status == "completed", "\(report.errors)")
        for file in report.files {
            #expect(try SharedData.bytes(of: "\(folder.path)/inside/\(file.name)") == file.bytes)
            #expect(access("\(folder.path)/inside/.\(file.name).part", F_OK) != 0)
        }
        #expect(report.files.map(\.name) == ["p_1.csv", "p_2.csv", "p.zip"])
        #expect(try await deliver("\(folder.path)/inside/p.csv").files == report.files)
    }
}
