// SPDX-License-Identifier: Apache-2.0

/// A column that holds values of one attribute.
public struct ValueColumn: Sendable {
    /// What its cells hold.
    enum Form: Sendable, Equatable {
        /// The whole value.
        case plain
        /// An amount, whose unit may stand in another column.
        case measure(unitColumn: Int?)
        /// The amount of one currency.
        case price
        /// All prices: `80 EUR, 95 USD`; these are the places of their keys, and the currencies.
        case prices(keys: [Int], currencies: [String])
    }

    /// Its name.
    public let name: String
    /// Its place in the file.
    public let place: Int
    /// The place of its attribute in the definitions.
    public let attribute: Int
    /// The place of its key in the header's keys; of a list of prices the first one.
    public let key: Int
    let form: Form
}

/// A column that holds links.
public struct AssociationColumn: Sendable {
    /// What the links lead to, as the column's name ends.
    public enum Target: String, Sendable, CaseIterable {
        case groups
        case products
        case productUUIDs = "product_uuids"
        case productModels = "product_models"
    }

    /// Its name.
    public let name: String
    /// Its place in the file.
    public let place: Int
    /// The association type.
    public let type: AssociationTypeEntry
    /// What the links lead to.
    public let target: Target
    /// The place of the column with the quantities, of a quantified type.
    public let quantities: Int?
}

/// The header of a product or product model file, compiled: what each column means.
public struct ProductHeader: Sendable {
    /// Columns that belong to the item itself.
    public enum Fixed: Int, Hashable, Sendable, CaseIterable {
        case identifier, uuid, family, familyVariant, parent, enabled, categories, groups
    }

    /// A key that the file can set.
    struct Key: Sendable {
        var attribute: Int
        var name: String
        /// The name as a member of a JSON object begins: in quotation marks, with the colon.
        var member: [UInt8]
    }

    /// The names, outer blanks trimmed.
    public let names: [String]
    /// Where the columns of the item itself stand.
    public let fixed: [Fixed: Int]
    /// The columns with values, in the order of the file.
    public let values: [ValueColumn]
    /// The columns with links, in the order of the file.
    public let associations: [AssociationColumn]
    /// The columns with values as cells are converted by them.
    let cells: [CellColumn]
    /// All keys that the file can set.
    let keys: [Key]
    /// The keys by name.
    let keyTable: CodeTable

    /// Whether columns of a name are passed over without a word: scores of quality, which other programs write into their exports.
    package static func isIgnored(_ name: String) -> Bool { name == "dqi" || name.hasPrefix("dqi-") }

    /// How many columns have a name or stand before one that has: more cells than this make a record too long.
    public var count: Int { names.count }

    /// Everything that is wrong with a header.
    public struct Faults: Error, Sendable {
        /// The faults, in the order of the columns.
        public let violations: [Violation]
    }

    /// Compiles the names, or throws everything that is wrong with them.
    ///
    /// Trailing empty names are allowed here: whether their cells are empty is seen by who reads the records.
    public init(names: [String], definitions: Definitions, parameters: RecordParameters) throws(Faults) {
        var compiler = HeaderCompiler(definitions: definitions, parameters: parameters)
        let trimmed = names.map { $0.trimmingBlanks() }
        let used = (trimmed.lastIndex { !$0.isEmpty } ?? -1) + 1
        compiler.compile(Array(trimmed.prefix(used)))
        guard compiler.violations.isEmpty else { throw Faults(violations: compiler.violations) }
        self.names = Array(trimmed.prefix(used))
        fixed = compiler.fixed
        values = compiler.values
        cells = compiler.values.enumerated().map { index, column in
            CellColumn(column, index: index, of: definitions.attributes[column.attribute])
        }
        associations = compiler.associations
        keys = compiler.keys
        keyTable = CodeTable(compiler.keys.map(\.name))
    }
}
