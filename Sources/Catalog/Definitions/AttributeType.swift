// SPDX-License-Identifier: Apache-2.0

/// What the values of an attribute are, by the names that files use.
public enum AttributeType: String, Sendable, CaseIterable {
    case identifier = "pim_catalog_identifier"
    case text = "pim_catalog_text"
    case textarea = "pim_catalog_textarea"
    case number = "pim_catalog_number"
    case metric = "pim_catalog_metric"
    case price = "pim_catalog_price_collection"
    case boolean = "pim_catalog_boolean"
    case date = "pim_catalog_date"
    case simpleSelect = "pim_catalog_simpleselect"
    case multiSelect = "pim_catalog_multiselect"
    case referenceSimpleSelect = "pim_reference_data_simpleselect"
    case referenceMultiSelect = "pim_reference_data_multiselect"
    case image = "pim_catalog_image"
    case file = "pim_catalog_file"

    /// Types that files of the trade know and this catalogue does not keep.
    public static let unsupportedNames: Set<String> = [
        "pim_catalog_asset_collection", "pim_catalog_table", "akeneo_reference_entity",
        "akeneo_reference_entity_collection",
    ]

    /// Whether its values are options of the attribute.
    public var hasOptions: Bool { self == .simpleSelect || self == .multiSelect }
    /// Whether its values are paths of files.
    public var isMedia: Bool { self == .image || self == .file }
    /// Whether a value is a set of codes.
    public var isCodeList: Bool { self == .multiSelect || self == .referenceMultiSelect }
}
