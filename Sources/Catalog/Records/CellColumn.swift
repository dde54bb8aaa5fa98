// SPDX-License-Identifier: Apache-2.0

/// A column with values as its cells are converted by it: numbers only, so that going through the columns counts no references.
struct CellColumn: Sendable {
    /// What the cells hold.
    enum Form: Sendable {
        case plain, measure, price, prices
    }

    /// Its place in the file.
    let place: Int
    /// Its place among the header's value columns.
    let index: Int
    /// The place of its attribute in the definitions.
    let attribute: Int
    /// The place of its key in the header's keys.
    let key: Int
    let form: Form
    let type: AttributeType
    /// The place of the column with the units; -1: none.
    let unitPlace: Int
    /// The longest text in Unicode scalars.
    let longestText: Int
    /// Whether texts must match a pattern.
    let isChecked: Bool
    /// Whether amounts may have decimals.
    let allowsDecimals: Bool
    /// Whether amounts or dates have limits.
    let hasLimits: Bool

    init(_ column: ValueColumn, index: Int, of attribute: Attribute) {
        place = column.place
        self.index = index
        self.attribute = column.attribute
        key = column.key
        type = attribute.type
        longestText = attribute.longestText
        isChecked = attribute.pattern != nil
        allowsDecimals = attribute.entry.decimalsAllowed
        hasLimits = attribute.minimum != nil || attribute.maximum != nil
        var unit: Int?
        switch column.form {
        case .plain: form = .plain
        case .measure(let unitColumn):
            form = .measure
            unit = unitColumn
        case .price: form = .price
        case .prices: form = .prices
        }
        unitPlace = unit ?? -1
    }
}
