// SPDX-License-Identifier: Apache-2.0

extension RecordJudge {
    /// Judges a record of a product model file; the answer stands in `judgement`.
    ///
    /// A record that names a parent describes a sub-model, any other a root. `item` is the stored model, with the root above it
    /// in `storedParent`.
    public mutating func judgeModel(
        _ record: Int, in batch: borrowing RecordBatch, item: StoredItem?, givenParent: GivenParent,
        storedParent: ParentModel?
    ) {
        begin(item)
        if refuseTooLong(record, in: batch) {
            judgement.outcome = .invalid
            return
        }
        guard takeCode(record, batch, item) else {
            judgement.outcome = .invalid
            return
        }
        let level: (variant: FamilyVariant, depth: Int)?
        switch givenParent {
        case .unknown:
            let value = cell(.parent, record, batch).map { batch.text($0) } ?? ""
            refuse(.unknownParent, "parent", value, "no product model \(quoted(value))")
            level = nil
        case .found(let parent): level = subModel(record, batch, item, parent, storedParent)
        case .none: level = storedParent.map { subModel(record, batch, item, $0, $0) } ?? root(record, batch, item)
        }
        guard let level else {
            judgement.outcome = .invalid
            return
        }
        judgement.familyVariant.append(contentsOf: level.variant.code.utf8)
        judgement.family.append(contentsOf: definitions.families[level.variant.family].code.utf8)
        judgement.categories = takeCodes(
            .categories, record, batch, definitions.categoryTable, .unknownCategory, "category",
            stored: item?.categories)
        let allowed = level.variant.levels[level.depth]
        convertValues(record, in: batch, allowed: allowed)
        if level.depth > 0 { judgeAxes(level.variant.axes[level.depth - 1], isFixed: item != nil) }
        let isChanged = item.map { $0.parent != judgement.parent || $0.categories != judgement.categories } ?? true
        decide(item, isOtherwiseChanged: isChanged, defaults: allowed, givenUp: nil)
    }

    private mutating func takeCode(_ record: Int, _ batch: borrowing RecordBatch, _ item: StoredItem?) -> Bool {
        let cell = header.fixed[.identifier].map { batch.cell(record, $0) } ?? 0..<0
        guard !parameters.namesItems || !batch.trimming(cell).isEmpty else {
            refuse(.missingCode, "code", nil, "code is empty")
            return false
        }
        if let item {
            judgement.identifier.append(contentsOf: item.identifier)
        } else {
            judgement.identifier.append(contentsOf: batch.bytes[cell])
            checkIdentifier(.identifier, attribute: nil)
        }
        let identifier = judgement.identifier
        appendFolded(identifier.span, to: &judgement.identifierKey)
        return true
    }

    /// A root: the family variant comes from its cell and never changes.
    private mutating func root(
        _ record: Int, _ batch: borrowing RecordBatch, _ item: StoredItem?
    ) -> (variant: FamilyVariant, depth: Int)? {
        let given = cell(.familyVariant, record, batch) ?? 0..<0
        let value = batch.text(given)
        let stored = item.map { String(decoding: $0.familyVariant, as: UTF8.self) }
        guard let variant = definitions.familyVariant(given.isEmpty ? stored ?? "" : value) else {
            refuse(
                .unknownFamilyVariant,
                name(.familyVariant).isEmpty ? parameters.familyVariantColumn : name(.familyVariant),
                value.isEmpty ? nil : value,
                value.isEmpty ? "a root needs a family variant" : "no family variant \(quoted(value))")
            return nil
        }
        if let stored, folded(stored) != folded(variant.code) {
            refuse(.propertyNotChangeable, name(.familyVariant), value, "\(quoted(name(.familyVariant))) cannot change")
        }
        return (variant, 0)
    }

    /// A sub-model: the family variant is its parent's, which is a root of two levels.
    private mutating func subModel(
        _ record: Int, _ batch: borrowing RecordBatch, _ item: StoredItem?, _ parent: ParentModel,
        _ storedParent: ParentModel?
    ) -> (variant: FamilyVariant, depth: Int)? {
        let value = cell(.parent, record, batch).map { batch.text($0) } ?? parent.code
        guard let variant = definitions.familyVariant(parent.familyVariant) else { return nil }
        judgement.parent.append(contentsOf: parent.code.utf8)
        judgement.parentID = parent.id
        if parent.level != 0 {
            refuse(.invalidParentLevel, "parent", value, "\(quoted(value)) is not a model of the right level")
        } else if variant.depth < 2 {
            refuse(.parentNotAllowed, "parent", value, "this family variant has one level")
        } else if item != nil, storedParent == nil {
            refuse(.propertyNotChangeable, "parent", value, "\"parent\" cannot change")
        }
        let before = storedParent?.familyVariant ?? parent.familyVariant
        let given = cell(.familyVariant, record, batch).map { batch.text($0) } ?? ""
        let differs =
            folded(before) != folded(variant.code) || (!given.isEmpty && folded(given) != folded(variant.code))
        if differs {
            refuse(
                .familyVariantDiffers, name(.familyVariant).isEmpty ? "parent" : name(.familyVariant),
                given.isEmpty ? value : given, "parent is of variant \(quoted(variant.code))")
        }
        return judgement.violations.contains { $0.reason == .parentNotAllowed } ? nil : (variant, 1)
    }
}
