// SPDX-License-Identifier: Apache-2.0

/// One value of an item as somebody else than a record has changed it, both as JSON.
package struct ValueChange: Sendable {
    /// The place of its attribute in the definitions.
    package var attribute: Int
    /// The key.
    package var key: String
    /// What was stored; nil: nothing.
    package var old: [UInt8]?
    /// What is to be stored; nil: nothing.
    package var new: [UInt8]?

    /// Describes a change.
    package init(attribute: Int, key: String, old: [UInt8]?, new: [UInt8]?) {
        self.attribute = attribute
        self.key = key
        self.old = old
        self.new = new
    }
}

extension RecordJudge {
    /// A judge of changes that no record describes.
    package init(definitions: Definitions, kind: ItemKind) throws(ProductHeader.Faults) {
        var parameters = RecordParameters(kind: kind)
        parameters.namesItems = false
        self.init(
            definitions: definitions, parameters: parameters,
            header: try ProductHeader(names: [], definitions: definitions, parameters: parameters))
    }

    /// Says what an item comes to whose values change so, and whose family, status, categories and groups become those of `fields`;
    /// the answer stands in `judgement`.
    ///
    /// Values and fields were judged before; nothing is refused here.
    package mutating func judge(_ item: StoredItem, becoming fields: StoredItem, _ changes: [ValueChange]) {
        judgement.reset()
        changed.removeAll()
        before.removeAll()
        uniqueBefore.removeAll()
        judgement.identifier.append(contentsOf: item.identifier)
        let identifier = judgement.identifier
        appendFolded(identifier.span, to: &judgement.identifierKey)
        judgement.family.append(contentsOf: fields.family)
        judgement.familyVariant.append(contentsOf: item.familyVariant)
        judgement.parent.append(contentsOf: item.parent)
        judgement.parentID = item.parentID
        judgement.axisKey.append(contentsOf: item.axisKey)
        judgement.isEnabled = fields.isEnabled
        judgement.categories.append(contentsOf: fields.categories)
        judgement.groups.append(contentsOf: fields.groups)
        for change in changes where change.old != change.new { take(change) }
        changed.appendClosed(to: &judgement.values)
        let isOtherwiseChanged =
            item.family != fields.family || item.isEnabled != fields.isEnabled || item.categories != fields.categories
            || item.groups != fields.groups
        guard isOtherwiseChanged || !before.isEmpty else { return }
        judgement.outcome = .updated
        writeBefore(item)
    }

    private mutating func take(_ change: ValueChange) {
        let name = JSONObjectBytes.name(change.key)
        if let new = change.new {
            changed.begin(name: name)
            changed.append(json: new)
        } else {
            if !judgement.cleared.isEmpty { judgement.cleared.append(UInt8(ascii: ",")) }
            judgement.cleared.append(contentsOf: change.key.utf8)
        }
        before.begin(name: name)
        if let old = change.old { before.append(json: old) } else { before.appendNull() }
        let attribute = definitions.attributes[change.attribute]
        guard attribute.isUnique else { return }
        func key(_ json: [UInt8]?) -> [UInt8]? { json.map { ValueText.comparable($0, $0.indices, attribute.type) } }
        uniqueBefore.append(name: attribute.code, text: key(change.old))
        judgement.uniqueValues.append(Judgement.UniqueValue(attribute: attribute.code, key: key(change.new)))
    }
}
