// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

/// A catalogue with every type of attribute, variants of two levels and links of all kinds, loaded through its own imports.
enum Catalogue {
    /// Loads it into the running test's database.
    static func load(_ bench: ExportBench) async throws {
        for (job, text) in structure { try await bench.load("csv_\(job)_import", text.utf8) }
        try await bench.load("csv_product_model_import", models.utf8, #"{"media": "keep_path"}"#)
        try await bench.load("csv_product_import", products.utf8, #"{"media": "keep_path"}"#)
    }

    static let structure: [(String, String)] = [
        ("currency", "code;activated\nEUR;1\nUSD;1\nGBP;1\n"), ("locale", "code\nen_US\nfr_FR\nde_DE\n"),
        (
            "category",
            "code;parent;label-en_US;label-fr_FR\nmaster;;Master;Catalogue\nlights;master;Lights;Lampes\noutlet;master;;\n"
        ),
        ("attribute_group", "code;sort_order\nother;0\n"), ("group_type", "code\nset\n"),
        (
            "channel",
            """
            code;tree;locales;currencies;conversion_units;label-en_US
            web;master;en_US,fr_FR;EUR,USD;;The web
            print;master;en_US;EUR;;

            """
        ),
        (
            "association_type",
            "code;is_two_way;is_quantified;label-en_US\nX_SELL;0;0;Cross sell\nUNUSED;0;0;\nPACK;0;1;\n"
        ),
        (
            "attribute",
            """
            code;type;group;localizable;scopable;unique;decimals_allowed;negative_allowed;metric_family;default_metric_unit;available_locales;label-en_US;label-fr_FR
            sku;pim_catalog_identifier;other;0;0;1;;;;;;SKU;
            name;pim_catalog_text;other;1;0;0;;;;;;Name;Nom
            description;pim_catalog_textarea;other;1;1;0;;;;;;;
            price;pim_catalog_price_collection;other;0;0;0;1;;;;;Price;Prix
            street_price;pim_catalog_price_collection;other;0;1;0;1;;;;;Name;
            weight;pim_catalog_metric;other;0;0;0;1;1;Weight;KILOGRAM;;Weight;Poids
            length;pim_catalog_metric;other;0;0;0;1;0;Length;METER;;;
            color;pim_catalog_simpleselect;other;0;0;0;;;;;;Colour;
            size;pim_catalog_simpleselect;other;0;0;0;;;;;;;
            features;pim_catalog_multiselect;other;0;0;0;;;;;;;
            attr_10;pim_catalog_number;other;0;0;0;1;1;;;;;
            attr_9;pim_catalog_number;other;0;0;0;0;0;;;;;
            sold_on;pim_catalog_date;other;0;0;0;;;;;;Sold on;
            dimmable;pim_catalog_boolean;other;0;0;0;;;;;;Dimmable;
            picture;pim_catalog_image;other;0;0;0;;;;;;;
            manual;pim_catalog_file;other;0;0;0;;;;;;;
            legal;pim_catalog_text;other;1;0;0;;;;;fr_FR;;
            Z_note;pim_catalog_text;other;0;0;0;;;;;;;
            z_note_2;pim_catalog_text;other;0;0;0;;;;;;;

            """
        ),
        // An attribute's locales must be a channel's, and a channel's unit an attribute's.
        (
            "channel",
            "code;tree;locales;currencies;conversion_units\nweb;master;en_US,fr_FR;EUR,USD;length:METER\n"
        ),
        (
            "attribute_option",
            """
            attribute;code;label-en_US;label-fr_FR
            color;red;Red;Rouge
            color;blue;;Bleu
            size;s;Small;
            size;m;;
            features;a;First;
            features;b;;
            features;c;Third, really;

            """
        ),
        (
            "family",
            """
            code;attributes;attribute_as_label;label-en_US
            lamps;sku,name,description,price,street_price,weight,length,color,size,features,attr_10,attr_9,sold_on,dimmable,picture,manual,legal,Z_note,z_note_2;sku;Lamps
            chairs;sku,name,color;sku;

            """
        ),
        (
            "family_variant",
            """
            code;family;variant-axes_1;variant-axes_2;variant-attributes_1;variant-attributes_2
            lamps_color_size;lamps;color;size;color,description;size,sku,weight

            """
        ), ("group", "code;type;label-en_US\nsummer;set;Summer\nwinter;set;\n"),
    ]

    static let models = """
        code;family_variant;parent;categories;name-en_US;color;description-en_US-web;X_SELL-product_models
        root;lamps_color_size;;lights;The "root"; ;;
        root_red;;root;master;;red;Red; root

        """.replacing("; ;", with: ";;").replacing("; root", with: ";root")

    /// Texts with everything that a file must enclose or a spreadsheet would misread.
    static let products = #"""
        sku;uuid;family;parent;categories;groups;enabled;name-en_US;name-fr_FR;description-en_US-web;description-en_US-print;price-EUR;price-USD;street_price-web-EUR;street_price-print-EUR;weight;weight-unit;length;length-unit;color;size;features;attr_10;attr_9;sold_on;dimmable;picture;manual;legal-fr_FR;Z_note;z_note_2;X_SELL-products;X_SELL-groups;PACK-products;PACK-products-quantity
        lamp-1;4e3f2a10-0000-4000-8000-000000000001;lamps;;lights,outlet;summer,winter;1;"a;b";Étoile;"two
        lines, and ""quotes""";print only;12.50;15;9;8;2;GRAM;150;CENTIMETER;red;s;c,a;-10.25;7;2024-02-29;1;a/b.jpg;m.pdf;Mentions;=1+1;"back\slash	tab";lamp-2,chair;summer;chair,lamp-2;3|10
        lamp-2;4e3f2a10-0000-4000-8000-000000000002;lamps;;;;0;-minus;;@at;;;;;;-1.5;KILOGRAM;3;METER;blue;;;;;;0;;;;+plus;;;;;
        chair;4e3f2a10-0000-4000-8000-000000000003;chairs;;outlet;;1;Chair;;;;;;;;;;;;red;;;;;;;;;;;;;;;
        loose;4e3f2a10-0000-4000-8000-000000000004;;;master;;1;No family;;;;;;;;;;;;;;;;;;;;;;;;;;;
        var-s;4e3f2a10-0000-4000-8000-000000000005;;root_red;;;1;;;;;;;;;1;KILOGRAM;;;;s;;;;;;;;;;;;;;
        var-m;4e3f2a10-0000-4000-8000-000000000006;;root_red;;;1;;;;;;;;;;;;;;m;;;;;;;;;;;lamp-1;;;

        """#

    /// Everything, for the channel web and its two locales.
    static let whole =
        #"{"filters": {"data": [], "structure": {"scope": "web", "locales": ["en_US", "fr_FR"]}}}"#

    /// The parameters that select everything for a channel and locales, and others beside them.
    static func parameters(
        scope: String = "web", locales: String = #"["en_US", "fr_FR"]"#, attributes: String = "null",
        data: String = "[]", _ more: String = ""
    ) -> String {
        """
        {"filters": {"data": \(data), "structure": {"scope": "\(scope)", "locales": \(locales), "attributes": \(attributes)}}\
        \(more.isEmpty ? "" : ", \(more)")}
        """
    }
}

/// Public catalogues that are not part of this project.
///
/// `CHANTIER_TEST_DATA` names their folder, else it is `../shared/data`.
enum SharedData {
    static let folder: String? = {
        let path = getenv("CHANTIER_TEST_DATA").map { String(cString: $0) } ?? "../shared/data"
        return access(path + "/icecat/products.csv.gz", R_OK) == 0 ? path : nil
    }()

    static func read(_ name: String) throws -> [UInt8]? {
        try bytes(of: try #require(folder) + "/" + name)
    }

    /// The bytes of a file; nil when it is not there.
    static func bytes(of path: String) throws -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&part, 1, part.count, file)
            guard count > 0 else { return bytes }
            bytes += part[..<count]
        }
    }

    /// Loads the structure of a catalogue, then its product models and products unless told otherwise.
    static func load(_ name: String, _ bench: ExportBench, withItems: Bool = true) async throws {
        for (file, job) in files {
            guard let bytes = try read("\(name)/\(file).csv") else { continue }
            try await bench.load("csv_\(job)_import", bytes)
        }
        guard withItems else { return }
        for (file, job) in [("product_models", "product_model"), ("products", "product")] {
            guard let bytes = try read("\(name)/\(file).csv.gz") ?? read("\(name)/\(file).csv") else { continue }
            try await bench.load(
                "csv_\(job)_import", bytes, name: bytes.starts(with: [0x1F, 0x8B]) ? "\(file).csv.gz" : "\(file).csv",
                #"{"media": "keep_path"}"#)
        }
    }

    private static let files = [
        ("currencies", "currency"), ("locales", "locale"), ("categories", "category"),
        ("attribute_groups", "attribute_group"), ("group_types", "group_type"), ("channels", "channel"),
        ("association_types", "association_type"), ("attributes", "attribute"),
        ("attribute_options", "attribute_option"), ("families", "family"), ("family_variants", "family_variant"),
        ("groups", "group"),
    ]
}
