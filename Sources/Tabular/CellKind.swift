// SPDX-License-Identifier: Apache-2.0

/// What a spreadsheet says a cell holds.
///
/// In the text that a sheet is turned into, a byte that no XML can hold stands before each cell that is no text.
public enum CellKind: UInt8, Sendable, CaseIterable {
    /// A text, as it is.
    case text = 0
    /// A number: plain decimals with a point, without exponent.
    case number = 0x11
    /// `1` or `0`.
    case boolean = 0x12
    /// A day, `yyyy-MM-dd`, a time, `HH:mm:ss`, or both with a blank between.
    case date = 0x13
    /// What a spreadsheet shows where it cannot compute, such as `#DIV/0!`.
    case error = 0x14

    /// The mark of a text that begins with one of these bytes itself.
    static let textMark: UInt8 = 0x15

    /// Whether a byte is a mark.
    @inline(__always)
    static func isMark(_ byte: UInt8) -> Bool { byte &- 0x11 < 5 }
}
