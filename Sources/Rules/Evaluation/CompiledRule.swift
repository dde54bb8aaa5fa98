// SPDX-License-Identifier: Apache-2.0

package import Catalog

/// A rule with everything looked up: what its conditions ask, which keys its actions read and write, what they write.
package struct CompiledRule: Sendable {
    /// The rule as people wrote it.
    package let rule: Rule
    /// What it selects.
    package let filter: Filter
    /// What it does, in order.
    let actions: [CompiledAction]
    /// What its actions may change.
    let writes: RuleWrites
}

/// What actions may change of an item, as far as conditions can read it.
struct RuleWrites: Sendable, Equatable {
    /// Keys of values.
    var keys: Set<String> = []
    var family = false
    var categories = false
    var groups = false
    var isEnabled = false

    mutating func formUnion(_ other: RuleWrites) {
        keys.formUnion(other.keys)
        family = family || other.family
        categories = categories || other.categories
        groups = groups || other.groups
        isEnabled = isEnabled || other.isEnabled
    }

    /// Whether anything but links is changed, which conditions cannot see.
    var isEmpty: Bool { self == RuleWrites() }

    /// Whether what a condition finds may be different afterwards.
    func mayChange(_ test: FilterTest) -> Bool {
        switch test {
        case .everything, .nothing, .identifier, .isProduct, .items: false
        case .codes(let field, _):
            switch field {
            case .family: family
            case .groups: groups
            case .familyVariant, .parent: false
            }
        case .categories: categories
        case .isEnabled: isEnabled
        case .completeness: family || !keys.isEmpty
        case .time(let field, _): field == .updated && !isEmpty
        case .value(let test):
            if case .isEmpty = test.comparison, family { true } else { !keys.isDisjoint(with: test.keys) }
        }
    }
}

/// A column that actions write, with the places of its keys among those that the program looks at.
struct RuleColumn: Sendable {
    /// Its name, as in a file's header.
    let name: String
    /// The place of its attribute in the definitions.
    let attribute: Int
    let type: AttributeType
    let slots: [Int]
    /// The currency of each slot, of prices.
    let currencies: [String?]
}

/// One action, ready to be done to millions of items.
enum CompiledAction: Sendable {
    /// Values that are the same for every item; nil takes a value away. They are converted already.
    case put(RuleColumn, [(slot: Int, json: [UInt8]?)])
    /// The path of a medium, which must be in the store when it is written.
    case medium(column: Int, path: [UInt8])
    /// Codes that come to a list, or leave it.
    case join(column: Int, CodeJoin)
    case categories(CodeChange)
    case groups(CodeChange)
    /// The code of a family; empty: none.
    case family([UInt8])
    case enable(Bool)
    case links(LinkChange)
    case copy(RuleOperand, column: Int, CopyForm)
    case concatenate([TextBlock], column: Int)
    case calculate(Calculation)

    /// Codes that come to a multi select's value, or leave it.
    struct CodeJoin: Sendable {
        var codes: [[UInt8]]
        /// The codes folded.
        var keys: Set<[UInt8]>
        var isAddition: Bool
    }

    /// What becomes of categories or groups.
    struct CodeChange: Sendable {
        enum Mode: Sendable { case replace, add, remove }
        let mode: Mode
        /// In their stored spelling, sorted.
        let codes: [String]
        /// The codes folded.
        let keys: Set<String>

        init(mode: Mode, codes: [String]) {
            (self.mode, self.codes) = (mode, codes)
            keys = Set(codes.map(folded))
        }
    }

    /// What becomes of links.
    struct LinkChange: Sendable {
        struct Target: Sendable {
            var name: LinkName
            var quantity: Int32?
        }
        struct List: Sendable {
            var type: String
            var isTwoWay: Bool
            var isQuantified: Bool
            /// What its links lead to, as stored.
            var kind: String
            var targets: [Target]
        }
        var isAddition: Bool
        var lists: [List]
    }

    /// How the text of a copied value is made.
    enum CopyForm: Sendable {
        /// As it is stored: texts, codes, days, amounts with their units and currencies.
        case asStored
        /// `2026-03-01T00:00:00+00:00`.
        case moment
        /// The amount with this unit behind it.
        case withUnit([UInt8])
        /// The amount of a measurement.
        case amount
    }
}

/// Something that an action reads of an item.
struct RuleOperand: Sendable {
    /// The field as it was given.
    var field: String
    var type: AttributeType
    /// The places of its keys; none: it is the identifier.
    var slots: [Int]
    /// The currency of each slot, of prices.
    var currencies: [String?]
    /// Of measurements in calculations: the attribute's family of units and the place of its default unit.
    var scale: (family: MeasurementFamily, unit: Int)?
}

/// A part of a text that is put together.
enum TextBlock: Sendable {
    case text([UInt8])
    case newLine
    case field(TextField)
}

/// A value within a text that is put together.
struct TextField: Sendable {
    var operand: RuleOperand
    /// PHP's letters, of days.
    var format: [UInt8]
    /// Labels by folded code; nil: the codes themselves.
    var labels: [String: String]?
    /// The labels of units by folded code; nil: the codes themselves.
    var unitLabels: [String: String]?
}

/// A number that is calculated, strictly from left to right.
struct Calculation: Sendable {
    enum Sign: String, Sendable, CaseIterable { case add, subtract, multiply, divide }

    enum Operand: Sendable {
        case constant(ExactDecimal)
        case field(RuleOperand)
    }

    var source: Operand
    var operations: [(sign: Sign, operand: Operand)]
    var precision: Int?
    var column: Int
    /// What stands behind the amount in the cell: a blank and the unit.
    var unit: [UInt8]
    var allowsDecimals: Bool
    var field: String
}

/// A product, product model or group that links of rules lead to.
package struct LinkName: Sendable, Hashable {
    /// What it is, as stored: `product`, `product_model` or `group`.
    package let kind: String
    /// The identifier, uuid or code as the rule has it.
    package let text: String

    /// Names something.
    package init(kind: String, text: String) {
        self.kind = kind
        self.text = text
    }
}
