// SPDX-License-Identifier: Apache-2.0

extension ConditionReader {
    /// The comparison of an attribute's value, and the currencies whose keys it looks at: none, but for prices.
    mutating func comparison(
        of attribute: Attribute, _ sign: FilterOperator
    ) -> (FilterTest.Comparison, currencies: [String?])? {
        if attribute.type == .price { return prices(of: attribute, sign) }
        if sign == .empty { return (.isEmpty(AttributeHomes(of: attribute, in: definitions)), [nil]) }
        if sign == .notEmpty { return (.isNotEmpty, [nil]) }
        let made: FilterTest.Comparison?
        switch attribute.type {
        case .text: made = comparison(sign).map { .text(.plain, $0) }
        case .textarea: made = comparison(sign).map { .text(.area, $0) }
        case .image, .file: made = comparison(sign).map { .text(.fileName, $0) }
        case .number: made = number(value, "value").map { .number(order(sign), $0) }
        case .metric: made = measure(attribute).map { .measure(order(sign), $0) }
        case .boolean: made = flag().map { .flag(isOn: $0 == (sign == .equal)) }
        case .date: made = day(sign).map { .day($0) }
        case .simpleSelect, .multiSelect:
            made = options(attribute, "option").map { .codes($0, isNegated: sign == .isNotIn) }
        case .referenceSimpleSelect, .referenceMultiSelect:
            made = options(attribute, "entry").map { .codes($0, isNegated: sign == .isNotIn) }
        case .price, .identifier: made = nil
        }
        return made.map { ($0, [nil]) }
    }

    /// A list of texts, by what it must be a list of.
    mutating func texts(_ noun: String) -> [String]? {
        guard case .list(let values)? = value, case let texts = values.compactMap(\.text), texts.count == values.count
        else { return refused("value must be a list of \(noun)") }
        return texts
    }

    /// A comparison with a folded text.
    mutating func comparison(_ sign: FilterOperator) -> FilterTest.TextTest? {
        if sign == .empty { return .isEmpty }
        if sign == .notEmpty { return .isNotEmpty }
        guard let text = value?.text else { return refused("value must be a text") }
        guard !text.isEmpty else { return refused("value must not be empty; EMPTY asks for what has no value") }
        let key = folded(text)
        switch sign {
        case .startsWith: return .startsWith(key)
        case .contains: return .contains(key)
        case .doesNotContain: return .lacks(key)
        case .notEqual: return .differs(key)
        default: return .equals(key)
        }
    }

    mutating func flag() -> Bool? {
        guard case .bool(let flag)? = value else { return refused("value must be true or false") }
        return flag
    }

    private func order(_ sign: FilterOperator) -> FilterTest.Order {
        switch sign {
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .notEqual: .notEqual
        case .greaterOrEqual: .greaterOrEqual
        case .greater: .greater
        default: .equal
        }
    }

    /// A number as it is written, which may be in quotation marks.
    private mutating func number(_ given: FilterJSON?, _ noun: String) -> String? {
        let text: String?
        switch given {
        case .number(let number): text = number
        case .text(let number): text = number
        default: text = nil
        }
        guard let text, let number = PlainDecimal.normalized(text) else { return refused("\(noun) must be a number") }
        return number
    }

    private mutating func measure(_ attribute: Attribute) -> MeasureScale? {
        guard case .object? = value else { return refused("value must be an object with amount and unit") }
        let amount = number(value?["amount"], "amount")
        guard let unit = value?["unit"]?.text else { return refused("unit must be a text") }
        guard let family = attribute.measurementFamily, family.unit(unit) != nil else {
            return refused("unknown unit \(quoted(unit)) of \(attribute.entry.metricFamily ?? "no family")", .unit)
        }
        return amount.flatMap { MeasureScale(amount: $0, unit: unit, in: family) }
    }

    private mutating func prices(
        of attribute: Attribute, _ sign: FilterOperator
    ) -> (FilterTest.Comparison, currencies: [String?])? {
        let all: [String?] = definitions.activatedCurrencyCodes.map { $0 }
        switch sign {
        case .emptyOnAllCurrencies: return (.isEmpty(AttributeHomes(of: attribute, in: definitions)), all)
        case .notEmptyOnOneCurrency: return (.isNotEmpty, all)
        case .empty, .notEmpty, .emptyForCurrency, .notEmptyForCurrency:
            let isNeeded = sign == .emptyForCurrency || sign == .notEmptyForCurrency
            var currencies = all
            if isNeeded || value?["currency"] != nil {
                guard let currency = currency() else { return nil }
                currencies = [currency]
            }
            let isEmpty = sign == .empty || sign == .emptyForCurrency
            return (isEmpty ? .isEmpty(AttributeHomes(of: attribute, in: definitions)) : .isNotEmpty, currencies)
        default:
            guard case .object? = value else { return refused("value must be an object with amount and currency") }
            let amount = number(value?["amount"], "amount")
            guard let currency = currency(), let amount else { return nil }
            return (.number(order(sign), amount), [currency])
        }
    }

    private mutating func currency() -> String? {
        guard case .object? = value, let code = value?["currency"]?.text else {
            return refused("value must be an object with a currency", .currency)
        }
        guard let currency = definitions.currency(code) else { return refused("unknown currency \(quoted(code))") }
        guard definitions.isActivated(currency: currency) else {
            return refused("currency \(quoted(currency)) is not activated")
        }
        return currency
    }

    private mutating func options(_ attribute: Attribute, _ noun: String) -> [String]? {
        guard let given = texts("codes") else { return nil }
        return known(given, noun) { attribute.options.find($0).map { folded(attribute.options.codes[$0]) } }
    }

    // MARK: Days and times

    private mutating func day(_ sign: FilterOperator) -> FilterTest.DayTest? {
        let moment = FilterMoment(start: context.start)
        if sign == .between || sign == .notBetween {
            guard case .list(let ends)? = value, ends.count == 2,
                let first = ends[0].text.flatMap(moment.day), let last = ends[1].text.flatMap(moment.day)
            else { return refused("value must be a list of two days, each yyyy-mm-dd or now") }
            return sign == .between ? .within(first, last) : .outside(first, last)
        }
        guard let text = value?.text, let day = moment.day(text) ?? moment.distantDay(text) else {
            return refused("value must be a day (yyyy-mm-dd), now or a distance such as \"-3 days\"")
        }
        switch sign {
        case .less: return .before(day)
        case .greater: return .after(day)
        case .notEqual: return .outside(day, day)
        default: return .within(day, day)
        }
    }

    mutating func time(_ field: FilterTest.TimeField, _ sign: FilterOperator) -> FilterTest? {
        let moment = FilterMoment(start: context.start)
        let second = FilterMoment.second
        switch sign {
        case .empty: return .nothing
        case .notEmpty: return .everything
        case .sinceLastDays: return days().map { .time(field, after(context.start - $0 * FilterMoment.day)) }
        case .sinceLastJob:
            guard let profile = value?.text, !profile.isEmpty else {
                return refused("value must be the code of a profile")
            }
            guard let start = context.lastStarts[folded(profile)] else { return .everything }
            return .time(field, after(start))
        case .between, .notBetween:
            guard case .list(let ends)? = value, ends.count == 2,
                let first = ends[0].text.flatMap(moment.time), let last = ends[1].text.flatMap(moment.time)
            else { return refused("value must be a list of two times, each yyyy-mm-dd HH:MM:SS or now") }
            return .time(field, .init(from: first, before: last + second, isNegated: sign == .notBetween))
        default:
            guard let text = value?.text, let time = moment.time(text) ?? moment.distantTime(text) else {
                return refused("value must be a time (yyyy-mm-dd HH:MM:SS), now or a distance such as \"-3 hours\"")
            }
            switch sign {
            case .less: return .time(field, .init(from: nil, before: time))
            case .greater: return .time(field, .init(from: time + second, before: nil))
            default:
                return .time(field, .init(from: time, before: time + second, isNegated: sign == .notEqual))
            }
        }
    }

    private func after(_ time: Int64) -> FilterTest.TimeTest { .init(from: time + 1, before: nil) }

    /// A number of days, at most a hundred years of them.
    private mutating func days() -> Int64? {
        let text: String? =
            switch value {
            case .number(let number): number
            case .text(let number): number
            default: nil
            }
        guard let text, (1...5).contains(text.utf8.count), text.utf8.allSatisfy(PlainDecimal.isDigit),
            let days = Int64(text)
        else { return refused("value must be a whole number of days") }
        return days
    }

    // MARK: Completeness

    mutating func completeness(_ sign: FilterOperator) -> FilterTest? {
        let count = faults.count
        let channel = completenessChannel()
        let locales = completenessLocales(channel)
        let rule: FilterTest.CompletenessTest.Rule?
        switch sign {
        case .atLeastComplete: rule = .variants(.oneLocale, areComplete: true)
        case .atLeastIncomplete: rule = .variants(.oneLocale, areComplete: false)
        case .allComplete: rule = .variants(.allLocales, areComplete: true)
        case .allIncomplete: rule = .variants(.allLocales, areComplete: false)
        default: rule = percent(sign)
        }
        guard faults.count == count, let channel, let rule else { return nil }
        return .completeness(.init(channel: channel.code, locales: locales, rule: rule))
    }

    private mutating func completenessChannel() -> ChannelEntry? {
        if let given = condition["scope"] { return channel(given) }
        guard let code = context.channel else {
            return refused("scope is missing: completeness is that of a channel", .missingChannel)
        }
        return channel(.text(code))
    }

    private mutating func completenessLocales(_ channel: ChannelEntry?) -> [String] {
        if let given = condition["locale"] { return locale(given, in: channel).map { [$0] } ?? [] }
        let given: [FilterJSON]
        switch condition["context"]?["locales"] {
        case nil: given = context.locales.map { .text($0) }
        case .list(let locales)?: given = locales
        default: return refused("context.locales must be a list of codes") ?? []
        }
        guard !given.isEmpty else { return channel?.locales ?? [] }
        return given.compactMap { locale($0, in: channel) }
    }

    private mutating func percent(_ sign: FilterOperator) -> FilterTest.CompletenessTest.Rule? {
        guard let threshold = number(value, "value") else { return nil }
        let (quantifier, order): (FilterTest.CompletenessTest.Quantifier, FilterTest.Order) =
            switch sign {
            case .greaterOnAll: (.allLocales, .greater)
            case .greaterOrEqualOnAll: (.allLocales, .greaterOrEqual)
            case .lessOnAll: (.allLocales, .less)
            case .lessOrEqualOnAll: (.allLocales, .lessOrEqual)
            case .greaterOnOne: (.oneLocale, .greater)
            case .greaterOrEqualOnOne: (.oneLocale, .greaterOrEqual)
            case .lessOnOne: (.oneLocale, .less)
            case .lessOrEqualOnOne: (.oneLocale, .lessOrEqual)
            case .equalOnOne: (.oneLocale, .equal)
            case .notEqualOnOne: (.oneLocale, .notEqual)
            default: (.oneLocale, self.order(sign))
            }
        let bound = Array(threshold.utf8)
        let isAllowed = (0...100).map { percent in
            let bytes = Array(String(percent).utf8)
            return order.holds(PlainDecimal.compare(bytes.span, bound.span) ?? 0)
        }
        return .percent(quantifier, isAllowed)
    }
}
