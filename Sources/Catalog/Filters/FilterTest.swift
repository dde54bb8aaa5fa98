// SPDX-License-Identifier: Apache-2.0

/// What one condition asks of an item: checked, with every code in its stored spelling and every text folded.
///
/// The evaluator and the SQL are both made from it, so they cannot read a condition differently.
package enum FilterTest: Sendable, Equatable {
    /// Every item has it.
    case everything
    /// No item has it.
    case nothing
    /// The identifier; with `namesModels` it is a product model's code too, else a product model has none.
    case identifier(TextTest, namesModels: Bool)
    case codes(CodeField, CodeTest)
    case categories(CategoryTest)
    /// Whether a product is enabled; product models never match.
    case isEnabled(Bool)
    case isProduct(Bool)
    case items(ItemTest)
    case completeness(CompletenessTest)
    case time(TimeField, TimeTest)
    case value(ValueTest)

    /// A comparison of folded texts.
    package enum TextTest: Sendable, Equatable {
        case startsWith(String)
        case contains(String)
        case lacks(String)
        case equals(String)
        case differs(String)
        case isIn([String])
        case isNotIn([String])
        case isEmpty
        case isNotEmpty
    }

    /// Fields that hold codes.
    package enum CodeField: Sendable, Equatable { case family, familyVariant, groups, parent }

    /// A comparison of codes in their stored spelling; those of parents are folded.
    package enum CodeTest: Sendable, Equatable {
        case isIn([String])
        case isNotIn([String])
        case isEmpty
        case isNotEmpty
    }

    /// A comparison of categories; codes of children are already among them.
    package enum CategoryTest: Sendable, Equatable {
        case isIn([String])
        case isNotIn([String])
        case isUnclassified
        case isInOrUnclassified([String])
    }

    /// Items named one by one.
    package struct ItemTest: Sendable, Equatable {
        package var uuids: [FilterUUID]
        /// Folded codes of product models.
        package var codes: [String]
        package var isNegated = false
        /// Whether an ancestor is as good as the item itself.
        package var countsAncestors = false
    }

    /// How complete an item must be.
    package struct CompletenessTest: Sendable, Equatable {
        package enum Quantifier: Sendable, Equatable { case oneLocale, allLocales }
        package enum Rule: Sendable, Equatable {
            /// The percentages that will do, by place 0 to 100; never a product model's.
            case percent(Quantifier, [Bool])
            /// At least one variant, or all of them, complete or not; a product is its own only variant.
            case variants(Quantifier, areComplete: Bool)
        }

        package var channel: String
        package var locales: [String]
        package var rule: Rule
    }

    package enum TimeField: Sendable, Equatable { case created, updated }

    /// A span of time in microseconds since 1970 UTC, its end not in it.
    package struct TimeTest: Sendable, Equatable {
        package var from: Int64?
        package var before: Int64?
        package var isNegated = false
    }

    /// What a value of an attribute must be.
    package struct ValueTest: Sendable, Equatable {
        /// The attribute's code.
        package var attribute: String
        /// The keys that are looked at: one, but of prices one for each currency.
        package var keys: [String]
        package var comparison: Comparison
    }

    package enum Comparison: Sendable, Equatable {
        /// No key is there, although the item's family and level have the attribute.
        case isEmpty(AttributeHomes)
        case isNotEmpty
        case text(TextForm, TextTest)
        case number(Order, String)
        case measure(Order, MeasureScale)
        case flag(isOn: Bool)
        /// Folded codes, of which the value must be or hold one; or none.
        case codes([String], isNegated: Bool)
        case day(DayTest)
    }

    /// What is compared of a text.
    package enum TextForm: Sendable, Equatable { case plain, area, fileName }

    package enum Order: Sendable, Equatable { case less, lessOrEqual, equal, notEqual, greaterOrEqual, greater }

    /// A comparison of days, written `yyyy-MM-dd`.
    package enum DayTest: Sendable, Equatable {
        case before(String)
        case after(String)
        case within(String, String)
        case outside(String, String)
    }
}

extension FilterTest.Order {
    /// Whether two numbers that compare so (negative, 0, positive) are in this order.
    @inline(__always)
    func holds(_ comparison: Int) -> Bool {
        switch self {
        case .less: comparison < 0
        case .lessOrEqual: comparison <= 0
        case .equal: comparison == 0
        case .notEqual: comparison != 0
        case .greaterOrEqual: comparison >= 0
        case .greater: comparison > 0
        }
    }
}

/// Who has an attribute: what `EMPTY` asks before it looks for a value.
package struct AttributeHomes: Sendable, Equatable {
    /// Places of the families whose products have it.
    package var families = AttributeSet()
    /// Places of the family variants whose root models have it.
    package var roots = AttributeSet()
    /// Places of the family variants whose sub-models have it, at their level or above.
    package var subs = AttributeSet()

    /// Looks up who has an attribute.
    init(of attribute: Attribute, in definitions: Definitions) {
        for family in definitions.families where family.attributes.contains(attribute.index) {
            families.insert(family.index)
        }
        for variant in definitions.familyVariants {
            let isAtRoot = variant.levels[0].contains(attribute.index)
            if isAtRoot { roots.insert(variant.index) }
            if variant.depth == 2, isAtRoot || variant.levels[1].contains(attribute.index) {
                subs.insert(variant.index)
            }
        }
    }
}

/// A uuid as two numbers.
package struct FilterUUID: Sendable, Hashable {
    /// Its first eight bytes.
    package let high: UInt64
    /// Its last eight bytes.
    package let low: UInt64

    /// Puts it together.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads 8-4-4-4-12 hexadecimal digits; nil when a text is not that.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        var halves: (UInt64, UInt64) = (0, 0)
        for (place, byte) in bytes.enumerated() {
            if [8, 13, 18, 23].contains(place) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            let digit: UInt8
            switch foldedASCII(byte) {
            case let byte where PlainDecimal.isDigit(byte): digit = byte - UInt8(ascii: "0")
            case let byte where byte >= 0x61 && byte <= 0x66: digit = byte - 0x61 + 10
            default: return nil
            }
            if place < 18 { halves.0 = halves.0 << 4 | UInt64(digit) } else { halves.1 = halves.1 << 4 | UInt64(digit) }
        }
        self.init(high: halves.0, low: halves.1)
    }
}
