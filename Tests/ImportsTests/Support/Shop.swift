// SPDX-License-Identifier: Apache-2.0

import Testing

/// A small catalogue structure for the tests of product imports, loaded through its own imports.
enum Shop {
    /// Loads the structure into the running test's database.
    static func load(_ bench: ImportBench) async throws {
        for (job, text) in files {
            let report = try await bench.run(job, text)
            try #require(report.colour == "green", "\(job): \(report.errors) \(report.warnings)")
        }
    }

    static let files: [(String, String)] = [
        ("csv_currency_import", "code;activated\nEUR;1\nUSD;1\n"),
        ("csv_locale_import", "code\nen_US\nfr_FR\npt_BR\n"),
        ("csv_category_import", "code;parent\nmaster;\nlights;master\noutlet;master\n"),
        ("csv_attribute_group_import", "code;sort_order\nother;0\n"),
        ("csv_group_type_import", "code\nset\n"),
        (
            "csv_channel_import",
            "code;tree;locales;currencies\nweb;master;en_US,fr_FR;EUR,USD\nprint;master;en_US;EUR\n"
        ),
        ("csv_association_type_import", "code;is_two_way;is_quantified\nX_SELL;0;0\nUPSELL;0;0\nTWIN;1;0\nPACK;0;1\n"),
        ("csv_attribute_import", attributes),
        (
            "csv_attribute_option_import",
            "attribute;code\ncolor;red\ncolor;blue\nsize;s\nsize;m\nfeatures;a\nfeatures;b\nfeatures;c\n"
        ),
        (
            "csv_family_import",
            """
            code;attributes;attribute_as_label;requirements-web
            lamps;sku,name,description,price,weight,color,size,ean,features,stock,sold_on,dimmable,picture;sku;sku,name,price
            chairs;sku,name,color;sku;sku

            """
        ),
        (
            "csv_family_variant_import",
            """
            code;family;variant-axes_1;variant-axes_2;variant-attributes_1;variant-attributes_2
            lamps_color;lamps;color;;color,sku,ean,weight;
            lamps_color_size;lamps;color;size;color,description;size,sku,ean,weight
            chairs_color;chairs;color;;color,sku;

            """
        ),
        ("csv_group_import", "code;type\nsummer;set\n"),
    ]

    private static let attributes = """
        code;type;group;localizable;scopable;unique;decimals_allowed;negative_allowed;metric_family;default_metric_unit
        sku;pim_catalog_identifier;other;0;0;1;;;;
        name;pim_catalog_text;other;1;0;0;;;;
        description;pim_catalog_textarea;other;1;1;0;;;;
        price;pim_catalog_price_collection;other;0;0;0;1;;;
        weight;pim_catalog_metric;other;0;0;0;1;0;Weight;KILOGRAM
        color;pim_catalog_simpleselect;other;0;0;0;;;;
        size;pim_catalog_simpleselect;other;0;0;0;;;;
        ean;pim_catalog_text;other;0;0;1;;;;
        features;pim_catalog_multiselect;other;0;0;0;;;;
        stock;pim_catalog_number;other;0;0;0;0;0;;
        sold_on;pim_catalog_date;other;0;0;0;;;;
        dimmable;pim_catalog_boolean;other;0;0;0;;;;
        picture;pim_catalog_image;other;0;0;0;;;;
        origin;pim_catalog_text;other;0;0;0;;;;

        """
}
