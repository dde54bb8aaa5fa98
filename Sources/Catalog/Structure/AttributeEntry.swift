// SPDX-License-Identifier: Apache-2.0

/// An attribute as a file brings it.
public struct AttributeEntry: StructureEntity {
    /// Its code; the beginning of the keys of its values.
    public let code: String
    /// What its values are, as files name it; never changes.
    public var type = ""
    /// The code of its attribute group.
    public var group = AttributeGroupEntry.other
    /// Whether there is a value for each locale; never changes.
    public var localizable = false
    /// Whether there is a value for each channel; never changes.
    public var scopable = false
    /// Whether no two products may have the same value; never changes.
    public var unique = false
    /// Whether it is offered as a filter in lists.
    public var useableAsGridFilter = false
    /// The sorted locales it is limited to; empty: all.
    public var availableLocales: [String] = []
    /// Its place in its group.
    public var sortOrder = 0
    /// The longest text allowed; nil: as long as the type allows.
    public var maxCharacters: Int?
    /// `email`, `url` or `regexp`.
    public var validationRule: String?
    /// The pattern with its delimiters, when the rule is `regexp`.
    public var validationRegexp: String?
    /// Whether the text is edited as HTML.
    public var wysiwygEnabled = false
    /// The smallest amount allowed, as a plain decimal.
    public var numberMin: String?
    /// The largest amount allowed, as a plain decimal.
    public var numberMax: String?
    /// Whether amounts may have decimals.
    public var decimalsAllowed = false
    /// Whether amounts may be below 0.
    public var negativeAllowed = false
    /// The family of its units; never changes.
    public var metricFamily: String?
    /// The unit offered first.
    public var defaultMetricUnit: String?
    /// The earliest day allowed: `yyyy-MM-dd`.
    public var dateMin: String?
    /// The latest day allowed: `yyyy-MM-dd`.
    public var dateMax: String?
    /// The sorted file name extensions allowed, in lower case; empty: all.
    public var allowedExtensions: [String] = []
    /// The largest file allowed, in MB, as a plain decimal.
    public var maxFileSize: String?
    /// Whether its options are shown sorted by code.
    public var autoOptionSorting = false
    /// The value that new products get.
    public var defaultValue: Bool?
    /// The list that its codes come from.
    public var referenceDataName: String?
    /// Characters to type before options are searched.
    public var minimumInputLength = 0
    /// Locale to label.
    public var labels: [String: String] = [:]
    /// Locale to a text of help for editors.
    public var guidelines: [String: String] = [:]

    /// Starts an attribute with every default.
    public init(code: String) {
        self.code = code
    }

    /// The columns in which it is stored.
    enum CodingKeys: String, CodingKey {
        case code, type, group, localizable, scopable, unique, labels, guidelines
        case useableAsGridFilter = "useable_as_grid_filter"
        case availableLocales = "available_locales"
        case sortOrder = "sort_order"
        case maxCharacters = "max_characters"
        case validationRule = "validation_rule"
        case validationRegexp = "validation_regexp"
        case wysiwygEnabled = "wysiwyg_enabled"
        case numberMin = "number_min"
        case numberMax = "number_max"
        case decimalsAllowed = "decimals_allowed"
        case negativeAllowed = "negative_allowed"
        case metricFamily = "metric_family"
        case defaultMetricUnit = "default_metric_unit"
        case dateMin = "date_min"
        case dateMax = "date_max"
        case allowedExtensions = "allowed_extensions"
        case maxFileSize = "max_file_size"
        case autoOptionSorting = "auto_option_sorting"
        case defaultValue = "default_value"
        case referenceDataName = "reference_data_name"
        case minimumInputLength = "minimum_input_length"
    }

    /// The columns of attribute files.
    public static let columns = StructureColumns(
        required: ["code", "type"],
        optional: [
            "group", "localizable", "scopable", "unique", "useable_as_grid_filter", "available_locales", "sort_order",
            "max_characters", "validation_rule", "validation_regexp", "wysiwyg_enabled", "number_min", "number_max",
            "decimals_allowed", "negative_allowed", "metric_family", "default_metric_unit", "date_min", "date_max",
            "allowed_extensions", "max_file_size", "auto_option_sorting", "default_value", "reference_data_name",
            "minimum_input_length",
        ],
        localePrefixes: ["label", "guidelines"], emptyCell: .resets)

    /// The codes that mean something else, folded.
    static let reservedCodes: Set<String> = [
        "id", "associationtypes", "categories", "categoryid", "completeness", "enabled", "family", "groups",
        "associations", "products", "scope", "treeid", "values", "category", "parent", "label", "entity_type",
        "attributes", "uuid", "identifier",
    ]

    /// The folded code.
    public var key: String { folded(code) }
    /// The code.
    public var name: String { code }
}
