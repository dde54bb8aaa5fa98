// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

/// The structure leaves as files and comes in again unchanged.
@Suite(.ownDatabase) struct StructureExportTests {
    private static let kinds = [
        "currency", "locale", "category", "attribute_group", "group_type", "channel", "association_type", "attribute",
        "attribute_option", "family", "family_variant", "group", "user_group", "user_role", "reference_data",
        "attribute_group_access", "category_access", "locale_access",
    ]

    private func filled() async throws -> ExportBench {
        let bench = try await ExportBench()
        try await Catalogue.load(bench)
        try await bench.load("csv_user_group_import", "name\nEditors, all\nIT support\n".utf8)
        try await bench.load("csv_user_role_import", "role;label;permissions\nROLE_A;The \"A\";b,a\nROLE_B;;\n".utf8)
        try await bench.load(
            "csv_reference_data_import", "list;code;label-en_US\nfabrics;silk;Silk\nfabrics;felt;\n".utf8)
        try await bench.load(
            "csv_attribute_group_access_import",
            "attribute_group;view_attributes;edit_attributes\nOther;;it support\n".utf8)
        try await bench.load(
            "csv_category_access_import",
            "category;view_items;edit_items;own_items\nlights;;IT support;\nmaster;;;\n".utf8)
        try await bench.load("csv_locale_access_import", "locale;view_products;edit_products\nen_us;IT support;\n".utf8)
        return bench
    }

    /// Counters of an import's last step, those that are not 0.
    private func counters(_ bench: ExportBench, _ job: String) async throws -> String {
        try await bench.text(
            """
            select concat_ws(' ', coalesce(s.created, 0), coalesce(s.updated, 0), coalesce(s.unchanged, 0), coalesce(s.invalid, 0))
              from job.step s join job.execution e on e.id = s.execution_id
             where e.job = '\(job)' and s.name = 'import' order by e.id desc limit 1
            """)
    }

    @Test(arguments: ["csv", "xlsx"])
    func `what was exported comes in again unchanged, and is exported the same`(format: String) async throws {
        let bench = try await filled()
        for kind in Self.kinds {
            let report = try await bench.export("\(format)_\(kind)_export")
            #expect(report.status == "completed", "\(kind): \(report.errors)")
            let file = try #require(report.files.first, "\(kind)")
            #expect(report.files.count == 1 && file.isComplete && file.records == report.written && report.written > 0)
            #expect(file.name.hasSuffix(".\(format)"))
            try await bench.load("\(format)_\(kind)_import", file.bytes, name: "again.\(format)")
            #expect(
                try await counters(bench, "\(format)_\(kind)_import") == "0 0 \(report.written) 0", "\(kind)")
            #expect(try await bench.export("\(format)_\(kind)_export").files.first?.bytes == file.bytes, "\(kind)")
        }
    }

    @Test func `records stand in their order, with the columns of imports`() async throws {
        let bench = try await filled()
        try await bench.load("csv_category_import", "code;parent\nzoo;\nant;lights\nbee;master\n".utf8)
        #expect(
            try await bench.export("csv_category_export").lines == [
                "code;parent;label-en_US;label-fr_FR", "master;;Master;Catalogue", "bee;master;;",
                "lights;master;Lights;Lampes", "outlet;master;;", "ant;lights;;", "zoo;;;",
            ])
        #expect(
            try await bench.export("csv_channel_export").lines == [
                "code;tree;locales;currencies;conversion_units;label-en_US;label-fr_FR",
                "print;master;en_US;EUR;;;", "web;master;en_US,fr_FR;EUR,USD;length:METER;The web;",
            ])
        #expect(
            try await bench.export("csv_attribute_option_export", #"{"delimiter": ",", "withHeader": false}"#).lines
                == [
                    "color,blue,0,,Bleu", "color,red,0,Red,Rouge", "features,a,0,First,", "features,b,0,,",
                    "features,c,0,\"Third, really\",", "size,m,0,,", "size,s,0,Small,",
                ])
        #expect(
            try await bench.export("csv_category_access_export").lines == [
                "category;view_items;edit_items;own_items", "lights;IT support;IT support;", "master;;;",
            ])
        #expect(
            try await bench.export("csv_family_variant_export").lines.last
                == "lamps_color_size;lamps;color;size;color,description;size,sku,weight;;")
    }

    @Test func `many records go into numbered files, whole whatever stops the worker`() async throws {
        let bench = try await filled()
        try await bench.script(
            """
            insert into catalog.group_type (code, code_key, labels)
            select 't' || lpad(n::text, 6, '0'), 't' || lpad(n::text, 6, '0'), jsonb_build_object('en_US', 'Label ' || n)
              from generate_series(1, 65000) as n
            """)
        for (job, parameters, names) in [
            ("csv_group_type_export", #"{"storage": {"file_path": "t.csv"}}"#, ["t.csv"]),
            (
                "xlsx_group_type_export", #"{"storage": {"file_path": "t.xlsx"}, "linesPerFile": 30000}"#,
                ["t_1.xlsx", "t_2.xlsx", "t_3.xlsx", "t.zip"]
            ),
        ] {
            let calm = try await bench.export(job, parameters)
            #expect(calm.status == "completed" && calm.written == 65_001, "\(calm.errors)")
            #expect(calm.files.map(\.name) == names)
            #expect(calm.files.filter { $0.name != "t.zip" }.compactMap(\.records).reduce(0, +) == 65_001)
            let execution = try await bench.launch(job, parameters)
            var handOvers = 0
            for _ in 0..<40 {
                guard try await bench.text("select status from job.execution where id = \(execution)") != "completed"
                else { break }
                var configuration = WorkerConfiguration(slots: 1)
                configuration.endsWhenIdle = true
                configuration.poll = .milliseconds(20)
                let worker = try Worker(
                    options: try TestDatabase.worker, registry: ExportBench.registry, configuration: configuration)
                try await interrupting {
                    try await worker.run()
                } onceChanged: {
                    try await bench.text(
                        "select coalesce(sum(l.position), 0)::text || (select count(*) from job.outcome) from job.lease l"
                    )
                } by: {
                    worker.drain()
                }
                handOvers += 1
            }
            #expect(handOvers > 1)
            #expect(try await bench.report(execution) == calm)
        }
    }

    @Test func `a catalogue without records gives a file with the header only`() async throws {
        let bench = try await ExportBench()
        let report = try await bench.export("csv_association_type_export")
        #expect(report.lines == ["code;is_two_way;is_quantified"] && report.files.first?.records == 0)
        let sheet = try await bench.export("xlsx_association_type_export")
        #expect(
            try ExportSheet.records(try #require(sheet.files.first).bytes) == [["code", "is_two_way", "is_quantified"]])
    }

    @Test func `people are exported by administrators only, without a password`() async throws {
        let bench = try await filled()
        try await bench.load(
            "csv_user_import",
            "username;email;password;roles;groups\njulia;j@example.com;secret;ROLE_A;IT support\n".utf8)
        let refused = try await bench.export("csv_user_export")
        #expect(refused.status == "failed" && refused.files.isEmpty)
        #expect(refused.errors == ["not_allowed: users are exported by administrators only"])
        let person = try await bench.asPerson("select session_user::text")
        try await bench.script("grant chantier_admin to \"\(person)\"")
        let report = try await bench.export("csv_user_export")
        #expect(report.status == "completed", "\(report.errors)")
        #expect(
            report.lines == [
                "username;email;first_name;last_name;name_prefix;middle_name;name_suffix;phone;roles;groups;enabled;timezone;catalog_default_locale;user_default_locale;catalog_default_scope;default_category_tree;avatar;profile;product_grid_filters",
                "julia;j@example.com;;;;;;;ROLE_A;IT support;1;;;;;;;;",
            ])
    }

    @Test func `lines that no sheet has room for are refused`() async throws {
        let bench = try await ExportBench()
        for lines in ["0", "1048576"] {
            let report = try await bench.export("xlsx_locale_export", #"{"linesPerFile": \#(lines)}"#)
            #expect(report.status == "failed" && report.errors.count == 1, "\(lines)")
            #expect(report.errors.first?.hasPrefix("invalid_profile: linesPerFile must be") == true)
        }
    }
}
