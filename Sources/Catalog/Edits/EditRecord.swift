// SPDX-License-Identifier: Apache-2.0

/// The record that an edit makes of an item: what a file would say to change the item so.
///
/// It is judged as any record of a file. So an edit has the checks of an import, and there is one of each.
package struct EditRecord: Sendable {
    /// The columns that the kind of item has.
    package let header: ProductHeader
    /// How the record is judged.
    package let parameters: RecordParameters
    /// The attributes whose values it changes.
    package let attributes: AttributeSet
    /// Whether it says the same of every item, so that one is enough.
    package let isConstant: Bool
    /// Whether it gives what only one item may have: a unique value, or a place below a product model.
    package let makesClaims: Bool
    private let columns: [Column]
    private var stored = StoredValues()

    private struct Column: Sendable {
        var cell: [UInt8]
        var mode: EditColumn.Mode
        /// The codes of the cell, and as they are compared.
        var codes: [(code: [UInt8], key: [UInt8])]
        var source: Source
    }

    /// Where that stands which codes come to or leave.
    private enum Source: Sendable {
        case nowhere, categories, groups
        case value([UInt8])
    }

    /// Everything that is wrong with the columns or their cells.
    package struct Faults: Error, Sendable {
        /// The faults, a sentence each.
        package let sentences: [String]
    }

    /// Makes the record for one kind of item; throws everything that is wrong with it.
    ///
    /// Columns that the kind does not have are left out.
    package init(_ kind: ItemKind, _ instructions: EditInstructions, definitions: Definitions) throws(Faults) {
        var parameters = RecordParameters(kind: kind)
        parameters.namesItems = false
        parameters.convertsVariantsToSimple = instructions.demand == .variant
        self.parameters = parameters
        let used = instructions.columns.filter {
            kind == .product || !["family", "groups", "enabled"].contains($0.name)
        }
        do throws(ProductHeader.Faults) {
            header = try ProductHeader(names: used.map(\.name), definitions: definitions, parameters: parameters)
        } catch {
            throw Faults(sentences: error.violations.map(\.text))
        }
        attributes = AttributeSet(header.values.map(\.attribute))
        isConstant = used.allSatisfy { $0.mode == .replace }
        makesClaims =
            header.fixed[.parent] != nil && instructions.demand != .variant
            || header.values.contains { definitions.attributes[$0.attribute].isUnique && !used[$0.place].cell.isEmpty }
        var sources: [Int: Source] = [:]
        for value in header.values where value.key >= 0 {
            sources[value.place] = .value(Array(header.keys[value.key].name.utf8))
        }
        if let place = header.fixed[.categories] { sources[place] = .categories }
        if let place = header.fixed[.groups] { sources[place] = .groups }
        columns = used.enumerated().map { place, column in
            let codes = column.cell.split(separator: ",").map { code -> (code: [UInt8], key: [UInt8]) in
                (Array(code.utf8), Array(folded(String(code)).utf8))
            }
            return Column(
                cell: Array(column.cell.utf8), mode: column.mode, codes: codes, source: sources[place] ?? .nowhere)
        }
        try check(definitions)
    }

    /// Converts the cells once: a value that no item can have is said before any item is visited.
    private func check(_ definitions: Definitions) throws(Faults) {
        var batch = RecordBatch(columns: columns.count)
        append(to: &batch)
        var converter = CellConverter(definitions: definitions, parameters: parameters, header: header)
        for column in header.cells { converter.convert(column, of: 0, in: batch) }
        guard converter.violations.isEmpty else {
            throw Faults(sentences: converter.violations.map { "\($0.field.map { $0 + ": " } ?? "")\($0.text)" })
        }
    }

    /// Appends the record as the edit gives it, which is right for all items when it is constant.
    package func append(to batch: inout RecordBatch) {
        batch.begin(row: 0, line: 0)
        for column in columns { batch.append(cell: column.cell.span) }
    }

    /// Appends the record for one item: codes join those that it has, or leave them.
    package mutating func append(for item: borrowing StoredItem, row: Int64, to batch: inout RecordBatch) {
        batch.begin(row: row, line: 0)
        var isParsed = false
        for column in columns {
            guard column.mode != .replace else {
                batch.append(cell: column.cell.span)
                continue
            }
            let old: [UInt8]
            switch column.source {
            case .nowhere: old = []
            case .categories: old = item.categories
            case .groups: old = item.groups
            case .value(let key):
                if !isParsed { stored.parse(item.values) }
                isParsed = true
                let member = stored.members.first { stored.bytes[$0.key].elementsEqual(key) }
                old = member.flatMap { stored.text($0.value) } ?? []
            }
            batch.append(cell: Self.join(old, column).span)
        }
    }

    private static func join(_ old: [UInt8], _ column: Column) -> [UInt8] {
        var kept: [[UInt8]] = []
        var had: Set<[UInt8]> = []
        for code in old.split(separator: UInt8(ascii: ",")) {
            var key: [UInt8] = []
            appendFolded(code.span, to: &key)
            had.insert(key)
            if column.mode == .add || !column.codes.contains(where: { $0.key == key }) { kept.append(Array(code)) }
        }
        if column.mode == .add {
            for code in column.codes where had.insert(code.key).inserted { kept.append(code.code) }
        }
        return Array(kept.joined(separator: [UInt8(ascii: ",")]))
    }

    /// Whether it says anything of an item with these attributes; nil: the item has no family, and is left alone by values.
    package func concerns(_ allowed: AttributeSet?) -> Bool {
        guard !header.values.isEmpty else { return true }
        guard let allowed else { return false }
        return header.values.contains { allowed.contains($0.attribute) }
    }
}

extension Definitions {
    /// The attributes that an item has on its own level; nil: it has no family.
    ///
    /// `parent` is the product model above it, if there is one.
    package func ownAttributes(_ kind: ItemKind, of item: borrowing StoredItem, parent: ParentModel?) -> AttributeSet? {
        switch kind {
        case .product:
            if let parent { return familyVariant(parent.familyVariant).map { $0.levels[$0.depth] } }
            return familyTable.find(item.family.span).map { families[$0].attributes }
        case .productModel:
            return familyVariant(String(decoding: item.familyVariant, as: UTF8.self)).map {
                $0.levels[item.parent.isEmpty ? 0 : 1]
            }
        }
    }
}
