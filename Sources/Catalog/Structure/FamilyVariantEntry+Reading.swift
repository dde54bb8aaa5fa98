// SPDX-License-Identifier: Apache-2.0

extension FamilyVariantEntry {
    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: FamilyVariantEntry?) -> FamilyVariantEntry {
        var entry = stored ?? FamilyVariantEntry(code: cells.code(stored: nil))
        cells.labels(&entry.labels)
        for column in cells.filledColumns(withPrefix: "variant-") where !(axes + sets).contains(column) {
            cells.refuse(.tooManyLevels, column, cells.trimmed(column), "there are at most two levels")
        }
        guard let members = entry.takeFamily(&cells, stored: stored) else { return entry }
        entry.takeAxes(&cells, stored: stored, members: members)
        entry.takeSets(&cells, members: members)
        entry.addWhatBelongsToTheLastLevel(cells.definitions, members: members)
        if let stored { entry.refuseMovesUp(&cells, stored: stored) }
        return entry
    }

    /// The attributes of the family; nil when there is no such family, and nothing else can be judged.
    private mutating func takeFamily(_ cells: inout StructureCells, stored: FamilyVariantEntry?) -> Set<String>? {
        let value = cells.trimmed("family")
        guard !value.isEmpty else { return nil }
        let definitions = cells.definitions
        let found = cells.reference("family", value, .unknownFamily, "family") { definitions.family($0)?.code }
        guard let found, let codes = definitions.attributeCodes(ofFamily: found) else { return nil }
        family = found
        cells.keep("family", stored?.family, found)
        return codes
    }

    private mutating func takeAxes(_ cells: inout StructureCells, stored: FamilyVariantEntry?, members: Set<String>) {
        first.axes = Self.axes(0, &cells, members) ?? first.axes
        second.axes = Self.axes(1, &cells, members) ?? second.axes
        cells.keep(Self.axes[0], stored?.first.axes, first.axes)
        cells.keep(Self.axes[1], stored?.second.axes, second.axes)
        if second.axes.isEmpty, !cells.trimmed(Self.sets[1]).isEmpty {
            cells.refuse(.noAxis, Self.axes[1], "", "a level needs an axis")
        }
    }

    private static func axes(_ level: Int, _ cells: inout StructureCells, _ members: Set<String>) -> [String]? {
        let column = axes[level]
        guard case .filled(let list) = cells.cell(column) else { return nil }
        let codes = list.commaSeparated()
        if codes.isEmpty { cells.refuse(.noAxis, column, list, "a level needs an axis") }
        if codes.count > maximumAxes {
            cells.refuse(.tooManyAxes, column, list, "\(codes.count) axes, allowed \(maximumAxes)")
        }
        let known = listed(column, list, &cells, members)
        for code in known {
            guard let attribute = cells.definitions.attribute(code), !attribute.canBeAxis else { continue }
            cells.refuse(
                .invalidAxis, column, code,
                "\(quoted(code)) cannot be an axis: a boolean, simple select or measurement without locale and channel can"
            )
        }
        return known
    }

    /// The attributes of a list that are in the family; the others are faults.
    private static func listed(
        _ column: String, _ list: String, _ cells: inout StructureCells, _ members: Set<String>
    ) -> [String] {
        let definitions = cells.definitions
        let codes = cells.references(column, list, .unknownAttribute, "attribute") { definitions.attribute($0)?.code }
        for code in codes where !members.contains(code) {
            cells.refuse(.attributeNotInFamily, column, code, "\(quoted(code)) is not an attribute of the family")
        }
        return codes.filter(members.contains)
    }

    private mutating func takeSets(_ cells: inout StructureCells, members: Set<String>) {
        if case .filled(let list) = cells.cell(Self.sets[0]) {
            first.attributes = Self.listed(Self.sets[0], list, &cells, members)
        }
        if case .filled(let list) = cells.cell(Self.sets[1]) {
            second.attributes = Self.listed(Self.sets[1], list, &cells, members)
        }
        first.attributes = Set(first.attributes).union(first.axes).sorted()
        second.attributes = Set(second.attributes).union(second.axes).sorted()
        let both = Set(first.attributes).intersection(second.attributes).sorted()
        for code in both {
            cells.refuse(
                .attributeInTwoLevels, Self.sets[1], code, "\(quoted(code)) belongs to the first level already")
        }
        guard hasTwoLevels else { return }
        for code in first.attributes where !both.contains(code) {
            guard let attribute = cells.definitions.attribute(code), attribute.isUnique else { continue }
            cells.refuse(.uniqueAttributeLevel, Self.sets[0], code, "\(quoted(code)) belongs to the last level")
        }
    }

    /// Whether variants have variants.
    public var hasTwoLevels: Bool { !second.axes.isEmpty }

    /// The identifier and unique attributes, where no level lists them.
    private mutating func addWhatBelongsToTheLastLevel(_ definitions: Definitions, members: Set<String>) {
        let listed = Set(first.attributes).union(second.attributes)
        let missing = members.subtracting(listed).filter { definitions.attribute($0)?.isUnique == true }
        if hasTwoLevels {
            second.attributes = Set(second.attributes).union(missing).sorted()
        } else {
            first.attributes = Set(first.attributes).union(missing).sorted()
        }
    }

    /// An attribute may move to a deeper level, never up.
    private func refuseMovesUp(_ cells: inout StructureCells, stored: FamilyVariantEntry) {
        let second = Set(second.attributes)
        for code in stored.second.attributes where !second.contains(code) {
            cells.refuse(.propertyNotChangeable, Self.sets[1], code, "\(quoted(code)) cannot move to an upper level")
        }
        for code in stored.first.attributes where !first.attributes.contains(code) && !second.contains(code) {
            cells.refuse(.propertyNotChangeable, Self.sets[0], code, "\(quoted(code)) cannot move to an upper level")
        }
    }
}
