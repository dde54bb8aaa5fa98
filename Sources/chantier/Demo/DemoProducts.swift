// SPDX-License-Identifier: Apache-2.0

/// The products of one block of a hundred rows; see `DemoCatalogue`.
struct DemoProducts {
    static let blockSize = 100
    static let lampVariants = 0..<10
    static let textileVariants = 10..<20
    static let simple = 20..<100

    /// The columns of products.csv, in their order.
    enum Column: Int, CaseIterable {
        case sku, family, parent, categories, groups, enabled, nameEnglish, nameFrench, descriptionEnglish,
            descriptionFrench, brand, color, size, materials, rooms, priceEUR, priceUSD, ean, releaseDate, rating,
            warrantyMonths, weight, weightUnit, width, widthUnit, height, heightUnit, power, powerUnit, capacity,
            capacityUnit, lowestTemperature, lowestTemperatureUnit, dimmable, outdoor, energyClass, care, manualURL,
            upsell
    }

    static let header = [
        "sku", "family", "parent", "categories", "groups", "enabled", "name-en_US", "name-fr_FR",
        "description-en_US-web",
        "description-fr_FR-web", "brand", "color", "size", "materials", "rooms", "price-EUR", "price-USD", "ean",
        "release_date", "rating", "warranty_months", "weight", "weight-unit", "width", "width-unit", "height",
        "height-unit", "power", "power-unit", "capacity", "capacity-unit", "lowest_temperature",
        "lowest_temperature-unit", "dimmable", "outdoor", "energy_class", "care", "manual_url", "UPSELL-products",
    ]

    /// One row, addressed by column.
    struct Row {
        var cells = [String](repeating: "", count: Column.allCases.count)

        subscript(_ column: Column) -> String {
            get { cells[column.rawValue] }
            set { cells[column.rawValue] = newValue }
        }
    }

    let seed: UInt64
    let block: Int
    /// How many rows the block has; only a whole one has a faulty row.
    let rows: Int
    private let models: DemoModels

    init(seed: UInt64, block: Int, rows: Int) {
        self.seed = seed
        self.block = block
        self.rows = rows
        models = DemoModels(seed: seed, block: block)
    }

    /// Writes the block's rows and adds what their import must report.
    func write(to file: inout DemoFile, _ expected: inout DemoCatalogue.Expected) throws {
        let fault = rows == Self.blockSize ? DemoFault.ofBlock(block) : nil
        var random = DemoRandom(seed: seed &+ 1, place: block)
        let faulty = fault.map { random.number($0.rows) }
        for index in 0..<rows {
            var row = makeRow(index)
            if let fault, index == faulty {
                spoil(&row, fault)
                expected.warnings[fault.rawValue, default: 0] += 1
                switch fault.outcome {
                case .invalid: expected.invalid += 1
                case .superseded: expected.superseded += 1
                case .created: expected.created += 1
                }
            } else {
                link(&row, index)
                if !row[.upsell].isEmpty { expected.linked += 1 }
                expected.created += 1
            }
            expected.read += 1
            try file.write(row.cells)
        }
    }

    // MARK: Valid rows

    func makeRow(_ index: Int) -> Row {
        let number = block * Self.blockSize + index
        var random = DemoRandom(seed: seed, place: number)
        let family =
            switch index {
            case Self.lampVariants: DemoFamily.lamps
            case Self.textileVariants: DemoFamily.textiles
            default: DemoFamily.allCases[index % DemoFamily.allCases.count]
            }
        var row = Row()
        fillCommon(&row, family, number, &random)
        switch index {
        case Self.lampVariants:
            row[.parent] = models.lamp
            row[.color] = DemoWords.colors[(models.colors[0] + index) % DemoWords.colors.count].code
        case Self.textileVariants:
            let place = index - Self.textileVariants.lowerBound
            row[.parent] = models.subModel(place / DemoWords.sizes.count)
            row[.size] = DemoWords.sizes[place % DemoWords.sizes.count].code
        default:
            row[.brand] = random.pick(DemoWords.brands).code
            row[.color] = random.pick(DemoWords.colors).code
            fillOptional(&row, family, &random)
        }
        return row
    }

    /// Twelve cells that every product has.
    private func fillCommon(_ row: inout Row, _ family: DemoFamily, _ number: Int, _ random: inout DemoRandom) {
        let thing = random.pick(family.things)
        let line = random.pick(DemoWords.lines)
        row[.sku] = sku(number)
        row[.family] = family.rawValue
        row[.categories] = random.chance(25) ? "\(thing.code),\(random.pick(["spring", "autumn"]))" : thing.code
        row[.enabled] = random.chance(92) ? "1" : "0"
        row[.nameEnglish] = "\(line) \(thing.english)"
        row[.nameFrench] = "\(DemoStructure.capitalized(thing.french)) \(line)"
        let cents = random.number(490..<89_990)
        row[.priceEUR] = decimal(cents)
        row[.priceUSD] = decimal(cents + cents / 8)
        row[.ean] = ean(number)
        row[.releaseDate] =
            "\(random.number(2016..<2027))-\(twoDigits(random.number(1..<13)))-\(twoDigits(random.number(1..<29)))"
        let grams = random.number(100..<40_000)
        if grams < 1000 {
            row[.weight] = "\(grams)"
            row[.weightUnit] = "GRAM"
        } else {
            row[.weight] = decimal(grams / 10)
            row[.weightUnit] = "KILOGRAM"
        }
    }

    /// Three to five cells more, among those of the family.
    private func fillOptional(_ row: inout Row, _ family: DemoFamily, _ random: inout DemoRandom) {
        if random.chance(30) {
            let text = random.pick(DemoWords.descriptions)
            row[.descriptionEnglish] = text.english
            row[.descriptionFrench] = text.french
        } else {
            row[.rating] = decimal(random.number(0..<50) * 10)
            row[.warrantyMonths] = "\(random.number(1..<6) * 12)"
        }
        switch random.number(0..<4) {
        case 0: row[.materials] = random.pick(DemoWords.materials).code
        case 1: row[.materials] = materialPair(&random)
        case 2: row[.groups] = random.pick(["new_arrivals", "bestsellers", "country_house"])
        default: row[.manualURL] = "https://manuals.example/\(row[.ean])"
        }
        switch family {
        case .lamps:
            row[.dimmable] = random.chance(50) ? "1" : "0"
            row[.energyClass] = random.pick(DemoWords.energyClasses).code
        case .furniture: (row[.width], row[.widthUnit]) = ("\(random.number(20..<300))", "CENTIMETER")
        case .gardenTools:
            if random.chance(50) {
                (row[.power], row[.powerUnit]) = ("\(random.number(2..<40) * 50)", "WATT")
            } else {
                (row[.lowestTemperature], row[.lowestTemperatureUnit]) = ("-\(random.number(1..<30))", "CELSIUS")
            }
        case .textiles:
            row[.care] = random.pick(DemoWords.descriptions).english
            row[.rooms] = "bedroom,living_room"
        case .kitchenware: (row[.capacity], row[.capacityUnit]) = (decimal(random.number(20..<900)), "LITER")
        }
    }

    /// A better product for every tenth simple one: the last of the block, which is always valid.
    private func link(_ row: inout Row, _ index: Int) {
        guard Self.simple.contains(index), index % 10 == 5, rows == Self.blockSize else { return }
        row[.upsell] = sku(block * Self.blockSize + Self.blockSize - 1)
    }

    private func materialPair(_ random: inout DemoRandom) -> String {
        let first = random.number(0..<DemoWords.materials.count)
        let second = (first + random.number(1..<DemoWords.materials.count)) % DemoWords.materials.count
        return "\(DemoWords.materials[first].code),\(DemoWords.materials[second].code)"
    }

    // MARK: Cells

    func sku(_ number: Int) -> String {
        let digits = "\(number + 1)"
        return "MJ-" + String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
    }

    /// A number with the check digit of an EAN-13.
    func ean(_ number: Int) -> String {
        let digits = "\(200_000_000_000 + number)"
        var sum = 0
        for (index, digit) in digits.utf8.enumerated() { sum += Int(digit - 48) * (index % 2 == 0 ? 1 : 3) }
        return "\(digits)\((10 - sum % 10) % 10)"
    }

    private func decimal(_ hundredths: Int) -> String {
        "\(hundredths / 100).\(twoDigits(hundredths % 100))"
    }

    private func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
