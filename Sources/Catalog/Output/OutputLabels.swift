// SPDX-License-Identifier: Apache-2.0

/// What stands for codes in a file with labels, in one locale.
package struct OutputLabels: Sendable {
    /// Labels of one kind of codes; where there is none, the code in brackets.
    package struct Table: Sendable {
        private var codes = CodeTable()
        private var labels: [[UInt8]] = []

        /// No labels.
        package init() {}

        /// Adds a code and its label.
        package mutating func add(_ code: String, _ label: String?) {
            guard let label, !label.isEmpty else { return }
            codes.insert(code)
            labels.append(Array(label.utf8))
        }

        /// Appends the label of a code.
        func append(_ code: Span<UInt8>, to buffer: inout [UInt8]) {
            if let place = codes.find(code) {
                buffer.append(contentsOf: labels[place])
                return
            }
            buffer.append(UInt8(ascii: "["))
            buffer.append(copying: code)
            buffer.append(UInt8(ascii: "]"))
        }

        /// Appends the labels of codes joined by commas.
        func append(list: Span<UInt8>, to buffer: inout [UInt8]) {
            var start = 0
            while start < list.count {
                var end = start
                while end < list.count, list[end] != UInt8(ascii: ",") { end += 1 }
                if start > 0 { buffer.append(UInt8(ascii: ",")) }
                append(list.extracting(start..<end), to: &buffer)
                start = end + 1
            }
        }

        /// The label of a code; nil when it has none.
        func label(_ code: String) -> String? {
            codes.find(code).map { String(decoding: labels[$0], as: UTF8.self) }
        }
    }

    /// The locale.
    package let locale: String
    /// Labels of categories, families, family variants and groups.
    package var categories = Table()
    package var families = Table()
    package var familyVariants = Table()
    package var groups = Table()
    /// Labels of options by attribute, and of the codes of reference data by the attribute that uses them.
    package var options: [String: Table] = [:]

    /// No labels yet.
    package init(locale: String) {
        self.locale = locale
    }

    /// What stands for yes and no.
    var truth: (yes: String, no: String) {
        switch locale.prefix(2) {
        case "fr": ("Oui", "Non")
        case "de": ("Ja", "Nein")
        case "es": ("Sí", "No")
        case "it": ("Sì", "No")
        case "nl": ("Ja", "Nee")
        case "pt": ("Sim", "Não")
        default: ("Yes", "No")
        }
    }
}

/// The header of a file with labels.
package enum OutputTitles {
    /// Gives all columns titles in a locale: label, then language and channel, then currency; equal ones get the code too.
    package static func apply(
        to columns: inout [OutputColumn], shape: OutputShape, locale: String, in definitions: Definitions
    ) {
        for place in columns.indices {
            columns[place].title = title(columns[place], shape, locale, definitions)
        }
        var counts: [String: Int] = [:]
        for column in columns { counts[column.title, default: 0] += 1 }
        for place in columns.indices where counts[columns[place].title, default: 0] > 1 {
            columns[place].title += " - \(columns[place].name)"
        }
    }

    private static func title(
        _ column: OutputColumn, _ shape: OutputShape, _ locale: String, _ definitions: Definitions
    ) -> String {
        let isFrench = locale.hasPrefix("fr")
        switch column.content {
        case .uuid: return "UUID"
        case .categories: return isFrench ? "Catégories" : "Categories"
        case .enabled: return isFrench ? "Activé" : "Enabled"
        case .family: return isFrench ? "Famille" : "Family"
        case .familyVariant: return isFrench ? "Variante de famille" : "Family variant"
        case .parent: return "Parent"
        case .groups: return isFrench ? "Groupes" : "Groups"
        case .links, .quantities:
            let type = column.type.flatMap(definitions.associationType)
            let name = type.flatMap { label($0.labels, locale) } ?? "[\(column.type ?? "")]"
            let target = linkTitle(column.target ?? .products, isFrench)
            return column.content == .links
                ? "\(name) \(target)" : "\(name) \(target) (\(isFrench ? "quantité" : "quantity"))"
        case .identifier where shape.kind == .productModel: return "Code"
        case .identifier, .value, .unit:
            guard let attribute = column.attribute.flatMap(definitions.attribute) else { return column.name }
            return valueTitle(column, attribute, shape, locale, isFrench)
        }
    }

    private static func valueTitle(
        _ column: OutputColumn, _ attribute: Attribute, _ shape: OutputShape, _ locale: String, _ isFrench: Bool
    ) -> String {
        var title = label(attribute.entry.labels, locale) ?? "[\(attribute.code)]"
        let parts = (column.key ?? "").split(separator: "-").dropFirst().map(String.init)
        var rest = parts[...]
        var marks: [String] = []
        if attribute.isLocalizable, let code = rest.popFirst() {
            marks.append(LanguageNames.name(of: code, inFrench: isFrench) ?? code)
        }
        if attribute.isScopable, rest.popFirst() != nil {
            marks.append(label(shape.channel.labels, locale) ?? "[\(shape.channel.code)]")
        }
        if !marks.isEmpty { title += " (\(marks.joined(separator: ", ")))" }
        if attribute.type == .price, let currency = rest.popFirst() { title += " (\(currency))" }
        if column.content == .unit { title += isFrench ? " (unité)" : " (unit)" }
        return title
    }

    private static func linkTitle(_ target: LinkColumnTarget, _ isFrench: Bool) -> String {
        switch target {
        case .groups: isFrench ? "groupes" : "groups"
        case .products: isFrench ? "produits" : "products"
        case .productUUIDs: isFrench ? "UUID des produits" : "product UUIDs"
        case .productModels: isFrench ? "modèles de produits" : "product models"
        }
    }

    private static func label(_ labels: [String: String], _ locale: String) -> String? {
        let key = folded(locale)
        return labels.first { folded($0.key) == key && !$0.value.isEmpty }?.value
    }
}
