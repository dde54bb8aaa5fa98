// SPDX-License-Identifier: Apache-2.0

import Imports
import JobEngine
import Postgres
import Tabular
import TestKit
import Testing
import Tracking

@Suite(.ownDatabase) struct WorkbookImportTests {
    /// The file of refused records as its person downloads it, from a byte on.
    private func refused(_ run: ImportRun, _ execution: Int64, from offset: Int64 = 0) async throws -> [UInt8] {
        let session = try await Session.connect(try TestDatabase.current.options(user: run.person), name: "download")
        let bytes = try await session.perform { db in
            let id = try db.query(
                Statement("public", "select e.public_id from tracker.execution e where e.execution_id = $1"), execution
            ).uuid(0, 0)
            guard let source = try ArtifactReader.source(id, on: db),
                let artifact = source.artifacts.first(where: { $0.kind == "invalid_items" }),
                var reader = try ArtifactReader.open(artifact, from: offset, on: db)
            else { return [UInt8]() }
            #expect(artifact.name == "invalid_items.xlsx" && artifact.isComplete && artifact.size == nil)
            var bytes: [UInt8] = []
            while true {
                let part = try reader.next(on: db)
                if part.isEmpty { return bytes }
                bytes += part
            }
        }
        await session.close()
        return bytes
    }

    @Test func `every entity with a CSV import has one of XLSX`() {
        let names = Set(ImportJobs.all.map(\.name))
        let entities = names.filter { $0.hasPrefix("csv_") }.map { $0.dropFirst("csv_".count) }
        #expect(entities.count >= 16)
        for entity in entities { #expect(names.contains("xlsx_" + entity)) }
    }

    @Test func `a sheet is read as a file of text is, and stays as it was received`() async throws {
        let run = try await ImportRun()
        let bytes = try Sheet.workbook([[], ["code", "activated"], ["EUR", "n:1"], [], ["GBP", "b:0"]])
        let report = try await run.run("xlsx_currency_import", bytes: bytes, name: "money.xlsx")
        #expect(report.summary() == "read 2, created 2")
        #expect(report.colour == "green")
        #expect(
            try await value("select string_agg(code || ' ' || activated, ', ' order by code) from catalog.currency")
                == "EUR true, GBP false")
        #expect(
            try await value("select string_agg(name, ', ' order by id) from job.artifact where kind = 'input'")
                == "money.xlsx, sheet of money.xlsx")
        #expect(report.step("scan")?.facts?.contains("\"sheet\": \"Products\"") == true)
        let again = try await run.run(
            "xlsx_currency_import", bytes: bytes, name: "money.xlsx", parameters: #"{"sheet": "products"}"#)
        #expect(again.summary() == "read 2, unchanged 2")
    }

    @Test func `each kind of cell is judged as what it is, and the neighbours of a bad one are written`() async throws {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        let run = try await ImportRun()
        let bytes = try Sheet.workbook([
            ["sku", "family", "name-en_US", "stock", "sold_on", "dimmable", "price-EUR", "weight", "weight-unit"],
            ["n:40", "lamps", "n:12.5", "n:7", "d:2024-02-29", "b:1", "n:1234.5", "n:0.1", "KILOGRAM"],
            ["B", "lamps", "b", "n:7.5", "d:2024-02-29 12:00:00", "n:1", "12,5", "2,5 KILOGRAM", ""],
            ["C", "lamps", "d:2024-02-29", "e:#DIV/0!", "29.02.2024", "", "d:2024-02-29", "1", "e:#N/A"],
            ["D", "lamps", "fine"], ["d:2024-01-01", "lamps", "x"],
        ])
        let parameters = #"{"decimalSeparator": ",", "dateFormat": "dd.MM.yyyy"}"#
        let report = try await run.run("xlsx_product_import", bytes: bytes, name: "p.xlsx", parameters: parameters)
        #expect(report.summary() == "read 5, created 2, invalid 3")
        #expect(
            report.warnings.map { "\($0.row ?? 0) \($0.line ?? 0) \($0.field ?? "") \($0.reason)" }.sorted() == [
                "2 3 sold_on wrong_date_format", "2 3 stock decimals_not_allowed", "3 4 name-en_US date_in_text_cell",
                "3 4 price-EUR date_in_text_cell", "3 4 stock cell_error", "3 4 weight unknown_unit",
                "3 4 weight-unit cell_error",
                "5 6 sku date_in_text_cell",
            ])
        #expect(
            report.warnings.first { $0.field == "stock" && $0.row == 3 }?.message
                == "row 3 (line 4), C, stock: the cell holds #DIV/0!")
        #expect(
            try await value("select values::text from catalog.product where identifier = '40'")
                == #"{"stock": "7", "weight": {"unit": "KILOGRAM", "amount": "0.1"}, "sold_on": "2024-02-29", "dimmable": "1", "price-EUR": "1234.5", "name-en_US": "12.5"}"#
        )
        #expect(
            try await value("select values::text from catalog.product where identifier = 'D'")
                == #"{"name-en_US": "fine"}"#)

        let refused = try await refused(run, report.executionID)
        #expect(
            try Sheet.rows(refused) == [
                "1 sku|family|name-en_US|stock|sold_on|dimmable|price-EUR|weight|weight-unit",
                "2 B|lamps|b|n:7.5|d:2024-02-29 12:00:00|n:1|12,5|2,5 KILOGRAM",
                "3 C|lamps|d:2024-02-29|e:#DIV/0!|29.02.2024||d:2024-02-29|1|e:#N/A", "4 d:2024-01-01|lamps|x",
            ])
        // It can be gone on with anywhere, and is refused again as it is.
        for offset in [1, 700, refused.count - 1] {
            #expect(try await self.refused(run, report.executionID, from: Int64(offset)) == Array(refused[offset...]))
        }
        let again = try await run.run(
            "xlsx_product_import", bytes: refused, name: "invalid_items.xlsx", parameters: parameters)
        #expect(again.summary() == "read 3, invalid 3")
        #expect(try await self.refused(run, again.executionID) == refused)
    }

    @Test func `a cell of the structure that is a day or an error refuses its record`() async throws {
        let run = try await ImportRun()
        let report = try await run.run(
            "xlsx_group_type_import",
            bytes: try Sheet.workbook([["code"], ["e:#REF!"], ["d:2024-01-01"], ["good"], ["n:12"]]), name: "t.xlsx")
        #expect(report.summary() == "read 4, created 2, invalid 2")
        #expect(report.reasons == ["1 cell_error", "2 date_in_text_cell"])
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        var job = "xlsx_currency_import"
        var name = "file.xlsx"
        var bytes: [UInt8]
        var parameters = "{}"
        var reason: String
        var message: String
        var testDescription: String { "\(name): \(message)" }
    }

    static let unusable: [Bad] = [
        Bad(
            bytes: Array("code\nEUR\n".utf8), reason: "file_unreadable",
            message: "The file is not an XLSX workbook: it is plain text, such as CSV."),
        Bad(name: "file.csv", bytes: [1], reason: "unsupported_extension", message: "use .xlsx, .zip"),
        Bad(
            job: "csv_currency_import", name: "file.csv", bytes: Array("PK\u{3}\u{4}".utf8), reason: "file_unreadable",
            message: "The file is no CSV: it is a workbook."),
        Bad(
            bytes: Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 300_000), reason: "file_unreadable",
            message: "The workbook is damaged: its directory is missing at the end."),
        Bad(bytes: (try? Sheet.workbook([])) ?? [], reason: "empty_file", message: "the file is empty"),
        Bad(
            bytes: (try? Sheet.workbook([["code"]])) ?? [], parameters: #"{"sheet": "Prices"}"#,
            reason: "invalid_profile", message: "The workbook has no sheet “Prices”."),
        Bad(
            bytes: (try? Sheet.workbook([["code"]])) ?? [], parameters: #"{"sheet": 2}"#, reason: "invalid_profile",
            message: "The workbook has no sheet 2."),
        Bad(
            bytes: (try? Sheet.workbook([["code"]])) ?? [], parameters: #"{"invalid_items_file_format": "csv"}"#,
            reason: "invalid_profile",
            message: "invalid_items_file_format must be xlsx for a file of this kind"),
        Bad(
            bytes: (try? Sheet.workbook([["code", "", "x"]])) ?? [], reason: "empty_column_name",
            message: "column 2 has no name"),
    ]

    @Test(arguments: unusable)
    func `a file that cannot be used fails its step and says why`(bad: Bad) async throws {
        let run = try await ImportRun()
        let report = try await run.run(bad.job, bytes: bad.bytes, name: bad.name, parameters: bad.parameters)
        #expect(report.status == "failed")
        #expect(report.errors.map(\.reason) == [bad.reason])
        #expect(report.errors.map(\.message) == [bad.message])
        #expect(try await value("select count(*)::text from catalog.currency") == "0")
    }

    private static let locales = ["en_GB", "fr_FR", "de_DE", "it_IT", "es_ES"]

    /// A sheet of some megabytes of text: the scan and the import take several chunks each.
    private static func large() throws -> [UInt8] {
        let label = String(repeating: "label ", count: 14)
        return try Sheet.workbook(
            [["code"] + locales.map { "label-" + $0 }]
                + (1...14_000).map { row in
                    let code = row % 1_000 == 0 ? "wrong-\(row)" : "type_\(row > 13_000 ? row - 13_000 : row)"
                    return [code, "n:\(row).5"] + locales.dropFirst().map { "\(row) \($0) " + label }
                })
    }

    @Test func `an import that is handed on again and again comes out as if undisturbed`() async throws {
        let run = try await ImportRun()
        _ = try await run.run("csv_locale_import", "code\n\(Self.locales.joined(separator: "\n"))\n")
        let bytes = try Self.large()
        let execution = try await run.launch("xlsx_group_type_import", bytes: bytes, name: "types.xlsx")
        var runs = 0
        while try await value("select (ended_at is null)::text from job.execution where id = \(execution)") == "true" {
            runs += 1
            try #require(runs < 500)
            var configuration = WorkerConfiguration(slots: 1)
            configuration.endsWhenIdle = true
            configuration.poll = .milliseconds(20)
            let worker = try Worker(
                options: try TestDatabase.worker, registry: JobRegistry(ImportJobs.all), configuration: configuration)
            try await interrupting {
                try await worker.run()
            } onceChanged: {
                try await value(
                    """
                    select coalesce(sum(l.position), 0) || ' ' || coalesce(sum(length(l.checkpoint::text)), 0) || ' '
                           || (select count(*) from job.outcome o where o.execution_id = \(execution))
                      from job.lease l where l.execution_id = \(execution)
                    """)
            } by: {
                worker.drain()
            }
        }
        #expect(runs > 3)
        let disturbed = try await run.report(execution)
        let digest = "select md5(string_agg(code || labels::text, ',' order by code)) from catalog.group_type"
        let disturbedTypes = try await value(digest)
        let disturbedFile = try await refused(run, execution)
        #expect(disturbed.summary() == "read 14000, created 12987, skipped 999, invalid 14, superseded 999")
        #expect(try Sheet.rows(disturbedFile).count == 15)

        _ = try await value("truncate catalog.group_type cascade")
        let calm = try await run.run("xlsx_group_type_import", bytes: bytes, name: "types.xlsx")
        #expect(calm.summary() == disturbed.summary())
        #expect(calm.warnings == disturbed.warnings)
        #expect(try await refused(run, calm.executionID) == disturbedFile)
        #expect(try await value(digest) == disturbedTypes)
        let texts = try await value(
            """
            select string_agg(distinct m, ' ') || ' ' || count(distinct m)
              from (select md5(string_agg(p.bytes, '' order by p.part, p.ordinal)) as m
                      from job.artifact a join job.piece p on p.artifact_id = a.id and p.month = a.month
                     where a.name = 'sheet of types.xlsx' group by a.id) as t
            """)
        #expect(texts.hasSuffix(" 1"))
    }

    @Test(.enabled(if: SharedData.folder != nil, "the shared catalogues are not on this machine"))
    func `a catalogue as workbooks comes out as the one of its text files`() async throws {
        let run = try await ImportRun()
        let files = [
            ("currencies", "currency"), ("locales", "locale"), ("categories", "category"),
            ("attribute_groups", "attribute_group"), ("group_types", "group_type"), ("channels", "channel"),
            ("association_types", "association_type"), ("attributes", "attribute"),
            ("attribute_options", "attribute_option"), ("families", "family"), ("family_variants", "family_variant"),
            ("groups", "group"), ("user_groups", "user_group"), ("user_roles", "user_role"),
            ("product_models", "product_model"), ("products", "product"),
        ]
        for format in ["xlsx", "csv"] {
            for (name, entity) in files {
                let isPacked = name == "products"
                let csv = try SharedData.read("icecat/\(name).csv" + (isPacked ? ".gz" : ""))
                let bytes = format == "csv" ? csv : try Sheet.workbook(csv: isPacked ? Sheet.unpacked(csv) : csv)
                let file = format == "csv" && isPacked ? "\(name).csv.gz" : "\(name).\(format)"
                let parameters = entity.hasPrefix("product") ? #"{"media": "keep_path"}"# : "{}"
                let report = try await run.run(
                    "\(format)_\(entity)_import", bytes: bytes, name: file, parameters: parameters, slots: 2)
                #expect(report.status == "completed", "\(file): \(report.errors)")
                #expect(report.warnings == [], "\(file)")
                let step = entity == "product_model" ? "import_root_product_model" : "import"
                let counters = report.step(step)?.counters
                // What came as a workbook first is found unchanged by the file of text.
                #expect(format == "xlsx" || counters?.created == 0 && counters?.updated == 0, "\(file)")
            }
        }
        #expect(try await value("select count(*)::text from catalog.product") == "1239")
    }
}
