// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct MeasurementFamilyTests {
    @Test(arguments: [
        ("Length", "250", "MILLIMETER", "METER", "0.25"), ("Length", "1", "INCH", "CENTIMETER", "2.54"),
        ("Length", "1", "METER", "INCH", "39.370078740157"), ("Length", "2", "FEET", "YARD", "0.666666666667"),
        ("Length", "-2", "FEET", "YARD", "-0.666666666667"), ("Length", "1", "MICROMETER", "KILOMETER", "0.000000001"),
        ("Length", "1", "MIL", "NAUTICAL_MILE", "0.000000013715"), ("Weight", "2.5", "KILOGRAM", "GRAM", "2500"),
        ("Weight", "16", "OUNCE", "POUND", "1"), ("Weight", "0.0000000000004", "KILOGRAM", "TON", "0"),
        ("Weight", "-0.0", "KILOGRAM", "GRAM", "0"), ("Weight", "007.50", "gram", "Kilogram", "0.0075"),
        ("Volume", "8", "PINT", "GALLON", "1"), ("Volume", "160", "OUNCE", "GALLON", "1"),
        ("Volume", "1", "CUBIC_FOOT", "CUBIC_METER", "0.02831684671"), ("Volume", "1", "HECTOLITER", "LITER", "100"),
        ("Binary", "1", "TERABYTE", "BYTE", "1099511627776"), ("Binary", "1", "BYTE", "BIT", "8"),
        ("Duration", "1", "YEAR", "DAY", "365"), ("Duration", "90", "SECOND", "MINUTE", "1.5"),
        ("Speed", "36", "KILOMETER_PER_HOUR", "METER_PER_SECOND", "10"),
        ("Speed", "1", "METER_PER_MINUTE", "METER_PER_HOUR", "60"),
        ("Temperature", "0", "CELSIUS", "KELVIN", "273.15"), ("Temperature", "32", "FAHRENHEIT", "CELSIUS", "0"),
        ("Temperature", "-40", "FAHRENHEIT", "CELSIUS", "-40"), ("Temperature", "100", "CELSIUS", "FAHRENHEIT", "212"),
        ("Temperature", "0", "KELVIN", "CELSIUS", "-273.15"), ("Temperature", "80", "REAUMUR", "CELSIUS", "100"),
        ("Temperature", "491.67", "RANKINE", "CELSIUS", "0"), ("Temperature", "98.6", "FAHRENHEIT", "CELSIUS", "37"),
        ("Pressure", "1", "ATM", "HECTOPASCAL", "1013.25"),
        ("Frequency", "1.5", "TERAHERTZ", "KILOHERTZ", "1500000000"),
        ("Voltage", "5", "DEKAVOLT", "CENTIVOLT", "5000"), ("Resistance", "1", "MEGOHM", "HECTOHM", "10000"),
        ("ElectricCharge", "1", "KILOCOULOMB", "AMPEREHOUR", "0.277777777778"),
        ("ElectricCharge", "1", "AMPEREHOUR", "COULOMB", "3600"), ("Energy", "1", "KILOCALORIE", "KILOJOULE", "4.184"),
        ("Capacitance", "1", "FARAD", "ATTOFARAD", "1000000000000000000"),
        ("Capacitance", "1", "ATTOFARAD", "FARAD", "0"), ("Angle", "2", "REVOLUTION", "RADIAN", "12.56637"),
        ("VolumeFlow", "1", "LITER_PER_SECOND", "CUBIC_METER_PER_HOUR", "3.6"),
        ("VolumeFlow", "1", "CUBIC_METER_PER_DAY", "LITER_PER_DAY", "1000"),
        ("CaseBox", "30", "PIECE", "DOZEN", "2.5"), ("Brightness", "1", "NIT", "LUMEN", "0.2918855809"),
        ("Decibel", "3.10", "DECIBEL", "DECIBEL", "3.1"),
        (
            "Length", "123456789012345678901234567890.000000000001", "KILOMETER", "METER",
            "123456789012345678901234567890000.000000001"
        ),
    ])
    func `an amount is converted exactly, to 12 digits`(
        family: String, amount: String, from: String, to: String, expected: String
    ) throws {
        let family = try #require(MeasurementFamily.named(family))
        #expect(family.convert(amount, from: from, to: to) == expected)
    }

    @Test(arguments: MeasurementFamily.all.flatMap { family in family.units.map { (family.code, $0) } })
    func `every unit converts to its standard unit and back`(family: String, unit: String) throws {
        let family = try #require(MeasurementFamily.named(family))
        let there = try #require(family.convert("1000000000000000000000000", from: unit, to: family.standardUnit))
        let back = try #require(family.convert(there, from: family.standardUnit, to: unit))
        // Twelve digits behind the point of the standard unit leave an error of one unit in the 24th digit at most.
        let difference = try #require(PlainDecimal.normalized(back))
        let isExact = difference == "1000000000000000000000000"
        #expect(isExact || difference.hasPrefix("1000000000000000000000000.0") || difference.hasPrefix("999999999999"))
    }

    @Test func `what is no number or no unit is not converted`() throws {
        let weight = try #require(MeasurementFamily.named("WEIGHT"))
        #expect(weight.convert("1,5", from: "GRAM", to: "KILOGRAM") == nil)
        #expect(weight.convert("", from: "GRAM", to: "KILOGRAM") == nil)
        #expect(weight.convert("1", from: "METER", to: "KILOGRAM") == nil)
        #expect(MeasurementFamily.named("Mass") == nil)
    }

    @Test func `each family has its units once, the standard unit first`() {
        #expect(MeasurementFamily.all.count == 23)
        #expect(MeasurementFamily.all.reduce(0) { $0 + $1.units.count } == 198)
        for family in MeasurementFamily.all {
            #expect(Set(family.units).count == family.units.count)
            #expect(family.units.first == family.standardUnit)
            #expect(family.definitions.first?.factor == .init(1, 1))
        }
    }
}
