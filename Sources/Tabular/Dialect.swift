// SPDX-License-Identifier: Apache-2.0

/// How cells are separated and enclosed in a CSV file.
///
/// There is no escape character: an enclosure inside an enclosed cell is doubled (RFC 4180, 2.7).
public struct Dialect: Hashable, Sendable {
    /// The delimiters that a file may use: comma, semicolon, bar and tab.
    public static let delimiters: [UInt8] = [
        UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "\t"),
    ]
    /// The enclosures that a file may use: the double and the single quote.
    public static let enclosures: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "'")]
    /// Semicolon and double quote, what the catalogue's files use unless told otherwise.
    public static let standard = Dialect(uncheckedDelimiter: UInt8(ascii: ";"), enclosure: UInt8(ascii: "\""))

    /// The byte between two cells.
    public let delimiter: UInt8
    /// The byte around a cell that holds delimiters, line ends or enclosures.
    public let enclosure: UInt8

    /// Whether each record begins with the number of its row in a sheet, and cells may have a mark of their kind.
    public let isTyped: Bool
    /// What the sheet of a workbook is turned into: tab, double quote, row numbers and marks.
    public static let typed = Dialect(
        uncheckedDelimiter: UInt8(ascii: "\t"), enclosure: UInt8(ascii: "\""), isTyped: true)

    private init(uncheckedDelimiter delimiter: UInt8, enclosure: UInt8, isTyped: Bool = false) {
        self.delimiter = delimiter
        self.enclosure = enclosure
        self.isTyped = isTyped
    }

    /// Makes a dialect from the texts of a profile; `escape` is accepted and has no effect.
    public init(delimiter: String, enclosure: String = "\"", escape: String = "\\") throws(TabularError) {
        guard let byte = Self.byte(delimiter, among: Self.delimiters) else {
            throw TabularError(
                .invalidDialect, "“\(delimiter)” cannot be a delimiter.",
                action: "Use a comma, a semicolon, a bar or a tab.")
        }
        guard let quote = Self.byte(enclosure, among: Self.enclosures) else {
            throw TabularError(
                .invalidDialect, "“\(enclosure)” cannot be an enclosure.",
                action: "Use the double quote or the single quote.")
        }
        self.init(uncheckedDelimiter: byte, enclosure: quote)
    }

    /// The same dialect with another of the allowed delimiters.
    func with(delimiter: UInt8) -> Dialect {
        Dialect(uncheckedDelimiter: delimiter, enclosure: enclosure)
    }

    private static func byte(_ text: String, among allowed: [UInt8]) -> UInt8? {
        guard text.utf8.count == 1, let byte = text.utf8.first, allowed.contains(byte) else { return nil }
        return byte
    }
}
