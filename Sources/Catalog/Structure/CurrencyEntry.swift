// SPDX-License-Identifier: Apache-2.0

/// A currency as a file brings it.
public struct CurrencyEntry: StructureEntity {
    /// Three letters, as in ISO 4217.
    public let code: String
    /// Whether prices may be given in it.
    public var activated: Bool

    /// Puts a currency together from what is stored.
    public init(code: String, activated: Bool = true) {
        self.code = code
        self.activated = activated
    }

    /// The columns in which it is stored.
    enum CodingKeys: String, CodingKey {
        case code, activated
    }

    /// The columns of currency files.
    public static let columns = StructureColumns(required: ["code"], optional: ["activated"], localePrefixes: [])

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: CurrencyEntry?) -> CurrencyEntry {
        var entry = stored ?? CurrencyEntry(code: cells.code(stored: nil, rule: .currency))
        cells.flag("activated", &entry.activated, default: true)
        return entry
    }

    /// The folded code.
    public var key: String { folded(code) }
    /// The code.
    public var name: String { code }
}
