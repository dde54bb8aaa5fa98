// SPDX-License-Identifier: Apache-2.0

/// Goes through the names of a header and finds what each column means; all faults are collected.
///
///     column    := fixed | attribute | association | quantified
///     attribute := CODE [ "-" LOCALE ] [ "-" CHANNEL ] [ "-" CURRENCY | "-unit" ]
struct HeaderCompiler {
    private let definitions: Definitions
    private let parameters: RecordParameters
    private(set) var violations: [Violation] = []
    private(set) var fixed: [ProductHeader.Fixed: Int] = [:]
    private(set) var values: [ValueColumn] = []
    private(set) var associations: [AssociationColumn] = []
    private(set) var keys: [ProductHeader.Key] = []
    private var names: [String] = []
    private var places: [String: Int] = [:]
    private var keyPlaces: [String: Int] = [:]

    init(definitions: Definitions, parameters: RecordParameters) {
        self.definitions = definitions
        self.parameters = parameters
    }

    mutating func compile(_ names: [String]) {
        self.names = names
        var twice: Set<String> = []
        for (place, name) in names.enumerated() {
            if name.isEmpty {
                refuse(.emptyColumnName, "", "column \(place + 1) has no name")
            } else if places.updateValue(place, forKey: name) != nil, twice.insert(name).inserted {
                refuse(.duplicateColumn, name, "\(quoted(name)) stands twice")
            }
        }
        for (place, name) in names.enumerated() where !name.isEmpty && places[name] == place { take(name, place) }
        requireKey()
    }

    // MARK: One column

    private mutating func take(_ name: String, _ place: Int) {
        if ProductHeader.isIgnored(name) { return }
        if let column = fixedColumn(name) {
            fixed[column] = place
            return
        }
        let parts = name.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        if takeAssociation(name, parts, place) { return }
        guard let attribute = definitions.attribute(parts[0]), attribute.code == parts[0] else {
            refuseUnknown(name, "no attribute and no other column has this name")
            return
        }
        takeAttribute(attribute, name, Array(parts.dropFirst()), place)
    }

    private func fixedColumn(_ name: String) -> ProductHeader.Fixed? {
        if name == parameters.categoriesColumn { return .categories }
        if name == "parent" { return .parent }
        switch parameters.kind {
        case .product:
            if name == parameters.familyColumn { return .family }
            if name == parameters.groupsColumn { return .groups }
            if name == "uuid" { return .uuid }
            if name == "enabled" { return .enabled }
            return definitions.identifierCodes.contains(name) ? .identifier : nil
        case .productModel:
            if name == parameters.familyVariantColumn { return .familyVariant }
            return name == "code" ? .identifier : nil
        }
    }

    private mutating func requireKey() {
        guard parameters.namesItems else { return }
        switch parameters.kind {
        case .product:
            guard fixed[.identifier] == nil, fixed[.uuid] == nil else { return }
            let name = definitions.identifierCodes.first ?? "uuid"
            refuse(.missingColumn, name, "\(quoted(name)) is missing")
        case .productModel:
            guard fixed[.identifier] == nil else { return }
            refuse(.missingColumn, "code", "\"code\" is missing")
        }
    }

    // MARK: Links

    private mutating func takeAssociation(_ name: String, _ parts: [String], _ place: Int) -> Bool {
        guard parts.count >= 2, let type = definitions.associationType(parts[0]), type.code == parts[0],
            let target = AssociationColumn.Target(rawValue: parts[1])
        else { return false }
        if parts.count == 3, parts[2] == "quantity", target != .groups {
            if type.isQuantified { return true }
            let reason = Reason.associationTypeNotQuantified.rawValue
            refuseUnknown(name, "links of type \(quoted(type.code)) have no quantities (\(reason))")
            return true
        }
        guard parts.count == 2 else { return false }
        let quantities = name + "-quantity"
        if type.isQuantified {
            if target == .groups {
                let reason = Reason.associationTypeQuantified.rawValue
                refuseUnknown(
                    name, "association type \(quoted(type.code)) is quantified and leads to no groups (\(reason))")
                return true
            }
            if places[quantities] == nil {
                refuse(.missingQuantityColumn, name, "\(quoted(name)) needs \(quoted(quantities))")
            }
        }
        associations.append(
            AssociationColumn(
                name: name, place: place, type: type, target: target,
                quantities: type.isQuantified ? places[quantities] : nil))
        return true
    }

    // MARK: Values

    private mutating func takeAttribute(_ attribute: Attribute, _ name: String, _ parts: [String], _ place: Int) {
        var rest = parts[...]
        let needed = (attribute.isLocalizable ? 1 : 0) + (attribute.isScopable ? 1 : 0)
        guard rest.count >= needed else {
            refuse(.columnNeedsLocaleOrChannel, name, "write \(quoted(Self.pattern(attribute)))")
            return
        }
        var locale: String?
        if attribute.isLocalizable {
            locale = self.locale(rest.removeFirst(), of: attribute, name)
            if locale == nil { return }
        }
        var channel: ChannelEntry?
        if attribute.isScopable {
            channel = self.channel(rest.removeFirst(), locale: locale, name)
            if channel == nil { return }
        }
        switch attribute.type {
        case .price where rest.count <= 1: takePrice(attribute, name, locale, channel, rest.first, place)
        case .metric where rest.count == 1 && rest.first == "unit": return
        case _ where rest.isEmpty:
            let key = self.key(attribute, locale, channel?.code, nil)
            let form: ValueColumn.Form =
                attribute.type == .metric ? .measure(unitColumn: places[name + "-unit"]) : .plain
            values.append(ValueColumn(name: name, place: place, attribute: attribute.index, key: key, form: form))
        default:
            refuseUnknown(name, "\(quoted(attribute.code)) has the form \(quoted(Self.pattern(attribute)))")
        }
    }

    private mutating func locale(_ code: String, of attribute: Attribute, _ name: String) -> String? {
        guard let locale = definitions.locale(code), locale == code, definitions.isActive(locale: code) else {
            refuseUnknown(name, "locale \(quoted(code)) is not active (\(Reason.localeNotActive.rawValue))")
            return nil
        }
        guard attribute.isAvailable(in: locale) else {
            refuseUnknown(
                name,
                "\(quoted(attribute.code)) has no values in locale \(quoted(code)) (\(Reason.localeNotAvailable.rawValue))"
            )
            return nil
        }
        return locale
    }

    private mutating func channel(_ code: String, locale: String?, _ name: String) -> ChannelEntry? {
        guard let channel = definitions.channel(code), channel.code == code else {
            refuseUnknown(name, "no channel \(quoted(code)) (\(Reason.channelUnknown.rawValue))")
            return nil
        }
        if let locale, !channel.locales.contains(locale) {
            refuseUnknown(
                name,
                "locale \(quoted(locale)) is not of channel \(quoted(code)) (\(Reason.localeNotInChannel.rawValue))")
            return nil
        }
        return channel
    }

    private mutating func takePrice(
        _ attribute: Attribute, _ name: String, _ locale: String?, _ channel: ChannelEntry?, _ currency: String?,
        _ place: Int
    ) {
        let allowed = definitions.activatedCurrencyCodes.filter { channel?.currencies.contains($0) != false }
        guard let currency else {
            let keys = allowed.map { self.key(attribute, locale, channel?.code, $0) }
            values.append(
                ValueColumn(
                    name: name, place: place, attribute: attribute.index, key: keys.first ?? -1,
                    form: .prices(keys: keys, currencies: allowed)))
            return
        }
        guard allowed.contains(currency) else {
            refuseUnknown(name, "currency \(quoted(currency)) is not active (\(Reason.currencyNotActive.rawValue))")
            return
        }
        let key = self.key(attribute, locale, channel?.code, currency)
        values.append(ValueColumn(name: name, place: place, attribute: attribute.index, key: key, form: .price))
    }

    private mutating func key(_ attribute: Attribute, _ locale: String?, _ channel: String?, _ currency: String?) -> Int
    {
        let name = ValueKey.make(attribute.code, locale: locale, channel: channel, currency: currency)
        if let known = keyPlaces[name] { return known }
        keys.append(ProductHeader.Key(attribute: attribute.index, name: name, member: JSONObjectBytes.name(name)))
        keyPlaces[name] = keys.count - 1
        return keys.count - 1
    }

    /// How a column of this attribute is written.
    private static func pattern(_ attribute: Attribute) -> String {
        attribute.code + (attribute.isLocalizable ? "-<locale>" : "") + (attribute.isScopable ? "-<channel>" : "")
    }

    // MARK: Faults

    private mutating func refuse(_ reason: Reason, _ column: String, _ text: String) {
        violations.append(Violation(reason, field: column, text: text))
    }

    private mutating func refuseUnknown(_ name: String, _ detail: String) {
        refuse(.unknownColumn, name, "\(quoted(name)): \(detail)")
    }
}
