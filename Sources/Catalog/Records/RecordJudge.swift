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
    private var codes: [Int] = []
    private var inherited = StoredValues()
    /// For attributes with a default value: their place, keys and the value as JSON.
    let defaults: [(attribute: Int, keys: [[UInt8]], json: [UInt8])]

    /// Prepares for the records of one file.
    public init(definitions: Definitions, parameters: RecordParameters, header: ProductHeader) {
        self.definitions = definitions
        self.parameters = parameters
        self.header = header
        converter = CellConverter(definitions: definitions, parameters: parameters, header: header)
        storedByKey = Array(repeating: -1, count: header.keys.count)
        givenByKey = Array(repeating: -1, count: header.keys.count)
        defaults = definitions.attributes.compactMap { attribute in
            guard let value = attribute.entry.defaultValue else { return nil }
            let keys = ValueKey.all(of: attribute, in: definitions).map { Array($0.utf8) }
            return (attribute.index, keys, Array((value ? #""1""# : #""0""#).utf8))
        }
    }

    /// Begins a record.
    mutating func begin(_ stored: StoredItem?) {
        judgement.reset()
        converter.reset()
        changed.removeAll()
        before.removeAll()
        self.stored.parse(stored?.values ?? [])
        for key in storedByKey.indices {
            storedByKey[key] = -1
            givenByKey[key] = -1
        }
        let bytes = self.stored.bytes
        for (place, member) in self.stored.members.enumerated() {
            guard let key = header.keyTable.find(bytes.span.extracting(member.key)) else { continue }
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
        header.fixed[column].map { batch.trimmed(record, $0) }
    }

    /// The name of a column of the item itself.
    func name(_ column: ProductHeader.Fixed) -> String { header.fixed[column].map { header.names[$0] } ?? "" }

    // MARK: Values

    /// Converts the cells of all values that the item can have; `allowed` nil: every attribute.
    mutating func convertValues(_ record: Int, in batch: borrowing RecordBatch, allowed: Set<Int>?) {
        for column in header.values {
            if let allowed, !allowed.contains(column.attribute) {
                if !batch.trimmed(record, column.place).isEmpty { judgement.outsideFamily += 1 }
                continue
            }
            if case .prices(let keys, _) = column.form, refuseBothForms(column, keys, record, batch) { continue }
            converter.convert(column, of: record, in: batch)
        }
        for (place, value) in converter.values.enumerated() { givenByKey[value.key] = place }
    }

    /// A list of prices beside the price of one currency, both filled.
    private mutating func refuseBothForms(
        _ column: ValueColumn, _ keys: [Int], _ record: Int, _ batch: borrowing RecordBatch
    ) -> Bool {
        guard !batch.trimmed(record, column.place).isEmpty else { return false }
        for other in header.values where other.form == .price && keys.contains(other.key) {
            guard !batch.trimmed(record, other.place).isEmpty else { continue }
            refuse(
                .conflictingCells, column.name, batch.text(batch.trimmed(record, column.place)),
                "also given in \(quoted(other.name))")
            return true
        }
        return false
    }

    /// A set of codes from a list; what is unknown is noted with `reason`.
    mutating func takeCodes(
        _ column: ProductHeader.Fixed, _ record: Int, _ batch: borrowing RecordBatch, _ table: CodeTable,
        _ reason: Reason,
        _ what: String, into target: WritableKeyPath<Judgement, [UInt8]>, stored: [UInt8]?
    ) {
        guard let range = cell(column, record, batch) else {
            if let stored { judgement[keyPath: target].append(contentsOf: stored) }
            return
        }
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
        for (place, code) in codes.enumerated() {
            if place > 0 { judgement[keyPath: target].append(UInt8(ascii: ",")) }
            judgement[keyPath: target].append(contentsOf: table.codes[code].utf8)
        }
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
    mutating func decide(_ item: StoredItem?, isOtherwiseChanged: Bool, dropping dropped: (Int?) -> Bool) {
        judgement.violations.append(contentsOf: converter.violations)
        guard judgement.violations.isEmpty else {
            judgement.outcome = .invalid
            return
        }
        judgement.notes.append(contentsOf: converter.notes)
        compareValues(item, dropping: dropped)
        changed.appendClosed(to: &judgement.values)
        guard let item else {
            judgement.outcome = .created
            judgement.before.append(contentsOf: "{}".utf8)
            return
        }
        let isChanged = isOtherwiseChanged || !changed.isEmpty || !judgement.cleared.isEmpty
        judgement.outcome = isChanged || !parameters.comparesWithStored ? .updated : .unchanged
        if judgement.outcome == .updated { writeBefore(item) }
        if judgement.outcome == .unchanged { judgement.notes.removeAll() }
    }

    private mutating func compareValues(_ item: StoredItem?, dropping dropped: (Int?) -> Bool) {
        for value in converter.values where givenByKey[value.key] >= 0 {
            let place = storedByKey[value.key]
            if place >= 0, parameters.comparesWithStored, isSame(value, stored.members[place].value) { continue }
            let key = header.keys[value.key].bytes
            changed.begin(key: key)
            changed.append(json: converter.bytes[value.json])
            keepBefore(key, place >= 0 ? stored.members[place].value : nil)
            let type = definitions.attributes[value.attribute].type
            takeUnique(value.attribute, ValueText.comparable(converter.bytes, value.json, type))
        }
        for key in converter.cleared where givenByKey[key] < 0 && storedByKey[key] >= 0 {
            let member = stored.members[storedByKey[key]]
            clear(member)
            storedByKey[key] = -1
            takeUnique(header.keys[key].attribute, nil)
        }
        guard item != nil else {
            addDefaults(dropping: dropped)
            return
        }
        let bytes = stored.bytes
        for member in stored.members {
            let key = bytes.span.extracting(member.key)
            if let known = header.keyTable.find(key), storedByKey[known] < 0 || givenByKey[known] >= 0 { continue }
            let attribute = ValueKey.attribute(of: key, in: definitions)
            guard dropped(attribute) else { continue }
            clear(member)
            if let attribute { takeUnique(attribute, nil) }
        }
    }

    private mutating func clear(_ member: StoredValues.Member) {
        if !judgement.cleared.isEmpty { judgement.cleared.append(UInt8(ascii: ",")) }
        judgement.cleared.append(contentsOf: stored.bytes[member.key])
        keepBefore(Array(stored.bytes[member.key]), member.value)
    }

    private mutating func keepBefore(_ key: [UInt8], _ value: Range<Int>?) {
        before.begin(key: key)
        if let value { before.append(json: stored.bytes[value]) } else { before.append(json: "null".utf8) }
    }

    private mutating func takeUnique(_ index: Int, _ key: [UInt8]?) {
        let attribute = definitions.attributes[index]
        guard attribute.isUnique else { return }
        judgement.uniqueValues.append(Judgement.UniqueValue(attribute: attribute.code, key: key))
    }

    /// The defaults of a new item's attributes, where the file gives none.
    private mutating func addDefaults(dropping dropped: (Int?) -> Bool) {
        for entry in defaults where !dropped(entry.attribute) {
            for key in entry.keys {
                if let known = header.keyTable.find(key.span), givenByKey[known] >= 0 { continue }
                changed.begin(key: key)
                changed.append(json: entry.json)
            }
        }
    }

    /// Takes over values that were inherited so far, where the item has none of its own and the record gives none.
    mutating func takeOver(_ values: [UInt8]) {
        inherited.parse(values)
        for member in inherited.members {
            let key = Array(inherited.bytes[member.key])
            let isOwn = stored.members.contains { stored.bytes[$0.key].elementsEqual(key) }
            if isOwn { continue }
            if let known = header.keyTable.find(key.span), givenByKey[known] >= 0 || converter.cleared.contains(known) {
                continue
            }
            changed.begin(key: key)
            changed.append(json: inherited.bytes[member.value])
            keepBefore(key, nil)
        }
    }

    /// Whether a value of the record says the same as a stored one.
    func isSame(_ value: CellConverter.Value, _ old: Range<Int>) -> Bool {
        if value.json.count == old.count, converter.bytes[value.json].elementsEqual(stored.bytes[old]) { return true }
        let type = definitions.attributes[value.attribute].type
        return ValueText.isSame(type, converter.bytes, value.json, stored, old)
    }

    private mutating func writeBefore(_ item: StoredItem) {
        var fields = JSONObjectBytes()
        func keep(_ key: String, _ old: [UInt8], _ new: [UInt8]) {
            if old != new { fields.append(key: key, text: old.isEmpty ? nil : old) }
        }
        keep("identifier", item.identifier, judgement.identifier)
        keep("family", item.family, judgement.family)
        keep("parent", item.parent, judgement.parent)
        keep("categories", item.categories, judgement.categories)
        keep("groups", item.groups, judgement.groups)
        if item.isEnabled != judgement.isEnabled {
            fields.append(key: "enabled", text: Array((item.isEnabled ? "1" : "0").utf8))
        }
        if !before.isEmpty {
            var values: [UInt8] = []
            before.appendClosed(to: &values)
            fields.begin(key: Array("values".utf8))
            fields.append(json: values)
        }
        fields.appendClosed(to: &judgement.before)
    }
}
