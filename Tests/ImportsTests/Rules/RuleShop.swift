// SPDX-License-Identifier: Apache-2.0

import Testing

/// A catalogue in which every rule of values can be broken: an attribute of each type with each of its limits.
enum RuleShop {
    /// Loads it through its own imports, with products and models that records may clash with.
    static func load(_ run: ImportRun) async throws {
        for (job, text) in structure + items {
            let report = try await run.run(job, text)
            try #require(report.colour == "green", "\(job): \(report.errors) \(report.warnings)")
        }
    }

    /// Loads the structure alone.
    static func loadStructure(_ run: ImportRun) async throws {
        for (job, text) in structure {
            let report = try await run.run(job, text)
            try #require(report.colour == "green", "\(job): \(report.errors) \(report.warnings)")
        }
    }

    static let uuid = "6f1c7f6e-5d0a-4c0e-9b1a-111111111111"

    private static let structure: [(String, String)] = [
        ("csv_currency_import", "code;activated\nEUR;1\nUSD;1\nSEK;0\n"),
        ("csv_locale_import", "code\nen_US\nfr_FR\npt_BR\n"),
        ("csv_category_import", "code;parent\nmaster;\nlights;master\n"),
        ("csv_attribute_group_import", "code;sort_order\nother;0\n"),
        ("csv_group_type_import", "code\nset\nseason\n"),
        (
            "csv_channel_import",
            "code;tree;locales;currencies\nweb;master;en_US,fr_FR;EUR,USD\nprint;master;en_US;EUR\n"
        ),
        ("csv_association_type_import", "code;is_two_way;is_quantified\nX_SELL;0;0\nTWIN;1;0\nPACK;0;1\n"),
        ("csv_attribute_import", attributes),
        (
            "csv_attribute_option_import",
            "attribute;code\ncolor;red\ncolor;blue\nsize;s\nsize;m\nsize;l\nsize;xl\nrooms;bath\nrooms;hall\n"
        ),
        (
            "csv_family_import",
            """
            code;attributes
            lamps;sku,name,note,ean,tag,mail,page,grade,story,lumen,rating,shift,weight,price,price_s,dimmable,released,color,size,rooms,photo,manual,b1,b2,fabric,fabrics_more
            chairs;sku,color

            """
        ),
        (
            "csv_family_variant_import",
            """
            code;family;variant-axes_1;variant-axes_2;variant-attributes_1;variant-attributes_2
            by_color;lamps;color;;color,sku,ean,weight;
            by_color_size;lamps;color;size;color,note;size,sku,ean,weight
            chairs_color;chairs;color;;color,sku;

            """
        ),
        ("csv_group_import", "code;type\nsummer;set\n"), ("csv_user_group_import", "name\nEditors\n"),
        ("csv_user_role_import", "role;label\nROLE_EDIT;Edit\n"),
        ("csv_reference_data_import", "list;code\nfabrics;Silk\nfabrics;linen\nwoods;oak\n"),
    ]

    private static let items: [(String, String)] = [
        (
            "csv_product_model_import",
            "code;family_variant;parent;color\nROOT;by_color_size;;\nSUB;;ROOT;blue\nFLAT;by_color;;\nSEAT;chairs_color;;\n"
        ),
        (
            "csv_product_import",
            """
            uuid;sku;family;parent;size;ean
            \(uuid);OLD1;lamps;;;1
            ;OLD2;lamps;;;2
            ;OLDV;lamps;SUB;s;3
            ;OLDW;lamps;SUB;m;4
            ;OLDX;lamps;SUB;l;5

            """
        ),
    ]

    private static let attributes = """
        code;type;localizable;scopable;unique;max_characters;validation_rule;validation_regexp;number_min;number_max;decimals_allowed;negative_allowed;metric_family;default_metric_unit;date_min;date_max;allowed_extensions;max_file_size;available_locales;reference_data_name
        sku;pim_catalog_identifier;0;0;1;20;regexp;/^[^#]+$/;;;;;;;;;;;
        name;pim_catalog_text;1;0;0;;;;;;;;;;;;;;
        local;pim_catalog_text;1;0;0;;;;;;;;;;;;;;fr_FR
        note;pim_catalog_text;0;0;0;;;;;;;;;;;;;;
        ean;pim_catalog_text;0;0;1;;;;;;;;;;;;;;
        tag;pim_catalog_text;0;0;0;5;;;;;;;;;;;;;
        mail;pim_catalog_text;0;0;0;;email;;;;;;;;;;;;
        page;pim_catalog_text;0;0;0;;url;;;;;;;;;;;;
        grade;pim_catalog_text;0;0;0;;regexp;/^[a-c]+$/i;;;;;;;;;;;
        story;pim_catalog_textarea;1;1;0;8;;;;;;;;;;;;;
        lumen;pim_catalog_number;0;0;0;;;;10;5000;0;0;;;;;;;
        rating;pim_catalog_number;0;0;0;;;;;;1;0;;;;;;;
        shift;pim_catalog_number;0;0;0;;;;-5;;1;1;;;;;;;
        weight;pim_catalog_metric;0;0;0;;;;;100;1;0;Weight;KILOGRAM;;;;;
        price;pim_catalog_price_collection;0;0;0;;;;1;1000;1;;;;;;;;
        price_s;pim_catalog_price_collection;0;1;0;;;;;;0;;;;;;;;
        dimmable;pim_catalog_boolean;0;0;0;;;;;;;;;;;;;;
        released;pim_catalog_date;0;0;0;;;;;;;;;;2000-01-01;2030-12-31;;;
        color;pim_catalog_simpleselect;0;0;0;;;;;;;;;;;;;;
        size;pim_catalog_simpleselect;0;0;0;;;;;;;;;;;;;;
        b1;pim_catalog_boolean;0;0;0;;;;;;;;;;;;;;
        b2;pim_catalog_boolean;0;0;0;;;;;;;;;;;;;;
        rooms;pim_catalog_multiselect;0;0;0;;;;;;;;;;;;;;
        photo;pim_catalog_image;0;0;0;;;;;;;;;;;;jpg,png;2;
        manual;pim_catalog_file;0;0;0;;;;;;;;;;;;pdf;;
        fabric;pim_reference_data_simpleselect;0;0;0;;;;;;;;;;;;;;;Fabrics
        fabrics_more;pim_reference_data_multiselect;0;0;0;;;;;;;;;;;;;;;fabrics

        """
}
