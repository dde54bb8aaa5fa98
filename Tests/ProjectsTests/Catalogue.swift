// SPDX-License-Identifier: Apache-2.0

/// A small catalogue with rights: three attribute groups, two families, a product model with variants.
enum Catalogue {
    static func load(_ bench: ProjectBench) async throws {
        for (entity, text) in structure { try await bench.load(entity, text) }
        try await bench.load("product_model", models)
        try await bench.load("product", products)
        for person in ["mary", "tom", "zoe"] {
            let groups = ["mary": ["Writers"], "tom": ["Painters", "Writers"], "zoe": ["Guests"]][person] ?? []
            for group in groups {
                try await bench.run("insert into tracker.person_group values ('\(person)', '\(group)')")
            }
        }
    }

    static let structure: [(String, String)] = [
        ("currency", "code;activated\nEUR;1\nUSD;1\n"), ("locale", "code\nen_US\nfr_FR\n"),
        ("category", "code;parent\nmaster;\nlights;master\noutlet;master\nsecret;master\n"),
        ("attribute_group", "code;sort_order\ntexts;0\nfacts;1\nmedia;2\nother;3\n"),
        ("channel", "code;tree;locales;currencies\nweb;master;en_US,fr_FR;EUR,USD\nshop;master;en_US;EUR\n"),
        (
            "attribute",
            """
            code;type;group;localizable;scopable;unique;decimals_allowed;negative_allowed;available_locales
            sku;pim_catalog_identifier;other;0;0;1;;;
            name;pim_catalog_text;texts;1;0;0;;;
            claim;pim_catalog_text;texts;1;1;0;;;
            rule;pim_catalog_text;texts;1;0;0;;;fr_FR
            watts;pim_catalog_number;facts;0;0;0;1;0;
            dimmable;pim_catalog_boolean;facts;0;0;0;;;
            price;pim_catalog_price_collection;facts;0;0;0;1;;
            size;pim_catalog_simpleselect;facts;0;0;0;;;
            picture;pim_catalog_image;media;0;0;0;;;

            """
        ),
        ("attribute_option", "attribute;code\nsize;s\nsize;m\n"),
        (
            "family",
            """
            code;attributes;attribute_as_label;requirements-web;requirements-shop
            lamps;sku,name,claim,rule,watts,dimmable,price,size,picture;sku;sku,name,claim,rule,watts,price,picture;sku,name
            chairs;sku,name,picture;sku;sku,name;sku
            empty;sku,name;sku;sku;sku

            """
        ),
        ("family_variant", "code;family;variant-axes_1;variant-attributes_1\nlamps_flat;lamps;size;size,sku,price\n"),
        ("user_group", "name\nWriters\nPainters\nGuests\n"),
        (
            "attribute_group_access",
            "attribute_group;view_attributes;edit_attributes\ntexts;;Writers\nmedia;Guests;Painters\nfacts;Guests;\n"
        ),
        ("category_access", "category;view_items;edit_items;own_items\nsecret;Guests;;Painters\n"),
    ]

    static let models = "code;family_variant;name-en_US;watts\nflat;lamps_flat;Flat;20\n"

    static let products = """
        sku;family;parent;categories;name-en_US;name-fr_FR;claim-en_US-web;watts;dimmable;size;price-EUR;price-USD;picture
        full;lamps;;lights;Full;Plein;Bright;5;1;;1;2;
        half;lamps;;lights,secret;Half;;;;;;1;;
        none;lamps;;secret;;;;;0;;;;
        chair;chairs;;;Chair;;;;;;;;
        stool;chairs;;outlet;;;;;;;;;
        plain;empty;;;Plain;;;;;;;;
        loose;;;;;;;;;;;;
        flat-s;;flat;;;;;;;s;3;4;
        flat-m;;flat;secret;;;;;;m;;;

        """
}
