// SPDX-License-Identifier: Apache-2.0

/// Judges records of product and product model files: converts their cells, compares them with what is stored, and says what
/// becomes of the item.
///
/// Pure: everything that has to be looked up is given to it. It belongs to one thread and is used for record after record.
public struct RecordJudge {
    let definitions: Definitions
    let parameters: RecordParameters
    let header: ProductHeader
    var converter: CellConverter
    /// What the last record came to.
    public internal(set) var judgement = Judgement()

    /// The stored values of the item at hand.
    var stored = StoredValues()
    /// For each key of the header: the stored member with it, or -1.
    var storedByKey: [Int]
    /// For each key of the header: the value of the record with it, or -1.
    var givenByKey: [Int]
    /// The values that change, and what they were.
    var changed = JSONObjectBytes()
    var before = JSONObjectBytes()
    /// The keys of unique values that change, as they were.
    var uniqueBefore = JSONObjectBytes()
    /// The fields that change as they were, `before` among them.
    private var fields = JSONObjectBytes()
    private var codes: [Int] = []
    private var codeList: [UInt8] = []
    private var inherited = StoredValues()
    /// Where the columns of the item itself stand; -1: not in the file.
    private let fixedPlaces: [Int]
    /// For attributes with a default value: their place, keys and the value as JSON.
    private let defaults: [(attribute: Int, keys: [[UInt8]], json: [UInt8])]

    /// Prepares for the records of one file.
    public init(definitions: Definitions, parameters: RecordParameters, header: ProductHeader) {
        self.definitions = definitions
        self.parameters = parameters
        self.header = header
        converter = CellConverter(definitions: definitions, parameters: parameters, header: header)
        storedByKey = Array(repeating: -1, count: header.keys.count)
        givenByKey = Array(repeating: -1, count: header.keys.count)
        fixedPlaces = ProductHeader.Fixed.allCases.map { header.fixed[$0] ?? -1 }
        defaults = definitions.attributes.compactMap { attribute in
            guard let value = attribute.entry.defaultValue else { return nil }
            let keys = ValueKey.all(of: attribute, in: definitions).map { Array($0.utf8) }
            return (attribute.index, keys, Array((value ? #""1""# : #""0""#).utf8))
        }
    }

    /// The files that cells of the records that follow may name.
    public var media: MediaFiles {
        get { converter.media }
        set { converter.media = newValue }
    }

    /// Begins a record.
    mutating func begin(_ stored: StoredItem?) {
        judgement.reset()
        converter.reset()
        changed.removeAll()
        before.removeAll()
        uniqueBefore.removeAll()
        self.stored.parse(stored?.values ?? [])
        for key in storedByKey.indices {
            storedByKey[key] = -1
            givenByKey[key] = -1
        }
        let bytes = self.stored.bytes
        for place in self.stored.members.indices {
            let member = self.stored.members[place].key
            guard let key = header.keyTable.find(bytes.span.extracting(member)) else { continue }
            storedByKey[key] = place
        }
    }

    /// Refuses a record whose surplus cells are not empty; nothing else of it is judged.
    mutating func refuseTooLong(_ record: Int, in batch: borrowing RecordBatch) -> Bool {
        guard batch.isTooLong(record) else { return false }
        refuse(.rowTooLong, nil, nil, "\(batch.cellCount(record)) cells, header has \(header.count)")
        return true
    }

    mutating func refuse(_ reason: Reason, _ field: String?, _ value: String?, _ text: String) {
        judgement.violations.append(Violation(reason, field: field, value: value, text: text))
    }

    /// The trimmed cell of a column of the item itself; nil when the file has no such column.
    func cell(_ column: ProductHeader.Fixed, _ record: Int, _ batch: borrowing RecordBatch) -> Range<Int>? {
        let place = fixedPlaces[column.rawValue]
        return place < 0 ? nil : batch.trimmed(record, place)
    }

    /// The name of a column of the item itself.
    func name(_ column: ProductHeader.Fixed) -> String { header.fixed[column].map { header.names[$0] } ?? "" }

    // MARK: Values

    /// Converts the cells of all values that the item can have; `allowed` nil: every attribute.
    mutating func convertValues(_ record: Int, in batch: borrowing RecordBatch, allowed: AttributeSet?) {
        for index in header.cells.indices {
            let column = header.cells[index]
            if let allowed, !allowed.contains(column.attribute) {
                if !batch.trimmed(record, column.place).isEmpty { judgement.outsideFamily += 1 }
                continue
            }
            if column.form == .prices, refuseBothForms(column, record, batch) { continue }
            converter.convert(column, of: record, in: batch)
        }
        for place in converter.values.indices { givenByKey[converter.values[place].key] = place }
    }

    /// A list of prices beside the price of one currency, both filled.
    private mutating func refuseBothForms(
        _ column: CellColumn, _ record: Int, _ batch: borrowing RecordBatch
    ) -> Bool {
        guard case .prices(let keys, _) = header.values[column.index].form else { return false }
        let list = batch.trimmed(record, column.place)
        guard !list.isEmpty else { return false }
        for other in header.cells where other.form == .price && keys.contains(other.key) {
            guard !batch.trimmed(record, other.place).isEmpty else { continue }
            let text = "also given in \(quoted(header.names[other.place]))"
            refuse(.conflictingCells, header.names[column.place], batch.text(list), text)
            return true
        }
        return false
    }

    /// The set of codes that a cell lists, or the stored one when the file has no such column; unknown codes are refused.
    mutating func takeCodes(
        _ column: ProductHeader.Fixed, _ record: Int, _ batch: borrowing RecordBatch, _ table: CodeTable,
        _ reason: Reason, _ what: String, stored: [UInt8]?
    ) -> [UInt8] {
        guard let range = cell(column, record, batch) else { return stored ?? [] }
        guard !range.isEmpty else { return [] }
        codes.removeAll(keepingCapacity: true)
        let list = batch.bytes.span.extracting(range)
        CellConverter.members(of: list) { member in
            guard let code = table.find(list.extracting(member)) else {
                let value = text(list.extracting(member))
                refuse(reason, name(column), value, "no \(what) \(quoted(value))")
                return
            }
            if !codes.contains(code) { codes.append(code) }
        }
        if codes.count > 1 { codes.sort { table.codes[$0] < table.codes[$1] } }
        codeList.removeAll(keepingCapacity: true)
        for (place, code) in codes.enumerated() {
            if place > 0 { codeList.append(UInt8(ascii: ",")) }
            table.append(code, to: &codeList)
        }
        return codeList
    }

    /// Judges a new identifier or code.
    mutating func checkIdentifier(_ column: ProductHeader.Fixed, attribute: Attribute?) {
        let bytes = judgement.identifier
        let field = name(column)
        let value = String(decoding: bytes, as: UTF8.self)
        var isClean = !(bytes.first.map(isBlank) ?? false) && !(bytes.last.map(isBlank) ?? false)
        for byte in bytes where byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || (byte >= 0x0A && byte <= 0x0D)
        {
            isClean = false
        }
        if !isClean { refuse(.invalidIdentifier, field, value, "no comma, semicolon, line end or outer blank") }
        let longest = attribute?.longestText ?? 255
        let length = CellConverter.scalars(bytes.span)
        if length > longest { refuse(.textTooLong, field, value, "\(length) characters, allowed \(longest)") }
        if let attribute, case .regexp(let pattern) = attribute.pattern,
            !converter.matches(attribute, pattern, bytes.span)
        {
            refuse(.patternMismatch, field, value, "must match \(pattern)")
        }
    }

    // MARK: Outcome

    /// Compares the values, fills the judgement's buffers and decides what becomes of the item.
    ///
    /// A new item gets the defaults of `defaults`; an item that moves gives up its stored values of `givenUp`.
    mutating func decide(
        _ item: StoredItem?, isOtherwiseChanged: Bool, defaults: AttributeSet?, givenUp: AttributeSet?
    ) {
        judgement.violations.append(contentsOf: converter.violations)
        guard judgement.violations.isEmpty else {
            judgement.outcome = .invalid
            return
        }
        judgement.notes.append(contentsOf: converter.notes)
        compareValues()
        guard let item else {
            let given = changed.bytes.count
            if let defaults { addDefaults(of: defaults) }
            judgement.isRepeatable = isRepeatable && changed.bytes.count == given
            changed.appendClosed(to: &judgement.values)
            judgement.outcome = .created
            judgement.before.append(UInt8(ascii: "{"))
            judgement.before.append(UInt8(ascii: "}"))
            return
        }
        if let givenUp { giveUp(givenUp) }
        changed.appendClosed(to: &judgement.values)
        let isChanged = isOtherwiseChanged || !changed.isEmpty || !judgement.cleared.isEmpty
        judgement.outcome = isChanged || !parameters.comparesWithStored ? .updated : .unchanged
        if judgement.outcome == .updated {
            judgement.isRepeatable = isRepeatable && item.parent.isEmpty
            writeBefore(item)
        }
        if judgement.outcome == .unchanged { judgement.notes.removeAll() }
    }

    /// Whether nothing but the record's own cells and the structure has a say in what the item becomes.
    ///
    /// A note is made again, and what lies outside the family is counted again; what is inherited may change.
    private var isRepeatable: Bool {
        parameters.comparesWithStored && judgement.notes.isEmpty && judgement.outsideFamily == 0
            && judgement.parent.isEmpty && judgement.axisKey.isEmpty
    }

    private mutating func compareValues() {
        for index in converter.values.indices {
            let value = converter.values[index]
            let place = storedByKey[value.key]
            if place >= 0, parameters.comparesWithStored, isSame(value, stored.members[place].value) { continue }
            let member = header.keys[value.key].member
            changed.begin(name: member)
            changed.append(value.json, of: converter.bytes)
            before.begin(name: member)
            if place >= 0 {
                before.append(stored.members[place].value, of: stored.bytes)
            } else {
                before.appendNull()
            }
            let attribute = definitions.attributes[value.attribute]
            if attribute.isUnique {
                takeUnique(
                    attribute, ValueText.comparable(converter.bytes, value.json, attribute.type),
                    was: place < 0 ? nil : stored.members[place].value)
            }
        }
        for key in converter.cleared where givenByKey[key] < 0 && storedByKey[key] >= 0 {
            let member = stored.members[storedByKey[key]]
            clear(member)
            storedByKey[key] = -1
            takeUnique(definitions.attributes[header.keys[key].attribute], nil, was: member.value)
        }
    }

    /// Clears the stored values of attributes that the item gives up, where the record gives none.
    private mutating func giveUp(_ attributes: AttributeSet) {
        for place in stored.members.indices {
            let member = stored.members[place]
            let bytes = stored.bytes
            let key = bytes.span.extracting(member.key)
            if let known = header.keyTable.find(key), storedByKey[known] < 0 || givenByKey[known] >= 0 { continue }
            guard let attribute = ValueKey.attribute(of: key, in: definitions), attributes.contains(attribute) else {
                continue
            }
            clear(member)
            takeUnique(definitions.attributes[attribute], nil, was: member.value)
        }
    }

    private mutating func clear(_ member: StoredValues.Member) {
        if !judgement.cleared.isEmpty { judgement.cleared.append(UInt8(ascii: ",")) }
        judgement.cleared.append(member.key, of: stored.bytes)
        before.begin(key: member.key, of: stored.bytes)
        before.append(member.value, of: stored.bytes)
    }

    /// Notes what becomes of a value of a unique attribute; `was` is the stored one.
    private mutating func takeUnique(_ attribute: Attribute, _ key: [UInt8]?, was: Range<Int>?) {
        guard attribute.isUnique else { return }
        let old = was.map { ValueText.comparable(stored.bytes, $0, attribute.type) }
        uniqueBefore.append(name: attribute.code, text: old)
        judgement.uniqueValues.append(Judgement.UniqueValue(attribute: attribute.code, key: key))
    }

    /// The defaults of a new item's attributes, where the file gives none.
    private mutating func addDefaults(of attributes: AttributeSet) {
        for entry in defaults where attributes.contains(entry.attribute) {
            for key in entry.keys {
                if let known = header.keyTable.find(key.span), givenByKey[known] >= 0 { continue }
                changed.begin(key: key.indices, of: key)
                changed.append(json: entry.json)
            }
        }
    }

    /// Takes over values that were inherited so far, where the item has none of its own and the record gives none.
    mutating func takeOver(_ values: [UInt8]) {
        inherited.parse(values)
        for member in inherited.members {
            let key = inherited.bytes[member.key]
            let isOwn = stored.members.contains { stored.bytes[$0.key].elementsEqual(key) }
            if isOwn { continue }
            if let known = header.keyTable.find(inherited.bytes.span.extracting(member.key)),
                givenByKey[known] >= 0 || converter.cleared.contains(known)
            {
                continue
            }
            changed.begin(key: member.key, of: inherited.bytes)
            changed.append(member.value, of: inherited.bytes)
            before.begin(key: member.key, of: inherited.bytes)
            before.appendNull()
        }
    }

    /// Whether a value of the record says the same as a stored one.
    func isSame(_ value: CellConverter.Value, _ old: Range<Int>) -> Bool {
        if isSameBytes(converter.bytes.span.extracting(value.json), stored.bytes.span.extracting(old)) { return true }
        let type = definitions.attributes[value.attribute].type
        return ValueText.isSame(type, converter.bytes, value.json, stored, old)
    }

    mutating func writeBefore(_ item: StoredItem) {
        fields.removeAll()
        keep("identifier", item.identifier, judgement.identifier)
        keep("family", item.family, judgement.family)
        keep("parent", item.parent, judgement.parent)
        keep("categories", item.categories, judgement.categories)
        keep("groups", item.groups, judgement.groups)
        // What the program makes of these is kept with them: undo puts it back as it was.
        if item.identifier != judgement.identifier {
            var key: [UInt8] = []
            appendFolded(item.identifier.span, to: &key)
            fields.append(key: "identifier_key", text: key.isEmpty ? nil : key)
        }
        if item.parent != judgement.parent {
            fields.append(key: "axis_key", text: item.axisKey.isEmpty ? nil : item.axisKey)
            fields.append(key: "parent_id", text: item.parentID.map { Array(String($0).utf8) })
        }
        if item.isEnabled != judgement.isEnabled { fields.append(key: "enabled", text: [item.isEnabled ? 0x31 : 0x30]) }
        if !before.isEmpty {
            fields.begin(name: Self.valuesMember)
            fields.append(json: before.bytes)
            fields.close()
        }
        if !uniqueBefore.isEmpty {
            fields.begin(name: Self.uniqueMember)
            fields.append(json: uniqueBefore.bytes)
            fields.close()
        }
        fields.appendClosed(to: &judgement.before)
    }

    private mutating func keep(_ key: StaticString, _ old: [UInt8], _ new: [UInt8]) {
        if old != new { fields.append(key: key, text: old.isEmpty ? nil : old) }
    }

    private static let valuesMember = JSONObjectBytes.name("values")
    private static let uniqueMember = JSONObjectBytes.name("unique")
}
