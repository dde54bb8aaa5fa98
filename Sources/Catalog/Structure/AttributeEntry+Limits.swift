// SPDX-License-Identifier: Apache-2.0

extension AttributeEntry {
    /// Limits of numbers, measurements and prices.
    mutating func takeAmounts(_ cells: inout StructureCells, type: AttributeType) {
        numberMin = Self.amount("number_min", &cells, type, numberMin)
        numberMax = Self.amount("number_max", &cells, type, numberMax)
        if let numberMin, let numberMax, !PlainDecimal.isLess(numberMin, numberMax) {
            cells.refuse(.invalidRange, "number_min", numberMin, "minimum over maximum")
        }
        if Self.cell("decimals_allowed", cells, type) != .untouched { cells.flag("decimals_allowed", &decimalsAllowed) }
        if Self.cell("negative_allowed", cells, type) != .untouched { cells.flag("negative_allowed", &negativeAllowed) }
    }

    private static func amount(
        _ column: String, _ cells: inout StructureCells, _ type: AttributeType, _ stored: String?
    ) -> String? {
        switch cell(column, cells, type) {
        case .untouched: return stored
        case .reset: return nil
        case .filled(let value):
            if let number = PlainDecimal.normalized(value) { return number }
            cells.refuse(.invalidNumber, column, value, "not a number")
            return stored
        }
    }

    /// The family of units, which never changes, and the unit offered first.
    mutating func takeMeasurement(_ cells: inout StructureCells, type: AttributeType, stored: AttributeEntry?) {
        guard type == .metric else { return }
        let family = cells.trimmed("metric_family")
        let unit = cells.trimmed("default_metric_unit")
        if !family.isEmpty {
            guard let found = Definitions.measurementFamily(family) else {
                cells.refuse(.unknownMetricFamily, "metric_family", family, "no measurement family \(quoted(family))")
                return
            }
            metricFamily = found.code
            cells.keep("metric_family", stored?.metricFamily, found.code)
        } else if metricFamily == nil || cells.has("metric_family") {
            cells.refuse(.missingValue, "metric_family", "", "required cell empty")
        }
        if !unit.isEmpty, let metricFamily, let known = Definitions.measurementFamily(metricFamily) {
            if let found = known.unit(unit) {
                defaultMetricUnit = found
            } else {
                cells.refuse(.unknownUnit, "default_metric_unit", unit, "no unit \(quoted(unit)) in \(known.code)")
            }
        } else if unit.isEmpty, defaultMetricUnit == nil || cells.has("default_metric_unit") {
            cells.refuse(.missingValue, "default_metric_unit", "", "required cell empty")
        }
    }

    /// Limits of dates.
    mutating func takeDates(_ cells: inout StructureCells, type: AttributeType) {
        dateMin = Self.day("date_min", &cells, type, dateMin)
        dateMax = Self.day("date_max", &cells, type, dateMax)
        if let dateMin, let dateMax, dateMin >= dateMax {
            cells.refuse(.invalidRange, "date_min", dateMin, "minimum over maximum")
        }
    }

    private static func day(
        _ column: String, _ cells: inout StructureCells, _ type: AttributeType, _ stored: String?
    ) -> String? {
        switch cell(column, cells, type) {
        case .untouched: return stored
        case .reset: return nil
        case .filled(let value):
            if Definitions.isDay(value) { return value }
            cells.refuse(.invalidDate, column, value, "not a day, as 2026-01-31")
            return stored
        }
    }

    /// Limits of images and files.
    mutating func takeMedia(_ cells: inout StructureCells, type: AttributeType) {
        switch Self.cell("allowed_extensions", cells, type) {
        case .untouched: break
        case .reset: allowedExtensions = []
        case .filled(let list):
            var extensions: Set<String> = []
            for value in list.commaSeparated() {
                let name = folded(value)
                let isPlain = name.utf8.allSatisfy { byte in
                    (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
                }
                if isPlain {
                    extensions.insert(name)
                } else {
                    cells.refuse(.invalidExtension, "allowed_extensions", value, "only letters and digits")
                }
            }
            allowedExtensions = extensions.sorted()
        }
        switch Self.cell("max_file_size", cells, type) {
        case .untouched: break
        case .reset: maxFileSize = nil
        case .filled(let value):
            guard let size = PlainDecimal.normalized(value), !PlainDecimal.isLess(size, "0.01"),
                !PlainDecimal.isLess("9999.99", size)
            else {
                cells.refuse(.invalidFileSize, "max_file_size", value, "must be 0.01 to 9999.99")
                return
            }
            maxFileSize = size
        }
    }
}
