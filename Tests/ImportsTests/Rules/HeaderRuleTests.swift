// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// Every rule of a product file's header: the step fails with all its errors in one, and nothing is imported.
@Suite(.ownDatabase) struct HeaderRuleTests {
    @Test func `a header that breaks a rule ends the scan with its reason, and nothing is written`() async throws {
        let run = try await ImportRun()
        try await RuleShop.loadStructure(run)
        let cases: [(header: String, reason: String, message: String)] = [
            (
                "sku;nope;nix", "unknown_column",
                "\"nope\": no attribute and no other column has this name; \"nix\": no attribute and no other column has this name"
            ),
            ("sku;Name-en_US", "unknown_column", "\"Name-en_US\": no attribute"),
            ("sku;name-pt_BR", "unknown_column", "(locale_not_active)"),
            ("sku;name-xx_XX", "unknown_column", "(locale_not_active)"),
            ("sku;local-en_US", "unknown_column", "(locale_not_available)"),
            ("sku;story-en_US-radio", "unknown_column", "(channel_unknown)"),
            ("sku;story-fr_FR-print", "unknown_column", "(locale_not_in_channel)"),
            ("sku;price-SEK", "unknown_column", "(currency_not_active)"),
            ("sku;price_s-print-USD", "unknown_column", "(currency_not_active)"),
            ("sku;note-en_US", "unknown_column", "has the form \"note\""),
            ("sku;note-print", "unknown_column", "has the form \"note\""),
            ("sku;note-unit", "unknown_column", "has the form \"note\""),
            ("sku;PACK-groups", "unknown_column", "(association_type_quantified)"),
            ("sku;X_SELL-products-quantity", "unknown_column", "(association_type_not_quantified)"),
            ("sku;PACK-products", "missing_quantity_column", "\"PACK-products\" needs \"PACK-products-quantity\""),
            ("sku;name", "column_needs_locale_or_channel", "write \"name-<locale>\""),
            ("sku;story", "column_needs_locale_or_channel", "write \"story-<locale>-<channel>\""),
            ("sku;price_s", "column_needs_locale_or_channel", "write \"price_s-<channel>\""),
            ("sku;note; note ", "duplicate_column", "\"note\" stands twice"),
            ("sku;;note", "empty_column_name", "column 2 has no name"),
            ("note;tag", "missing_column", "\"sku\" is missing"),
        ]
        for (header, reason, message) in cases {
            let width = header.split(separator: ";", omittingEmptySubsequences: false).count
            let report = try await run.run(
                "csv_product_import", header + "\n" + Array(repeating: "A", count: width).joined(separator: ";") + "\n")
            #expect(report.status == "failed", "\(header)")
            #expect(report.errors.map(\.reason) == [reason], "\(header)")
            #expect(report.errors.first?.message.contains(message) == true, "\(header): \(report.errors)")
        }
        #expect(try await value("select count(*)::text from catalog.product") == "0")
    }

    @Test
    func `columns may have other names, quality scores are passed over, leftovers of spreadsheets are no columns`()
        async throws
    {
        let run = try await ImportRun()
        try await RuleShop.loadStructure(run)
        let report = try await run.run(
            "csv_product_import",
            " sku ;rayon;gamme;lot;dqi;dqi-en_US-web;;\nA;lights;lamps;summer;A;B;;\n\n;;;\nB;;;\n",
            parameters:
                #"{"categoriesColumn": "rayon", "familyColumn": "gamme", "groupsColumn": "lot", "escape": "\\", "realTimeVersioning": false}"#
        )
        #expect(report.warnings.map(\.message) == [])
        #expect(report.summary() == "read 2, created 2")
        #expect(
            try await value(
                "select family || categories::text || groups::text from catalog.product where identifier = 'A'")
                == "lamps{lights}{summer}")
    }

    @Test(arguments: [(",", ";"), (";", ","), ("|", ";"), ("\t", ";")])
    func `decimals, days and delimiters are as the profile says`(delimiter: String, other: String) async throws {
        let run = try await ImportRun()
        try await RuleShop.loadStructure(run)
        let rows = [
            ["sku", "family", "rating", "weight", "price", "released", "note"],
            ["A", "lamps", "'7,50'", "'31,75 GRAM'", "'49,90 EUR, 55 USD'", "31.12.2026", "'it''s'"],
            ["B", "lamps", "7", "", "' EUR, USD'", "01.02.2026", "'a\(delimiter)b\(other)c'"],
            ["C", "lamps", "7.5", "", "", "2026-12-31", ""],
        ]
        let text = rows.map { $0.joined(separator: delimiter) + "\r\n" }.joined()
        let escaped = delimiter == "\t" ? "\\t" : delimiter
        let report = try await run.run(
            "csv_product_import", text,
            parameters:
                #"{"delimiter": "\#(escaped)", "enclosure": "'", "decimalSeparator": ",", "dateFormat": "dd.MM.yyyy"}"#)
        #expect(report.summary() == "read 3, created 2, invalid 1")
        #expect(report.reasons.sorted() == ["3 wrong_date_format", "3 wrong_decimal_separator"])
        #expect(
            try await value("select values::text from catalog.product where identifier = 'A'")
                == #"{"note": "it's", "rating": "7.50", "weight": {"unit": "GRAM", "amount": "31.75"}, "released": "2026-12-31", "price-EUR": "49.90", "price-USD": "55"}"#
        )
        #expect(
            try await value("select values ->> 'note' from catalog.product where identifier = 'B'")
                == "a\(delimiter)b\(other)c")
        #expect(report.invalidItems.hasSuffix(rows[3].joined(separator: delimiter) + "\r\n"))
    }
}
