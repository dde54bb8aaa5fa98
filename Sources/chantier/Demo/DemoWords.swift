// SPDX-License-Identifier: Apache-2.0

/// The words of the shop, in English and French.
enum DemoWords {
    typealias Word = (code: String, english: String, french: String)

    static let colors: [Word] = [
        ("white", "White", "Blanc"), ("black", "Black", "Noir"), ("grey", "Grey", "Gris"), ("red", "Red", "Rouge"),
        ("green", "Green", "Vert"), ("blue", "Blue", "Bleu"), ("yellow", "Yellow", "Jaune"),
        ("orange", "Orange", "Orange"),
        ("pink", "Pink", "Rose"), ("purple", "Purple", "Violet"), ("brown", "Brown", "Marron"),
        ("beige", "Beige", "Beige"),
        ("copper", "Copper", "Cuivre"), ("silver", "Silver", "Argent"), ("gold", "Gold", "Or"),
        ("teal", "Teal", "Bleu canard"),
    ]
    static let materials: [Word] = [
        ("oak", "Oak", "Chêne"), ("beech", "Beech", "Hêtre"), ("steel", "Steel", "Acier"), ("brass", "Brass", "Laiton"),
        ("glass", "Glass", "Verre"), ("linen", "Linen", "Lin"), ("cotton", "Cotton", "Coton"),
        ("wool", "Wool", "Laine"),
        ("ceramic", "Ceramic", "Céramique"), ("rattan", "Rattan", "Rotin"), ("bamboo", "Bamboo", "Bambou"),
        ("stone", "Stone", "Pierre"),
    ]
    static let rooms: [Word] = [
        ("living_room", "Living room", "Salon"), ("bedroom", "Bedroom", "Chambre"), ("kitchen", "Kitchen", "Cuisine"),
        ("bathroom", "Bathroom", "Salle de bain"), ("study", "Study", "Bureau"), ("hall", "Hall", "Entrée"),
        ("terrace", "Terrace", "Terrasse"),
    ]
    static let sizes: [Word] = [
        ("xs", "Extra small", "Très petit"), ("s", "Small", "Petit"), ("m", "Medium", "Moyen"), ("l", "Large", "Grand"),
        ("xl", "Extra large", "Très grand"),
    ]
    static let energyClasses: [Word] = ["a", "b", "c", "d", "e", "f", "g"].map {
        ($0, "Class \($0.uppercased())", "Classe \($0.uppercased())")
    }
    static let brands: [Word] = [
        "Arbrelune", "Brindille", "Cordelaine", "Dunes & Fils", "Estuaire", "Fermepont", "Grandval", "Hautbois",
        "Islemere", "Juniper Row", "Kestrel Forge", "Lanterne", "Mistral Works", "Northgate", "Orchard End",
        "Pierrefeu",
    ].map { name in
        (name.lowercased().map { $0.isLetter ? String($0) : "_" }.joined(), name, name)
    }

    static let options: [(attribute: String, words: [Word])] = [
        ("brand", brands), ("color", colors), ("size", sizes), ("energy_class", energyClasses),
        ("materials", materials),
        ("rooms", rooms),
    ]

    /// First names of product lines: "Alba desk lamp".
    static let lines = [
        "Alba", "Bruma", "Celadon", "Dorvane", "Elara", "Fjell", "Garance", "Hespera", "Ivelle", "Joncs", "Kalmia",
        "Loire",
        "Miravel", "Nocturne", "Opaline", "Pavot", "Quercy", "Rivage", "Sologne", "Tamise", "Ulysse", "Verveine",
        "Windmere",
        "Zephyr",
    ]

    static let descriptions: [(english: String, french: String)] = [
        (
            "Made in small series by people who know their trade.",
            "Fabriqué en petites séries par des gens de métier."
        ),
        (
            "Takes little room; does its work every day.",
            "Prend peu de place ; rend service chaque jour."
        ),
        (
            "The one our customers call \"the quiet one\".\nDelivered assembled.",
            "Celui que nos clients appellent « le discret ».\nLivré monté."
        ),
        (
            "<p>Repairable: every part can be ordered.</p>",
            "<p>Réparable : chaque pièce peut être commandée.</p>"
        ),
        (
            "Wipe with a damp cloth, never with solvent, and it will last for years.",
            "Essuyer avec un chiffon humide, jamais de solvant : il durera des années."
        ),
    ]
}
