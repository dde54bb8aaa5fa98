// SPDX-License-Identifier: Apache-2.0

/// What a file of products or product models is to hold, and how its cells are written.
package struct OutputShape: Sendable {
    /// What its records describe.
    package var kind: ItemKind
    /// The channel whose values, currencies and units are written.
    package var channel: ChannelEntry
    /// The locales whose values are written.
    package var locales: [String]
    /// The attributes to be written, in this order; nil: those of all families that were met.
    package var attributes: [String]?
    /// Whether the first column is the uuid, and links lead to uuids.
    package var hasUUID = false
    /// Whether media have columns.
    package var hasMedia = true
    /// The character before decimals.
    package var decimalSeparator = "."
    /// How days are written.
    package var dateFormat = DateFormat.iso
    /// Whether a text that a spreadsheet would take for a formula gets an apostrophe before it.
    package var escapesFormulas = false
    /// The locale of labels; nil: codes.
    package var labelLocale: String?

    /// Describes a file.
    package init(kind: ItemKind, channel: ChannelEntry, locales: [String]) {
        self.kind = kind
        self.channel = channel
        self.locales = locales
    }

    /// The columns of a file with these contents.
    ///
    /// Fixed ones first, then all others in natural order; with chosen attributes the links, then those in the order chosen.
    package func columns(_ met: MetContent, in definitions: Definitions) -> [OutputColumn] {
        let links = linkColumns(met, in: definitions)
        let natural = { (one: OutputColumn, other: OutputColumn) in NaturalOrder.precedes(one.name, other.name) }
        if let attributes {
            var seen: Set<String> = []
            let chosen = attributes.compactMap(definitions.attribute).filter { seen.insert($0.code).inserted }
            return fixedColumns(met, in: definitions) + links.sorted(by: natural)
                + chosen.flatMap { valueColumns($0).sorted(by: natural) }
        }
        var codes: Set<String> = []
        for family in met.families { codes.formUnion(definitions.family(family)?.entry.attributes ?? []) }
        let values = codes.compactMap(definitions.attribute).flatMap(valueColumns)
        return fixedColumns(met, in: definitions) + (links + values).sorted(by: natural)
    }

    private func fixedColumns(_ met: MetContent, in definitions: Definitions) -> [OutputColumn] {
        guard kind == .product else {
            return [
                OutputColumn("code", .identifier), OutputColumn("family_variant", .familyVariant),
                OutputColumn("parent", .parent), OutputColumn("categories", .categories),
            ]
        }
        var columns = hasUUID ? [OutputColumn("uuid", .uuid)] : []
        if let code = definitions.identifierCodes.first {
            var column = OutputColumn(code, .identifier)
            column.attribute = code
            columns.append(column)
        }
        columns += [
            OutputColumn("categories", .categories), OutputColumn("enabled", .enabled), OutputColumn("family", .family),
        ]
        if met.hasParent { columns.append(OutputColumn("parent", .parent)) }
        columns.append(OutputColumn("groups", .groups))
        return columns
    }

    private func valueColumns(_ attribute: Attribute) -> [OutputColumn] {
        guard attribute.type != .identifier, hasMedia || !attribute.type.isMedia else { return [] }
        let available = locales.filter(attribute.isAvailable(in:))
        guard !available.isEmpty else { return [] }
        let locales: [String?] = attribute.isLocalizable ? available : [nil]
        let currencies: [String?] = attribute.type == .price ? channel.currencies : [nil]
        return locales.flatMap { locale in
            currencies.flatMap { currency -> [OutputColumn] in
                let key = ValueKey.make(
                    attribute.code, locale: locale, channel: attribute.isScopable ? channel.code : nil,
                    currency: currency)
                var column = OutputColumn(key, .value)
                column.attribute = attribute.code
                column.key = key
                guard let family = attribute.measurementFamily else { return [column] }
                column.unit = channel.conversionUnits[attribute.code].flatMap(family.unit)
                var unit = OutputColumn(key + "-unit", .unit)
                (unit.attribute, unit.key, unit.unit) = (column.attribute, key, column.unit)
                return [column, unit]
            }
        }
    }

    private func linkColumns(_ met: MetContent, in definitions: Definitions) -> [OutputColumn] {
        var columns: [OutputColumn] = []
        var seen: Set<String> = []
        func add(_ type: AssociationTypeEntry, _ target: LinkColumnTarget, quantities: Bool = false) {
            let name = "\(type.code)-\(target.rawValue)\(quantities ? "-quantity" : "")"
            guard seen.insert(name).inserted else { return }
            var column = OutputColumn(name, quantities ? .quantities : .links)
            (column.type, column.target) = (type.code, target)
            columns.append(column)
        }
        for links in met.links {
            guard let type = definitions.associationType(links.type) else { continue }
            let target: LinkColumnTarget =
                switch links.target {
                case "product_model": .productModels
                case "product": hasUUID && !type.isQuantified ? .productUUIDs : .products
                default: .groups
                }
            add(type, target)
            if type.isQuantified { add(type, target, quantities: true) }
            // Products without an identifier can be named by their uuid only.
            if links.isNameless, target == .products, !type.isQuantified { add(type, .productUUIDs) }
        }
        return columns
    }
}
