// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc
import Postgres
import TestKit
import Testing

/// `chantier project`, `chantier schedule` and `tracker project`, as people type them.
@Suite(.ownDatabase) struct ProjectProgramTests {
    private static let files: [(String, String)] = [
        ("currencies", "code;activated\nEUR;1\n"), ("locales", "code\nen_US\n"),
        ("categories", "code;parent\nmaster;\n"),
        ("attribute_groups", "code;sort_order\nother;0\ntexts;1\n"),
        ("channels", "code;tree;locales;currencies\nweb;master;en_US;EUR\n"),
        ("attributes", "code;type;group;unique\nsku;pim_catalog_identifier;other;1\nname;pim_catalog_text;texts;0\n"),
        ("families", "code;attributes;attribute_as_label;requirements-web\nlamps;sku,name;sku;sku,name\n"),
        ("user_groups", "name\nWriters\n"),
        ("attribute_group_access", "attribute_group;edit_attributes\ntexts;Writers\n"),
        ("products", "sku;family;name\na;lamps;A\nb;lamps;\n"),
    ]

    private func load(_ stage: Stage) async throws {
        let folder = "/tmp/\(String(UInt64.random(in: .min ... .max), radix: 36))-catalogue"
        mkdir(folder, 0o755)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in Self.files {
            #expect(FileManager.default.createFile(atPath: "\(folder)/\(name).csv", contents: Data(text.utf8)))
        }
        // The jobs become known.
        try await stage.work()
        for (name, job) in [
            ("currencies", "currency"), ("locales", "locale"), ("categories", "category"),
            ("attribute_groups", "attribute_group"), ("channels", "channel"), ("attributes", "attribute"),
            ("families", "family"), ("user_groups", "user_group"), ("attribute_group_access", "attribute_group_access"),
            ("products", "product"),
        ] {
            let launched = try await stage.chantier("launch", "csv_\(job)_import", "--file", "\(folder)/\(name).csv")
            #expect(launched.code == 0, "\(launched.errors)")
            try await stage.work()
        }
    }

    @Test func `a project is made, shown to its owner and a contributor, changed and deleted`() async throws {
        let mary = try await Stage.make()
        let tom = Stage(person: try await TestDatabase.makePerson("tom"))
        try await load(mary)
        let superuser = try await Session.connect(try TestDatabase.current)
        try await superuser.execute(
            Statement("", "insert into tracker.person_group values ($1, 'Writers')"), tom.person)
        await superuser.close()

        let refused = try await mary.chantier(
            "project", "create", "--label", "Spring", "--channel", "shop", "--locale", "en_US")
        #expect(refused.code == 64)
        #expect(refused.errors.contains("shop") && refused.errors.contains("Known: web."), "\(refused.errors)")
        let made = try await mary.chantier(
            "project", "create", "--label", "Spring 26", "--channel", "web", "--locale", "en_US", "--due", "2099-12-24",
            "--json")
        #expect(made.code == 0, "\(made.errors)")
        #expect(made.output.contains(#""code":"spring-26","label":"Spring 26""#))
        #expect(made.output.contains(#""execution":""#))
        try await mary.work()

        let shown = try await mary.tracker("project", "spring-26", "--json")
        #expect(
            shown.output.contains(#""products_to_do":1,"products_in_progress":0,"products_done":1"#), "\(shown.output)")
        #expect(shown.output.contains(#""groups":[{"code":"texts","products_to_do":1,"#))
        #expect(shown.output.contains(#""contributors":[{"person":"\#(tom.person)","products_to_do":1,"#))
        #expect(
            try await mary.tracker("project", "spring-26").output
                == "project\tspring-26\t1\t0\t1\ngroup\ttexts\t1\t0\t1\ncontributor\t\(tom.person)\t1\t0\t1\n")
        #expect(try await mary.tracker("project", "spring-26", "--contributor", "nobody").code == 5)
        let products = try await mary.tracker("project", "spring-26", "--products", "to_do", "--json=identifier,filled")
        #expect(products.output == #"[{"schema":1,"identifier":"b","filled":0}]"# + "\n")

        #expect(
            try await tom.tracker("project").output.hasPrefix(
                "spring-26\tSpring 26\tweb\ten_US\t2099-12-24\t2\t1\t0\t1\t"))
        #expect(try await tom.tracker("notifications").output.contains("Project “Spring 26”: 1 product to complete"))
        #expect(try await tom.chantier("project", "edit", "spring-26", "--label", "Mine").code == 5)
        #expect(try await tom.chantier("project", "delete", "spring-26").code == 5)

        let edited = try await mary.chantier("project", "edit", "spring-26", "--due", "", "--json")
        #expect(edited.output.contains(#""due_date":null"#), "\(edited.errors)")
        #expect(
            try await mary.chantier("schedule", "list").output.hasPrefix(
                "project:spring-26\tproject_calculation\t0 2 * * *\tUTC\t"))
        #expect(try await mary.chantier("project", "recalculate", "spring-26").code == 0)
        #expect(try await mary.chantier("project", "delete", "spring-26").code == 0)
        #expect(try await mary.tracker("project", "spring-26").code == 5)
        #expect(try await mary.chantier("schedule", "list").output.isEmpty)
    }

    @Test func `a schedule is added, paused, resumed and removed`() async throws {
        let mary = try await Stage.make()
        try await mary.work()
        let wrong = try await mary.chantier("schedule", "add", "n", "csv_product_export", "--cron", "0 2 * *")
        #expect(wrong.code == 64)
        #expect(wrong.errors.contains("0 2 * * *"), "\(wrong.errors)")
        let added = try await mary.chantier(
            "schedule", "add", "n", "csv_product_export", "--cron", "0 2 * * *", "--timezone", "europe/paris")
        #expect(added.code == 0, "\(added.errors)")
        #expect(try await mary.chantier("schedule", "pause", "n").code == 0)
        #expect(
            try await mary.chantier("schedule", "list", "--json=code,timezone,is_paused").output
                == #"[{"schema":1,"code":"n","timezone":"Europe/Paris","is_paused":true}]"# + "\n")
        #expect(try await mary.chantier("schedule", "resume", "n").code == 0)
        #expect(try await mary.chantier("schedule", "remove", "n").code == 0)
        #expect(try await mary.chantier("schedule", "remove", "n").code == 5)
    }
}
