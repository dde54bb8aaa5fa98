// SPDX-License-Identifier: Apache-2.0

import Catalog

/// The labels of options and reference data that texts are put together with, by attribute and locale.
package struct RuleLabels: Sendable {
    private var tables: [String: [String: String]] = [:]

    /// No labels.
    package init() {}

    /// Adds the label of a code.
    package mutating func add(attribute: String, locale: String, code: String, label: String) {
        guard !label.isEmpty else { return }
        tables[Self.key(attribute, locale), default: [:]][folded(code)] = label
    }

    /// The labels of an attribute's codes by folded code.
    func options(of attribute: String, in locale: String) -> [String: String] {
        tables[Self.key(attribute, locale)] ?? [:]
    }

    private static func key(_ attribute: String, _ locale: String) -> String { folded("\(attribute) \(locale)") }

    /// The attributes and locales whose labels rules ask for.
    package static func wanted(by rules: [Rule]) -> [(attribute: String, locale: String)] {
        var wanted: [(attribute: String, locale: String)] = []
        var seen: Set<String> = []
        for action in rules.flatMap(\.actions) where action["type"]?.text == "concatenate" {
            guard case .list(let blocks)? = action["from"] else { continue }
            for block in blocks {
                guard let attribute = block["field"]?.withTexts.text, let locale = block["label_locale"]?.text,
                    seen.insert(key(attribute, locale)).inserted
                else { continue }
                wanted.append((attribute, locale))
            }
        }
        return wanted
    }
}

/// The names of units, made of their codes where no table has a better one.
enum UnitLabels {
    /// The labels of units in a locale, by folded code; empty for a language that this program has no names in.
    static func labels(of units: [String], in locale: String) -> [String: String] {
        switch locale.prefix(2) {
        case "en": Dictionary(uniqueKeysWithValues: units.map { (folded($0), english($0)) })
        case "fr":
            Dictionary(units.compactMap { unit in french[unit].map { (folded(unit), $0) } }, uniquingKeysWith: { $1 })
        default: [:]
        }
    }

    /// `SQUARE_METER`: `Square meter`.
    private static func english(_ code: String) -> String {
        let words = folded(code).replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static let french = [
        "SQUARE_METER": "Mètre carré", "SQUARE_CENTIMETER": "Centimètre carré", "SQUARE_MILLIMETER": "Millimètre carré",
        "SQUARE_DECIMETER": "Décimètre carré", "SQUARE_KILOMETER": "Kilomètre carré", "ARE": "Are",
        "HECTARE": "Hectare", "METER": "Mètre", "MICROMETER": "Micromètre", "MILLIMETER": "Millimètre",
        "CENTIMETER": "Centimètre", "DECIMETER": "Décimètre", "DEKAMETER": "Décamètre", "HECTOMETER": "Hectomètre",
        "KILOMETER": "Kilomètre", "INCH": "Pouce", "FEET": "Pied", "YARD": "Yard", "MILE": "Mille",
        "KILOGRAM": "Kilogramme", "MICROGRAM": "Microgramme", "MILLIGRAM": "Milligramme", "GRAM": "Gramme",
        "TON": "Tonne", "OUNCE": "Once", "POUND": "Livre", "CUBIC_METER": "Mètre cube",
        "CUBIC_CENTIMETER": "Centimètre cube", "CUBIC_DECIMETER": "Décimètre cube",
        "CUBIC_MILLIMETER": "Millimètre cube", "MICROLITER": "Microlitre", "MILLILITER": "Millilitre",
        "CENTILITER": "Centilitre", "DECILITER": "Décilitre", "LITER": "Litre", "HECTOLITER": "Hectolitre",
        "GALLON": "Gallon", "PINT": "Pinte", "BARREL": "Baril", "BYTE": "Octet", "KILOBYTE": "Kilooctet",
        "MEGABYTE": "Mégaoctet", "GIGABYTE": "Gigaoctet", "TERABYTE": "Téraoctet", "BIT": "Bit", "KILOBIT": "Kilobit",
        "MEGABIT": "Mégabit", "GIGABIT": "Gigabit", "MILLISECOND": "Milliseconde", "SECOND": "Seconde",
        "MINUTE": "Minute", "HOUR": "Heure", "DAY": "Jour", "WEEK": "Semaine", "MONTH": "Mois", "YEAR": "Année",
        "CELSIUS": "Celsius", "FAHRENHEIT": "Fahrenheit", "KELVIN": "Kelvin", "WATT": "Watt", "KILOWATT": "Kilowatt",
        "MEGAWATT": "Mégawatt", "VOLT": "Volt", "MILLIVOLT": "Millivolt", "KILOVOLT": "Kilovolt", "AMPERE": "Ampère",
        "MILLIAMPERE": "Milliampère", "OHM": "Ohm", "HERTZ": "Hertz", "KILOHERTZ": "Kilohertz",
        "MEGAHERTZ": "Mégahertz", "GIGAHERTZ": "Gigahertz", "JOULE": "Joule", "KILOJOULE": "Kilojoule",
        "CALORIE": "Calorie", "KILOCALORIE": "Kilocalorie", "NEWTON": "Newton", "BAR": "Bar", "PASCAL": "Pascal",
        "MILLIBAR": "Millibar", "DEGREE": "Degré", "RADIAN": "Radian", "PIECE": "Pièce", "DOZEN": "Douzaine",
        "DECIBEL": "Décibel", "LUMEN": "Lumen", "METER_PER_SECOND": "Mètre par seconde",
        "KILOMETER_PER_HOUR": "Kilomètre par heure",
    ]
}
