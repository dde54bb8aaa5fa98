// SPDX-License-Identifier: Apache-2.0

/// A family of units that measure the same, such as lengths or weights.
public struct MeasurementFamily: Sendable {
    /// Its code, as files name it.
    public let code: String
    /// The unit by which the others are defined.
    public let standardUnit: String
    /// The codes of its units, the standard one among them.
    public let units: [String]
    private let byKey: [String: String]

    /// The stored spelling of a unit, looked up without case; nil when the family has none such.
    public func unit(_ code: String) -> String? { byKey[folded(code)] }

    /// The family of this code, looked up without case.
    public static func named(_ code: String) -> MeasurementFamily? { byKey[folded(code)] }

    /// All families.
    public static let all: [MeasurementFamily] = table.map { line in
        let parts = line.split(separator: " ").map(String.init)
        return MeasurementFamily(code: parts[0], standardUnit: parts[1], others: parts.dropFirst(2))
    }

    private static let byKey = Dictionary(uniqueKeysWithValues: all.map { (folded($0.code), $0) })

    private init(code: String, standardUnit: String, others: ArraySlice<String>) {
        self.code = code
        self.standardUnit = standardUnit
        units = [standardUnit] + others
        byKey = Dictionary(uniqueKeysWithValues: units.map { (folded($0), $0) })
    }

    /// Code, standard unit, other units.
    private static let table = [
        "Area SQUARE_METER SQUARE_MILLIMETER SQUARE_CENTIMETER SQUARE_DECIMETER CENTIARE SQUARE_DEKAMETER ARE "
            + "SQUARE_HECTOMETER HECTARE SQUARE_KILOMETER SQUARE_MIL SQUARE_INCH SQUARE_FOOT SQUARE_YARD ARPENT ACRE "
            + "SQUARE_FURLONG SQUARE_MILE",
        "Length METER MICROMETER NAUTICAL_MILE MILLIMETER CENTIMETER DECIMETER DEKAMETER HECTOMETER KILOMETER MIL INCH "
            + "FEET YARD CHAIN FURLONG MILE",
        "Weight KILOGRAM MICROGRAM MILLIGRAM GRAM TON GRAIN DENIER ONCE MARC LIVRE OUNCE POUND",
        "Volume CUBIC_METER MICROLITER HECTOLITER CUBIC_MILLIMETER CUBIC_CENTIMETER MILLILITER CENTILITER DECILITER "
            + "CUBIC_DECIMETER LITER OUNCE PINT BARREL GALLON CUBIC_FOOT CUBIC_INCH CUBIC_YARD",
        "Binary BYTE CHAR KILOBIT MEGABIT GIGABIT BIT KILOBYTE MEGABYTE GIGABYTE TERABYTE",
        "Duration SECOND MILLISECOND MINUTE HOUR DAY WEEK MONTH YEAR",
        "Speed METER_PER_SECOND METER_PER_MINUTE METER_PER_HOUR KILOMETER_PER_HOUR FOOT_PER_SECOND FOOT_PER_HOUR "
            + "YARD_PER_HOUR MILE_PER_HOUR",
        "Temperature KELVIN CELSIUS FAHRENHEIT RANKINE REAUMUR",
        "Pressure BAR CENTIBAR DECIBAR KILOBAR MEGABAR KILOPASCAL MEGAPASCAL GIGAPASCAL PASCAL HECTOPASCAL MILLIBAR ATM "
            + "PSI TORR MMHG",
        "Frequency HERTZ KILOHERTZ MEGAHERTZ GIGAHERTZ TERAHERTZ",
        "Power WATT KILOWATT MEGAWATT GIGAWATT TERAWATT",
        "Voltage VOLT MILLIVOLT CENTIVOLT DECIVOLT DEKAVOLT HECTOVOLT KILOVOLT",
        "Intensity AMPERE MILLIAMPERE CENTIAMPERE DECIAMPERE DEKAMPERE HECTOAMPERE KILOAMPERE",
        "Resistance OHM MILLIOHM CENTIOHM DECIOHM DEKAOHM HECTOHM KILOHM MEGOHM",
        "ElectricCharge AMPEREHOUR MILLIAMPEREHOUR MILLICOULOMB CENTICOULOMB DECICOULOMB COULOMB DEKACOULOMB "
            + "HECTOCOULOMB KILOCOULOMB",
        "Energy JOULE CALORIE KILOCALORIE KILOJOULE",
        "Force NEWTON MILLINEWTON KILONEWTON MEGANEWTON",
        "Capacitance FARAD ATTOFARAD PICOFARAD NANOFARAD MICROFARAD MILLIFARAD KILOFARAD",
        "Angle RADIAN MILLIRADIAN MICRORADIAN DEGREE MINUTE SECOND GON MIL REVOLUTION",
        "VolumeFlow CUBIC_METER_PER_SECOND CUBIC_METER_PER_MINUTE CUBIC_METER_PER_HOUR CUBIC_METER_PER_DAY "
            + "MILLILITER_PER_SECOND MILLILITER_PER_MINUTE MILLILITER_PER_HOUR MILLILITER_PER_DAY "
            + "CUBIC_CENTIMETER_PER_SECOND CUBIC_CENTIMETER_PER_MINUTE CUBIC_CENTIMETER_PER_HOUR CUBIC_CENTIMETER_PER_DAY "
            + "LITER_PER_SECOND LITER_PER_MINUTE LITER_PER_HOUR LITER_PER_DAY CUBIC_DECIMETER_PER_MINUTE "
            + "CUBIC_DECIMETER_PER_HOUR KILOLITER_PER_HOUR",
        "Decibel DECIBEL",
        "CaseBox PIECE DOZEN",
        "Brightness LUMEN NIT",
    ]
}
