// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The structure that the import benchmark's products need, as files for `chantier catalog load`.
enum ImportStructure {
    /// Writes the files into a folder, which must exist.
    static func write(to folder: String) throws {
        for (name, text) in files {
            guard let file = fopen("\(folder)/\(name)", "we") else {
                throw BenchFailure("\(folder)/\(name): \(String(cString: strerror(errno)))")
            }
            fputs(text, file)
            guard fclose(file) == 0 else { throw BenchFailure("\(name): \(String(cString: strerror(errno)))") }
        }
    }

    private static var files: [(name: String, text: String)] {
        [
            ("currencies.csv", "code;activated\nEUR;1\n"),
            ("locales.csv", "code\nen_US\n"),
            (
                "categories.csv",
                "code;parent\nbench_tree;\n" + ImportFile.categories.map { "\($0);bench_tree\n" }.joined()
            ),
            ("channels.csv", "code;tree;locales;currencies\nbench;bench_tree;en_US;EUR\n"),
            ("attribute_groups.csv", "code;sort_order\nbench;1\n"),
            ("attributes.csv", attributes),
            ("attribute_options.csv", options),
            ("families.csv", "code;attributes;attribute_as_label\nbench;\(codes.joined(separator: ","));name\n"),
        ]
    }

    private static let codes = [
        "sku", "name", "description", "brand", "color", "materials", "price", "rating", "warranty_months",
        "release_date",
        "outdoor", "ean", "manual_code",
    ]

    private static let attributes = """
        code;type;group;localizable;unique;decimals_allowed
        sku;pim_catalog_identifier;bench;0;1;
        name;pim_catalog_text;bench;1;0;
        description;pim_catalog_textarea;bench;0;0;
        brand;pim_catalog_simpleselect;bench;0;0;
        color;pim_catalog_simpleselect;bench;0;0;
        materials;pim_catalog_multiselect;bench;0;0;
        price;pim_catalog_price_collection;bench;0;0;1
        rating;pim_catalog_number;bench;0;0;1
        warranty_months;pim_catalog_number;bench;0;0;0
        release_date;pim_catalog_date;bench;0;0;
        outdoor;pim_catalog_boolean;bench;0;0;
        ean;pim_catalog_text;bench;0;0;
        manual_code;pim_catalog_text;bench;0;0;

        """

    private static var options: String {
        var text = "attribute;code;sort_order\n"
        let lists = [
            ("brand", ImportFile.brands), ("color", ImportFile.colors), ("materials", ImportFile.materials),
        ]
        for (attribute, codes) in lists {
            for (order, code) in codes.enumerated() { text += "\(attribute);\(code);\(order)\n" }
        }
        return text
    }
}
