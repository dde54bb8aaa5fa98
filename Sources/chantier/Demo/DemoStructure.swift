// SPDX-License-Identifier: Apache-2.0

/// The structure of the shop: every file but products and product models.
enum DemoStructure {
    struct Table {
        let file: String
        let header: [String]
        let records: [[String]]
    }

    /// In the order in which they are imported.
    static var tables: [Table] {
        [
            Table(
                file: "currencies.csv", header: ["code", "activated"],
                records: [["EUR", "1"], ["USD", "1"], ["GBP", "0"]]),
            Table(file: "locales.csv", header: ["code"], records: [["en_US"], ["fr_FR"], ["de_DE"]]),
            Table(file: "categories.csv", header: labelled(["code", "parent"]), records: categories),
            Table(
                file: "attribute_groups.csv", header: labelled(["code", "sort_order"]),
                records: [
                    ["general", "1", "General", "Général"], ["selling", "2", "Selling", "Vente"],
                    ["technical", "3", "Technical", "Technique"], ["media", "4", "Media", "Médias"],
                ]),
            Table(
                file: "group_types.csv", header: labelled(["code"]),
                records: [["RELATED", "Related", "Apparentés"], ["LOOK", "Look", "Ambiance"]]),
            Table(
                file: "channels.csv",
                header: labelled(["code", "tree", "locales", "currencies"]),
                records: [
                    ["web", "shop", "en_US,fr_FR", "EUR,USD", "Web shop", "Boutique en ligne"],
                    ["stores", "shop", "fr_FR", "EUR", "Stores", "Magasins"],
                ]),
            Table(
                file: "association_types.csv", header: labelled(["code", "is_two_way", "is_quantified"]),
                records: [
                    ["UPSELL", "0", "0", "Upsell", "Montée en gamme"],
                    ["SUBSTITUTION", "1", "0", "Substitution", "Remplacement"], ["PACK", "0", "1", "Pack", "Lot"],
                ]),
            Table(file: "attributes.csv", header: DemoAttribute.header, records: DemoAttribute.all.map(\.record)),
            Table(
                file: "attribute_options.csv", header: labelled(["attribute", "code", "sort_order"]),
                records: options),
            Table(
                file: "families.csv",
                header: labelled([
                    "code", "attributes", "attribute_as_label", "attribute_as_image", "requirements-web",
                    "requirements-stores",
                ]),
                records: DemoFamily.allCases.map { family in
                    [
                        family.rawValue, family.attributes.joined(separator: ","), "name", "picture",
                        "sku,name,description,price,color", "sku,name,price", family.label.english,
                        family.label.french,
                    ]
                }),
            Table(
                file: "family_variants.csv",
                header: labelled([
                    "code", "family", "variant-axes_1", "variant-attributes_1", "variant-axes_2",
                    "variant-attributes_2",
                ]),
                records: [
                    [
                        DemoModels.lampVariant, DemoFamily.lamps.rawValue, "color",
                        "sku,ean,name,color,price,weight,release_date", "", "", "Lamps by color",
                        "Luminaires par couleur",
                    ],
                    [
                        DemoModels.textileVariant, DemoFamily.textiles.rawValue, "color", "color,materials", "size",
                        "sku,ean,name,size,price,weight,release_date", "Textiles by color and size",
                        "Textiles par couleur et taille",
                    ],
                ]),
            Table(
                file: "groups.csv", header: labelled(["code", "type"]),
                records: [
                    ["new_arrivals", "RELATED", "New arrivals", "Nouveautés"],
                    ["bestsellers", "RELATED", "Bestsellers", "Meilleures ventes"],
                    ["country_house", "LOOK", "Country house", "Maison de campagne"],
                ]),
            Table(
                file: "user_groups.csv", header: ["name"], records: [["Buyers"], ["Editors"], ["Shop managers"]]),
            Table(
                file: "user_roles.csv", header: ["role", "label"],
                records: [["ROLE_EDITOR", "Editor"], ["ROLE_MANAGER", "Manager"]]),
        ]
    }

    static func labelled(_ columns: [String]) -> [String] {
        columns + ["label-en_US", "label-fr_FR"]
    }

    private static var categories: [[String]] {
        var records = [
            ["shop", "", "Shop", "Boutique"], ["season", "", "Seasons", "Saisons"],
            ["spring", "season", "Spring", "Printemps"], ["autumn", "season", "Autumn", "Automne"],
        ]
        for family in DemoFamily.allCases {
            records.append([family.rawValue, "shop", family.label.english, family.label.french])
            for thing in family.things {
                records.append([thing.code, family.rawValue, capitalized(thing.english), capitalized(thing.french)])
            }
        }
        return records
    }

    private static var options: [[String]] {
        DemoWords.options.flatMap { attribute, words in
            words.enumerated().map { order, word in [attribute, word.code, "\(order)", word.english, word.french] }
        }
    }

    static func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }
}
