// SPDX-License-Identifier: Apache-2.0

extension AttributeEntry {
    /// The types that have each property; a column that is not listed is every type's.
    static let owners: [String: Set<AttributeType>] = {
        let amounts: Set<AttributeType> = [.number, .metric, .price]
        let selects: Set<AttributeType> = [.simpleSelect, .multiSelect]
        let media: Set<AttributeType> = [.image, .file]
        return [
            "unique": [.identifier, .text, .number, .date],
            "max_characters": [.identifier, .text, .textarea],
            "validation_rule": [.identifier, .text],
            "validation_regexp": [.identifier, .text],
            "wysiwyg_enabled": [.textarea],
            "number_min": amounts,
            "number_max": amounts,
            "decimals_allowed": amounts,
            "negative_allowed": [.number, .metric],
            "metric_family": [.metric],
            "default_metric_unit": [.metric],
            "date_min": [.date],
            "date_max": [.date],
            "allowed_extensions": media,
            "max_file_size": media,
            "auto_option_sorting": selects,
            "default_value": [.boolean],
            "reference_data_name": [.referenceSimpleSelect, .referenceMultiSelect],
            "minimum_input_length": selects,
        ]
    }()

    /// Notes every column that is filled, with more than 0, for a type that does not have it.
    static func refuseForeignProperties(_ cells: inout StructureCells, type: AttributeType) {
        for column in columns.optional {
            guard let owners = owners[column], !owners.contains(type) else { continue }
            let value = cells.trimmed(column)
            guard !value.isEmpty, value != "0" else { continue }
            cells.refuse(.propertyNotForType, column, value, "\(type.rawValue) has no \(column)")
        }
    }

    /// What the cell says, when this type has the property.
    static func cell(_ column: String, _ cells: StructureCells, _ type: AttributeType) -> StructureCells.Cell {
        guard owners[column]?.contains(type) != false else { return .untouched }
        return cells.cell(column)
    }
}
