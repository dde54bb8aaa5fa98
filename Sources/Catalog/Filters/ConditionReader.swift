// SPDX-License-Identifier: Apache-2.0

/// Reads one condition: what it asks, or all that is wrong with it.
///
/// `catalog.filter_faults` checks the same at a launch, in the database and in the same words; a test holds the two together.
struct ConditionReader {
    static let members = ["field", "operator", "value", "locale", "scope", "context"]

    let condition: FilterJSON
    let position: Int
    let definitions: Definitions
    let context: FilterContext
    private(set) var faults: [(sentence: String, kind: FilterFaultKind)] = []
    /// Field and operator, once they are known.
    private var name = ""

    init(_ condition: FilterJSON, position: Int, definitions: Definitions, context: FilterContext) {
        self.condition = condition
        self.position = position
        self.definitions = definitions
        self.context = context
    }

    var value: FilterJSON? { condition["value"] }

    mutating func refuse(_ sentence: String, _ kind: FilterFaultKind = .value) {
        faults.append(("condition \(position)\(name): \(sentence)", kind))
    }

    /// Says what a value must be; always nil.
    mutating func refused<T>(_ sentence: String, _ kind: FilterFaultKind = .value) -> T? {
        refuse(sentence, kind)
        return nil
    }

    /// What the condition asks; nil when there are faults.
    mutating func read() -> FilterTest? {
        guard case .object(let members) = condition else {
            return refused("it must be an object with field and operator")
        }
        for key in members.keys.sorted() where !Self.members.contains(key) {
            refuse("unknown key \(quoted(key)); known are \(Self.members.joined(separator: ", "))", .key)
        }
        guard let field = condition["field"]?.text else { return refused("field must be a text", .missing) }
        guard let written = condition["operator"]?.text else { return refused("operator must be a text", .missing) }
        let property = FilterProperty(rawValue: field)
        let attribute = property == nil ? definitions.attribute(field) : nil
        guard let kind = property?.kind ?? attribute.map({ FilterKind($0.type) }) else {
            let known = FilterProperty.allCases.map(\.rawValue).joined(separator: ", ")
            return refused("unknown field \(quoted(field)); known are the codes of attributes and \(known)", .field)
        }
        name = " (\(field))"
        guard let sign = FilterOperator(rawValue: written), kind.operators.contains(sign) else {
            let known = kind.operators.map(\.rawValue).joined(separator: ", ")
            return refused("operator \(quoted(written)) is none of \(known)", .operator)
        }
        name = " (\(field) \(written))"
        let count = faults.count
        let test = property.map { read($0, sign) } ?? attribute.map { read($0, sign) } ?? nil
        return faults.count == count ? test : nil
    }

    // MARK: Fields that are no attribute

    private mutating func read(_ property: FilterProperty, _ sign: FilterOperator) -> FilterTest? {
        switch property {
        case .identifier: return identifier(sign, namesModels: true)
        case .family: return codes(.family, sign, "family") { $0.family($1)?.code }
        case .familyVariant: return codes(.familyVariant, sign, "family variant") { $0.familyVariant($1)?.code }
        case .groups: return codes(.groups, sign, "group") { $0.group($1) }
        case .parent: return codes(.parent, sign, "product model") { _, code in folded(code) }
        case .categories: return categories(sign)
        case .enabled: return flag().map { .isEnabled($0 == (sign == .equal)) }
        case .entityType: return entityType()
        case .id, .selfAndAncestor: return items(sign, countsAncestors: property == .selfAndAncestor)
        case .uuid: return uuids(sign)
        case .completeness: return completeness(sign)
        case .created: return time(.created, sign)
        case .updated: return time(.updated, sign)
        }
    }

    private mutating func identifier(_ sign: FilterOperator, namesModels: Bool) -> FilterTest? {
        let test: FilterTest.TextTest?
        switch sign {
        case .isIn: test = texts("texts").map { .isIn($0.map(folded)) }
        case .isNotIn: test = texts("texts").map { .isNotIn($0.map(folded)) }
        default: test = comparison(sign)
        }
        return test.map { .identifier($0, namesModels: namesModels) }
    }

    private mutating func codes(
        _ field: FilterTest.CodeField, _ sign: FilterOperator, _ noun: String, find: (Definitions, String) -> String?
    ) -> FilterTest? {
        switch sign {
        case .empty: return .codes(field, .isEmpty)
        case .notEmpty: return .codes(field, .isNotEmpty)
        default:
            guard let given = texts("codes") else { return nil }
            let definitions = definitions
            let codes = known(given, noun) { find(definitions, $0) }
            return .codes(field, sign == .isIn ? .isIn(codes) : .isNotIn(codes))
        }
    }

    /// The stored spelling of each code; the unknown ones are faults.
    mutating func known(_ given: [String], _ noun: String, find: (String) -> String?) -> [String] {
        var codes: [String] = []
        for code in given {
            guard let found = find(code) else {
                refuse("unknown \(noun) \(quoted(code))", .code)
                continue
            }
            codes.append(found)
        }
        return codes
    }

    private mutating func categories(_ sign: FilterOperator) -> FilterTest? {
        guard sign != .unclassified else { return .categories(.isUnclassified) }
        guard let given = texts("codes") else { return nil }
        let definitions = definitions
        let codes = known(given, "category") { definitions.category($0) }
        switch sign {
        case .isIn: return codes.isEmpty ? .everything : .categories(.isIn(codes))
        case .inChildren:
            return codes.isEmpty ? .everything : .categories(.isIn(definitions.categoriesBelow(codes)))
        case .isNotIn: return .categories(.isNotIn(codes))
        case .notInChildren: return .categories(.isNotIn(definitions.categoriesBelow(codes)))
        default: return .categories(.isInOrUnclassified(codes))
        }
    }

    private mutating func entityType() -> FilterTest? {
        let names = "Akeneo\\Pim\\Enrichment\\Component\\Product\\Model\\"
        switch value?.text {
        case "product", names + "ProductInterface": return .isProduct(true)
        case "product_model", names + "ProductModelInterface": return .isProduct(false)
        default: return refused("value must be product or product_model")
        }
    }

    private mutating func items(_ sign: FilterOperator, countsAncestors: Bool) -> FilterTest? {
        guard let given = texts("texts") else { return nil }
        var test = FilterTest.ItemTest(uuids: [], codes: [], isNegated: sign == .isNotIn)
        test.countsAncestors = countsAncestors
        for name in given {
            if name.hasPrefix("product_model_"), name.utf8.count > 14 {
                test.codes.append(folded(String(name.dropFirst(14))))
            } else if name.hasPrefix("product_"), let uuid = FilterUUID(name.dropFirst(8)) {
                test.uuids.append(uuid)
            } else {
                refuse("\(quoted(name)) is neither product_<uuid> nor product_model_<code>")
            }
        }
        return .items(test)
    }

    private mutating func uuids(_ sign: FilterOperator) -> FilterTest? {
        guard let given = texts("texts") else { return nil }
        var test = FilterTest.ItemTest(uuids: [], codes: [], isNegated: sign == .isNotIn)
        for name in given {
            guard let uuid = FilterUUID(name) else {
                refuse("\(quoted(name)) is no uuid")
                continue
            }
            test.uuids.append(uuid)
        }
        return .items(test)
    }

    // MARK: Attributes

    private mutating func read(_ attribute: Attribute, _ sign: FilterOperator) -> FilterTest? {
        let channel = channel(of: attribute)
        let locale = locale(of: attribute, in: channel)
        guard attribute.type != .identifier else { return identifier(sign, namesModels: false) }
        guard let (comparison, currencies) = comparison(of: attribute, sign) else { return nil }
        let keys = currencies.map { currency in
            ValueKey.make(attribute.code, locale: locale, channel: channel?.code, currency: currency)
        }
        return .value(FilterTest.ValueTest(attribute: attribute.code, keys: keys, comparison: comparison))
    }

    private mutating func channel(of attribute: Attribute) -> ChannelEntry? {
        guard let given = condition["scope"] else {
            if attribute.isScopable {
                refuse("scope is missing: the attribute has a value for each channel", .missingChannel)
            }
            return nil
        }
        guard attribute.isScopable else {
            return refused("scope must not be given: the attribute has one value for all channels", .unexpectedChannel)
        }
        return channel(given)
    }

    mutating func channel(_ given: FilterJSON) -> ChannelEntry? {
        guard let code = given.text else { return refused("scope must be a text") }
        return definitions.channel(code) ?? refused("unknown channel \(quoted(code))")
    }

    private mutating func locale(of attribute: Attribute, in channel: ChannelEntry?) -> String? {
        guard let given = condition["locale"] else {
            if attribute.isLocalizable {
                refuse("locale is missing: the attribute has a value for each locale", .missingLocale)
            }
            return nil
        }
        guard attribute.isLocalizable else {
            return refused("locale must not be given: the attribute has one value for all locales", .unexpectedLocale)
        }
        guard let locale = locale(given, in: channel) else { return nil }
        guard attribute.isAvailable(in: locale) else {
            return refused("the attribute has no values in locale \(quoted(locale))")
        }
        return locale
    }

    /// The stored spelling of a locale that a channel uses: this one, where one is given.
    mutating func locale(_ given: FilterJSON, in channel: ChannelEntry?) -> String? {
        guard let code = given.text else { return refused("locale must be a text") }
        guard let locale = definitions.locale(code) else { return refused("unknown locale \(quoted(code))") }
        guard definitions.isActive(locale: locale) else {
            return refused("locale \(quoted(locale)) is not used by any channel")
        }
        guard let channel, !channel.locales.contains(locale) else { return locale }
        return refused("channel \(quoted(channel.code)) has no locale \(quoted(locale))")
    }
}
