// SPDX-License-Identifier: Apache-2.0

/// A family of units that measure the same, such as lengths or weights.
public struct MeasurementFamily: Sendable {
    /// Its code, as files name it.
    public let code: String
    /// The unit by which the others are defined.
    public let standardUnit: String
    /// The codes of its units, the standard one among them.
    public let units: [String]
    let definitions: [MeasurementUnit]
    private let table: CodeTable

    /// The place of a unit in `units`, looked up without case; nil when the family has none such.
    package func place(of code: String) -> Int? { table.find(code) }

    /// The stored spelling of a unit, looked up without case; nil when the family has none such.
    public func unit(_ code: String) -> String? { table.find(code).map { units[$0] } }

    /// The family of this code, looked up without case.
    public static func named(_ code: String) -> MeasurementFamily? { byKey[folded(code)] }

    /// All families.
    public static let all: [MeasurementFamily] = lines.map(MeasurementFamily.init)

    private static let byKey = Dictionary(uniqueKeysWithValues: all.map { (folded($0.code), $0) })

    /// Reads a line of the table.
    private init(line: String) {
        let (name, rest) = (line.prefix { $0 != " " }, line.drop { $0 != " " })
        code = String(name)
        definitions = rest.split(separator: ",").compactMap { MeasurementUnit($0) }
        units = definitions.map(\.code)
        standardUnit = units[0]
        table = CodeTable(units)
    }

    /// Code and standard unit; then each other unit with its factor, which may be a fraction, and for temperatures its offset.
    private static let lines = [
        "Area SQUARE_METER 1, SQUARE_MILLIMETER 1e-6, SQUARE_CENTIMETER 1e-4, SQUARE_DECIMETER .01, "
            + "CENTIARE 1, SQUARE_DEKAMETER 100, ARE 100, SQUARE_HECTOMETER 1e4, HECTARE 1e4, "
            + "SQUARE_KILOMETER 1e6, SQUARE_MIL 6.4516e-10, SQUARE_INCH .00064516, SQUARE_FOOT .09290304, "
            + "SQUARE_YARD .83612736, ARPENT 3418.89, ACRE 4046.856422, SQUARE_FURLONG 40468.726, "
            + "SQUARE_MILE 2589988.110336",
        "Length METER 1, MICROMETER 1e-6, NAUTICAL_MILE 1852, MILLIMETER .001, CENTIMETER .01, "
            + "DECIMETER .1, DEKAMETER 10, HECTOMETER 100, KILOMETER 1000, MIL .0000254, INCH .0254, FEET .3048, "
            + "YARD .9144, CHAIN 20.1168, FURLONG 201.168, MILE 1609.344",
        "Weight KILOGRAM 1, MICROGRAM 1e-9, MILLIGRAM 1e-6, GRAM .001, TON 1000, GRAIN .00006479891, "
            + "DENIER .001275, ONCE .03059, MARC .24475, LIVRE .4895, OUNCE .45359237/16, POUND .45359237",
        "Volume CUBIC_METER 1, MICROLITER 1e-9, HECTOLITER .1, CUBIC_MILLIMETER 1e-9, "
            + "CUBIC_CENTIMETER 1e-6, MILLILITER 1e-6, CENTILITER 1e-5, DECILITER 1e-4, CUBIC_DECIMETER .001, "
            + "LITER .001, OUNCE .00454609/160, PINT .00454609/8, BARREL .16365924, GALLON .00454609, "
            + "CUBIC_FOOT 6.54119159/231, CUBIC_INCH .0037854118/231, CUBIC_YARD .764554861",
        "Binary BYTE 1, CHAR 8, KILOBIT 125, MEGABIT 125e3, GIGABIT 125e6, BIT .125, KILOBYTE 1024, "
            + "MEGABYTE 1048576, GIGABYTE 1073741824, TERABYTE 1099511627776",
        "Duration SECOND 1, MILLISECOND .001, MINUTE 60, HOUR 3600, DAY 86400, WEEK 604800, MONTH 2628000, "
            + "YEAR 31536000",
        "Speed METER_PER_SECOND 1, METER_PER_MINUTE 1/60, METER_PER_HOUR 1/3600, "
            + "KILOMETER_PER_HOUR 1000/3600, FOOT_PER_SECOND .3048, FOOT_PER_HOUR .3048/3600, "
            + "YARD_PER_HOUR .9144/3600, MILE_PER_HOUR 1609.344/3600",
        "Temperature KELVIN 1, CELSIUS 1+273.15, FAHRENHEIT 1/1.8+45967/180, RANKINE 1/1.8, "
            + "REAUMUR 1.25+273.15",
        "Pressure BAR 1, CENTIBAR .01, DECIBAR .1, KILOBAR 1e3, MEGABAR 1e6, KILOPASCAL .01, "
            + "MEGAPASCAL 10, GIGAPASCAL 1e4, PASCAL 1e-5, HECTOPASCAL .001, MILLIBAR .001, ATM 1.01325, "
            + "PSI .0689476, TORR .00133322, MMHG .00133322",
        "Frequency HERTZ 1, KILOHERTZ 1e3, MEGAHERTZ 1e6, GIGAHERTZ 1e9, TERAHERTZ 1e12",
        "Power WATT 1, KILOWATT 1e3, MEGAWATT 1e6, GIGAWATT 1e9, TERAWATT 1e12",
        "Voltage VOLT 1, MILLIVOLT 1e-3, CENTIVOLT 1e-2, DECIVOLT 1e-1, DEKAVOLT 10, HECTOVOLT 100, "
            + "KILOVOLT 1e3",
        "Intensity AMPERE 1, MILLIAMPERE 1e-3, CENTIAMPERE 1e-2, DECIAMPERE 1e-1, DEKAMPERE 10, "
            + "HECTOAMPERE 100, KILOAMPERE 1000",
        "Resistance OHM 1, MILLIOHM 1e-3, CENTIOHM 1e-2, DECIOHM 1e-1, DEKAOHM 10, HECTOHM 100, "
            + "KILOHM 1000, MEGOHM 1e6",
        "ElectricCharge AMPEREHOUR 1, MILLIAMPEREHOUR .001, MILLICOULOMB 1/3600000, CENTICOULOMB 1/360000, "
            + "DECICOULOMB 1/36000, COULOMB 1/3600, DEKACOULOMB 1/360, HECTOCOULOMB 1/36, KILOCOULOMB 1/3.6",
        "Energy JOULE 1, CALORIE 4.184, KILOCALORIE 4184, KILOJOULE 1000",
        "Force NEWTON 1, MILLINEWTON 1e-3, KILONEWTON 1e3, MEGANEWTON 1e6",
        "Capacitance FARAD 1, ATTOFARAD 1e-18, PICOFARAD 1e-12, NANOFARAD 1e-9, MICROFARAD 1e-6, "
            + "MILLIFARAD 1e-3, KILOFARAD 1e3",
        "Angle RADIAN 1, MILLIRADIAN 1e-3, MICRORADIAN 1e-6, DEGREE .01745329, MINUTE .0002908882, "
            + "SECOND .000004848137, GON .01570796, MIL .0009817477, REVOLUTION 6.283185",
        "VolumeFlow CUBIC_METER_PER_SECOND 1, CUBIC_METER_PER_MINUTE 1/60, CUBIC_METER_PER_HOUR 1/3600, "
            + "CUBIC_METER_PER_DAY 1/86400, MILLILITER_PER_SECOND 1e-6, MILLILITER_PER_MINUTE 1e-6/60, "
            + "MILLILITER_PER_HOUR 1e-6/3600, MILLILITER_PER_DAY 1e-6/86400, CUBIC_CENTIMETER_PER_SECOND 1e-6, "
            + "CUBIC_CENTIMETER_PER_MINUTE 1e-6/60, CUBIC_CENTIMETER_PER_HOUR 1e-6/3600, "
            + "CUBIC_CENTIMETER_PER_DAY 1e-6/86400, LITER_PER_SECOND 1e-3, LITER_PER_MINUTE 1e-3/60, "
            + "LITER_PER_HOUR 1e-3/3600, LITER_PER_DAY 1e-3/86400, CUBIC_DECIMETER_PER_MINUTE 1e-3/60, "
            + "CUBIC_DECIMETER_PER_HOUR 1e-3/3600, KILOLITER_PER_HOUR 1/3600",
        "Decibel DECIBEL 1",
        "CaseBox PIECE 1, DOZEN 12",
        "Brightness LUMEN 1, NIT .2918855809",
    ]
}
