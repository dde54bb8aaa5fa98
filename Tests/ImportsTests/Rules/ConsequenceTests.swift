// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// What follows from structure: people, passwords, blocked codes, completeness, how much of a report is kept.
@Suite(.ownDatabase) struct ConsequenceTests {
    @Test func `users keep a row and their groups, and what is not in the file`() async throws {
        let run = try await ImportRun()
        try await RuleShop.loadStructure(run)
        let file = "username;email;groups;enabled;phone\nada;ada@x.example;Editors;1;+44 1\nbob;;;0;\n"
        #expect(try await run.run("csv_user_import", file).summary() == "read 2, created 2")
        #expect(try await run.run("csv_user_import", file).summary() == "read 2, unchanged 2")
        let second = try await run.run("csv_user_import", "username;groups\nADA;\n")
        #expect(second.summary() == "read 1, updated 1")
        #expect(
            try await value(
                "select username || ' ' || email || ' ' || phone || ' ' || groups::text from catalog.person where username_key = 'ada'"
            )
                == "ada ada@x.example +44 1 {}")
        // It is no login, and nobody but workers reads it.
        #expect(try await value("select count(*)::text from pg_roles where rolname in ('ada', 'bob')") == "0")
        await #expect(throws: (any Error).self) { try await run.asPerson("select email from catalog.person limit 1") }
    }

    @Test(arguments: ["password", "Password"])
    func `a password is kept nowhere`(column: String) async throws {
        let run = try await ImportRun()
        try await RuleShop.loadStructure(run)
        let file =
            "username;\(column);email\n\nada;s3cret1;ada@x.example\nbob;\"s3cret;2\nx\";no\n\ncid;s3cret3;c@x.example;s3cret4\n"
        let report = try await run.run("csv_user_import", file)
        #expect(report.summary() == "read 3, created 1, invalid 2")
        #expect(report.reasons == ["- password_ignored", "2 invalid_email", "3 row_too_long"])
        #expect(report.warnings.dropFirst().map(\.line) == [4, 7])
        #expect(report.invalidItems.hasPrefix("username;email\nbob;no\ncid;c@x.example;"))
        // The fourth cell of the last record is no password: it is beyond the header.
        let traces = try await value(
            """
            select concat((select count(*) from job.piece where convert_from(bytes, 'UTF8') ~ 's3cret[123]'), ' ',
                          (select count(*) from job.warning where concat(item::text, message, value) ~ 's3cret[123]'), ' ',
                          (select count(*) from job.invalid_item where convert_from(bytes, 'UTF8') ~ 's3cret[123]'), ' ',
                          (select count(*) from job.artifact where kind = 'input'))
            """)
        #expect(traces.hasPrefix("0 0 0 "))
        #expect(try await value("select username || email from catalog.person") == "adaada@x.example")
    }

    @Test func `a code stays blocked until the values of its removed attribute are cleaned`() async throws {
        let run = try await ImportRun()
        _ = try await run.run(
            "csv_attribute_import",
            "code;type;unique\nsku;pim_catalog_identifier;1\nnote;pim_catalog_text;0\nean;pim_catalog_text;1\n")
        _ = try await run.run("csv_product_import", "sku;note;ean\nA;one;1\nB;;2\nC;three;\n")
        _ = try await value("delete from catalog.attribute where code in ('note', 'ean') returning code")
        let blocked = try await run.run(
            "csv_attribute_import", "code;type\nNote;pim_catalog_number\nother_one;pim_catalog_text\n")
        #expect(blocked.reasons == ["1 code_blocked"])
        #expect(blocked.summary() == "read 2, created 1, invalid 1")
        let cleaned = try await run.run("clean_removed_attribute_job", bytes: nil)
        #expect(cleaned.status == "completed")
        #expect(cleaned.colour == "green")
        #expect(cleaned.summary("clean_product") == "read 3, updated 3")
        #expect(cleaned.summary("unblock_codes") == "read 2, updated 2")
        #expect(try await value("select count(*)::text from catalog.product where values <> '{}'") == "0")
        #expect(try await value("select count(*)::text from catalog.unique_value") == "0")
        #expect(
            try await value(
                "select before ->> 'values' from catalog.history where before -> 'values' ? 'note' order by item_id limit 1"
            )
                == #"{"ean": "1", "note": "one"}"#)
        let free = try await run.run("csv_attribute_import", "code;type\nNote;pim_catalog_number\n")
        #expect(free.summary() == "read 1, created 1")
        #expect(try await run.run("clean_removed_attribute_job", bytes: nil).summary("clean_product") == "")
    }

    @Test func `completeness follows a family and an attribute at once`() async throws {
        let run = try await ImportRun()
        try await RuleShop.loadStructure(run)
        _ = try await run.run("csv_product_import", "sku;family;note\nP;lamps;x\n")
        let percent = "select required || ' ' || filled || ' ' || percent from catalog.completeness('web', 'en_US')"
        #expect(try await value(percent) == "1 1 100")
        _ = try await run.run("csv_family_import", "code;requirements-web\nlamps;note,tag\n")
        #expect(try await value(percent) == "3 2 66")
        _ = try await run.run("csv_product_import", "sku;tag\nP;y\n")
        #expect(try await value(percent) == "3 3 100")
    }

    @Test func `of a step as many warnings are kept as the setting says, all are counted, all records are kept`()
        async throws
    {
        let run = try await ImportRun()
        _ = try await value("select tracker.change_setting('keep_warnings', '10')::text")
        let rows = (1...30).map { "g\($0);x" }
        let report = try await run.run("csv_currency_import", "code;activated\n" + rows.joined(separator: "\n") + "\n")
        #expect(report.summary() == "read 30, invalid 30")
        #expect(report.warnings.compactMap(\.row) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
        #expect(
            report.warnings.filter(\.isNote).map(\.message) == [
                "only the first 10 warnings of this step are kept; the count is exact"
            ])
        #expect(
            try await value(
                "select warnings::text from job.step where name = 'import' and execution_id = \(report.executionID)")
                == "61")
        #expect(report.invalidItems == "code;activated\n" + rows.joined(separator: "\n") + "\n")
        await #expect(throws: (any Error).self) {
            try await value("select tracker.change_setting('keep_warnings', 'all')::text")
        }
    }

    @Test(arguments: [
        (
            "utf-16", "FFFE63006F00640065003B006C006100620065006C002D00660072005F00460052000A00",
            "6E002D0031003B00E900AC200A00", "6E0032003B00E900AC200A00"
        ),
        (
            "utf-16", "FEFF0063006F00640065003B006C006100620065006C002D00660072005F00460052000A",
            "006E002D0031003B00E920AC000A", "006E0032003B00E920AC000A"
        ),
        (
            "utf-16", "0063006F00640065003B006C006100620065006C002D00660072005F00460052000A",
            "006E002D0031003B00E920AC000A", "006E0032003B00E920AC000A"
        ),
        ("iso-8859-15", "636F64653B6C6162656C2D66725F46520A", "6E2D313BE9A40A", "6E323BE9A40A"),
        ("windows-1252", "636F64653B6C6162656C2D66725F46520A", "6E2D313BE9800A", "6E323BE9800A"),
    ])
    func `a file of another encoding gives its refused records back in that encoding`(
        encoding: String, header: String, refused: String, sound: String
    ) async throws {
        let run = try await ImportRun()
        _ = try await run.run("csv_locale_import", "code\nfr_FR\n")
        let bytes = Self.bytes(header + refused + sound)
        let report = try await run.run(
            "csv_group_type_import", bytes: bytes, parameters: #"{"encoding": "\#(encoding)"}"#)
        #expect(report.reasons == ["1 invalid_code"])
        #expect(report.summary() == "read 2, created 1, invalid 1")
        #expect(try await value("select labels ->> 'fr_FR' from catalog.group_type") == "é€")
        let kept = try await value(
            """
            select upper(encode((select a.header from job.artifact a where a.kind = 'invalid_items')
                             || (select i.bytes from job.invalid_item i), 'hex'))
            """)
        #expect(kept == header + refused)
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        var (bytes, digits): ([UInt8], [UInt8]) = ([], Array(hex.utf8))
        while digits.count >= 2 {
            bytes.append(UInt8(String(decoding: digits.prefix(2), as: UTF8.self), radix: 16) ?? 0)
            digits.removeFirst(2)
        }
        return bytes
    }
}
