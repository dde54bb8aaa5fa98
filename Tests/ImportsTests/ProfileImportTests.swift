// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@Suite(.ownDatabase) struct ProfileImportTests {
    private static let file = """
        jobs:
          erp_prices:
            connector: Akeneo CSV Connector
            alias: csv_currency_import
            label: ERP prices
            type: import
            configuration:
              delimiter: ","
              withHeader: true
              users_to_notify: []
          wrong_value:
            alias: csv_currency_import
            label: Wrong
            configuration:
              delimiter: x
          no_such_job:
            alias: xlsx_teleport_import
          no_job:
            label: None
          with_secret:
            job: csv_currency_import
            parameters: {storage: {password: hush}}
          nightly:
            job: csv_locale_import
            overlap: skip

        """

    @Test func `an invalid profile is a warning with its reason, and the others go in`() async throws {
        let run = try await ImportRun()
        let report = try await run.run("yml_profile_import", Self.file, name: "profiles.yml")
        #expect(report.status == "completed")
        #expect(report.colour == "yellow")
        #expect(report.summary() == "read 6, created 2, invalid 4")
        let saved = try await value(
            "select string_agg(concat_ws(' ', code, job, label, overlap, parameters), '; ' order by code) from job.profile"
        )
        #expect(
            saved
                == #"erp_prices csv_currency_import ERP prices queue {"delimiter": ",", "withHeader": true, "users_to_notify": []}; nightly csv_locale_import Import locales skip {}"#
        )
        #expect(try await value("select count(distinct owner)::text from job.profile") == "1")
        let warnings = try await value(
            "select string_agg(concat_ws(' ', reason, row, line, identifier), '; ' order by row) from job.warning")
        #expect(
            warnings
                == "invalid_profile 2 11 wrong_value; unknown_job 3 16 no_such_job; invalid_profile 4 18 no_job; invalid_profile 5 20 with_secret"
        )
        #expect(
            try await value("select message from job.warning where row = 2")
                .hasPrefix(#"row 2 (line 11), wrong_value: profile "wrong_value": delimiter must be one of ",", ";""#))
        let refused = try await value(
            "select string_agg(convert_from(bytes, 'UTF8'), '' order by row) from job.invalid_item")
        #expect(refused.hasPrefix("  wrong_value:\n    alias: csv_currency_import\n    label: Wrong\n"))
        #expect(refused.hasSuffix("    parameters: {storage: {password: hush}}\n"))
        #expect(!(try await value("select string_agg(message, '') from job.warning")).contains("hush"))
        #expect(
            try await value(
                "select name || ': ' || convert_from(header, 'UTF8') from job.artifact where kind = 'invalid_items'")
                == "invalid_items.yaml: jobs:\n")

        let again = try await run.run("yml_profile_import", Self.file, name: "profiles.yml")
        #expect(again.summary() == "read 6, unchanged 2, invalid 4")
    }

    @Test(arguments: [
        ("profiles: {a: [", "invalid_yaml"), ("- a\n", "invalid_yaml"), ("profiles: 3\n", "invalid_yaml"),
        ("", "empty_file"),
    ])
    func `what is no file of profiles fails, and says where`(text: String, reason: String) async throws {
        let run = try await ImportRun()
        let report = try await run.run("yml_profile_import", text, name: "profiles.yaml")
        #expect(report.status == "failed")
        #expect(report.errors.map(\.reason) == [reason])
    }

    @Test func `a profile of somebody else stays as it is`() async throws {
        let run = try await ImportRun()
        _ = try await value(
            "select job.put_profile('somebody', true, 'nightly', 'csv_locale_import', 'Theirs', '{}', 'queue')")
        let report = try await run.run("yml_profile_import", Self.file, name: "profiles.yml")
        #expect(report.summary() == "read 6, created 1, invalid 5")
        #expect(
            try await value("select label || ' ' || owner from job.profile where code = 'nightly'") == "Theirs somebody"
        )
        #expect(try await value("select reason from job.warning where identifier = 'nightly'") == "not_yours")
    }
}
