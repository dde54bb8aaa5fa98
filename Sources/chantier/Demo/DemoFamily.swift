// SPDX-License-Identifier: Apache-2.0

/// The families of the shop: what they are called, what belongs to them, where they stand in the category tree.
enum DemoFamily: String, CaseIterable {
    case lamps
    case furniture
    case gardenTools = "garden_tools"
    case textiles
    case kitchenware

    var label: (english: String, french: String) {
        switch self {
        case .lamps: ("Lamps", "Luminaires")
        case .furniture: ("Furniture", "Meubles")
        case .gardenTools: ("Garden tools", "Outils de jardin")
        case .textiles: ("Textiles", "Textiles")
        case .kitchenware: ("Kitchenware", "Cuisine")
        }
    }

    /// The things sold, each of them a category below the family's.
    var things: [DemoWords.Word] {
        switch self {
        case .lamps:
            [
                ("desk_lamps", "desk lamp", "lampe de bureau"), ("floor_lamps", "floor lamp", "lampadaire"),
                ("pendants", "pendant lamp", "suspension"), ("lanterns", "lantern", "lanterne"),
            ]
        case .furniture:
            [
                ("chairs", "chair", "chaise"), ("tables", "table", "table"), ("shelves", "shelf", "étagère"),
                ("benches", "bench", "banc"),
            ]
        case .gardenTools:
            [
                ("spades", "spade", "bêche"), ("shears", "shears", "cisailles"), ("hoses", "hose", "tuyau d'arrosage"),
                ("mowers", "mower", "tondeuse"),
            ]
        case .textiles:
            [("curtains", "curtain", "rideau"), ("cushions", "cushion", "coussin"), ("throws", "throw", "plaid")]
        case .kitchenware:
            [("kettles", "kettle", "bouilloire"), ("pans", "pan", "poêle"), ("bowls", "bowl", "saladier")]
        }
    }

    /// The attributes of every family.
    private static let common = [
        "sku", "name", "description", "brand", "price", "weight", "ean", "release_date", "rating", "warranty_months",
        "picture", "manual", "manual_url", "color", "materials",
    ]

    var attributes: [String] {
        let own =
            switch self {
            case .lamps: ["dimmable", "energy_class", "power", "height", "rooms"]
            case .furniture: ["width", "height", "rooms", "outdoor"]
            case .gardenTools: ["outdoor", "power", "lowest_temperature"]
            case .textiles: ["size", "care", "rooms"]
            case .kitchenware: ["capacity", "power", "energy_class"]
            }
        return Self.common + own
    }
}
