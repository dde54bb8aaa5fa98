// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestKit
import Testing

/// Public catalogues that are not part of this project; the counts were made from the files by other means.
///
/// `CHANTIER_TEST_DATA` names their folder, else it is `../shared/data`.
enum SharedData {
    static let folder: String? = {
        let path = getenv("CHANTIER_TEST_DATA").map { String(cString: $0) } ?? "../shared/data"
        return access(path + "/icecat/products.csv.gz", R_OK) == 0 ? path : nil
    }()

    static func read(_ name: String) throws -> [UInt8] {
        let path = try #require(folder) + "/" + name
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&part, 1, part.count, file)
            guard count > 0 else { return bytes }
            bytes += part[..<count]
        }
    }
}

@Suite(.ownDatabase, .enabled(if: SharedData.folder != nil, "the shared catalogues are not on this machine"))
struct SharedDataTests {
    /// File, job, records, and the notes that its header is worth.
    typealias File = (name: String, job: String, records: Int, notes: Int)

    private static let icecat: [File] = [
        ("currencies", "currency", 294, 0), ("locales", "locale", 210, 0), ("categories", "category", 168, 0),
        ("attribute_groups", "attribute_group", 11, 0), ("group_types", "group_type", 1, 0),
        ("channels", "channel", 3, 0),
        ("association_types", "association_type", 4, 0), ("attributes", "attribute", 77, 0),
        ("attribute_options", "attribute_option", 121, 0), ("families", "family", 17, 0),
        ("family_variants", "family_variant", 9, 0), ("groups", "group", 1, 0), ("user_groups", "user_group", 7, 0),
        ("user_roles", "user_role", 3, 0),
    ]
    private static let small: [File] = [
        ("currencies", "currency", 2, 0), ("locales", "locale", 210, 0), ("categories", "category", 400, 0),
        ("attribute_groups", "attribute_group", 8, 0), ("group_types", "group_type", 2, 1),
        ("channels", "channel", 2, 1),
        ("association_types", "association_type", 4, 0), ("attributes", "attribute", 102, 0),
        ("attribute_options", "attribute_option", 230, 0), ("families", "family", 50, 0),
        ("user_groups", "user_group", 3, 0), ("user_roles", "user_role", 1, 0),
    ]
    private static let depths = """
        with recursive tree as (
          select code, 0 as depth from catalog.category where parent is null
          union all select c.code, depth + 1 from catalog.category c join tree t on t.code = c.parent)
        select string_agg(number::text, ' ' order by depth) from (select depth, count(*) as number from tree group by depth) n
        """
    private static let groupOrder =
        "select string_agg(code || ' ' || sort_order, ', ' order by sort_order) from catalog.attribute_group"
    private static let types = """
        select string_agg(replace(type, 'pim_catalog_', '') || ' ' || number, ', ' order by number desc, type)
          from (select type, count(*) as number from catalog.attribute group by type) n
        """
    private static let activeLocales =
        "select string_agg(distinct l, ' ' order by l) from catalog.channel, unnest(locales) as l"

    private func load(_ folder: String, _ files: [File], again: Bool = false) async throws {
        let run = try await ImportRun()
        for file in files {
            let report = try await run.run(
                "csv_\(file.job)_import", bytes: try SharedData.read("\(folder)/\(file.name).csv"),
                name: file.name + ".csv")
            #expect(report.status == "completed", "\(file.name): \(report.errors)")
            #expect(
                report.summary() == "read \(file.records), \(again ? "unchanged" : "created") \(file.records)",
                "\(file.name)")
            #expect(
                report.warnings.map(\.reason) == Array(repeating: "ignored_column", count: file.notes), "\(file.name)")
        }
    }

    /// Groups in the order (sort_order, code) of their file, numbered from 0; its first two cells hold no quotes.
    private static func expectedOrder(_ folder: String) throws -> String {
        let text = String(decoding: try SharedData.read(folder + "/attribute_groups.csv"), as: UTF8.self)
        let groups = try text.split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: ";", omittingEmptySubsequences: false)
            return (order: try #require(Int(cells[1])), code: String(cells[0]))
        }
        return groups.sorted { ($0.order, $0.code) < ($1.order, $1.code) }.enumerated()
            .map { "\($1.code) \($0)" }.joined(separator: ", ")
    }

    private func structureVersion() async throws -> String {
        try await value("select version::text from catalog.structure_version")
    }

    @Test func `the structure of the electronics shop is as counted`() async throws {
        try await load("icecat", Self.icecat)
        #expect(
            try await value("select string_agg(code, ' ' order by code) from catalog.currency where activated")
                == "EUR USD")
        #expect(try await value(Self.activeLocales) == "de_DE en_US fr_FR")
        #expect(try await value(Self.depths) == "4 18 123 23")
        let order = try Self.expectedOrder("icecat")
        #expect(try await value(Self.groupOrder) == order)
        #expect(
            try await value(Self.types)
                == "text 22, simpleselect 18, number 8, boolean 7, textarea 7, metric 4, image 3, multiselect 3, file 2, date 1, identifier 1, price_collection 1"
        )
        #expect(
            try await value(
                """
                select concat_ws(' ', count(*) filter (where localizable), count(*) filter (where scopable),
                                 count(*) filter (where localizable and scopable), count(*) filter (where "unique"),
                                 count(*) filter (where decimals_allowed))
                  from catalog.attribute
                """) == "12 3 2 2 2")
        #expect(
            try await value(
                """
                select count(*)::text from catalog.attribute a
                 where not exists (select from catalog.family f where a.code = any (f.attributes))
                """) == "3")
        #expect(
            try await value(
                "select string_agg(cardinality(locales) || '/' || cardinality(currencies), ' ') || ' ' || count(distinct tree) from catalog.channel"
            )
                == "3/2 3/2 3/2 1")
        #expect(
            try await value("select count(*)::text from catalog.association_type where is_two_way or is_quantified")
                == "0")
        let version = try await structureVersion()
        try await load("icecat", Self.icecat, again: true)
        #expect(try await structureVersion() == version)
    }

    @Test func `the structure of the generated catalogue is as counted`() async throws {
        try await load("small", Self.small)
        #expect(try await value(Self.activeLocales) == "en_US")
        #expect(try await value(Self.depths) == "1 7 49 343")
        let order = try Self.expectedOrder("small")
        #expect(try await value(Self.groupOrder) == order)
        #expect(
            try await value(Self.types)
                == "date 13, simpleselect 12, file 11, multiselect 11, textarea 11, boolean 9, text 9, price_collection 8, metric 7, image 6, number 4, identifier 1"
        )
        #expect(
            try await value("select string_agg(distinct cardinality(attributes)::text, ' ') from catalog.family")
                == "51")
        #expect(
            try await value(
                "select count(*) filter (where localizable) || ' ' || count(*) filter (where scopable) || ' ' || count(*) filter (where decimals_allowed or negative_allowed) from catalog.attribute"
            ) == "11 3 0")
        let version = try await structureVersion()
        try await load("small", Self.small, again: true)
        #expect(try await structureVersion() == version)
    }

    @Test func `the order of the files of one tree does not matter to the result`() async throws {
        let run = try await ImportRun()
        let text = String(decoding: try SharedData.read("icecat/categories.csv"), as: UTF8.self)
        var lines = text.split(separator: "\n")
        let header = lines.removeFirst()
        let turned = ([header] + lines.reversed()).joined(separator: "\n")
        let report = try await run.run("csv_category_import", turned)
        #expect(report.summary() == "read 168, created 168")
        #expect(try await value(Self.depths) == "4 18 123 23")
    }
}
