// SPDX-License-Identifier: Apache-2.0

package import Catalog

/// What became of one item under one rule that selected it.
package struct RuleOutcome: Sendable, Equatable {
    /// What the rule came to.
    package enum State: Sendable {
        /// The rule changed the item.
        case changed
        /// The item is already as the rule wants it, or has nothing that the rule is about.
        case unchanged
        /// The result is not allowed: nothing of the rule was kept.
        case invalid
    }

    /// Something about one action of the rule.
    package struct Remark: Sendable, Equatable {
        /// The place of the action in its rule, from 0.
        package var action: Int
        /// What is wrong, or worth a note.
        package var violation: Violation
    }

    /// The place of the rule in its program.
    package var rule: Int
    /// What the rule came to.
    package var state = State.unchanged
    /// Why the result is not allowed; empty unless it is invalid.
    package var faults: [Remark] = []
    /// `empty_operand` and `division_by_zero`: refuse nothing, and are counted per rule and action.
    package var notes: [Remark] = []
    /// The values of unique attributes that the rule gave the item; only one item may have each.
    package var claims: [UniqueClaim] = []

    /// Of a product model: what the rule made of it, for those below it.
    package var trail: [InheritedChange] = []

    /// What each action changed, when the evaluator keeps it; of an invalid rule what the actions before the wrong one did.
    package var changes: [Change] = []

    /// A value or field as one action changed it.
    package struct Change: Sendable, Equatable {
        /// The place of the action in its rule, from 0.
        package var action: Int
        /// The key of the value, or the name of the field.
        package var field: String
        /// What was there, in a file's words; nil: nothing.
        package var before: String?
        /// What is there now; nil: nothing.
        package var after: String?
    }

    /// A value of a unique attribute.
    package struct UniqueClaim: Sendable, Equatable {
        /// The attribute's code.
        package var attribute: String
        /// The value as it is compared.
        package var key: [UInt8]
    }
}
