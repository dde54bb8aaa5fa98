// SPDX-License-Identifier: Apache-2.0

/// A locale as a file brings it; it is active while a channel uses it.
public struct LocaleEntry: StructureEntity {
    /// Language and country: en_US.
    public let code: String

    /// Puts a locale together from what is stored.
    public init(code: String) {
        self.code = code
    }

    /// The columns of locale files; whether a locale is active follows from the channels.
    public static let columns = StructureColumns(required: ["code"], silent: ["activated"], localePrefixes: [])

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: LocaleEntry?) -> LocaleEntry {
        stored ?? LocaleEntry(code: cells.code(stored: nil, rule: .locale))
    }

    /// The folded code.
    public var key: String { folded(code) }
    /// The code.
    public var name: String { code }
}
