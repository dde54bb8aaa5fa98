// SPDX-License-Identifier: Apache-2.0

/// The operators of conditions, as they are written.
package enum FilterOperator: String, Sendable, CaseIterable {
    case startsWith = "STARTS WITH"
    case contains = "CONTAINS"
    case doesNotContain = "DOES NOT CONTAIN"
    case less = "<"
    case lessOrEqual = "<="
    case equal = "="
    case notEqual = "!="
    case greaterOrEqual = ">="
    case greater = ">"
    case isIn = "IN"
    case isNotIn = "NOT IN"
    case inChildren = "IN CHILDREN"
    case notInChildren = "NOT IN CHILDREN"
    case unclassified = "UNCLASSIFIED"
    case inOrUnclassified = "IN OR UNCLASSIFIED"
    case between = "BETWEEN"
    case notBetween = "NOT BETWEEN"
    case empty = "EMPTY"
    case notEmpty = "NOT EMPTY"
    case emptyForCurrency = "EMPTY FOR CURRENCY"
    case notEmptyForCurrency = "NOT EMPTY FOR CURRENCY"
    case emptyOnAllCurrencies = "EMPTY ON ALL CURRENCIES"
    case notEmptyOnOneCurrency = "NOT EMPTY ON AT LEAST ONE CURRENCY"
    case sinceLastDays = "SINCE LAST N DAYS"
    case sinceLastJob = "SINCE LAST JOB"
    case greaterOnAll = "GREATER THAN ON ALL LOCALES"
    case greaterOrEqualOnAll = "GREATER OR EQUALS THAN ON ALL LOCALES"
    case lessOnAll = "LOWER THAN ON ALL LOCALES"
    case lessOrEqualOnAll = "LOWER OR EQUALS THAN ON ALL LOCALES"
    case greaterOnOne = "GREATER THAN ON AT LEAST ONE LOCALE"
    case greaterOrEqualOnOne = "GREATER OR EQUALS THAN ON AT LEAST ONE LOCALE"
    case lessOnOne = "LOWER THAN ON AT LEAST ONE LOCALE"
    case lessOrEqualOnOne = "LOWER OR EQUALS THAN ON AT LEAST ONE LOCALE"
    case equalOnOne = "EQUALS ON AT LEAST ONE LOCALE"
    case notEqualOnOne = "NOT EQUALS ON AT LEAST ONE LOCALE"
    case atLeastComplete = "AT LEAST COMPLETE"
    case atLeastIncomplete = "AT LEAST INCOMPLETE"
    case allComplete = "ALL COMPLETE"
    case allIncomplete = "ALL INCOMPLETE"
}

/// What a field holds, as far as its operators and the form of its value go.
package enum FilterKind: Sendable, CaseIterable {
    case identifier, codes, parent, categories, enabled, entityType, items, ancestors, completeness, time
    case text, number, measurement, price, boolean, select, date

    /// The operators that a field of this kind has, in the order in which they are listed to people.
    package var operators: [FilterOperator] {
        switch self {
        case .identifier:
            [.startsWith, .contains, .doesNotContain, .equal, .notEqual, .isIn, .isNotIn, .empty, .notEmpty]
        case .codes, .select: [.isIn, .isNotIn, .empty, .notEmpty]
        case .parent: [.isIn, .empty, .notEmpty]
        case .categories: [.isIn, .isNotIn, .unclassified, .inOrUnclassified, .inChildren, .notInChildren]
        case .enabled: [.equal, .notEqual]
        case .entityType: [.equal]
        case .items: [.isIn, .isNotIn]
        case .ancestors: [.isIn]
        case .completeness:
            [
                .equal, .less, .lessOrEqual, .greater, .greaterOrEqual, .notEqual, .greaterOnAll, .greaterOrEqualOnAll,
                .lessOnAll, .lessOrEqualOnAll, .greaterOnOne, .greaterOrEqualOnOne, .lessOnOne, .lessOrEqualOnOne,
                .equalOnOne, .notEqualOnOne, .atLeastComplete, .atLeastIncomplete, .allComplete, .allIncomplete,
            ]
        case .time:
            [
                .equal, .notEqual, .less, .greater, .between, .notBetween, .empty, .notEmpty, .sinceLastDays,
                .sinceLastJob,
            ]
        case .text: [.startsWith, .contains, .doesNotContain, .equal, .notEqual, .empty, .notEmpty]
        case .number, .measurement:
            [.less, .lessOrEqual, .equal, .notEqual, .greaterOrEqual, .greater, .empty, .notEmpty]
        case .price:
            [
                .less, .lessOrEqual, .equal, .notEqual, .greaterOrEqual, .greater, .empty, .notEmpty, .emptyForCurrency,
                .notEmptyForCurrency, .emptyOnAllCurrencies, .notEmptyOnOneCurrency,
            ]
        case .boolean: [.equal, .notEqual, .empty, .notEmpty]
        case .date: [.equal, .notEqual, .less, .greater, .between, .notBetween, .empty, .notEmpty]
        }
    }

    /// The kind of an attribute's values.
    package init(_ type: AttributeType) {
        self =
            switch type {
            case .identifier: .identifier
            case .text, .textarea, .image, .file: .text
            case .number: .number
            case .metric: .measurement
            case .price: .price
            case .boolean: .boolean
            case .date: .date
            case .simpleSelect, .multiSelect, .referenceSimpleSelect, .referenceMultiSelect: .select
            }
    }
}

/// The fields that are no attribute.
package enum FilterProperty: String, Sendable, CaseIterable {
    case categories, completeness, created, enabled
    case entityType = "entity_type"
    case family
    case familyVariant = "family_variant"
    case groups, id, identifier, parent
    case selfAndAncestor = "self_and_ancestor.id"
    case updated, uuid

    /// What the field holds.
    package var kind: FilterKind {
        switch self {
        case .categories: .categories
        case .completeness: .completeness
        case .created, .updated: .time
        case .enabled: .enabled
        case .entityType: .entityType
        case .family, .familyVariant, .groups: .codes
        case .id, .uuid: .items
        case .identifier: .identifier
        case .parent: .parent
        case .selfAndAncestor: .ancestors
        }
    }
}
