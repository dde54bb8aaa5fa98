// SPDX-License-Identifier: Apache-2.0

/// An attribute as values are judged by it: made once from its entry, with everything looked up.
///
/// A class, so that a cell's judge takes one reference and not a copy of everything.
public final class Attribute: Sendable {
    /// Its place among the attributes of its `Definitions`.
    public let index: Int
    /// Everything that is stored of it.
    public let entry: AttributeEntry
    /// What its values are.
    public let type: AttributeType
    /// The family of its units, for measurements.
    public let measurementFamily: MeasurementFamily?
    /// The codes that its values may hold, for selects.
    package let options: CodeTable
    /// The units that its values may have, for measurements.
    package let units: CodeTable
    /// The file name extensions that its values may have; empty: any.
    package let extensions: CodeTable
    /// Limits of amounts and dates in bytes; nil: none.
    let minimum: [UInt8]?
    let maximum: [UInt8]?
    /// The longest text in Unicode scalars.
    let longestText: Int
    /// The pattern that texts must match.
    let pattern: ValuePattern?
    /// The folded locales that it is limited to; empty: all.
    let availableLocales: Set<String>

    /// The code; the beginning of the keys of its values.
    public var code: String { entry.code }
    /// Whether there is a value for each locale.
    public var isLocalizable: Bool { entry.localizable }
    /// Whether there is a value for each channel.
    public var isScopable: Bool { entry.scopable }
    /// Whether no two products may have the same value.
    public var isUnique: Bool { entry.unique }

    /// Whether variants may differ by it.
    public var canBeAxis: Bool {
        let types: [AttributeType] = [.boolean, .simpleSelect, .metric, .referenceSimpleSelect]
        return types.contains(type) && !isLocalizable && !isScopable && !isUnique && availableLocales.isEmpty
    }

    /// Prepares an attribute; nil when its type is not one that this program knows.
    init?(index: Int, entry: AttributeEntry, options: CodeTable) {
        guard let type = AttributeType(rawValue: entry.type) else { return nil }
        self.index = index
        self.entry = entry
        self.type = type
        self.options = options
        measurementFamily = entry.metricFamily.flatMap(MeasurementFamily.named)
        units = CodeTable(measurementFamily?.units ?? [])
        extensions = CodeTable(entry.allowedExtensions)
        if type == .date {
            minimum = entry.dateMin.map { Array($0.utf8) }
            maximum = entry.dateMax.map { Array($0.utf8) }
        } else {
            let isNegativeRefused = (type == .number || type == .metric) && !entry.negativeAllowed
            let least = entry.numberMin ?? (isNegativeRefused ? "0" : nil)
            let isLower = isNegativeRefused && entry.numberMin.map { PlainDecimal.isLess($0, "0") } == true
            minimum = (isLower ? "0" : least).map { Array($0.utf8) }
            maximum = entry.numberMax.map { Array($0.utf8) }
        }
        let allowed = type == .textarea ? 65_535 : 255
        longestText = min(entry.maxCharacters ?? allowed, allowed)
        pattern =
            switch entry.validationRule {
            case "email": .email
            case "url": .url
            case "regexp": entry.validationRegexp.flatMap(ValuePattern.init(perl:))
            default: nil
            }
        availableLocales = Set(entry.availableLocales.map(folded))
    }

    /// Whether it has values in this locale.
    func isAvailable(in locale: String) -> Bool {
        availableLocales.isEmpty || availableLocales.contains(folded(locale))
    }
}
