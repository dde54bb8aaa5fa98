// SPDX-License-Identifier: Apache-2.0

/// The kinds of faulty rows; the raw value is the reason that the import must give.
enum DemoFault: String, CaseIterable {
    case unknownFamily = "unknown_family"
    case unknownCategory = "unknown_category"
    case unknownGroup = "unknown_group"
    case unknownParent = "unknown_parent"
    case invalidParentLevel = "invalid_parent_level"
    case familyDiffersFromParent = "family_differs_from_parent"
    case emptyAxis = "empty_axis"
    case duplicateAxisCombination = "duplicate_axis_combination"
    case unknownOption = "unknown_option"
    case duplicateOption = "duplicate_option"
    case invalidNumber = "invalid_number"
    case wrongDecimalSeparator = "wrong_decimal_separator"
    case decimalsNotAllowed = "decimals_not_allowed"
    case belowMinimum = "below_minimum"
    case aboveMaximum = "above_maximum"
    case missingUnit = "missing_unit"
    case unknownUnit = "unknown_unit"
    case invalidDate = "invalid_date"
    case wrongDateFormat = "wrong_date_format"
    case dateTooEarly = "date_too_early"
    case textTooLong = "text_too_long"
    case patternMismatch = "pattern_mismatch"
    case invalidURL = "invalid_url"
    case invalidBoolean = "invalid_boolean"
    case invalidEnabled = "invalid_enabled"
    case invalidIdentifier = "invalid_identifier"
    case valueNotUnique = "value_not_unique"
    case rowTooLong = "row_too_long"
    case superseded = "superseded_in_file"
    case lineBreaksReplaced = "line_breaks_replaced"

    /// What becomes of the row.
    enum Outcome {
        case invalid
        case superseded
        /// Created all the same, with a note.
        case created
    }

    var outcome: Outcome {
        switch self {
        case .superseded: .superseded
        case .lineBreaksReplaced: .created
        default: .invalid
        }
    }

    /// The rows of a block among which the faulty one is chosen.
    ///
    /// The first row of the variants and of the simple products stays valid, since others clash with it; so does the
    /// last row of the block, which others link to and one row is superseded by.
    var rows: Range<Int> {
        switch self {
        case .unknownParent, .familyDiffersFromParent, .emptyAxis, .duplicateAxisCombination:
            DemoProducts.lampVariants.lowerBound + 1..<DemoProducts.lampVariants.upperBound
        case .invalidParentLevel: DemoProducts.textileVariants
        default: DemoProducts.simple.lowerBound + 1..<DemoProducts.simple.upperBound - 1
        }
    }

    /// The fault of a block: the kinds take turns.
    static func ofBlock(_ block: Int) -> DemoFault {
        allCases[block % allCases.count]
    }
}
