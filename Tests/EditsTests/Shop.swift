// SPDX-License-Identifier: Apache-2.0

/// A small catalogue: two families, variants of two levels and of one, categories, groups, links and a unique attribute.
enum Shop {
    /// Loads it into the running test's database.
    static func load(_ bench: EditBench) async throws {
        for (job, text) in structure { try await bench.load("csv_\(job)_import", text) }
        try await bench.load("csv_product_model_import", models)
        try await bench.load("csv_product_import", products)
    }

    private static let structure: [(String, String)] = [
        ("currency", "code;activated\nEUR;1\nUSD;1\n"), ("locale", "code\nen_US\nfr_FR\n"),
        ("category", "code;parent\nmaster;\nlights;master\noutlet;master\n"),
        ("attribute_group", "code;sort_order\nother;0\n"), ("group_type", "code\nset\n"),
        ("channel", "code;tree;locales;currencies\nweb;master;en_US,fr_FR;EUR,USD\n"),
        ("association_type", "code;is_two_way;is_quantified\nX_SELL;0;0\nTWIN;1;0\nPACK;0;1\n"),
        (
            "attribute",
            """
            code;type;group;localizable;scopable;unique;decimals_allowed;negative_allowed;metric_family;default_metric_unit
            sku;pim_catalog_identifier;other;0;0;1;;;;
            name;pim_catalog_text;other;1;0;0;;;;
            ean;pim_catalog_text;other;0;0;1;;;;
            color;pim_catalog_simpleselect;other;0;0;0;;;;
            size;pim_catalog_simpleselect;other;0;0;0;;;;
            features;pim_catalog_multiselect;other;0;0;0;;;;
            watts;pim_catalog_number;other;0;0;0;1;0;;
            weight;pim_catalog_metric;other;0;0;0;1;0;Weight;KILOGRAM
            price;pim_catalog_price_collection;other;0;0;0;1;;;
            sold_on;pim_catalog_date;other;0;0;0;;;;
            dimmable;pim_catalog_boolean;other;0;0;0;;;;
            picture;pim_catalog_image;other;0;0;0;;;;

            """
        ),
        (
            "attribute_option",
            "attribute;code\ncolor;red\ncolor;blue\nsize;s\nsize;m\nsize;l\nfeatures;a\nfeatures;b\nfeatures;c\n"
        ),
        (
            "family",
            """
            code;attributes;attribute_as_label
            lamps;sku,name,ean,color,size,features,watts,weight,price,sold_on,dimmable,picture;sku
            chairs;sku,name,color;sku

            """
        ),
        (
            "family_variant",
            """
            code;family;variant-axes_1;variant-axes_2;variant-attributes_1;variant-attributes_2
            lamps_deep;lamps;color;size;color,features;size,sku,ean,weight
            lamps_flat;lamps;size;;size,sku,ean,weight,features;

            """
        ),
        ("group", "code;type\nsummer;set\nwinter;set\n"),
    ]

    private static let models = """
        code;family_variant;parent;categories;name-en_US;color;features;watts
        deep;lamps_deep;;lights;Deep;;;10
        deep_red;;deep;;;red;a;
        deep_blue;;deep;;;blue;;
        flat;lamps_flat;;;Flat;;;20
        flat_2;lamps_flat;;;Flat 2;;;

        """

    private static let products = """
        sku;family;parent;categories;groups;enabled;name-en_US;ean;color;size;features;watts;price-EUR
        lamp-1;lamps;;lights;summer;1;Lamp 1;e1;red;s;a;5;10
        lamp-2;lamps;;;;1;Lamp 2;;blue;m;b,c;;
        lamp-3;lamps;;outlet;;0;Lamp 3;;;;;5;
        chair-1;chairs;;;;1;Chair;;red;;;;
        loose;;;;;1;Loose;;;;;;
        red-s;;deep_red;;;1;;;;s;;;
        red-m;;deep_red;;;1;;;;m;;;
        blue-s;;deep_blue;;;1;;;;s;;;
        flat-s;;flat;;;1;;;;s;b;;
        flat-m;;flat_2;;;1;;;;m;;;

        """
}
