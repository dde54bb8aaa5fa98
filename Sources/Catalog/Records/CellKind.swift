// SPDX-License-Identifier: Apache-2.0

/// What a file says that a cell holds; text files say nothing, and each of their cells is a text.
public enum CellKind: UInt8, Sendable {
    /// A text.
    case text
    /// A number, with a point before its decimals whatever the file's texts use.
    case number
    /// `1` or `0`.
    case boolean
    /// A day, `yyyy-MM-dd`, or a time.
    case date
    /// What a spreadsheet shows where it cannot compute.
    case error

    /// What is wrong with a cell that stands where neither days nor errors can; nil for any other.
    public func violation(field: String, value: String) -> Violation? {
        switch self {
        case .text, .number, .boolean: nil
        case .date:
            Violation(
                .dateInTextCell, field: field, value: value, text: "the cell is a date, the attribute is not")
        case .error: Violation(.cellError, field: field, value: value, text: "the cell holds \(value)")
        }
    }
}
