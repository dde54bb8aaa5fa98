// SPDX-License-Identifier: Apache-2.0

extension DemoProducts {
    /// Breaks exactly one rule in a row that breaks none.
    func spoil(_ row: inout Row, _ fault: DemoFault) {
        switch fault {
        case .unknownFamily: row[.family] = "chandeliers"
        case .unknownCategory: row[.categories] += ",attic"
        case .unknownGroup: row[.groups] = "forgotten"
        case .unknownParent: row[.parent] = "lamp-lost"
        case .invalidParentLevel: row[.parent] = "textile-\(block + 1)"
        case .familyDiffersFromParent: row[.family] = DemoFamily.furniture.rawValue
        case .emptyAxis: row[.color] = ""
        case .duplicateAxisCombination: row[.color] = makeRow(Self.lampVariants.lowerBound)[.color]
        case .unknownOption: row[.color] = "ultraviolet"
        case .duplicateOption: row[.materials] = "steel,glass,steel"
        case .invalidNumber: row[.rating] = "four stars"
        case .wrongDecimalSeparator: row[.weight] = "2,5"
        case .decimalsNotAllowed: row[.warrantyMonths] = "12.5"
        case .belowMinimum: row[.priceEUR] = "-5.00"
        case .aboveMaximum: row[.rating] = "7.5"
        case .missingUnit: row[.weightUnit] = ""
        case .unknownUnit: row[.weightUnit] = "HANDFUL"
        case .invalidDate: row[.releaseDate] = "2025-02-30"
        case .wrongDateFormat: row[.releaseDate] = "31/12/2025"
        case .dateTooEarly: row[.releaseDate] = "1889-05-06"
        case .textTooLong: row[.nameEnglish] = String(repeating: "long ", count: 60) + "name"
        case .patternMismatch: row[.ean] = "12 34"
        case .invalidURL: row[.manualURL] = "see the shelf"
        case .invalidBoolean: spoilBoolean(&row)
        case .invalidEnabled: row[.enabled] = "yes"
        case .invalidIdentifier: row[.sku] += ",bis"
        case .valueNotUnique: row[.ean] = makeRow(Self.simple.lowerBound)[.ean]
        case .rowTooLong: row.cells.append("one cell too many")
        // Codes are compared without case: the last row of the block has the same one.
        case .superseded: row[.sku] = sku(block * Self.blockSize + Self.blockSize - 1).lowercased()
        case .lineBreaksReplaced: row[.nameEnglish] += "\nin two lines"
        }
    }

    /// Only families with a boolean judge one: the row becomes a lamp.
    private func spoilBoolean(_ row: inout Row) {
        guard row[.family] == DemoFamily.furniture.rawValue || row[.family] == DemoFamily.gardenTools.rawValue else {
            for column in Column.allCases
            where column.rawValue >= Column.rating.rawValue && column != .weight
                && column != .weightUnit
            { row[column] = "" }
            row[.rooms] = ""
            row[.family] = DemoFamily.lamps.rawValue
            row[.dimmable] = "oui"
            return
        }
        row[.outdoor] = "oui"
    }
}
