// SPDX-License-Identifier: Apache-2.0

/// The product models of one block: a lamp by colour, and a textile with two sub-models by colour.
struct DemoModels {
    static let lampVariant = "lamps_color"
    static let textileVariant = "textiles_color_size"
    static let header = [
        "code", "family_variant", "parent", "categories", "brand", "description-en_US-web", "description-fr_FR-web",
        "materials", "rooms", "color",
    ]

    let block: Int
    /// The colours of the two sub-models, and where the lamp's colours begin.
    let colors: [Int]
    private let seed: UInt64

    init(seed: UInt64, block: Int) {
        self.seed = seed
        self.block = block
        var random = DemoRandom(seed: seed, place: -1 - block)
        let first = random.number(0..<DemoWords.colors.count)
        let second = (first + random.number(1..<DemoWords.colors.count)) % DemoWords.colors.count
        colors = [first, second]
    }

    var lamp: String { "lamp-\(block + 1)" }
    var textile: String { "textile-\(block + 1)" }

    func subModel(_ index: Int) -> String {
        "\(textile)-\(DemoWords.colors[colors[index]].code)"
    }

    func write(to file: inout DemoFile) throws {
        var random = DemoRandom(seed: ~seed, place: block)
        for (code, variant, family) in [
            (lamp, Self.lampVariant, DemoFamily.lamps), (textile, Self.textileVariant, .textiles),
        ] {
            let text = random.pick(DemoWords.descriptions)
            let materials = family == .lamps ? random.pick(DemoWords.materials).code : ""
            try file.write([
                code, variant, "", random.pick(family.things).code, random.pick(DemoWords.brands).code, text.english,
                text.french, materials, random.pick(DemoWords.rooms).code, "",
            ])
        }
        for index in colors.indices {
            try file.write([
                subModel(index), index == 0 ? Self.textileVariant : "", textile, "", "", "", "",
                random.pick(DemoWords.materials).code, "", DemoWords.colors[colors[index]].code,
            ])
        }
    }
}
