// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

@Suite(.ownDatabase) struct FileReadingTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        var name = "file.csv"
        var bytes: [UInt8] = []
        var parameters = "{}"
        var reason: String
        var message: String
        var step = "scan"
        var testDescription: String { reason + " " + name }
    }

    @Test(arguments: [
        Bad(reason: "empty_file", message: "the file is empty"),
        Bad(
            bytes: Array("code\nEUR\nGB\u{E9}\n".utf8.map { $0 == 0xA9 ? 0x20 : $0 }), reason: "not_utf8",
            message: "not UTF-8 in lines 3"),
        Bad(
            bytes: Array("code\nEUR\n\"GBP\n".utf8), reason: "unterminated_quote",
            message: "quote opened in line 3 never closes"),
        Bad(
            bytes: Array("code,activated\nEUR,1\n".utf8), reason: "wrong_delimiter",
            message: "columns are separated by \",\", the profile says \";\""),
        Bad(
            bytes: Array("activated;activated;\nEUR;1\n".utf8), reason: "duplicate_column",
            message: "\"activated\" stands twice; \"code\" is missing"),
        Bad(bytes: Array("code;\nEUR;x\n".utf8), reason: "empty_column_name", message: "column 2 has no name"),
        Bad(
            name: "file.xlsx", bytes: [1], reason: "unsupported_extension", message: "use .csv, .csv.gz, .zip",
            step: "fetch"),
        Bad(
            name: "file.csv.gz", bytes: Array("code\n".utf8), reason: "file_unreadable",
            message: "The compressed file is damaged after 0 bytes of content: incorrect header check."),
    ])
    func `a file that cannot be used fails its step`(bad: Bad) async throws {
        let run = try await ImportRun()
        let report = try await run.run(
            "csv_currency_import", bytes: bad.bytes, name: bad.name, parameters: bad.parameters)
        #expect(report.status == "failed")
        #expect(report.errors.map(\.reason) == [bad.reason])
        #expect(report.errors.map(\.message) == [bad.message])
        #expect(report.steps.first { $0.status == "failed" }?.name == bad.step)
        #expect(report.steps.last?.status == "waiting")
        #expect(try await value("select count(*)::text from catalog.currency") == "0")
    }

    @Test func `a header alone is a file without records`() async throws {
        let run = try await ImportRun()
        let report = try await run.run("csv_currency_import", "code;activated;;\n")
        #expect(report.status == "completed")
        #expect(report.colour == "green")
        #expect(report.summary() == "")
    }

    @Test func `delimiter, enclosure, encoding and a mark at the start are as the profile says`() async throws {
        let run = try await ImportRun()
        _ = try await run.run("csv_locale_import", "\u{FEFF}code\nfr_FR\n")
        let latin: [UInt8] =
            Array("code|label-fr_FR\nete|'L".utf8) + [0xE9] + Array("t".utf8) + [0xE9] + Array("|chaud'\n".utf8)
        let report = try await run.run(
            "csv_group_type_import", bytes: latin,
            parameters: #"{"delimiter": "|", "enclosure": "'", "encoding": "iso-8859-1"}"#)
        #expect(report.summary() == "read 1, created 1")
        #expect(try await value("select labels ->> 'fr_FR' from catalog.group_type") == "Lété|chaud")
    }

    @Test func `a compressed file is read as if it were plain, and stays as it was received`() async throws {
        let run = try await ImportRun()
        let packed = Gzip.stored(Array("code\nEUR\nGBP\n".utf8))
        let report = try await run.run("csv_currency_import", bytes: packed, name: "money.csv.gz")
        #expect(report.summary() == "read 2, created 2")
        #expect(
            try await value(
                "select string_agg(name || ' ' || size, ', ' order by id) from job.artifact where kind = 'input'")
                == "money.csv.gz \(packed.count), money.csv 13")
    }

    @Test func `a launch without a file fails with a clear word`() async throws {
        let run = try await ImportRun()
        let report = try await run.run("csv_currency_import", bytes: nil)
        #expect(report.errors.map(\.reason) == ["file_not_found"])
    }

    @Test(arguments: [
        (#"{"storage": {"type": "sftp"}}"#, #"storage.type must be one of "none", "local", "manual_upload""#),
        (#"{"withHeader": false}"#, "withHeader must be one of true"),
    ])
    func `what an import can never do is refused at the launch`(parameters: String, message: String) async throws {
        let run = try await ImportRun()
        let error = await #expect(throws: PostgresError.self) {
            _ = try await run.run("csv_currency_import", bytes: Array("code\nEUR\n".utf8), parameters: parameters)
        }
        #expect(error?.message == message)
    }

    @Test func `a file of an allowed directory is copied, any other is refused`() async throws {
        let run = try await ImportRun()
        let folder = try Folder()
        try folder.write("in/money.csv", "code\nEUR\n")
        try folder.write("secret.csv", "code\nGBP\n")
        symlink("../secret.csv", folder.path + "/in/link.csv")
        mkdir(folder.path + "/in/sub.csv", 0o755)
        func local(_ path: String) async throws -> RunReport {
            try await run.run(
                "csv_currency_import", bytes: nil,
                parameters: #"{"storage": {"type": "local", "file_path": "\#(path)"}}"#)
        }
        let inside = folder.path + "/in"
        let closed = try await local(inside + "/money.csv")
        #expect(closed.errors.map(\.reason) == ["unsupported_storage"])

        _ = try await value(
            "insert into tracker.setting values ('storage_directories', '[\"\(inside)\"]') on conflict (key) do update set value = excluded.value returning key"
        )
        #expect(try await local(inside + "/money.csv").summary() == "read 1, created 1")
        #expect(try await local("money.csv").summary() == "read 1, unchanged 1")
        #expect(try await local(inside + "/none.csv").errors.map(\.reason) == ["file_not_found"])
        for path in ["/link.csv", "/sub.csv", "/../secret.csv"] {
            #expect(try await local(inside + path).errors.map(\.reason) == ["file_unreadable"], "\(path)")
        }
        #expect(try await local(folder.path + "/secret.csv").errors.map(\.reason) == ["file_unreadable"])
        #expect(try await value("select string_agg(code, ',') from catalog.currency") == "EUR")
    }

    @Test func `a file over the limit is refused`() async throws {
        let run = try await ImportRun()
        let upload = try await run.launch("csv_currency_import", bytes: Array("code\nEUR\nGBP\n".utf8))
        _ = try await value("update tracker.setting set value = '10' where key = 'max_upload' returning key")
        try await ImportRun.work()
        let report = try await run.report(upload)
        #expect(report.errors.map(\.message) == ["13 bytes, allowed 10"])
        #expect(report.errors.map(\.reason) == ["file_too_large"])
    }
}
