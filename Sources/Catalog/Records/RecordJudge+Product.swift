// SPDX-License-Identifier: Apache-2.0

/// What is known about the product model that a record names.
public enum GivenParent: Sendable {
    /// The record names none, or the file has no such column.
    case none
    /// There is no model of this code.
    case unknown
    /// The model.
    case found(ParentModel)
}

/// How a record's product was found.
public enum ProductMatch: Sendable {
    /// It is new; with a uuid when the record gives one.
    case new
    /// By its uuid.
    case uuid
    /// By its identifier.
    case identifier
}

extension RecordJudge {
    /// Judges a record of a product file; the answer stands in `judgement`.
    ///
    /// `item` is the stored product, with the model above it in `storedParent`; `isTaken` says that the record's identifier
    /// belongs to another product than the one its uuid names.
    public mutating func judgeProduct(
        _ record: Int, in batch: borrowing RecordBatch, item: StoredItem?, match: ProductMatch,
        givenParent: GivenParent,
        storedParent: ParentModel?, isTaken: Bool = false
    ) {
        begin(item)
        if refuseTooLong(record, in: batch) {
            judgement.outcome = .invalid
            return
        }
        guard let place = findPlace(record, batch, item, givenParent, storedParent) else {
            judgement.outcome = .invalid
            return
        }
        takeIdentifier(record, batch, item, match, isTaken: isTaken)
        takeEnabled(record, batch, item)
        judgement.categories = takeCodes(
            .categories, record, batch, definitions.categoryTable, .unknownCategory, "category",
            stored: item?.categories)
        judgement.groups = takeCodes(
            .groups, record, batch, definitions.groupTable, .unknownGroup, "group", stored: item?.groups)
        let allowed =
            place.variant.map { $0.levels[$0.depth] } ?? place.family.map { definitions.families[$0].attributes }
        convertValues(record, in: batch, allowed: allowed)
        if let variant = place.variant {
            judgeAxes(variant.axes[variant.depth - 1], isFixed: storedParent != nil)
        } else if place.givesUpParent, let storedParent {
            takeOver(storedParent.values)
        }
        // A simple product that becomes a variant gives up what its models have; values outside the family stay.
        let givenUp = item != nil && storedParent == nil ? place.variant.map(\.aboveProducts) : nil
        decide(item, isOtherwiseChanged: item.map(isChanged) ?? true, defaults: allowed, givenUp: givenUp)
    }

    /// Where a product belongs.
    struct Place {
        /// The place of its family.
        var family: Int?
        /// How it varies; nil: a simple product.
        var variant: FamilyVariant?
        /// Whether a variant becomes a simple product.
        var givesUpParent = false
    }

    /// Family and parent; nil when one of them is unknown, and nothing else is judged.
    private mutating func findPlace(
        _ record: Int, _ batch: borrowing RecordBatch, _ item: StoredItem?, _ givenParent: GivenParent,
        _ storedParent: ParentModel?
    ) -> Place? {
        var place = Place(family: item.flatMap { definitions.familyTable.find($0.family.span) })
        var givenFamily: Int?
        let familyCell = cell(.family, record, batch)
        if let familyCell, !familyCell.isEmpty {
            givenFamily = definitions.familyTable.find(batch.bytes.span.extracting(familyCell))
            if givenFamily == nil {
                let value = batch.text(familyCell)
                refuse(.unknownFamily, name(.family), value, "no family \(quoted(value))")
            }
        }
        let parentText = cell(.parent, record, batch).map { batch.text($0) }
        var model = storedParent
        switch givenParent {
        case .none:
            if parentText != nil, storedParent != nil, parameters.convertsVariantsToSimple {
                (model, place.givesUpParent) = (nil, true)
            }
        case .unknown:
            refuse(.unknownParent, "parent", parentText, "no product model \(quoted(parentText ?? ""))")
        case .found(let found):
            model = found
        }
        guard judgement.violations.isEmpty else { return nil }

        if let model {
            takeModel(model, parentText, givenFamily, familyCell, storedParent, item, &place)
        } else if familyCell != nil {
            place.family = givenFamily
        }
        if let family = place.family { judgement.family.append(contentsOf: definitions.families[family].code.utf8) }
        return place
    }

    private mutating func takeModel(
        _ model: ParentModel, _ parentText: String?, _ givenFamily: Int?, _ familyCell: Range<Int>?,
        _ storedParent: ParentModel?, _ item: StoredItem?, _ place: inout Place
    ) {
        judgement.parent.append(contentsOf: model.code.utf8)
        judgement.parentID = model.id
        guard let variant = definitions.familyVariant(model.familyVariant) else { return }
        let isMoved = storedParent.map { $0.id != model.id } ?? true
        if model.level != variant.depth - 1 {
            let value = parentText ?? model.code
            refuse(.invalidParentLevel, "parent", value, "\(quoted(value)) is not a model of the right level")
        } else if isMoved, let storedParent, folded(storedParent.familyVariant) != folded(model.familyVariant) {
            refuse(.familyVariantDiffers, "parent", parentText, "parent is of variant \(quoted(model.familyVariant))")
        }
        let expected = definitions.families[variant.family].code
        let stays = storedParent == nil ? place.family : nil
        if let family = givenFamily ?? stays, family != variant.family {
            refuse(
                .familyDiffersFromParent, name(.family).isEmpty ? "family" : name(.family),
                definitions.families[family].code, "parent is of family \(quoted(expected))")
        } else if let familyCell, familyCell.isEmpty, item != nil, storedParent != nil {
            refuse(.familyRequired, name(.family), nil, "a variant keeps its family")
        }
        place.family = variant.family
        place.variant = variant
    }

    private mutating func takeIdentifier(
        _ record: Int, _ batch: borrowing RecordBatch, _ item: StoredItem?, _ match: ProductMatch, isTaken: Bool
    ) {
        let stored = item?.identifier ?? []
        if match == .identifier || header.fixed[.identifier] == nil {
            judgement.identifier.append(contentsOf: stored)
        } else if let column = header.fixed[.identifier], !batch.trimmed(record, column).isEmpty {
            judgement.identifier.append(contentsOf: batch.bytes[batch.cell(record, column)])
        }
        let identifier = judgement.identifier
        appendFolded(identifier.span, to: &judgement.identifierKey)
        guard judgement.identifier != stored, !judgement.identifier.isEmpty else { return }
        checkIdentifier(.identifier, attribute: definitions.identifierCodes.first.flatMap(definitions.attribute))
        if isTaken {
            let value = String(decoding: judgement.identifier, as: UTF8.self)
            refuse(.identifierTaken, name(.identifier), value, "belongs to another product")
        }
    }

    private mutating func takeEnabled(_ record: Int, _ batch: borrowing RecordBatch, _ item: StoredItem?) {
        judgement.isEnabled = item?.isEnabled ?? parameters.enabled
        guard let range = cell(.enabled, record, batch), !range.isEmpty else { return }
        let first = batch.bytes[range.lowerBound]
        guard range.count == 1, first == UInt8(ascii: "0") || first == UInt8(ascii: "1") else {
            refuse(.invalidEnabled, name(.enabled), batch.text(range), "must be 1 or 0")
            return
        }
        judgement.isEnabled = first == UInt8(ascii: "1")
    }

    private func isChanged(_ item: StoredItem) -> Bool {
        item.identifier != judgement.identifier || item.family != judgement.family || item.parent != judgement.parent
            || item.isEnabled != judgement.isEnabled || item.categories != judgement.categories
            || item.groups != judgement.groups
    }
}
