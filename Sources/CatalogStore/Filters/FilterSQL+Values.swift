// SPDX-License-Identifier: Apache-2.0

import Catalog
import Postgres

extension FilterSQLWriter {
    mutating func value(_ test: FilterTest.ValueTest) -> String {
        switch test.comparison {
        case .isEmpty(let homes): return "\(has(homes)) and not (\(hasOne(of: test.keys)))"
        case .isNotEmpty: return hasOne(of: test.keys)
        default: break
        }
        guard let first = test.keys.first else { return "false" }
        let key = bind(first, "text")
        if case .measure(let order, let scale) = test.comparison { return measure(key, order, scale) }
        let text = "coalesce(\(levels.map { "\($0).values ->> \(key)" }.joined(separator: ", ")))"
        switch test.comparison {
        case .text(let form, let comparison): return compare(text, form, comparison)
        case .number(let order, let number):
            return "\(Self.number(text)) \(Self.sign(order)) \(bind(number, "text"))::numeric"
        case .flag(let isOn): return "\(text) = '\(isOn ? 1 : 0)'"
        case .codes(let codes, let isNegated):
            // One code is a list of one.
            let has = "string_to_array(lower(\(text) collate \"C\"), ',') && \(bind(codes, "text[]"))"
            return isNegated ? "not coalesce(\(has), false)" : has
        case .day(let day): return compare("(\(text)) collate \"C\"", day)
        case .isEmpty, .isNotEmpty, .measure: return "false"
        }
    }

    /// Whether the item or an ancestor has one of some keys.
    private mutating func hasOne(of keys: [String]) -> String {
        let bound = keys.count == 1 ? "? \(bind(keys[0], "text"))" : "?| \(bind(keys, "text[]"))"
        let above = levels.dropFirst().map { " or coalesce(\($0).values \(bound), false)" }.joined()
        return "i.values \(bound)\(above)"
    }

    /// Whether the item's family has an attribute, at the item's level or above.
    private mutating func has(_ homes: AttributeHomes) -> String {
        if isProduct {
            let families = definitions.families.filter { homes.families.contains($0.index) }.map(\.code)
            return "coalesce(i.family = any (\(bind(families, "text[]"))), false)"
        }
        func codes(_ places: AttributeSet) -> [String] {
            definitions.familyVariants.filter { places.contains($0.index) }.map(\.code)
        }
        let (roots, subs) = (bind(codes(homes.roots), "text[]"), bind(codes(homes.subs), "text[]"))
        return "i.family_variant = any (case when i.parent_id is null then \(roots) else \(subs) end)"
    }

    // MARK: Texts

    private mutating func compare(
        _ value: String, _ form: FilterTest.TextForm, _ test: FilterTest.TextTest
    ) -> String {
        let text =
            switch form {
            case .plain: value
            case .fileName: "regexp_replace(\(value), '^.*/', '')"
            case .area:
                "left(translate(regexp_replace(\(value), '<[A-Za-z/!?][^>]*>' collate \"C\", '', 'g'), E'\\r\\n', ''), "
                    + "\(FilterText.longestArea))"
            }
        switch test {
        case .startsWith(let needle): return "starts_with(\(fold(text, for: needle)), \(bind(needle, "text")))"
        case .contains(let needle): return "strpos(\(fold(text, for: needle)), \(bind(needle, "text"))) > 0"
        case .lacks(let needle): return "strpos(\(fold(text, for: needle)), \(bind(needle, "text"))) = 0"
        case .equals(let needle): return "\(fold(text, for: needle)) = \(bind(needle, "text"))"
        case .differs(let needle): return "\(fold(text, for: needle)) <> \(bind(needle, "text"))"
        case .isIn, .isNotIn, .isEmpty, .isNotEmpty: return "false"
        }
    }

    /// A text folded as far as it matters when a folded text is looked for in it.
    ///
    /// ASCII folds by `lower` under "C", which no locale touches. Beyond that only capitals of what is looked for must become
    /// small: the others can be no part of it either way.
    private mutating func fold(_ text: String, for needle: String) -> String {
        var text = text
        if FilterText.needsDottedI(needle) { text = "replace(\(text), U&'\\0130', U&'i\\0307')" }
        text = "lower(\(text) collate \"C\")"
        let (from, to) = FilterText.capitals(of: needle)
        return from.isEmpty ? text : "translate(\(text), \(bind(from, "text")), \(bind(to, "text")))"
    }

    private mutating func compare(_ day: String, _ test: FilterTest.DayTest) -> String {
        switch test {
        case .before(let end): return "\(day) < \(bind(end, "text"))"
        case .after(let end): return "\(day) > \(bind(end, "text"))"
        case .within(let first, let last) where first == last: return "\(day) = \(bind(first, "text"))"
        case .outside(let first, let last) where first == last: return "\(day) <> \(bind(first, "text"))"
        case .within(let first, let last): return "\(day) between \(bind(first, "text")) and \(bind(last, "text"))"
        case .outside(let first, let last):
            return "\(day) not between \(bind(first, "text")) and \(bind(last, "text"))"
        }
    }

    // MARK: Numbers

    /// A text as a number, null where it is none: only CASE keeps a cast from what does not fit it.
    private static func number(_ text: String) -> String {
        "case when \(text) ~ '^[-+]?[0-9]+([.][0-9]+)?$' collate \"C\" then (\(text))::numeric end"
    }

    private static func sign(_ order: FilterTest.Order) -> String {
        switch order {
        case .less: "<"
        case .lessOrEqual: "<="
        case .equal: "="
        case .notEqual: "<>"
        case .greaterOrEqual: ">="
        case .greater: ">"
        }
    }

    private mutating func measure(_ key: String, _ order: FilterTest.Order, _ scale: MeasureScale) -> String {
        let value = "coalesce(\(levels.map { "\($0).values -> \(key)" }.joined(separator: ", ")))"
        let factors = Self.object(scale.units.map { ($0.code, $0.factor) })
        let bounds = Self.object(scale.units.map { ($0.code, $0.bound) })
        let unit = "lower((\(value) ->> 'unit') collate \"C\")"
        let amount = Self.number("(\(value) ->> 'amount')")
        return """
            (\(amount)) * (\(bind(factors, "jsonb")) ->> \(unit))::numeric \
            \(Self.sign(order)) (\(bind(bounds, "jsonb")) ->> \(unit))::numeric
            """
    }

    /// A JSON object of texts that need no escapes.
    private static func object(_ members: [(String, String)]) -> JSONB {
        JSONB("{" + members.map { "\"\($0.0)\":\"\($0.1)\"" }.joined(separator: ",") + "}")
    }
}
